import type { Exposure } from '../exposure/exposure.ts';
import type { WordRange } from '../memcached/prediction.ts';
import type { Location } from '../text/source-file.ts';

/** Where a piece of a launch's argv stands; the launch itself where it stands nowhere (a default, an empty word). */
export function placeOf({ launch }: Exposure, range: WordRange): Location {
  return launch.argv[range.word]?.locate(range.from, range.to) ?? launch.at;
}

/**
 * Where an option stands whose value is at `range`: the whole word if they are glued (`-U11211`), both words
 * if they share a line (`-U 11211`), else the value.
 */
export function placeOfOption(exposure: Exposure, range: WordRange): Location {
  const { argv } = exposure.launch;
  const value = placeOf(exposure, range);
  if (range.from > 0) return argv[range.word]?.locate() ?? value;
  const option = argv[range.word - 1]?.locate();
  if (option === undefined || !argv[range.word - 1]?.text.startsWith('-')) return value;
  const sameLine =
    option.file === value.file &&
    option.start < value.start &&
    !/[\r\n]/.test(option.file.text.slice(option.start, value.end));
  return sameLine ? option.file.at(option.start, value.end) : value;
}

/** The words that decide, as they read to memcached; what a finding is recognised by. */
export function wordText({ launch }: Exposure, range: WordRange): string {
  return launch.argv[range.word]?.slice(range.from, range.to).text ?? '';
}
