import type { Span } from '../../text/span.ts';
import { TracedText } from '../../text/traced-text.ts';
import { piecesAt } from '../host/ranges.ts';

/** What a name of an expression such as `%(ENV_BIND)s` stands for; `undefined` where it is not known. */
export type Expansions = (name: string) => TracedText | undefined;

const EXPRESSION = /%(?:%|\(([^()]{0,200})\)([#0\- +]{0,5})(\d{0,3})(?:\.\d{1,3})?[hlL]?([diursa]))/y;

/**
 * Fills in Python's `%(name)s` expressions as supervisord does with every value. `undefined` for a lone `%`
 * or a malformed expression, which make it refuse to start.
 */
export function expand(value: TracedText, expansions: Expansions): TracedText | undefined {
  const text = value.text;
  if (!text.includes('%')) return value;
  const spans: Span[] = [];
  const matches: RegExpExecArray[] = [];
  let done = 0;
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', done)) {
    EXPRESSION.lastIndex = at;
    const match = EXPRESSION.exec(text);
    if (match === null) return undefined;
    spans.push({ start: done, end: at });
    // Of `%%` one stays; an expression is kept for its place.
    done = at + match[0].length;
    spans.push({ start: at, end: match[1] === undefined ? at + 1 : done });
    matches.push(match);
  }
  const pieces = [...piecesAt(value, spans), value.slice(done)];
  matches.forEach(([whole, name, flags = '', width = '', type = ''], index) => {
    const source = pieces[2 * index + 1];
    if (name === undefined || source === undefined) return;
    pieces[2 * index + 1] = expanded(
      source,
      whole,
      padded(expansions(name), type === 'd' || type === 'i' ? flags : flags.replace('0', ''), width),
    );
  });
  return TracedText.concat(pieces);
}

function expanded(source: TracedText, whole: string, text: TracedText | undefined): TracedText {
  if (text) return text;
  const origin = source.runs[0]?.origin;
  if (origin === undefined) return source;
  return TracedText.unknown(whole, "it comes from supervisord's own environment", origin);
}

function padded(text: TracedText | undefined, flags: string, width: string): TracedText | undefined {
  const origin = text?.runs[0]?.origin;
  const known = text?.known;
  if (width === '' || known === undefined || origin === undefined) return text;
  const length = Number(width);
  if (flags.includes('-')) return TracedText.decoded(known.padEnd(length), origin);
  return TracedText.decoded(known.padStart(length, flags.includes('0') ? '0' : ' '), origin);
}
