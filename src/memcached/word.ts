import type { TracedText } from '../text/traced-text.ts';
import type { WordRange } from './prediction.ts';

/** One word of the argv after the program, and which of its characters stand for something unknown. */
export interface Word {
  readonly index: number;
  readonly text: string;
  /** Offsets of unknown parts in `text`, ascending. */
  readonly unknowns: readonly number[];
  /** For each unknown part: its name and why it is unknown. */
  readonly reasons: readonly string[];
  /** It may become any number of words. */
  readonly splits: boolean;
}

/** A piece of a word that is an option's value. */
export interface Value {
  readonly text: string;
  readonly range: WordRange;
  /** Offsets of unknown parts in `text`. */
  readonly unknowns: readonly number[];
}

const NONE: readonly never[] = [];

export function toWord(traced: TracedText, index: number): Word {
  if (traced.isKnown) return plainWord(traced.text, index);
  const unknowns: number[] = [];
  const reasons: string[] = [];
  let at = 0;
  for (const run of traced.runs) {
    if (run.kind === 'unknown') {
      unknowns.push(at);
      reasons.push(`${run.name}: ${run.because}`);
    }
    at += run.kind === 'unknown' ? 1 : run.text.length;
  }
  return { index, text: traced.text, unknowns, reasons, splits: traced.splits };
}

/** A word whose text is all known. */
export function plainWord(text: string, index: number): Word {
  return { index, text, unknowns: NONE, reasons: NONE, splits: false };
}

/** The piece of a word from an offset on. */
export function valueFrom(word: Word, from: number): Value {
  const text = from === 0 ? word.text : word.text.slice(from);
  const unknowns = word.unknowns.length === 0 ? NONE : shift(word.unknowns, from);
  return { text, range: { word: word.index, from, to: word.text.length }, unknowns };
}

/** The value without its first `count` characters. */
export function dropFirst(value: Value, count: number): Value {
  if (count === 0) return value;
  const { word, from, to } = value.range;
  return {
    text: value.text.slice(count),
    range: { word, from: from + count, to },
    unknowns: shift(value.unknowns, count),
  };
}

function shift(offsets: readonly number[], by: number): readonly number[] {
  return offsets.filter((offset) => offset >= by).map((offset) => offset - by);
}
