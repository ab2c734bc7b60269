import { TracedText } from '../../text/traced-text.ts';
import type { ShellDialect, WrapperStep } from './step.ts';

const SHELLS: ReadonlyMap<string, ShellDialect> = new Map([
  ['sh', 'sh'],
  ['dash', 'sh'],
  ['ash', 'sh'],
  ['bash', 'bash'],
  ['rbash', 'bash'],
  ['ksh', 'bash'],
  ['mksh', 'bash'],
  ['zsh', 'bash'],
]);

/** The dialect of a shell by its base name; `undefined` for other programs. */
export function shellDialect(name: string): ShellDialect | undefined {
  return SHELLS.get(name);
}

/**
 * A shell's command line (POSIX sh(1), bash(1)): options, then with `-c` the script and its operands (of
 * which the first is `$0`), else a file and its parameters, else the standard input.
 */
export function shellStep(dialect: ShellDialect, words: readonly TracedText[]): WrapperStep {
  let command = false;
  let stdin = false;
  let i = 0;
  for (; i < words.length; i++) {
    const text = words[i]?.text ?? '';
    if (text === '--' || text === '-') {
      i++;
      break;
    }
    if (text.startsWith('--')) {
      if (text === '--rcfile' || text === '--init-file') i++;
      continue;
    }
    if (!/^[-+]./.test(text)) break;
    if (text === '-n') return { kind: 'nothing' };
    if (text.startsWith('-') && text.includes('c')) command = true;
    if (text.startsWith('-') && text.includes('s')) stdin = true;
    if (/[oO]$/.test(text)) i++;
  }
  const rest = words.slice(i);
  const [first] = rest;
  if (command) {
    if (first === undefined) return { kind: 'nothing' };
    return { kind: 'script', script: first, dialect, operands: rest.slice(1) };
  }
  if (stdin || first === undefined) return { kind: 'stdin', dialect, operands: rest };
  return { kind: 'file', path: first, dialect, operands: rest.slice(1) };
}

/** Words joined by blanks, as `ssh` and `screen`'s `-X` do and `eval` does. */
export function joinWords(words: readonly TracedText[]): TracedText {
  const pieces: TracedText[] = [];
  for (const word of words) {
    const at = word.locate() ?? pieces.at(-1)?.locate();
    if (pieces.length > 0 && at !== undefined) pieces.push(TracedText.decoded(' ', at));
    pieces.push(word);
  }
  return TracedText.concat(pieces);
}
