import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { BuildOptions } from './build-options.ts';
import type { BuildError } from './scanner.ts';
import type { Scope } from './scope.ts';
import type { ParsedDockerfile } from './stages.ts';
import { expandWord } from './word-lexer.ts';

/** The `ARG` before the first `FROM`, and the platform arguments that every build has. */
export interface GlobalArgs {
  readonly scope: Scope;
}

const PLATFORM = ['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'] as const;

/** What `ARG` without a value is where nobody knows the build's arguments. */
export function openArgument(name: string, at: Location): TracedText {
  return TracedText.unknown(name, `${name} is a build argument without a default`, at);
}

/** The value that a build gives to an argument; `undefined` if it gives none. */
export function givenArgument(name: string, options: BuildOptions, at: Location): TracedText | undefined {
  if (options.args?.has(name) !== true) return undefined;
  return options.args.get(name) ?? TracedText.unknown(name, `${name} is given to the build from outside`, at);
}

/** Evaluates the global arguments (`buildMetaArgs`). */
export function globalScope(
  parsed: ParsedDockerfile,
  options: BuildOptions,
): GlobalArgs | { readonly error: BuildError } {
  const values = platformArguments(parsed, options);
  const open = new Map<string, TracedText>();
  const scope: Scope = (name) => {
    const value = values.get(name);
    const outside = open.get(name);
    return { ...(value === undefined ? {} : { value }), ...(outside === undefined ? {} : { open: outside }) };
  };
  for (const { line, statement } of parsed.globals) {
    if (statement.kind !== 'arg') continue;
    for (const { key, value } of statement.names) {
      const name = line.text.slice(key.start, key.end);
      const at = line.place(key.start, key.end);
      const given = givenArgument(name, options, at);
      if (given !== undefined) values.set(name, given);
      else if (value !== undefined) {
        const expanded = expandWord(line, value.start, value.end, { escapeToken: parsed.escapeToken, scope });
        if ('error' in expanded)
          return { error: { at: line.place(value.start, value.end), because: expanded.error } };
        values.set(name, expanded);
      } else if (options.args === undefined) open.set(name, openArgument(name, at));
    }
  }
  return { scope };
}

/** `TARGETPLATFORM`, `BUILDARCH` and the like (`defaultArgs`). */
function platformArguments(parsed: ParsedDockerfile, options: BuildOptions): Map<string, TracedText> {
  const values = new Map<string, TracedText>();
  const from = parsed.stages[0]?.from;
  if (from === undefined) return values;
  const at = from.line.place(0, 4);
  const [os, arch, variant] = (options.platform ?? '').split('/');
  const known: Readonly<Record<(typeof PLATFORM)[number], string | undefined>> = {
    PLATFORM: options.platform,
    OS: os,
    OSVERSION: '',
    ARCH: arch,
    VARIANT: variant ?? '',
  };
  for (const side of ['BUILD', 'TARGET'])
    for (const part of PLATFORM) {
      const name = `${side}${part}`;
      const text = options.platform === undefined ? undefined : known[part];
      const value =
        text === undefined
          ? TracedText.unknown(name, `${name} depends on the platform`, at)
          : TracedText.decoded(text, at);
      values.set(name, givenArgument(name, options, at) ?? value);
    }
  const stage = options.target ?? parsed.stages.at(-1)?.name ?? 'default';
  values.set('TARGETSTAGE', TracedText.decoded(stage === '' ? 'default' : stage, at));
  return values;
}
