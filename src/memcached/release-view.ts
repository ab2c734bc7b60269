import type { Change } from './changes.ts';
import { RELEASES } from './releases.ts';
import type { ReleaseRange } from './version.ts';

/**
 * One release, and the neighbours that cannot be told apart from it so far. Every question about a change
 * narrows those neighbours to the ones with the same answer, so that after a prediction `same` is the
 * stretch of releases for which it holds: nobody has to list eras, and none can be forgotten.
 */
export class ReleaseView {
  readonly index: number;
  #first = 0;
  #last = RELEASES.length - 1;

  constructor(index: number) {
    this.index = index;
  }

  /** Whether this release has a change. */
  has(change: Change): boolean {
    if (this.index >= change) {
      if (change > this.#first) this.#first = change;
      return true;
    }
    if (change <= this.#last) this.#last = change - 1;
    return false;
  }

  /** Whether this release is one of `[from, until)`; without `until` the period has no end. */
  within(from: Change, until?: Change): boolean {
    return this.has(from) && (until === undefined || !this.has(until));
  }

  /** The releases around this one that gave every answer as this one did. */
  get same(): ReleaseRange {
    return { first: this.#first, last: this.#last };
  }
}
