import { TracedText } from '../../text/traced-text.ts';
import { lookupVariable, setVariable } from '../expansion/variables.ts';
import type { State } from '../interpreter/state.ts';
import type { Builtin } from './builtin.ts';
import { setStatus } from './control.ts';

/**
 * `getopts OPTIONS NAME [WORDS]`. With known words it reads one option a call; with the unknown arguments of the
 * script the loop may see any option, so its variables are unknown.
 */
export const getopts: Builtin = (words, state, _machine, context) => {
  const [options, name, ...given] = words;
  const list = given.length > 0 ? given : state.positional;
  const target = name?.known;
  if (options === undefined || target === undefined || context.at === undefined) return setStatus(state, 2);
  if (list.some((word) => !word.isKnown)) {
    const unknown = { kind: 'unknown', because: 'it is an option of the script' } as const;
    setVariable(state, target, unknown);
    setVariable(state, 'OPTARG', unknown);
    return setStatus(state, 'unknown');
  }
  const at = position(state);
  const word = list[at.word - 1];
  const text = word?.text ?? '';
  if (word === undefined || !/^-./.test(text) || text === '--') {
    setText(state, target, '?', context.at);
    return setStatus(state, 1);
  }
  const letter = text.charAt(at.char);
  const takes = options.text.charAt(options.text.indexOf(letter) + 1) === ':';
  const valid = options.text.includes(letter) && letter !== ':';
  setText(state, target, valid ? letter : '?', context.at);
  let next =
    at.char + 1 < text.length ? { word: at.word, char: at.char + 1 } : { word: at.word + 1, char: 1 };
  if (valid && takes) {
    const value = at.char + 1 < text.length ? word.slice(at.char + 1) : list[at.word];
    setVariable(state, 'OPTARG', value === undefined ? { kind: 'unset' } : { kind: 'scalar', text: value });
    next = { word: at.char + 1 < text.length ? at.word + 1 : at.word + 2, char: 1 };
  }
  setText(state, 'OPTIND', String(next.word), context.at);
  setText(state, 'the letter in getopts', String(next.char), context.at);
  return setStatus(state, 0);
};

/** OPTIND and the letter within its word, which shells keep to themselves. */
function position(state: State): { readonly word: number; readonly char: number } {
  const number = (name: string) => {
    const { value } = lookupVariable(state, name);
    return value.kind === 'scalar' ? Number(value.text.known ?? 1) || 1 : 1;
  };
  return {
    word: number('OPTIND'),
    char: state.variables.has('the letter in getopts') ? number('the letter in getopts') : 1,
  };
}

function setText(
  state: State,
  name: string,
  text: string,
  at: Parameters<typeof TracedText.decoded>[1],
): void {
  setVariable(state, name, { kind: 'scalar', text: TracedText.decoded(text, at) });
}
