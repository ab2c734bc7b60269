import type { Environment, Invocation } from '../shell/invocation.ts';
import type { TracedText } from '../text/traced-text.ts';

/** Stands in for the shell reader of command lines until it is here. */
export function invocationsOf(
  words: readonly TracedText[],
  _environment: Environment,
): readonly Invocation[] {
  const [program, ...argv] = words;
  const at = program?.locate();
  if (program === undefined || at === undefined) return [];
  const name = /[^/]*$/.exec(program.text)?.[0] ?? '';
  return [{ name, program, argv, at, conditional: false, ownNetwork: false, posixlyCorrect: false }];
}

export function isMemcachedProgram(name: string): boolean {
  return name === 'memcached';
}
