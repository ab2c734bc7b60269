import type { Location } from '../text/source-file.ts';

/** One replacement; an empty place is an insertion. */
export interface Edit {
  readonly at: Location;
  readonly text: string;
}

/** A change that is meant to remove one finding and nothing else. */
export interface Fix {
  /** What it does, in the imperative and without a full stop: "Write -U 0 in place of 11211". */
  readonly title: string;
  readonly edits: readonly Edit[];
}
