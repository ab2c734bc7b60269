import { type TracedText, UNKNOWN_MARK } from '../../text/traced-text.ts';

/** Base name of a program word in lower case, without `.exe`. */
export function programName(word: TracedText | undefined): string {
  const text = word?.text ?? '';
  const directory = Math.max(...['\\', '/', UNKNOWN_MARK].map((char) => text.lastIndexOf(char)));
  // `%~dp0memcached.exe`: what is not known in front of the name is the directory.
  const base = text.slice(directory + 1);
  return base.toLowerCase().replace(/\.exe$/, '');
}
