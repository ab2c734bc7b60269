import type { State } from '../interpreter/state.ts';

/** Files that define functions and leave the variables of a script alone. */
const LIBRARIES =
  /(?:^|\/)(?:lsb\/)?(?:init-functions|functions(?:\.sh)?|rc\.subr|vars\.sh|rc\.status|network-functions)$/;

/**
 * After `. FILE` of a file that is not at hand any variable may have another value. Absolute paths stay:
 * `DAEMON=/usr/bin/memcached` names the program, and such files are there to change the options.
 */
export function forgetVariables(state: State, path: string): void {
  if (LIBRARIES.test(path)) return;
  const because = `${path}, which is not at hand, may set it`;
  for (const [name, variable] of [...state.variables]) {
    const { value } = variable;
    if (variable.readonly || value.kind === 'reference') continue;
    if (value.kind === 'scalar' && value.text.text.startsWith('/')) continue;
    state.variables.set(name, {
      ...variable,
      value: { kind: 'unknown', because: `${name} is not known: ${because}` },
    });
  }
  const { base } = state;
  state.base = { lookup: (name) => (base.lookup(name) === 'unset' ? 'unknown' : base.lookup(name)) };
}
