import { layered } from '../../shell/environment.ts';
import type { Environment } from '../../shell/invocation.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { expand } from './expand.ts';
import type { IniFile, IniSection } from './ini.ts';
import { shlexSplit } from './shlex.ts';

const PROGRAM_SECTION = /^(?:program|eventlistener|fcgi-program):/;

/** Processes of one program that are looked at; each has its own `process_num`. */
const MOST_PROCESSES = 16;

/** A process that supervisord starts. */
export interface SupervisedProcess {
  /** `program:cache`, with the process's number where there are several. */
  readonly name: string;
  readonly words: readonly TracedText[];
  readonly environment: Environment;
  /** The value of `command=`. */
  readonly at: Location;
  /** Why it may not run at all, as a clause. */
  readonly condition: string | undefined;
}

/** A program section whose command line supervisord refuses to read, and where. */
export interface RefusedProgram {
  readonly section: IniSection;
  readonly refusedAt: Location;
}

/**
 * What supervisord starts from a configuration: `command=` is split without a shell (supervisor 4.2.5, options.py).
 *
 * @param base is the environment that supervisord itself runs in.
 */
export function supervisedProcesses(
  { sections, malformed }: IniFile,
  base: Environment,
): readonly (SupervisedProcess | RefusedProgram)[] {
  const outer = variablesOf(sections.find((section) => section.name === 'supervisord'));
  return sections
    .filter(({ name }) => PROGRAM_SECTION.test(name))
    .flatMap((section) =>
      malformed ? [{ section, refusedAt: malformed }] : processesOf(section, outer, base),
    );
}

type Variables = ReadonlyMap<string, TracedText>;

function processesOf(
  section: IniSection,
  outer: Variables,
  base: Environment,
): readonly (SupervisedProcess | RefusedProgram)[] {
  const command = section.options.get('command');
  const at = command?.locate();
  if (command === undefined || at === undefined) return [];
  const environment = layered(new Map([...outer, ...variablesOf(section)]), base);
  const condition =
    section.options.get('autostart')?.known?.toLowerCase() === 'false'
      ? 'once supervisorctl starts it, for autostart is off'
      : undefined;
  const found: SupervisedProcess[] = [];
  for (const number of processNumbers(section, command)) {
    const expanded = expand(command, (name) => expansionOf(name, number, section, environment, at));
    const words = expanded && shlexSplit(expanded);
    if (words === undefined) return [{ section, refusedAt: at }];
    const name = number === undefined || number === 0 ? section.name : `${section.name}, process ${number}`;
    found.push({ name, words, environment, at, condition });
  }
  return found;
}

/** The numbers of the processes that differ in their command; `undefined` where they cannot be known. */
function processNumbers(section: IniSection, command: TracedText): readonly (number | undefined)[] {
  if (!command.text.includes('%(process_num)')) return [0];
  const count = numberOf(section.options.get('numprocs'), 1);
  const first = numberOf(section.options.get('numprocs_start'), 0);
  if (count === undefined || first === undefined) return [undefined];
  return Array.from({ length: Math.min(count, MOST_PROCESSES) }, (_, index) => first + index);
}

function numberOf(value: TracedText | undefined, fallback: number): number | undefined {
  if (value === undefined) return fallback;
  return value.isKnown && /^\d{1,6}$/.test(value.text) ? Number(value.text) : undefined;
}

function expansionOf(
  name: string,
  number: number | undefined,
  section: IniSection,
  environment: Environment,
  at: Location,
): TracedText | undefined {
  if (name.startsWith('ENV_')) {
    const value = environment.lookup(name.slice(4));
    return typeof value === 'string' ? undefined : value;
  }
  if (name === 'process_num') return number === undefined ? undefined : TracedText.decoded(`${number}`, at);
  if (name === 'program_name')
    return TracedText.decoded(section.name.slice(section.name.indexOf(':') + 1), at);
  if (name === 'numprocs') return section.options.get('numprocs') ?? TracedText.decoded('1', at);
  return undefined;
}

/** `environment=A="1",B='2'` of a section. */
function variablesOf(section: IniSection | undefined): Variables {
  const value = section?.options.get('environment');
  const variables = new Map<string, TracedText>();
  if (value === undefined) return variables;
  const pair = /(?<!\w)([A-Za-z_]\w{0,200})\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^,\s"']+))/dg;
  for (const match of value.text.matchAll(pair)) {
    const span = match.indices?.[2] ?? match.indices?.[3] ?? match.indices?.[4];
    if (match[1] !== undefined && span) variables.set(match[1], value.slice(span[0], span[1]));
  }
  return variables;
}
