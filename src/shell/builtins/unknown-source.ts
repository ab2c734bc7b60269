import { UNKNOWN_MARK } from '../../text/traced-text.ts';
import type { State } from '../interpreter/state.ts';
import type { Environment, VariableValue } from '../invocation.ts';

/** Files that define functions, or settings of the system's own, and leave the variables of a script alone. */
const LIBRARIES =
  /(?:^|\/)(?:lsb\/)?(?:init-functions|functions(?:\.sh)?|rc\.subr|vars\.sh|rc\.status|network-functions|sysconfig\/network)$/;

/**
 * After `. FILE` of a file that is not at hand any variable may have another value. Absolute paths stay:
 * `DAEMON=/usr/bin/memcached` names the program, and such files are there to change the options.
 */
export function forgetVariables(state: State, path: string): void {
  if (LIBRARIES.test(path)) return;
  const because = `${path.replaceAll(UNKNOWN_MARK, '…')}, which is not at hand, may set it`;
  for (const [name, variable] of [...state.variables]) {
    const { value } = variable;
    if (variable.readonly || value.kind === 'reference') continue;
    if (value.kind === 'scalar' && value.text.text.startsWith('/')) continue;
    state.variables.set(name, {
      ...variable,
      value: { kind: 'unknown', because: `${name} is not known: ${because}` },
    });
  }
  if (!(state.base instanceof PerhapsMore)) state.base = new PerhapsMore(state.base);
}

/** An environment to which a file may have added. One layer does, however many files there were. */
class PerhapsMore implements Environment {
  readonly #base: Environment;

  constructor(base: Environment) {
    this.#base = base;
  }

  lookup(name: string): VariableValue {
    const value = this.#base.lookup(name);
    return value === 'unset' ? 'unknown' : value;
  }
}
