import type { Location } from '../../text/source-file.ts';
import { type Run, TracedText, UNKNOWN_MARK } from '../../text/traced-text.ts';
import { RunReader } from './run-reader.ts';

/** What a project knows of its variables: from the caller, from `.env`. */
export interface Variables {
  /** `undefined`: it is not set. */
  lookup(name: string): TracedText | undefined;
  /**
   * What stands for a variable that is set nowhere and has no default. Compose takes the empty text; for a
   * prediction it may be unknown, since people set it outside the repository.
   */
  unset(name: string, at: Location, because: string): TracedText;
}

/** Why Compose refuses a text. */
interface InterpolationError {
  readonly kind: 'invalid format' | 'required variable';
  readonly message: string;
  readonly at: Location | undefined;
}

export interface Interpolated {
  readonly text: TracedText;
  readonly errors: readonly InterpolationError[];
}

const NAME = /[_a-zA-Z\u017f\u212a][_a-zA-Z0-9\u017f\u212a]*/y;
const MAX_NESTING = 50;

/**
 * Replaces `$NAME`, `${NAME}`, `${NAME:-default}` and their kin as compose-go's template package does,
 * quirks included: an expression ends at the brace that closes it, if there is any brace later in the line;
 * what is neither an expression nor `${` stays (`$1`, `$(x)`); `$$` is `$`.
 */
export function interpolate(text: TracedText, variables: Variables): Interpolated {
  if (!text.text.includes('$')) return { text, errors: [] };
  const errors: InterpolationError[] = [];
  return { text: substitute(text, variables, errors, 0), errors };
}

function substitute(
  source: TracedText,
  variables: Variables,
  errors: InterpolationError[],
  depth: number,
): TracedText {
  const { text } = source;
  const reader = new RunReader(source);
  const pieces: TracedText[] = [];
  let lineEnd = -1;
  let lastBrace = -1;
  let from = 0;
  for (let at = text.indexOf('$'); at >= 0; at = text.indexOf('$', Math.max(at + 1, from))) {
    if (at < from) continue;
    const next = text[at + 1];
    if (next === '$') {
      pieces.push(reader.slice(from, at + 1));
      from = at + 2;
      continue;
    }
    const isBraced = next === '{';
    NAME.lastIndex = isBraced ? at + 2 : at + 1;
    const name = NAME.exec(text)?.[0];
    if (!isBraced && name === undefined) continue;
    pieces.push(reader.slice(from, at));
    if (at > lineEnd) {
      const lineBreak = text.indexOf('\n', at);
      lineEnd = lineBreak < 0 ? text.length : lineBreak;
      lastBrace = at + text.slice(at, lineEnd).lastIndexOf('}');
    }
    const nameEnd = NAME.lastIndex;
    const end = isBraced
      ? name === undefined
        ? undefined
        : expressionEnd(text, at, nameEnd, lastBrace)
      : nameEnd;
    const expression = reader.slice(at, end ?? at + 2);
    const place = expression.locate();
    if (name === undefined || end === undefined) {
      const message = `invalid interpolation format ${shown(text.slice(at, lineEnd))}`;
      errors.push({ kind: 'invalid format', message, at: place });
    } else pieces.push(expand(expression, name, isBraced, variables, errors, depth));
    from = end ?? at + 2;
  }
  pieces.push(reader.slice(from, text.length));
  return TracedText.concat(pieces);
}

/** Behind the brace that ends `${NAME…`; `undefined` where that is no expression. */
function expressionEnd(text: string, start: number, nameEnd: number, lastBrace: number): number | undefined {
  if (text[nameEnd] === '}') return nameEnd + 1;
  const operator = /^:?[-+?]/.exec(text.slice(nameEnd, nameEnd + 2))?.[0];
  if (operator === undefined || lastBrace < nameEnd + operator.length) return undefined;
  let open = 0;
  for (let at = start; at <= lastBrace; at++) {
    if (text[at] === '}' && --open === 0) return at + 1;
    if (text[at] === '{') {
      open += 1;
      at += 1;
    }
  }
  return lastBrace + 1;
}

function expand(
  expression: TracedText,
  name: string,
  isBraced: boolean,
  variables: Variables,
  errors: InterpolationError[],
  depth: number,
): TracedText {
  const at = expression.locate();
  const value = variables.lookup(name);
  const rest = isBraced ? expression.text.slice(2 + name.length, -1) : '';
  const unset = (because: string) =>
    at === undefined ? TracedText.empty : variables.unset(name, at, because);
  if (rest === '') return value ?? unset(unsetReason(name));
  const operator = rest.startsWith(':') ? rest.slice(0, 2) : rest.slice(0, 1);
  const word = expression.slice(2 + name.length + operator.length, expression.length - 1);
  if (depth >= MAX_NESTING) {
    errors.push({ kind: 'invalid format', message: 'expressions are nested too deeply', at });
    return TracedText.empty;
  }
  const alternative = substitute(word, variables, errors, depth + 1);
  const isMissing = value === undefined || (operator.length === 2 && value.text === '');
  if (operator.endsWith('+')) return isMissing ? (value ?? TracedText.empty) : alternative;
  if (!isMissing) return value;
  if (operator.endsWith('-')) return alternative;
  const because = alternative.text.replaceAll(UNKNOWN_MARK, '…');
  const message = `required variable ${name} is missing a value${because === '' ? '' : `: ${because}`}`;
  errors.push({ kind: 'required variable', message, at });
  return unset(`${name} must be set outside this repository`);
}

function unsetReason(name: string): string {
  return `${name} is not set in this repository; Compose would use an empty text`;
}

/** Whether a part is a plain variable that is set nowhere, so that the files as they stand have nothing there. */
export function isUnset(run: Run): boolean {
  return run.kind === 'unknown' && run.because === unsetReason(run.name);
}

function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
