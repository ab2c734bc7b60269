import type { WordRange } from './prediction.ts';
import type { ReleaseOutcome } from './release-outcome.ts';
import type { ReleaseRange } from './version.ts';
import type { Word } from './word.ts';

/** Releases that do the same, and what they do. */
export interface Stretch {
  readonly releases: ReleaseRange;
  readonly outcome: ReleaseOutcome;
}

/** Why a piece of a word is unknown. */
export function reasonFor(words: readonly Word[], { word, from, to }: WordRange): string {
  const { unknowns = [], reasons = [] } = words[word] ?? {};
  const first = unknowns.findIndex((offset) => offset >= from && offset < to);
  return reasons[Math.max(first, 0)] ?? 'it cannot be known';
}
