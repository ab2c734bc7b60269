import { since } from './changes.ts';
import type { ReleaseView } from './release-view.ts';
import type { Refusal, Settings, SubValue } from './settings.ts';
import { checkSlabSizes } from './slab-sizes.ts';
import type { Suboption } from './suboption-checks.ts';
import { SUBOPTIONS } from './suboption-table.ts';
import type { Value } from './word.ts';

const SLAB_SIZES_AT_ONCE = since('1.4.27');
const SLAB_SIZES_AT_END = since('1.4.29');

/**
 * Applies the value of `-o`: `name` or `name=value`, separated by commas, as glibc's getsubopt cuts it.
 * What stands from an unknown part on is taken to be valid.
 */
export function applySuboptions(settings: Settings, value: Value, release: ReleaseView): Refusal | undefined {
  const { text } = value;
  let from = 0;
  while (from < text.length) {
    const comma = text.indexOf(',', from);
    const end = comma < 0 ? text.length : comma;
    if (value.unknowns.some((offset) => offset >= from && offset < end)) {
      settings.unknownSuboptions = true;
      return undefined;
    }
    const equals = text.slice(from, end).indexOf('=');
    const name = text.slice(from, equals < 0 ? end : from + equals);
    const subvalue = equals < 0 ? undefined : text.slice(from + equals + 1, end);
    const at = { word: value.range.word, from: value.range.from + from, to: value.range.from + end };
    const use: SubValue = {
      text: subvalue,
      offset: from + equals + 1,
      at: from === end ? value.range : at,
    };
    const refusal = applySuboption(settings, name, use, release);
    if (refusal !== undefined) return { because: refusal, at: use.at };
    from = end + 1;
  }
  return undefined;
}

function applySuboption(
  settings: Settings,
  name: string,
  use: SubValue,
  release: ReleaseView,
): string | undefined {
  const entry = Object.hasOwn(SUBOPTIONS, name) ? SUBOPTIONS[name] : undefined;
  if (!entry || (entry.proxy && !settings.proxyBuild) || !exists(entry, release)) {
    return `-o does not know ${name === '' ? 'an empty suboption' : name}`;
  }
  settings.lastSubValue = use;
  const refusal = entry.apply?.(settings, use, release);
  if (refusal !== undefined || !entry.isSlabSizes?.(release)) return refusal;
  if (!release.has(SLAB_SIZES_AT_ONCE)) return undefined;
  if (!release.has(SLAB_SIZES_AT_END)) return checkSlabSizes(use.text ?? '', settings, release);
  if (use.text === undefined) delete settings.slabSizes;
  else settings.slabSizes = use;
  return undefined;
}

function exists({ from, until }: Suboption, release: ReleaseView): boolean {
  return release.within(since(from), until === undefined ? undefined : since(until));
}
