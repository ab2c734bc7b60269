import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { decodeEscapes } from '../expansion/ansi-c.ts';
import { setVariable } from '../expansion/variables.ts';
import { implied, print } from '../interpreter/output.ts';
import type { Builtin } from './builtin.ts';
import { setStatus } from './control.ts';

/** `echo`: dash reads escapes always, bash with `-e` only; both know `-n`. */
export const echo: Builtin = (words, state, _machine, context) => {
  let rest = words;
  let escapes = state.dialect === 'sh';
  let newline = true;
  for (;;) {
    const option = rest[0]?.known ?? '';
    if (!(state.dialect === 'sh' ? /^-n$/ : /^-[neE]+$/).test(option)) break;
    for (const letter of option.slice(1)) {
      if (letter === 'n') newline = false;
      else escapes = letter === 'e';
    }
    rest = rest.slice(1);
    if (state.dialect === 'sh') break;
  }
  for (const [i, word] of rest.entries()) {
    if (i > 0) print(state, implied(' ', word.locate() ?? context.at));
    print(state, escapes ? decodeEscapes(word, 'echo') : word);
  }
  if (newline) print(state, implied('\n', context.at));
  return setStatus(state, 0);
};

/** `printf [-v NAME] FORMAT WORDS`: `%s %b %d %q %c %%` with widths; the format is used until the words end. */
export const printf: Builtin = (words, state, _machine, context) => {
  let rest = words;
  let name: string | undefined;
  if (rest[0]?.text === '-v' && state.dialect === 'bash') {
    name = rest[1]?.known;
    rest = rest.slice(2);
  }
  if (rest[0]?.text === '--') rest = rest.slice(1);
  const [format, ...values] = rest;
  const text = format === undefined ? TracedText.empty : formatted(format, values, context.at);
  if (name === undefined) print(state, text);
  else setVariable(state, name, { kind: 'scalar', text });
  return setStatus(state, 0);
};

/** A conversion with flags, width and precision. Of `*` widths nothing is known. */
const CONVERSION = /%(%|[-+ #0]{0,5}\d{0,4}(?:\.\d{0,4})?[a-zA-Z])/g;

function formatted(format: TracedText, values: readonly TracedText[], at: Location | undefined): TracedText {
  const pieces: TracedText[] = [];
  let left = values;
  for (let round = 0; round < 2000; round++) {
    let used = 0;
    let from = 0;
    for (const match of format.text.matchAll(CONVERSION)) {
      pieces.push(decodeEscapes(format.slice(from, match.index), 'ansi-c'));
      from = match.index + match[0].length;
      if (match[1] === '%') pieces.push(format.slice(match.index, match.index + 1));
      else pieces.push(conversion(match[0], left[used++], at));
    }
    pieces.push(decodeEscapes(format.slice(from), 'ansi-c'));
    left = left.slice(used);
    if (left.length === 0 || used === 0) break;
  }
  return TracedText.concat(pieces);
}

function conversion(text: string, value: TracedText | undefined, at: Location | undefined): TracedText {
  const kind = text.at(-1);
  const numeric = kind === 'd' || kind === 'i' || kind === 'u';
  const word = value ?? (numeric ? implied('0', at) : TracedText.empty);
  const body = kind === 'b' ? decodeEscapes(word, 'echo') : kind === 'c' ? word.slice(0, 1) : word;
  const width = Number(/^%[-+ #]*0?(\d*)/.exec(text)?.[1] ?? 0);
  const known = body.known;
  if (known === undefined) return body;
  if (/[xXoeEfgG]/.test(kind ?? '') && at !== undefined)
    return TracedText.unknown(text, 'the number format is not followed', at);
  const number = numeric ? String(Number.parseInt(known, 10) || 0) : known;
  const precision = /\.(\d+)/.exec(text)?.[1];
  if (kind === 's' && precision !== undefined) return body.slice(0, Number(precision));
  const fill = /^%[-+ #]*0/.test(text) && numeric ? '0' : ' ';
  const padding = implied(fill.repeat(Math.max(width - number.length, 0)), body.locate() ?? at);
  const shown = number === known ? body : implied(number, body.locate() ?? at);
  return text.includes('-') ? TracedText.concat([shown, padding]) : TracedText.concat([padding, shown]);
}
