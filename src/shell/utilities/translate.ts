import { TracedText } from '../../text/traced-text.ts';
import type { Builtin } from '../builtins/builtin.ts';
import { setStatus } from '../builtins/control.ts';
import { decodeEscapes } from '../expansion/ansi-c.ts';
import { print, printUnknown } from '../interpreter/output.ts';
import { hasOption, readOptions } from '../wrappers/options.ts';
import { readInput } from './input.ts';

const CLASSES: Readonly<Record<string, string>> = {
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  lower: 'abcdefghijklmnopqrstuvwxyz',
  digit: '0123456789',
  space: ' \t\n\v\f\r',
  blank: ' \t',
};

/** `tr A B`, `tr -d A`, `tr -s A [B]`. */
export const tr: Builtin = (words, state, machine, context) => {
  const options = readOptions(words, {});
  const text = readInput([], state, machine);
  const [from, to] = options.rest.map(expandSet);
  if (
    text === undefined ||
    !text.isKnown ||
    text.length > 65_536 ||
    from === undefined ||
    hasOption(options, 'c', 'C')
  ) {
    printUnknown(
      state,
      `tr ${words.map((word) => word.text).join(' ')}`,
      'what tr prints is not known',
      context.at,
    );
    return setStatus(state, 'success');
  }
  const deletes = hasOption(options, 'd');
  const squeezes = hasOption(options, 's') ? (to ?? from) : '';
  let last = '';
  const pieces: TracedText[] = [];
  for (let i = 0; i < text.length; i++) {
    const char = text.text.charAt(i);
    const at = from.indexOf(char);
    if (at >= 0 && deletes) continue;
    const result = at >= 0 && to !== undefined && to !== '' ? to.charAt(Math.min(at, to.length - 1)) : char;
    if (result === last && squeezes.includes(result)) continue;
    last = result;
    const place = text.slice(i, i + 1);
    const origin = place.locate();
    pieces.push(result === char || origin === undefined ? place : TracedText.decoded(result, origin));
  }
  print(state, TracedText.concat(pieces));
  return setStatus(state, 'success');
};

function expandSet(word: TracedText): string | undefined {
  const text = decodeEscapes(word, 'ansi-c').known;
  if (text === undefined || text.length > 500) return undefined;
  return text
    .replace(/\[:(\w{1,8}):\]/g, (_, name: string) => CLASSES[name] ?? '')
    .replace(/(.)-(.)/gs, (whole, low: string, high: string) => {
      const from = low.charCodeAt(0);
      const to = high.charCodeAt(0);
      if (to < from || to - from > 256) return whole;
      return Array.from({ length: to - from + 1 }, (_, i) => String.fromCharCode(from + i)).join('');
    });
}
