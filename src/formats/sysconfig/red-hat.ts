import { TracedText } from '../../text/traced-text.ts';
import type { FileVariable } from '../environment-file/environment-file.ts';

/** How a unit refers to the value that follows an option: `-p ${PORT}` or `-p $PORT`. */
const BY_RELEASE = 'Red Hat 7 splits this value into words, later releases do not';

/**
 * What follows an option in the command lines of both Red Hat units, `-p ${PORT}` (8 and later, Fedora) and
 * `-p $PORT` (7). The same for a value that is one word; otherwise unknown: an empty value is an empty word
 * in one and lets the option take the next word in the other; blanks split in one only.
 */
export function optionValue(
  name: string,
  variable: FileVariable | undefined,
  whole: FileVariable,
): TracedText {
  const value = variable?.value ?? TracedText.empty;
  if (value.length > 0 && !/[\s"'\\]/.test(value.text)) return value;
  const at = variable?.at ?? whole.at;
  if (value.text.trim() !== '') return TracedText.unknown(name, BY_RELEASE, at, true);
  return TracedText.unknown(name, `${name} is not set here`, at);
}
