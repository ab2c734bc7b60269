import * as core from '@actions/core';
import { patternProblem } from '../discovery/pattern-problem.ts';
import { LEVELS } from '../policy/level.ts';
import type { ConfigurationOverrides } from '../policy/override-configuration.ts';
import { InputError } from './input-error.ts';

/** The inputs of action.yml. What is left empty leaves the decision to the configuration file. */
export interface Inputs {
  /** Relative to the workspace; empty for all of it. */
  readonly path: string;
  readonly config?: string;
  readonly baseline?: string;
  /** Whether every finding can fail, or only what the event changed. */
  readonly scope: 'all' | 'changed';
  readonly overrides: ConfigurationOverrides;
  readonly sarifFile?: string;
  readonly jsonFile?: string;
  readonly summary: boolean;
  readonly annotations: boolean;
  readonly checks: boolean;
  readonly suggestions: boolean;
  readonly token?: string;
}

/** Reads the inputs. Throws a `InputError` that names the input and what it takes. */
export function readInputs(): Inputs {
  const failOn = choice('fail-on', [...LEVELS, 'never'] as const);
  const strict = flag('strict');
  const version = text('memcached-version');
  const config = text('config');
  const baseline = text('baseline');
  const sarifFile = text('sarif-file');
  const jsonFile = text('json-file');
  const token = text('github-token');
  return {
    path: text('path') ?? '',
    ...(config === undefined ? {} : { config }),
    ...(baseline === undefined ? {} : { baseline }),
    scope: choice('scope', ['all', 'changed'] as const) ?? 'all',
    overrides: {
      ...(failOn === undefined ? {} : { failOn }),
      ...(strict === undefined ? {} : { strict }),
      ...(version === undefined ? {} : { memcachedVersion: version }),
      include: patterns('include'),
      exclude: patterns('exclude'),
    },
    ...(sarifFile === undefined ? {} : { sarifFile }),
    ...(jsonFile === undefined ? {} : { jsonFile }),
    summary: flag('summary') ?? true,
    annotations: flag('annotations') ?? true,
    checks: flag('checks') ?? false,
    suggestions: flag('suggestions') ?? false,
    ...(token === undefined ? {} : { token }),
  };
}

function text(name: string): string | undefined {
  const value = core.getInput(name);
  return value === '' ? undefined : value;
}

function choice<const T extends string>(name: string, allowed: readonly T[]): T | undefined {
  const value = text(name);
  if (value === undefined) return undefined;
  const found: T | undefined = allowed.find((each) => each === value);
  if (found === undefined)
    throw new InputError(`The input ${name} takes ${allowed.join(', ')}, not "${value}".`);
  return found;
}

function flag(name: string): boolean | undefined {
  const value = text(name)?.toLowerCase();
  if (value === undefined) return undefined;
  if (value !== 'true' && value !== 'false') {
    throw new InputError(`The input ${name} takes true or false, not "${value}".`);
  }
  return value === 'true';
}

/** One glob a line. */
function patterns(name: string): readonly string[] {
  const list = core.getMultilineInput(name).filter((pattern) => pattern !== '');
  for (const pattern of list) {
    const problem = patternProblem(pattern);
    if (problem !== undefined)
      throw new InputError(`The input ${name} has the pattern "${pattern}", but ${problem}.`);
  }
  return list;
}
