import type { SourceFile } from '../text/source-file.ts';
import { TracedText } from '../text/traced-text.ts';
import { Evaluation } from './evaluate.ts';
import { parseExpression } from './expression.ts';
import { NO_VARIABLES, type TemplateValue } from './value.ts';

/** What code assigns: a value, or another variable by its path. */
export type AssignedValue = TemplateValue | { readonly kind: 'variable'; readonly path: readonly string[] };

const LONGEST_LIST = 4000;

/**
 * The value that stands at an offset of Ruby or Puppet code: a string, a number, a list of those, `nil`, the
 * name of another variable. Anything else is unknown.
 */
export function literalAt(file: SourceFile, offset: number): AssignedValue {
  const end = endOfValue(file.text, offset);
  const after = file.text.slice(end, end + 20);
  if (!/^[ \t]*(?:$|[,;)\]}#\r\n]|if\b|unless\b|do\b)/.test(after)) return { kind: 'unknown' };
  const word = file.text.slice(offset, end);
  if (/^(?:undef|nil|null)$/.test(word)) return { kind: 'nothing' };
  if (/^(?:true|false)$/.test(word)) return { kind: 'text', text: TracedText.source(file, offset, end) };
  if (/^\d[\d_]*$/.test(word)) return { kind: 'text', text: digitsOf(file, offset, end) };
  const expression = parseExpression(file.text, { start: offset, end }, 'erb');
  if (expression.kind === 'variable') return /[$@[.]/.test(word) ? expression : { kind: 'unknown' };
  return new Evaluation(file, NO_VARIABLES, new Map()).value(expression) ?? { kind: 'unknown' };
}

/** Ruby writes `11_211` for 11211. */
function digitsOf(file: SourceFile, start: number, end: number): TracedText {
  const digits = [...file.text.slice(start, end).matchAll(/\d+/g)];
  return TracedText.concat(
    digits.map(({ index, 0: run }) => TracedText.source(file, start + index, start + index + run.length)),
  );
}

function endOfValue(text: string, start: number): number {
  const first = text.charAt(start);
  if (first === '"' || first === "'") {
    const close = text.indexOf(first, start + 1);
    return close < 0 || close - start > LONGEST_LIST ? start : close + 1;
  }
  if (first === '[') {
    const close = text.indexOf(']', start);
    return close < 0 || close - start > LONGEST_LIST ? start : close + 1;
  }
  const word = /[$@]{0,2}[\w.:]{1,200}(?:\[[^\]\n]{1,100}\]){0,8}(?:\.[\w.]{1,100})?/y;
  word.lastIndex = start;
  return start + (word.exec(text)?.[0].length ?? 0);
}
