import type { Environment, Invocation } from '../shell/invocation.ts';
import type { Location } from '../text/source-file.ts';
import { TracedText } from '../text/traced-text.ts';
import { bitnamiCommandLine } from './bitnami.ts';
import type { ImageConfig } from './image.ts';
import { invocationsOf, isMemcachedProgram } from './pending.ts';

/** What a container's process starts in the end. */
export interface EntrypointResult {
  /** Each memcached. */
  readonly invocations: readonly Invocation[];
  /** Why nobody can say what an image that runs memcached would start here, as a clause. */
  readonly unresolved?: { readonly because: string; readonly at?: Location };
}

/**
 * Runs a container's process in the mind: the entrypoint script of the official image puts `memcached`
 * before arguments that start with `-` and executes the rest (docker-library/memcached), that of bitnami
 * makes a command line from variables, and what remains is read like any command line.
 */
export function runEntrypoint(
  image: ImageConfig | undefined,
  process: readonly TracedText[],
  environment: Environment,
): EntrypointResult {
  const [program, ...rest] = process;
  if (program === undefined) return { invocations: [] };
  const words = image === undefined ? process : executed(image, program, rest, environment);
  return { invocations: invocationsOf(words, environment).filter((found) => isMemcachedProgram(found.name)) };
}

function executed(
  image: ImageConfig,
  program: TracedText,
  rest: readonly TracedText[],
  environment: Environment,
): readonly TracedText[] {
  const path = program.known ?? '';
  if (image.convention === 'bitnami') return bitnamiCommandLine(image, [program, ...rest], environment);
  const hasScript = image.convention === 'official' || image.convention === 'unknown';
  if (!hasScript || !/(?:^|\/)(?:docker-)?entrypoint\.sh$/.test(path)) return [program, ...rest];
  const first = rest[0];
  const isOption = first !== undefined && (first.text.startsWith('-') || first.runs[0]?.kind === 'unknown');
  return isOption ? [TracedText.decoded('memcached', image.at), ...rest] : rest;
}
