import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { environmentOf } from '../../shell/environment.ts';
import { invocationsOf } from '../../shell/invocations.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { hostReading, joinReadings } from '../host/host-reading.ts';
import { withoutTemplateSuffix } from '../host/paths.ts';
import { templated } from '../templated.ts';
import { expand } from './expand.ts';
import { type IniSection, readIni } from './ini.ts';
import { shlexSplit } from './shlex.ts';

const PROGRAM_SECTION = /^(?:program|eventlistener|fcgi-program):/;

/** Processes of one program that are looked at; each has its own `process_num`. */
const MOST_PROCESSES = 16;

/** Programs of supervisord: `command=` is split without a shell (supervisor 4.2.5, options.py). */
export const supervisord: Format = templated({
  name: 'supervisord',
  title: 'supervisord configuration',
  hasPath: (path) =>
    /(?:^|\/)(?:(?:supervisord?|memcached)[^/]*\.(?:conf|ini)|supervisord?(?:\.d)?\/(?:[^/]+\/)*[^/]+\.(?:conf|ini))$/.test(
      withoutTemplateSuffix(path),
    ),
  hasContent: (text) => /^\[(?:program|eventlistener|fcgi-program):/m.test(text),
  async read(files, repository) {
    const readings: Reading[] = [];
    for (const file of files) {
      if (!file.text.includes('memcached')) continue;
      const { sections, malformed } = readIni(file);
      const outer = variablesOf(sections.find((section) => section.name === 'supervisord'));
      for (const section of sections) {
        if (!PROGRAM_SECTION.test(section.name)) continue;
        readings.push(malformed ? refused(section, malformed) : readProgram(section, outer, repository));
      }
    }
    return joinReadings(readings);
  },
});

type Variables = ReadonlyMap<string, TracedText>;

function readProgram(section: IniSection, outer: Variables, repository: Repository): Reading {
  const command = section.options.get('command');
  const at = command?.locate();
  if (command === undefined || at === undefined) return { launches: [], problems: [] };
  const variables = new Map([...outer, ...variablesOf(section)]);
  const environment = environmentOf(variables, 'unknown');
  const condition =
    section.options.get('autostart')?.known?.toLowerCase() === 'false'
      ? 'once supervisorctl starts it, for autostart is off'
      : undefined;
  const readings: Reading[] = [];
  for (const number of processNumbers(section, command)) {
    const expanded = expand(command, (name) => expansionOf(name, number, section, variables, at));
    const words = expanded && shlexSplit(expanded);
    if (words === undefined) return refused(section, at);
    readings.push(
      hostReading(invocationsOf(words, environment), {
        format: supervisord.name,
        name: number === undefined || number === 0 ? section.name : `${section.name}, process ${number}`,
        at,
        condition,
        environment,
        repository,
      }),
    );
  }
  return joinReadings(readings);
}

/** What supervisord cannot read keeps it from starting anything; said only where memcached is concerned. */
function refused(section: IniSection, at: Location): Reading {
  const command = section.options.get('command')?.text ?? '';
  if (!/(?:^|[\s/"'])memcached(?:[\s"']|$)/.test(command)) return { launches: [], problems: [] };
  const message = `supervisord refuses this line, so it would not start the memcached of [${section.name}]`;
  return { launches: [], problems: [{ kind: 'refused', at, message }] };
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
  variables: Variables,
  at: Location,
): TracedText | undefined {
  if (name.startsWith('ENV_')) return variables.get(name.slice(4));
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
