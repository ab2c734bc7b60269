import { isMemcachedProgram } from '../memcached/program.ts';
import type { Environment, Invocation } from '../shell/invocation.ts';
import { invocationsIn, invocationsOf, type ReadOptions } from '../shell/invocations.ts';
import type { Location } from '../text/source-file.ts';
import { spellOut } from '../text/spell-out.ts';
import { TracedText } from '../text/traced-text.ts';
import { bitnamiCommandLine } from './bitnami.ts';
import type { ImageConfig } from './image.ts';

/** What a container's process starts in the end. */
export interface EntrypointResult {
  /** Each memcached. */
  readonly invocations: readonly Invocation[];
  /** Why nobody can say what an image that runs memcached would start here, as a clause. */
  readonly unresolved?: { readonly because: string; readonly at?: Location };
}

/** Deepest chain of scripts that start each other. */
const DEEPEST = 5;
/** An init system may stand in a script, but those that it starts start no further one. */
const DEEPEST_STARTER = 2;
/** Programs that start others, which files of the image name. */
const STARTERS = /^(?:service|invoke-rc\.d|supervisord|runsvdir|runsvdir-start|s6-svscan|my_init|init)$/;
/** The scripts of known images, which are read as what they do. */
const OWN_SCRIPT =
  /^(?:(?:\/usr\/local\/bin\/)?docker-entrypoint\.sh|\/(?:app-)?entrypoint\.sh|entrypoint\.sh|\/run\.sh|\/opt\/bitnami\/scripts\/memcached\/(?:entrypoint|run)\.sh)$/;

/**
 * Runs a container's process in the mind: the entrypoint script of the official image puts `memcached`
 * before arguments that start with `-` and executes the rest (docker-library/memcached), that of bitnami
 * makes a command line from variables, a script that the repository copies into the image is read, and what
 * remains is a command line like any other.
 */
export function runEntrypoint(
  image: ImageConfig | undefined,
  process: readonly TracedText[],
  environment: Environment,
): EntrypointResult {
  if (process.length === 0) return { invocations: [] };
  const invocations = started(image, process, environment, 0);
  if (invocations.length > 0) return { invocations };
  const unresolved = unresolvedProcess(image, process);
  return unresolved === undefined ? { invocations } : { invocations, unresolved };
}

function started(
  image: ImageConfig | undefined,
  process: readonly TracedText[],
  environment: Environment,
  depth: number,
): readonly Invocation[] {
  const [program, ...rest] = process;
  if (program === undefined || depth > DEEPEST) return [];
  const script = scriptNamed(image, program);
  const options = readOptions(image);
  if (script !== undefined) {
    const dialect = /^#![^\n]*\bbash\b/.test(script.text) ? 'bash' : 'sh';
    const found = invocationsIn(script, environment, {
      ...options,
      dialect,
      zero: program,
      positional: rest,
    });
    return found.flatMap((invocation) => onlyMemcached(image, invocation, environment, depth));
  }
  const words = image === undefined ? process : executed(image, program, rest, environment);
  if (words[0] !== program && words[0] !== undefined && scriptNamed(image, words[0]) !== undefined)
    return started(image, words, environment, depth + 1);
  const found = invocationsOf(words, environment, options).flatMap((invocation) =>
    onlyMemcached(image, invocation, environment, depth),
  );
  if (found.length > 0 || words[0] !== program || !runsItsArguments(program, rest)) return found;
  return invocationsOf(rest, environment, options).filter(({ name }) => isMemcachedProgram(name));
}

/** A script that cannot be read and whose arguments are a memcached command line: nearly all end in `exec "$@"`. */
function runsItsArguments(program: TracedText, rest: readonly TracedText[]): boolean {
  return /\.sh$|entrypoint$|init$/.test(program.known ?? '') && isMemcachedProgram(rest[0]?.known ?? '');
}

/** What the reader of shell text may look at: files of the image; only memcached and entrypoint scripts matter. */
function readOptions(image: ImageConfig | undefined): ReadOptions {
  return {
    interest: (name) =>
      isMemcachedProgram(name) || /(?:entrypoint|run)\.sh$/.test(name) || STARTERS.test(name),
    files: (path) => image?.fileAt?.(path.startsWith('/') ? path : `./${path}`) ?? initScript(image, path),
  };
}

/**
 * The package's script calls what `service memcached` does, with the same words; those of Debian that read
 * `/etc/memcached.conf` start what it starts.
 */
function initScript(image: ImageConfig | undefined, path: string): TracedText | undefined {
  if (image?.startedBy === undefined) return undefined;
  const script = (line: string) => TracedText.decoded(`#!/bin/sh\n${line}\n`, image.at);
  if (path === '/etc/init.d/memcached') return script('service memcached "$@"');
  return CONF_READER.test(path)
    ? script('case "$1" in ""|/etc/memcached.conf) service memcached start;; esac')
    : undefined;
}

/** Both take the file's path as their first word, if any. */
const CONF_READER = /^\/usr\/share\/memcached\/scripts\/(?:start-memcached|systemd-memcached-wrapper)$/;

/** A shell script of the repository that a program word names in the image. */
function scriptNamed(image: ImageConfig | undefined, program: TracedText): TracedText | undefined {
  const name = program.known;
  const text = name === undefined ? undefined : image?.fileAt?.(name);
  if (name === undefined || text === undefined) return undefined;
  const first = /^#!([^\n]*)/.exec(text.text)?.[1];
  const isShell = first === undefined ? name.endsWith('.sh') : /\b(?:ba|da|a|k|z)?sh\b/.test(first);
  return isShell ? text : undefined;
}

/** A memcached itself, or those that a script of the image starts which is called here. */
function onlyMemcached(
  image: ImageConfig | undefined,
  invocation: Invocation,
  environment: Environment,
  depth: number,
): readonly Invocation[] {
  if (isMemcachedProgram(invocation.name)) return [invocation];
  const mayStart = depth < DEEPEST_STARTER || /^(?:service|invoke-rc\.d)$/.test(invocation.name);
  const processes = (mayStart && image?.startedBy?.(invocation, environment)) || [];
  if (processes.length > 0)
    return processes.flatMap(({ words, environment: own, conditional }) =>
      started(image, words, own, depth + DEEPEST_STARTER).map((found) => ({
        ...found,
        conditional: found.conditional || conditional || invocation.conditional,
      })),
    );
  if (image === undefined || !OWN_SCRIPT.test(invocation.program.known ?? '')) return [];
  const inner = started(image, [invocation.program, ...invocation.argv], environment, depth + 1);
  return inner.map((found) => ({ ...found, conditional: found.conditional || invocation.conditional }));
}

function executed(
  image: ImageConfig,
  program: TracedText,
  rest: readonly TracedText[],
  environment: Environment,
): readonly TracedText[] {
  if (image.convention === 'bitnami') return bitnamiCommandLine(image, [program, ...rest], environment);
  const hasScript = image.convention === 'official' || image.convention === 'unknown';
  if (!hasScript || !OWN_SCRIPT.test(program.known ?? '')) return [program, ...rest];
  const first = rest[0];
  const isOption = first !== undefined && (first.text.startsWith('-') || first.runs[0]?.kind === 'unknown');
  return isOption ? [TracedText.decoded('memcached', image.at), ...rest] : rest;
}

/** An image that runs memcached, started through something that nobody can read. */
function unresolvedProcess(
  image: ImageConfig | undefined,
  process: readonly TracedText[],
): EntrypointResult['unresolved'] {
  if (image === undefined || image.convention === 'none') return undefined;
  const program = process[0];
  const at = program?.locate();
  if (program === undefined || at === undefined) return undefined;
  if (!program.isKnown)
    return { because: `its entrypoint ${program.unknowns[0]?.name ?? ''} cannot be known`, at };
  const script = OWN_SCRIPT.test(program.text) ? process[1] : program;
  const place = script?.locate();
  if (script === undefined || place === undefined || !/\.sh$|entrypoint$/.test(script.text)) return undefined;
  if (OWN_SCRIPT.test(script.text) || image.fileAt?.(script.text) !== undefined) return undefined;
  return { because: `it runs ${spellOut(script)}, which is not in this repository`, at: place };
}
