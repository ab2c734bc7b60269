import type { Location } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { Cutter } from './cutter.ts';
import { placeholderWord } from './placeholder-word.ts';
import { expandSpecifiers, type SpecifierContext } from './specifiers.ts';
import { type Assignment, isSafe } from './unit-file.ts';
import { nextWord, skipSeparators } from './words.ts';

/** One command of an `Exec…=` setting, before variables. */
export interface ExecCommand {
  /** The program: an absolute path, or a name that is looked up. */
  readonly path: TracedText;
  /** All words with argv[0]. */
  readonly argv: readonly TracedText[];
  /** The prefix `:`: variables stay as they are. */
  readonly literal: boolean;
  /** The prefix `+`: it runs outside of the unit's namespaces and system call filters. */
  readonly privileged: boolean;
  /** The prefix `-`: its failure does not end the sequence. */
  readonly ignoreFailure: boolean;
  /** From the program with its prefixes to the last word. */
  readonly at: Location;
}

export interface ExecLine {
  readonly commands: readonly ExecCommand[];
  /** Why systemd gives up on the file here. */
  readonly fatal?: string;
  /** Why the rest of the line is left out, and nothing more. */
  readonly ignored?: string;
}

const RULES = { unescape: true, keepUnknownEscapes: true };

/**
 * The commands of one `Exec…=` value as config_parse_exec of systemd 252 reads them (systemd.service(5),
 * "Command lines"): prefixes `@ - : + ! !!`, quotes, C escapes, then specifiers; a free-standing `;`
 * separates commands.
 */
export function readExecLine(assignment: Assignment, context: SpecifierContext): ExecLine {
  const source = new Cutter(assignment.value);
  const commands: ExecCommand[] = [];
  let at = 0;
  while (at < source.text.length) {
    const first = nextWord(source, at, RULES);
    if (first.kind === 'invalid') return { commands, ignored: 'a quote is not closed' };
    if (first.kind === 'end') break;
    const start = skipSeparators(source.text, at);
    at = first.next;
    if (first.word.text === ';') continue;
    const prefix = readPrefixes(first.word);
    const give = (because: string): ExecLine =>
      prefix.ignoreFailure ? { commands, ignored: because } : { commands, fatal: because };
    const path = expandSpecifiers(prefix.program, context);
    if ('unknown' in path) return give(`systemd knows no specifier ${path.unknown}`);
    // What a template fills in at the front may well be absolute.
    const problem = path.slice(0, 1).isKnown ? problemOfPath(path.text) : undefined;
    if (problem !== undefined) return give(problem);

    const argv = prefix.ownArgv0 ? [] : [path];
    const rest = readArguments(source, at, context, argv);
    if (typeof rest === 'string') return give(rest);
    at = rest.next;
    if (argv.length === 0) return give('no word is left for argv[0]');
    const place = commandPlace(source.place(start, rest.end, assignment.at.file), assignment.at, first.word);
    const { literal, privileged, ignoreFailure } = prefix;
    commands.push({ path, argv, literal, privileged, ignoreFailure, at: place });
    if (!rest.more) break;
  }
  return { commands };
}

/** Where a command stands: from the start of its setting on where a template puts its program in from elsewhere. */
function commandPlace(place: Location | undefined, setting: Location, program: TracedText): Location {
  if (place?.file !== setting.file) return place ?? setting;
  const isPutIn = program.runs[0]?.origin.file !== setting.file;
  return isPutIn ? setting.file.at(Math.min(setting.start, place.start), place.end) : place;
}

/** Appends the words up to the end of the command; a text says why the line is invalid. */
export function readArguments(
  source: Cutter,
  from: number,
  context: SpecifierContext,
  argv: TracedText[],
): { readonly next: number; readonly end: number; readonly more: boolean } | string {
  const { text } = source;
  let at = from;
  while (at < text.length) {
    if (/^;(?:[ \t\n\r]|$)/.test(text.slice(at, at + 2)))
      return { next: skipSeparators(text, at + 1), end: trimEnd(text, at), more: true };
    if (/^\\;(?:[ \t\n\r]|$)/.test(text.slice(at, at + 3))) {
      argv.push(source.cut(at + 1, at + 2));
      at = skipSeparators(text, at + 2);
      continue;
    }
    const result = nextWord(source, at, RULES);
    if (result.kind === 'invalid') return 'a quote is not closed';
    if (result.kind === 'end') break;
    const word = expandSpecifiers(result.word, context);
    if ('unknown' in word) return `systemd knows no specifier ${word.unknown}`;
    argv.push(placeholderWord(word, argv.at(-1)));
    at = result.next;
  }
  return { next: text.length, end: trimEnd(text, text.length), more: false };
}

function readPrefixes(word: TracedText) {
  let at = 0;
  let ignoreFailure = false;
  let ownArgv0 = false;
  let literal = false;
  let privilege = '';
  for (; at < word.length; at++) {
    const char = word.text.charAt(at);
    if (char === '-' && !ignoreFailure) ignoreFailure = true;
    else if (char === '@' && !ownArgv0) ownArgv0 = true;
    else if (char === ':' && !literal) literal = true;
    else if (char === '+' && privilege === '') privilege = '+';
    else if (char === '!' && (privilege === '' || privilege === '!')) privilege += '!';
    else break;
  }
  const privileged = privilege === '+';
  return { program: word.slice(at), ignoreFailure, ownArgv0, literal, privileged };
}

function problemOfPath(path: string): string | undefined {
  if (path === '') return 'the program is missing';
  if (!isSafe(path)) return 'the name of the program has quotes, backslashes or control characters';
  if (path.endsWith('/')) return 'the program is a directory';
  const parts = path.split('/');
  const fits = parts.every((part) => part.length <= 255) && path.length < 4096;
  if (fits && (path.startsWith('/') || (parts.length === 1 && path !== '.' && path !== '..')))
    return undefined;
  return path.startsWith('|')
    ? 'only systemd 258 and later know the prefix |, for a command of the shell'
    : 'the program is neither an absolute path nor a plain name';
}

function trimEnd(text: string, to: number): number {
  let end = to;
  while (end > 0 && ' \t\n\r'.includes(text.charAt(end - 1))) end--;
  return end;
}
