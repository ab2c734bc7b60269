import type { TracedText } from '../../text/traced-text.ts';
import { windowsWords } from './command-line.ts';
import { programName } from './program-name.ts';

/** Parameters of `Start-Process` that take a value, beside those of the command line. */
const WITH_VALUE = /^-(?:WindowStyle|WorkingDirectory|Verb|Credential|Redirect\w+)$/i;

/**
 * The memcached of `Start-Process [-FilePath] PROGRAM [-ArgumentList] WORDS` and its aliases, or of
 * `New-ScheduledTaskAction -Execute PROGRAM -Argument LINE`. Each argument is joined and split once more.
 */
export function startProcessWords(words: readonly TracedText[]): readonly TracedText[] | undefined {
  const name = programName(words[0]);
  const isStart = /^(?:start-process|saps|start)$/.test(name);
  if (!isStart && name !== 'new-scheduledtaskaction') return undefined;
  const programs: TracedText[] = [];
  const list: TracedText[] = [];
  let target: TracedText[] | undefined;
  for (let at = 1; at < words.length; at++) {
    const word = words[at];
    if (word === undefined) break;
    if (/^-(?:FilePath|Execute)$/i.test(word.text)) target = programs;
    else if (/^-(?:ArgumentList|Args|Argument)$/i.test(word.text)) target = list;
    else if (WITH_VALUE.test(word.text)) at++;
    else if (target !== list && isSwitch(word)) target = undefined;
    else if (target === list && /^-(?:NoNewWindow|Wait|PassThru)$/i.test(word.text)) target = undefined;
    else if (target === programs || programs.length === 0) {
      programs.push(word);
      // Without its name, the list of arguments follows the program.
      target = list;
    } else (target ?? list).push(word);
  }
  const [program] = programs;
  if (program === undefined || programName(program) !== 'memcached') return undefined;
  return [program, ...list.flatMap((word) => windowsWords(word, false))];
}

function isSwitch(word: TracedText): boolean {
  return /^-[A-Za-z]{2,}/.test(word.text);
}
