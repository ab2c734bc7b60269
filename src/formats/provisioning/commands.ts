import type { Environment } from '../../shell/invocation.ts';
import { invocationsOf, type ReadOptions, readScript, type ScriptReading } from '../../shell/invocations.ts';
import type { ShellDialect } from '../../shell/wrappers/step.ts';
import { TracedText } from '../../text/traced-text.ts';
import { shlexSplit } from '../supervisord/shlex.ts';
import { quotedCommand } from './quoted-command.ts';

type Reading = Pick<ScriptReading, 'invocations' | 'writes'>;

const NOTHING: Reading = { invocations: [], writes: [] };

/** What `command` runs: words without a shell, in which variables of the environment are filled in. */
export function readCommand(
  given: TracedText | readonly TracedText[],
  environment: Environment,
  options: ReadOptions,
): Reading {
  const split = given instanceof TracedText ? shlexSplit(withOpenWords(given)) : given;
  const words = split?.map((word) => withVariables(word, environment));
  if (words === undefined || words.length === 0) return NOTHING;
  // Only a script is followed into what its utilities write.
  if (/^(?:\/usr)?(?:\/bin\/)?(?:sed|tee|cp|mv)$/.test(words[0]?.text ?? ''))
    return readScript(quotedCommand(words), environment, { ...options, dialect: 'sh' });
  return { invocations: invocationsOf(words, environment, options), writes: [] };
}

/** What `shell` and `raw` run: a script of `/bin/sh`, or of the shell that `executable` names. */
export function readShellCommand(
  script: TracedText,
  executable: string | undefined,
  environment: Environment,
  options: ReadOptions,
): Reading {
  const dialect: ShellDialect = /(?:^|\/)(?:bash|zsh|ksh)$/.test(executable ?? '') ? 'bash' : 'sh';
  const reading = readScript(withOpenWords(script), environment, { ...options, dialect });
  if (dialect === 'bash' || reading.brokenAt === undefined) return reading;
  // Somewhere `/bin/sh` is bash.
  return readScript(withOpenWords(script), environment, { ...options, dialect: 'bash' });
}

/** What a template puts between blanks, other than an option's value, may be any number of words. */
function withOpenWords(text: TracedText): TracedText {
  if (text.isKnown) return text;
  let at = 0;
  const pieces = text.runs.map((run) => {
    const start = at;
    at += run.kind === 'literal' ? run.text.length : 1;
    const piece = text.slice(start, at);
    const isWord = /(?:^|\s)$/.test(text.text.slice(Math.max(0, start - 1), start));
    const isEnd = /^(?:\s|$)/.test(text.text.slice(at, at + 1));
    if (run.kind === 'literal' || !isWord || !isEnd) return piece;
    const before = text.text.slice(Math.max(0, start - 80), start);
    return piece.withSplits(!/(?:^|\s)-{1,2}[\w-]+\s+$/.test(before));
  });
  return TracedText.concat(pieces);
}

/** `$NAME` and `${NAME}` as Python's `os.path.expandvars` reads them. */
function withVariables(word: TracedText, environment: Environment): TracedText {
  const pieces: TracedText[] = [];
  let done = 0;
  for (const match of word.text.matchAll(/\$(?:(\w{1,100})|\{(\w{1,100})\})/g)) {
    const { 0: written, 1: plain, 2: braced, index } = match;
    const name = plain ?? braced ?? '';
    const at = word.locate(index, index + written.length);
    const value = environment.lookup(name);
    if (value === 'unset' || at === undefined) continue;
    pieces.push(word.slice(done, index));
    done = index + written.length;
    if (value !== 'unknown') pieces.push(value);
    else pieces.push(TracedText.unknown(name, `${name} comes from the environment of the machine`, at));
  }
  return done === 0 ? word : TracedText.concat([...pieces, word.slice(done)]);
}
