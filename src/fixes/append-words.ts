import type { Launch } from '../launch/launch.ts';
import { type Location, sameLocation, sourceText } from '../text/source-file.ts';
import { contains } from '../text/span.ts';
import type { Edit } from './fix.ts';
import { lineBreakOf } from './line-break.ts';
import { listEntry } from './list-entry.ts';

/**
 * Ways to write words at the end of a launch's command line, the likeliest first. What stands around the last
 * word tells a list from a line; where a quote follows it may be the word's own or the line's, so both are tried.
 */
export function appendWords(launch: Launch, words: readonly string[]): readonly (readonly Edit[])[] {
  if (launch.format === 'memcached-conf') return ownLine(launch, words);
  const last = (launch.argv.at(-1) ?? launch.program).locate();
  const entry = last && listEntry(last, words);
  if (entry) return [[entry]];
  const text = words.join(' ');
  // A word that the reader implies stands where the value does.
  const own = last !== undefined && isWithin(last, launch.at) && !sameLocation(last, launch.at);
  const places = [...(own ? placesAfter(last) : []), ...endsOf(launch.at)];
  return distinct(places).map((at) => [{ at, text: needsBlank(at) ? ` ${text}` : text }]);
}

/** Each line of memcached.conf is one option, so each pair of words gets a line of its own after the first one. */
function ownLine({ argv, at }: Launch, words: readonly string[]): readonly (readonly Edit[])[] {
  const first = argv.map((word) => word.locate()).find((place) => place?.file === at.file) ?? at;
  const { file } = first;
  const { end } = file.lineSpan(file.positionAt(first.start).line);
  const eol = lineBreakOf(file, first.start);
  const lines = words.flatMap((word, index) =>
    index % 2 === 0 ? [`${word} ${words[index + 1] ?? ''}`] : [],
  );
  return [[{ at: file.at(end, end), text: lines.map((line) => eol + line).join('') }]];
}

/** Directly after a word, and after the quote that follows it; nowhere within an expansion such as `${PORT:-11211}`. */
function placesAfter(word: Location): readonly Location[] {
  if (!/^(?:[\s"'`]|$)/.test(word.file.text.slice(word.end, word.end + 1))) return [];
  const places = [word.file.at(word.end, word.end)];
  if (/["'`]/.test(word.file.text[word.end] ?? '')) places.push(word.file.at(word.end + 1, word.end + 1));
  return places;
}

/** Within the quotes at the end of a value, and after it. */
function endsOf(value: Location): readonly Location[] {
  const text = sourceText(value);
  const end = value.start + text.trimEnd().length;
  const outer = value.file.at(end, end);
  return /["'][\s]*$/.test(text) ? [value.file.at(end - 1, end - 1), outer] : [outer];
}

/** Not at the beginning of a value: after a blank, after `=`, between two quotes. */
function needsBlank({ file: { text }, start }: Location): boolean {
  const before = text[start - 1] ?? ' ';
  return !/[\s=]/.test(before) && !(/["']/.test(before) && text[start] === before);
}

function isWithin(inner: Location, outer: Location): boolean {
  return inner.file === outer.file && contains(outer, inner);
}

function distinct(places: readonly Location[]): readonly Location[] {
  return places.filter((place, index) => places.findIndex(({ start }) => start === place.start) === index);
}
