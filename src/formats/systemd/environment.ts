import type { Location } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { Cutter, extent } from './cutter.ts';
import { expandSpecifiers, type SpecifierContext } from './specifiers.ts';
import type { Assignment } from './unit-file.ts';
import { nextWord } from './words.ts';

/** One variable that `Environment=` or an environment file sets. */
export interface Variable {
  readonly name: string;
  readonly value: TracedText;
  /** The assignment, or the value in it. */
  readonly at: Location;
}

const RULES = { unescape: true };

/** Whether a text may name an environment variable for systemd. */
export function isVariableName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}

/**
 * The variables of one `Environment=` value (systemd.exec(5)): words of the form `NAME=value`; others are
 * left out, and an unbalanced quote or unknown escape ends the list.
 */
export function readEnvironment(assignment: Assignment, context: SpecifierContext): readonly Variable[] {
  const variables: Variable[] = [];
  for (const word of environmentWords(assignment, context)) {
    const equals = word.text.indexOf('=');
    const name = word.text.slice(0, equals);
    const value = word.slice(equals + 1);
    if (equals < 0 || !isVariableName(name)) continue;
    variables.push({ name, value, at: extent(value) ?? extent(word) ?? assignment.at });
  }
  return variables;
}

/** The names of `PassEnvironment=`, or the names and assignments of `UnsetEnvironment=`. */
export function readNames(assignment: Assignment, context: SpecifierContext): readonly string[] {
  return environmentWords(assignment, context).map((word) => word.text);
}

function environmentWords(assignment: Assignment, context: SpecifierContext): readonly TracedText[] {
  const source = new Cutter(assignment.value);
  const words: TracedText[] = [];
  let at = 0;
  while (at < source.text.length) {
    const result = nextWord(source, at, RULES);
    if (result.kind !== 'word') break;
    at = result.next;
    const word = expandSpecifiers(result.word, context);
    if (!('unknown' in word)) words.push(word);
  }
  return words;
}
