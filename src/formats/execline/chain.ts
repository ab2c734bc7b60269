import { unwrap } from '../../shell/wrappers/unwrap.ts';
import type { TracedText } from '../../text/traced-text.ts';

/** A command of execline that does something and then becomes the rest of the line. */
interface ChainCommand {
  /** Words behind its options that are its own. */
  readonly operands: number;
  /** Letters of options with a value. */
  readonly values?: string;
}

/** Commands of execline (skarnet.org/software/execline); blocks among their operands stand apart. */
const CHAIN: ReadonlyMap<string, ChainCommand> = new Map<string, ChainCommand>([
  ['cd', { operands: 1 }],
  ['execline-cd', { operands: 1 }],
  ['define', { operands: 2, values: 'd' }],
  ['multidefine', { operands: 1, values: 'd' }],
  ['emptyenv', { operands: 0 }],
  ['exec', { operands: 0, values: 'a' }],
  ['export', { operands: 2 }],
  ['unexport', { operands: 1 }],
  ['envfile', { operands: 1 }],
  ['fdblock', { operands: 1 }],
  ['fdclose', { operands: 1 }],
  ['fdmove', { operands: 2 }],
  ['fdreserve', { operands: 1 }],
  ['fdswap', { operands: 2 }],
  ['piperw', { operands: 2 }],
  ['redirfd', { operands: 2 }],
  ['heredoc', { operands: 2 }],
  ['importas', { operands: 2, values: 'Dd' }],
  ['elglob', { operands: 2 }],
  ['backtick', { operands: 1, values: 'D' }],
  ['withstdinas', { operands: 1, values: 'D' }],
  ['getcwd', { operands: 1 }],
  ['getpid', { operands: 1 }],
  ['homeof', { operands: 1 }],
  ['umask', { operands: 1 }],
  ['execline-umask', { operands: 1 }],
  ['shift', { operands: 0, values: 'n' }],
  ['background', { operands: 0 }],
  ['foreground', { operands: 0 }],
  ['forx', { operands: 1, values: 'ox' }],
  ['forstdin', { operands: 1, values: 'ox' }],
  ['forbacktickx', { operands: 1, values: 'ox' }],
  ['if', { operands: 0, values: 'x' }],
  ['ifelse', { operands: 0 }],
  ['ifte', { operands: 0 }],
  ['ifthenelse', { operands: 0 }],
  ['loopwhilex', { operands: 0, values: 'ox' }],
  ['multisubstitute', { operands: 0 }],
  ['pipeline', { operands: 0 }],
  ['runblock', { operands: 0 }],
  ['trap', { operands: 0, values: 't' }],
  ['tryexec', { operands: 0, values: 'a' }],
  ['wait', { operands: 0, values: 't' }],
  ['with-contenv', { operands: 0 }],
]);
const LONGEST_CHAIN = 200;

/** The command behind such commands, and behind wrappers that stand among them, with their options. */
export function withoutChain(words: readonly TracedText[]): readonly TracedText[] {
  let rest = words;
  for (let round = 0; round < LONGEST_CHAIN; round++) {
    const name = rest[0]?.text ?? '';
    const command = CHAIN.get(name.slice(name.lastIndexOf('/') + 1));
    if (command !== undefined) {
      rest = rest.slice(1 + optionsOf(rest.slice(1), command.values ?? '') + command.operands);
      continue;
    }
    const step = rest.length > 0 ? unwrap(rest) : undefined;
    // A namespace of its own is for whoever follows the whole command to see.
    if (step?.kind !== 'command' || step.ownNetwork === true || step.words.length >= rest.length) return rest;
    rest = step.words;
  }
  return rest;
}

/** How many words are options and their values. */
function optionsOf(words: readonly TracedText[], values: string): number {
  let at = 0;
  for (;;) {
    const text = words[at]?.text ?? '';
    if (!/^-./.test(text)) return at;
    at += values.includes(text.at(-1) ?? '') && text !== '--' ? 2 : 1;
    if (text === '--') return at;
  }
}
