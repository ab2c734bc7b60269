import type { TracedText } from '../../text/traced-text.ts';
import { windowsWords } from './command-line.ts';
import { programName } from './program-name.ts';
import type { ScriptKind } from './script-lines.ts';

/** A command without what stands in front of it. */
export interface BareCommand {
  readonly words: readonly TracedText[];
  /** It stands behind `if` or in a loop. */
  readonly conditional: boolean;
}

/** Programs that run the words behind them: PHP's helper for Windows, Sysinternals, NirSoft. */
const RUNNERS: ReadonlyMap<string, RegExp> = new Map([
  ['runhiddenconsole', /^\/[a-z]+$/i],
  ['psexec', /^[-/](?:[dhis]|accepteula|nobanner)$/i],
  ['psexec64', /^[-/](?:[dhis]|accepteula|nobanner)$/i],
  ['nircmd', /^(?:exec|hide|show|min|max)$/i],
  ['hstart', /^\/[a-z]+$/i],
]);
/** `start` and PowerShell's commands that take a whole command line as one word. */
const MOST_STARTERS = 20;

/**
 * Takes `@`, `(`, `if … `, `for … do`, `call`, `start "" /b`, `cmd /c`, `RunHiddenConsole` and the like away, and
 * redirections.
 */
export function withoutStarters(words: readonly TracedText[], kind: ScriptKind): BareCommand {
  let rest = withoutRedirections(words);
  let conditional = false;
  for (let round = 0; round < MOST_STARTERS; round++) {
    const [first] = rest;
    if (first === undefined) break;
    const opened = /^[@(]+(?=[^@(])/.exec(first.text)?.[0];
    if (opened !== undefined && kind === 'batch') {
      rest = withoutClosing([first.slice(opened.length), ...rest.slice(1)], opened.includes('('));
      continue;
    }
    const next = starter(rest, kind);
    if (next === undefined) break;
    conditional ||= /^(?:if|for|else)$/i.test(first.text);
    rest = next;
  }
  return { words: rest, conditional };
}

/** The words behind one starter; `undefined` where there is none. */
function starter(words: readonly TracedText[], kind: ScriptKind): readonly TracedText[] | undefined {
  const name = programName(words[0]);
  const rest = words.slice(1);
  if (kind === 'batch') {
    if (/^[@(]+$/.test(words[0]?.text ?? '') || name === 'call' || name === 'else') return rest;
    if (name === 'if') return behindCondition(rest);
    if (name === 'for') {
      const at = rest.findIndex((word) => /^do$/i.test(word.text));
      return at < 0 ? [] : rest.slice(at + 1);
    }
    if (name === 'start') return behindStart(rest);
  }
  if (name === 'cmd') return behindCmd(rest);
  if (name === 'runas') return commandLine(rest.filter(({ text }) => !text.startsWith('/')));
  if (kind === 'powershell' && (name === 'invoke-expression' || name === 'iex'))
    return commandLine(rest.filter(({ text }) => !/^-Command$/i.test(text)));
  const options = RUNNERS.get(name);
  if (options === undefined) return undefined;
  const at = rest.findIndex(({ text }) => !options.test(text));
  return at < 0 ? [] : rest.slice(at);
}

/** `[/i] [not] exist X | defined X | errorlevel N | A==B | A equ B`. */
function behindCondition(words: readonly TracedText[]): readonly TracedText[] {
  let at = 0;
  while (/^(?:\/i|not)$/i.test(words[at]?.text ?? '')) at++;
  const [first, second] = [words[at]?.text ?? '', words[at + 1]?.text ?? ''];
  if (/^(?:exist|defined|errorlevel|cmdextversion)$/i.test(first)) return words.slice(at + 2);
  if (/^(?:==|equ|neq|lss|leq|gtr|geq)$/i.test(second)) return words.slice(at + 3);
  return words.slice(at + (second.startsWith('==') || first.endsWith('==') ? 2 : 1));
}

/** `start ["TITLE"] [/OPTIONS] COMMAND`: the first word in quotes is a title, whatever it says. */
function behindStart(words: readonly TracedText[]): readonly TracedText[] {
  let titled = false;
  let at = 0;
  for (; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    if (/^\/(?:d|affinity|node)$/i.test(word.text)) at++;
    else if (!titled && isQuoted(word)) titled = true;
    else if (!/^\/[a-z]/i.test(word.text)) break;
  }
  return words.slice(at);
}

function isQuoted(word: TracedText): boolean {
  const place = word.locate();
  return place === undefined || place.file.text[place.start - 1] === '"';
}

function behindCmd(words: readonly TracedText[]): readonly TracedText[] | undefined {
  const at = words.findIndex(({ text }) => /^\/[ck]$/i.test(text));
  return at < 0 ? undefined : commandLine(words.slice(at + 1));
}

/** One word that is a command line, or words as they are. */
function commandLine(words: readonly TracedText[]): readonly TracedText[] {
  const [only] = words;
  return words.length === 1 && only ? windowsWords(only) : words;
}

/** `2>&1`, `>nul`, `> log.txt`, `>> "log"`. */
function withoutRedirections(words: readonly TracedText[]): readonly TracedText[] {
  const kept: TracedText[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    const redirection = /^[0-9*]?(?:>>?|<)(?:&\d)?/.exec(word.text)?.[0];
    if (redirection === undefined || isQuoted(word)) kept.push(word);
    else if (redirection.length === word.text.length && !redirection.includes('&')) at++;
  }
  return kept;
}

function withoutClosing(words: readonly TracedText[], isBlock: boolean): readonly TracedText[] {
  const last = words.at(-1);
  if (!isBlock || last === undefined || !last.text.endsWith(')')) return words;
  const rest = words.slice(0, -1);
  return last.length === 1 ? rest : [...rest, last.slice(0, last.length - 1)];
}
