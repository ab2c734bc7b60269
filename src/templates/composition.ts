import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import { TracedText } from '../text/traced-text.ts';
import type { TemplateValue } from './value.ts';

const UNKNOWN: TemplateValue = { kind: 'unknown' };

/** What a tag or a part of it prints; what is not known keeps its place and its name. */
export function printed(
  value: TemplateValue | undefined,
  file: SourceFile,
  { start, end }: Span,
  splits: boolean,
): TracedText {
  if (value?.kind === 'text') return value.text;
  if (value?.kind === 'nothing') return TracedText.empty;
  const because =
    value === undefined ? 'nothing in this repository says what it stands for' : 'a template fills it in';
  return TracedText.unknown(file.text.slice(start, end), because, file.at(start, end), splits);
}

/** Lists one after another, or texts. Where nothing but numbers is known it is a sum, which is left unknown. */
export function concatenated(
  parts: readonly { readonly value: TemplateValue | undefined; readonly span: Span }[],
  file: SourceFile,
): TemplateValue {
  const values = parts.map(({ value }) => value);
  if (values.some((value) => value?.kind === 'list')) {
    const items = values.flatMap((value) => (value?.kind === 'list' ? value.items : []));
    return values.every((value) => value?.kind === 'list') ? { kind: 'list', items } : UNKNOWN;
  }
  if (values.every((value) => value?.kind !== 'text' || /^\d*$/.test(value.text.text))) return UNKNOWN;
  const pieces = parts.map(({ value, span }) => printed(value, file, span, false));
  return { kind: 'text', text: TracedText.concat(pieces) };
}

/** A list or text with something more at its end, as `<<` and `.append()` make it. */
export function appended(value: TemplateValue | undefined, more: TemplateValue): TemplateValue {
  if (value?.kind === 'list') return { kind: 'list', items: [...value.items, more] };
  if (value?.kind === 'text' && more.kind === 'text') {
    return { kind: 'text', text: TracedText.concat([value.text, more.text]) };
  }
  return UNKNOWN;
}

/** The items of a list with a separator between them. */
export function joined(value: TemplateValue | undefined, separator: string): TemplateValue | undefined {
  if (value?.kind !== 'list') return value;
  const pieces: TracedText[] = [];
  for (const item of value.items) {
    if (item.kind !== 'text') return UNKNOWN;
    const origin = item.text.runs[0]?.origin;
    if (pieces.length > 0 && origin)
      pieces.push(TracedText.decoded(separator, origin.file.at(origin.start, origin.start)));
    pieces.push(item.text);
  }
  return { kind: 'text', text: TracedText.concat(pieces) };
}
