import { type TracedText, UNKNOWN_MARK } from '../../text/traced-text.ts';
import { windowsWords } from './command-line.ts';

/** What memcached's service control takes behind `-d` in the ports for Windows, and does not start it. */
const NO_START = /^(?:stop|shutdown|uninstall|pause)$/i;

/** A command line that some command of a script would run as a service or program; its first word is the program. */
export type ServiceWords = readonly TracedText[];

/**
 * The command line of a service in the words of one command: `sc create`, `sc config`, NSSM, `New-Service`,
 * `schtasks`, `Start-Process`, or memcached itself with `-d install` or without.
 *
 * @param words of the command as its shell splits it.
 */
export function serviceWords(words: readonly TracedText[]): ServiceWords | undefined {
  const rest = withoutStarters(words);
  const [program, verb] = rest;
  switch (programName(program)) {
    case 'memcached':
      return verb?.text === '-d' && NO_START.test(rest[2]?.text ?? '') ? undefined : rest;
    case 'sc':
      return /^\\\\/.test(verb?.text ?? '') ? scWords(rest.slice(2)) : scWords(rest.slice(1));
    case 'nssm':
      return nssmWords(rest.slice(1));
    case 'new-service':
    case 'set-service':
      return splitLine(parameter(rest, /^-(?:BinaryPathName|Path)$/i));
    case 'schtasks':
      return splitLine(parameter(rest, /^[/-]tr$/i), true);
    case 'start-process':
    case 'saps':
      return startProcess(rest.slice(1));
    default:
      return undefined;
  }
}

/**
 * Which service control verb memcached's own command line has: `install` registers the words behind it, and
 * `start` and `restart` run what was registered, whatever words they have (the ports for Windows up to 1.4.4).
 */
export function controlVerb([, option, verb]: ServiceWords): string | undefined {
  return option?.text === '-d' ? verb?.text.toLowerCase() : undefined;
}

/** Base name of a program word in lower case, without `.exe`. */
export function programName(word: TracedText | undefined): string {
  const text = word?.text ?? '';
  const directory = Math.max(...['\\', '/', UNKNOWN_MARK].map((char) => text.lastIndexOf(char)));
  // `%~dp0memcached.exe`: what is not known in front of the name is the directory.
  const base = text.slice(directory + 1);
  return base.toLowerCase().replace(/\.exe$/, '');
}

/** Splits the command line that a service or task has as its value; some write single quotes in it. */
export function splitLine(line: TracedText | undefined, singleQuotes = false): ServiceWords | undefined {
  if (line === undefined) return undefined;
  const quoted = singleQuotes ? /^'([^']*)'/.exec(line.text)?.[1] : undefined;
  const words =
    quoted === undefined
      ? windowsWords(line)
      : [line.slice(1, quoted.length + 1), ...windowsWords(line.slice(quoted.length + 2), false)];
  return programName(words[0]) === 'memcached' ? words : undefined;
}

/** Takes `@`, `call`, `start "" /b`, `cmd /c` and the like away. */
function withoutStarters(words: readonly TracedText[]): readonly TracedText[] {
  let at = 0;
  for (;;) {
    const word = words[at]?.text.toLowerCase().replace(/^@/, '') ?? '';
    if (word === 'start') {
      at++;
      if (/^$|\s/.test(words[at]?.text ?? 'x') || !/memcached|^\//i.test(words[at]?.text ?? '')) at++;
      while (/^\/[a-z]+$/i.test(words[at]?.text ?? '')) at++;
    } else if (word === 'call') at++;
    else if (/^cmd(?:\.exe)?$/.test(word) && /^\/[ck]$/i.test(words[at + 1]?.text ?? '')) at += 2;
    else return words.slice(at);
  }
}

/** `create NAME binPath= "LINE"`, with or without the blank behind `=`. */
function scWords(words: readonly TracedText[]): ServiceWords | undefined {
  if (!/^(?:create|config)$/i.test(words[0]?.text ?? '')) return undefined;
  const at = words.findIndex((word) => /^binpath=/i.test(word.text));
  const word = words[at];
  if (word === undefined) return undefined;
  return splitLine(word.length > 'binpath='.length ? word.slice('binpath='.length) : words[at + 1]);
}

/** `install NAME PROGRAM WORDS…`; NSSM joins the words with blanks. */
function nssmWords(words: readonly TracedText[]): ServiceWords | undefined {
  const isInstall = /^install$/i.test(words[0]?.text ?? '') && programName(words[2]) === 'memcached';
  if (isInstall)
    return [...words.slice(2, 3), ...words.slice(3).flatMap((word) => windowsWords(word, false))];
  const isParameters = /^set$/i.test(words[0]?.text ?? '') && /^AppParameters$/i.test(words[2]?.text ?? '');
  if (!isParameters || words[1] === undefined || !/memcached/i.test(words[1].text)) return undefined;
  return [words[1], ...words.slice(3).flatMap((word) => windowsWords(word, false))];
}

function parameter(words: readonly TracedText[], name: RegExp): TracedText | undefined {
  const at = words.findIndex((word) => name.test(word.text));
  return at < 0 ? undefined : words[at + 1];
}

/** `-FilePath PROGRAM -ArgumentList WORD, WORD`; each argument is joined and split once more. */
function startProcess(words: readonly TracedText[]): ServiceWords | undefined {
  const program = parameter(words, /^-FilePath$/i) ?? words[0];
  if (program === undefined || programName(program) !== 'memcached') return undefined;
  const from = words.findIndex((word) => /^-(?:ArgumentList|Args)$/i.test(word.text));
  if (from < 0) return [program];
  const list: TracedText[] = [];
  for (const word of words.slice(from + 1)) {
    if (/^-(?:NoNewWindow|WindowStyle|Wait|PassThru|WorkingDirectory|Verb|Redirect\w+)$/i.test(word.text))
      break;
    list.push(...windowsWords(word, false));
  }
  return [program, ...list];
}
