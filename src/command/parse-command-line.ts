import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type FailOn, LEVELS } from '../policy/level.ts';
import { nearest } from '../text/nearest.ts';
import { UserError } from './user-error.ts';

/** What is checked and by which configuration. */
export interface Selection {
  readonly paths: readonly string[];
  readonly config?: string;
  readonly noConfig: boolean;
  readonly memcachedVersion?: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly stdinPath?: string;
}

export interface CheckCommand extends Selection {
  readonly command: 'check';
  readonly format: string;
  /** Report files: format to path. */
  readonly outputs: readonly { readonly format: string; readonly path: string }[];
  readonly failOn?: FailOn;
  readonly strict?: boolean;
  readonly baseline?: string;
  readonly noBaseline: boolean;
  /** What fails is only what changed since this revision. */
  readonly changedSince?: string;
  readonly quiet: boolean;
  readonly timing: boolean;
  readonly colour: 'auto' | 'always' | 'never';
}

export interface BaselineCommand extends Selection {
  readonly command: 'baseline';
  /** Where it is written; the configured or usual file where absent. */
  readonly output?: string;
  /** Only removes what matches nothing any more. */
  readonly prune: boolean;
}

export interface FixCommand extends Selection {
  readonly command: 'fix';
  /** Makes the changes; shows them where false. */
  readonly write: boolean;
}

export interface ListenersCommand {
  readonly command: 'listeners';
  readonly argv: readonly string[];
  readonly stdin: boolean;
  readonly json: boolean;
  readonly memcachedVersion?: string;
}

export type Command =
  | CheckCommand
  | BaselineCommand
  | FixCommand
  | ListenersCommand
  | { readonly command: 'explain'; readonly rule: string }
  | { readonly command: 'rules'; readonly json: boolean }
  | { readonly command: 'help' }
  | { readonly command: 'version' };

const COMMANDS = ['check', 'fix', 'baseline', 'listeners', 'explain', 'rules'] as const;

type Options = NonNullable<ParseArgsConfig['options']>;

const COMMON = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'V' },
} as const satisfies Options;

const SELECTION_OPTIONS = {
  ...COMMON,
  config: { type: 'string', short: 'c' },
  'no-config': { type: 'boolean' },
  'memcached-version': { type: 'string' },
  include: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
} as const satisfies Options;

const BASELINE_OPTIONS = {
  ...SELECTION_OPTIONS,
  output: { type: 'string', short: 'o' },
  prune: { type: 'boolean' },
} as const satisfies Options;

const FIX_OPTIONS = {
  ...SELECTION_OPTIONS,
  write: { type: 'boolean', short: 'w' },
} as const satisfies Options;

const CHECK_OPTIONS = {
  ...SELECTION_OPTIONS,
  format: { type: 'string', short: 'f' },
  output: { type: 'string', short: 'o', multiple: true },
  'fail-on': { type: 'string' },
  strict: { type: 'boolean' },
  baseline: { type: 'string' },
  'no-baseline': { type: 'boolean' },
  'changed-since': { type: 'string' },
  'stdin-path': { type: 'string' },
  quiet: { type: 'boolean', short: 'q' },
  timing: { type: 'boolean' },
  color: { type: 'string' },
} as const satisfies Options;

const LISTENERS_OPTIONS = {
  ...COMMON,
  stdin: { type: 'boolean' },
  json: { type: 'boolean' },
  'memcached-version': { type: 'string' },
} as const satisfies Options;

/** Reads the arguments after the program's name. Throws a `UserError` that says what to write instead. */
export function parseCommandLine(args: readonly string[], formats: readonly string[]): Command {
  const first = args[0];
  const named = COMMANDS.find((name) => name === first);
  if (named === undefined && (first === '--help' || first === '-h' || first === 'help'))
    return { command: 'help' };
  if (named === undefined && (first === '--version' || first === '-V')) return { command: 'version' };
  const rest = named === undefined ? args : args.slice(1);
  switch (named) {
    case 'fix':
      return parseFix(rest);
    case 'baseline':
      return parseBaseline(rest);
    case 'listeners':
      return parseListeners(rest);
    case 'explain':
      return parseExplain(rest);
    case 'rules':
      return parseRules(rest);
    default:
      return parseCheck(rest, formats);
  }
}

function parseCheck(args: readonly string[], formats: readonly string[]): Command {
  const { values, positionals } = parse(args, CHECK_OPTIONS);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  const format = values.format ?? 'text';
  const outputs = (values.output ?? []).map((output) => parseOutput(output, format, formats));
  const failOn = values['fail-on'];
  return {
    command: 'check',
    ...selection(positionals, values),
    format: oneOf('--format', format, formats),
    outputs,
    noBaseline: values['no-baseline'] ?? false,
    quiet: values.quiet ?? false,
    timing: values.timing ?? false,
    colour: oneOf('--color', values.color ?? 'auto', ['auto', 'always', 'never'] as const),
    ...(failOn !== undefined ? { failOn: oneOf('--fail-on', failOn, [...LEVELS, 'never'] as const) } : {}),
    ...(values.strict !== undefined ? { strict: values.strict } : {}),
    ...(values.baseline !== undefined ? { baseline: values.baseline } : {}),
    ...(values['changed-since'] !== undefined ? { changedSince: values['changed-since'] } : {}),
    ...(values['stdin-path'] !== undefined ? { stdinPath: values['stdin-path'] } : {}),
  };
}

function parseBaseline(args: readonly string[]): Command {
  const { values, positionals } = parse(args, BASELINE_OPTIONS);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  return {
    command: 'baseline',
    ...selection(positionals, values),
    prune: values.prune ?? false,
    ...(values.output !== undefined ? { output: values.output } : {}),
  };
}

function parseFix(args: readonly string[]): Command {
  const { values, positionals } = parse(args, FIX_OPTIONS);
  if (values.help) return { command: 'help' };
  if (values.version) return { command: 'version' };
  return { command: 'fix', ...selection(positionals, values), write: values.write ?? false };
}

function selection(
  paths: readonly string[],
  values: {
    readonly config?: string;
    readonly 'no-config'?: boolean;
    readonly 'memcached-version'?: string;
    readonly include?: string[];
    readonly exclude?: string[];
  },
): Selection {
  return {
    paths,
    noConfig: values['no-config'] ?? false,
    include: values.include ?? [],
    exclude: values.exclude ?? [],
    ...(values.config !== undefined ? { config: values.config } : {}),
    ...(values['memcached-version'] !== undefined ? { memcachedVersion: values['memcached-version'] } : {}),
  };
}

/** `FORMAT=FILE`, or a file alone in the format of `--format`. */
function parseOutput(
  output: string,
  format: string,
  formats: readonly string[],
): { readonly format: string; readonly path: string } {
  const named = /^([a-z]+)=(.+)$/.exec(output);
  if (named?.[1] === undefined || named[2] === undefined) return { format, path: output };
  return { format: oneOf('--output', named[1], formats), path: named[2] };
}

function parseListeners(args: readonly string[]): Command {
  // Without `--`, everything from the first word that is no option of ours belongs to memcached.
  const { values, positionals } = parse(args, LISTENERS_OPTIONS);
  if (values.help) return { command: 'help' };
  const stdin = values.stdin ?? false;
  if (stdin && positionals.length > 0)
    throw new UserError('--stdin reads the command lines; give no words beside it.');
  return {
    command: 'listeners',
    argv: positionals,
    stdin,
    json: values.json ?? false,
    ...(values['memcached-version'] !== undefined ? { memcachedVersion: values['memcached-version'] } : {}),
  };
}

function parseExplain(args: readonly string[]): Command {
  const { values, positionals } = parse(args, COMMON);
  if (values.help) return { command: 'help' };
  const [rule, ...others] = positionals;
  if (rule === undefined || others.length > 0) {
    throw new UserError('explain takes one rule, by name or id: memcached-guard explain public-bind.');
  }
  return { command: 'explain', rule };
}

function parseRules(args: readonly string[]): Command {
  const { values, positionals } = parse(args, { ...COMMON, json: { type: 'boolean' } });
  if (values.help) return { command: 'help' };
  if (positionals.length > 0)
    throw new UserError('rules takes no words; memcached-guard explain RULE shows one.');
  return { command: 'rules', json: values.json ?? false };
}

function parse<const T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UserError(explainParseError(error, Object.keys(options)));
  }
}

function explainParseError(error: unknown, options: readonly string[]): string {
  const text = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '(-{1,2})([^']+)'/.exec(text);
  if (unknown?.[1] === undefined || unknown[2] === undefined)
    return `${text.replace(/\.?$/, '.')} See --help.`;
  const guess = nearest(unknown[2], options);
  const hint = guess === undefined ? 'see --help' : `did you mean --${guess}?`;
  return `There is no option ${unknown[1]}${unknown[2]}; ${hint} (memcached's own options stand after "listeners --").`;
}

function oneOf<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UserError(`${option} takes ${allowed.join(', ')}, not "${value}".`);
  return found;
}
