import { TracedText } from '../../text/traced-text.ts';
import { resolvePath } from '../interpreter/file-access.ts';
import type { Machine } from '../interpreter/machine.ts';
import type { State } from '../interpreter/state.ts';
import type { Field } from './fields.ts';
import { compilePattern, isGlob, matchesPattern } from './pattern.ts';

const PROGRAM_DIRECTORIES = ['/usr/bin/', '/usr/local/bin/', '/usr/sbin/'];
const PROGRAMS = ['memcached', 'docker', 'podman', 'nerdctl'];

/** A field's text without globbing. */
export function fieldText(field: Field): TracedText {
  return TracedText.concat(field.parts.map((part) => part.text));
}

/** File names for a pattern; the pattern itself where nothing matches; an unknown part where nobody can say. */
export function expandGlob(field: Field, machine: Machine, state: State): readonly TracedText[] {
  const text = fieldText(field);
  const parts = field.parts.map((part) => ({ text: part.text.text, quoted: part.quoted }));
  if (state.options.noglob || !isGlob(parts) || !isPattern(parts)) return [text];
  if (!text.isKnown || text.length > 500 || state.variables.has('GLOBIGNORE')) return [text];
  const at = text.locate();
  if (at === undefined) return [text];
  const names = matching(text.text, parts, machine, state);
  if (names === undefined) {
    // Brackets alone are addresses such as [::1] far more often than patterns that match a file.
    if (!/[*?]/.test(text.text)) return [text];
    return [TracedText.unknown(text.text, 'it stands for the files that match', at, true)];
  }
  if (names.length > 0) return names.map((name) => TracedText.decoded(name, at));
  if (state.options.failglob) state.flow = { kind: 'skip' };
  if (state.options.failglob || state.options.nullglob) return [];
  return [text];
}

/** A lone `[` is no pattern. */
function isPattern(parts: readonly { readonly text: string; readonly quoted: boolean }[]): boolean {
  return compilePattern(parts).some((item) => item.kind !== 'char');
}

function matching(
  pattern: string,
  parts: readonly { readonly text: string; readonly quoted: boolean }[],
  machine: Machine,
  state: State,
): readonly string[] | undefined {
  const slash = pattern.lastIndexOf('/');
  const directory = pattern.slice(0, slash + 1);
  if (/[*?[]/.test(directory)) return undefined;
  const names = PROGRAM_DIRECTORIES.includes(directory) ? PROGRAMS : list(directory, machine, state);
  if (names === undefined) return undefined;
  const items = compilePattern(dropPrefix(parts, slash + 1));
  const hidden = items[0]?.kind === 'char' && items[0].char === '.';
  const found = names.filter((name) => name.startsWith('.') === hidden && matchesPattern(items, name)).sort();
  if (found.length === 0 && PROGRAM_DIRECTORIES.includes(directory)) return undefined;
  return found.map((name) => directory + name);
}

function list(directory: string, machine: Machine, state: State): readonly string[] | undefined {
  const resolved = resolvePath(directory === '' ? '.' : directory, state);
  if (resolved === undefined) return undefined;
  const at = machine.options.list(resolved);
  if (at === undefined) return undefined;
  const prefix = resolved === '' ? '' : `${resolved}/`;
  const written = [...state.files].map(([path]) => path).filter((path) => path.startsWith(prefix));
  return [
    ...new Set([
      ...at,
      ...written.map((path) => path.slice(prefix.length)).filter((name) => !name.includes('/')),
    ]),
  ];
}

function dropPrefix(
  parts: readonly { readonly text: string; readonly quoted: boolean }[],
  length: number,
): { text: string; quoted: boolean }[] {
  let left = length;
  return parts.map((part) => {
    const cut = Math.min(left, part.text.length);
    left -= cut;
    return { text: part.text.slice(cut), quoted: part.quoted };
  });
}
