import { plural } from '../wording.ts';

/** Whole rows up to a number of bytes, and how many are beyond. */
export interface KeptRows {
  readonly rows: readonly string[];
  readonly missing: number;
}

/** Keeps rows from the first on while they fit; a row is never cut. */
export function keepRows(rows: Iterable<string>, total: number, bytes: number): KeptRows {
  const encoder = new TextEncoder();
  const kept: string[] = [];
  let left = bytes;
  for (const row of rows) {
    left -= encoder.encode(row).length + 1;
    if (left < 0) break;
    kept.push(row);
  }
  return { rows: kept, missing: total - kept.length };
}

/** A sentence about what was left out, as a paragraph of its own; nothing if nothing was. */
export function leftOutNote(missing: number, noun: string, nouns?: string): readonly string[] {
  if (missing === 0) return [];
  return [
    `_${plural(missing, `more ${noun}`, nouns && `more ${nouns}`)} left out here; the JSON report has all._`,
  ];
}
