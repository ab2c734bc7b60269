import type { Location } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { readEnvironment, readNames, type Variable } from './environment.ts';
import { type ExecCommand, readExecLine } from './exec-line.ts';
import { expandSpecifiers, type SpecifierContext } from './specifiers.ts';
import type { Assignment, UnitFile } from './unit-file.ts';

/** One path of `EnvironmentFile=`. */
export interface EnvironmentFilePath {
  /** Absolute, perhaps a glob; `undefined` where a part of it is not known. */
  readonly path: string | undefined;
  /** For people: the path as written. */
  readonly label: string;
  /** The prefix `-`: a missing file is no error. */
  readonly optional: boolean;
  readonly at: Location;
}

/** Something that systemd says about a unit, at its place. */
export interface Remark {
  readonly at: Location;
  /** As the end of a sentence. */
  readonly because: string;
}

/** What a service unit with its drop-ins asks for. */
export interface Service {
  /** Of `ExecStart=`. */
  readonly commands: readonly ExecCommand[];
  /** Of `ExecCondition=` and `ExecStartPre=`, which must succeed first. */
  readonly before: readonly ExecCommand[];
  /** Of `ExecStartPost=`, which run once the service is up. */
  readonly after: readonly ExecCommand[];
  readonly environment: readonly Variable[];
  readonly environmentFiles: readonly EnvironmentFilePath[];
  readonly unset: readonly string[];
  readonly passed: readonly string[];
  /** Last value of every setting, by section and key: `Service.User`. */
  readonly settings: ReadonlyMap<string, Assignment>;
  /** Every assignment in order, for the settings that accumulate. */
  readonly assignments: readonly Assignment[];
  /** Why systemd refuses to load the unit. */
  readonly refused?: Remark;
  /** Command lines that systemd leaves out. */
  readonly ignored: readonly Remark[];
}

const EXEC_KEYS = [
  'ExecCondition',
  'ExecStartPre',
  'ExecStart',
  'ExecStartPost',
  'ExecReload',
  'ExecStop',
  'ExecStopPost',
];
const TYPES: ReadonlySet<string> = new Set([
  'simple',
  'exec',
  'forking',
  'oneshot',
  'dbus',
  'notify',
  'idle',
]);

/** Linux passes no string to a program that is longer; a longer command line is not read. */
const LONGEST = 128 * 1024;

/** Reads a service from its own file and its drop-ins, in the order in which they apply. */
export function readService(
  fragment: UnitFile,
  dropIns: readonly UnitFile[],
  context: SpecifierContext,
): Service {
  const builder = new ServiceBuilder(context);
  const broken = builder.apply(fragment);
  if (broken) return { ...builder.build(), refused: broken };
  for (const dropIn of dropIns) {
    const stopped = builder.apply(dropIn);
    if (stopped) builder.ignored.push(stopped);
  }
  const service = builder.build();
  const refused = verify(service, builder);
  return refused
    ? { ...service, refused: { at: service.commands.at(-1)?.at ?? startOf(fragment), because: refused } }
    : service;
}

class ServiceBuilder {
  readonly ignored: Remark[] = [];
  readonly exec = new Map<string, ExecCommand[]>();
  readonly settings = new Map<string, Assignment>();
  type: string | undefined;
  readonly #context: SpecifierContext;
  readonly #assignments: Assignment[] = [];
  #environment: Variable[] = [];
  #files: EnvironmentFilePath[] = [];
  #unset: string[] = [];
  #passed: string[] = [];

  constructor(context: SpecifierContext) {
    this.#context = context;
  }

  /** Takes a file's assignments over; where systemd stops reading it, says why. */
  apply(unit: UnitFile): Remark | undefined {
    for (const assignment of unit.assignments) {
      this.#assignments.push(assignment);
      this.settings.set(`${assignment.section}.${assignment.key}`, assignment);
      if (assignment.section !== 'Service') continue;
      const fatal = this.#assign(assignment);
      if (fatal !== undefined) return { at: assignment.at, because: fatal };
    }
    return unit.broken;
  }

  build(): Service {
    return {
      commands: this.exec.get('ExecStart') ?? [],
      before: [...(this.exec.get('ExecCondition') ?? []), ...(this.exec.get('ExecStartPre') ?? [])],
      after: this.exec.get('ExecStartPost') ?? [],
      environment: this.#environment,
      environmentFiles: this.#files,
      unset: this.#unset,
      passed: this.#passed,
      settings: this.settings,
      assignments: this.#assignments,
      ignored: this.ignored,
    };
  }

  #assign(assignment: Assignment): string | undefined {
    const { key, value } = assignment;
    if (key !== 'Type' && !EXEC_KEYS.includes(key) && value.length > LONGEST) return undefined;
    const empty = value.length === 0;
    if (EXEC_KEYS.includes(key)) return this.#assignExec(assignment);
    if (key === 'Environment') {
      this.#environment = empty ? [] : [...this.#environment, ...readEnvironment(assignment, this.#context)];
    } else if (key === 'EnvironmentFile') this.#assignFile(assignment);
    else if (key === 'UnsetEnvironment') {
      this.#unset = empty ? [] : [...this.#unset, ...readNames(assignment, this.#context)];
    } else if (key === 'PassEnvironment') {
      this.#passed = empty ? [] : [...this.#passed, ...readNames(assignment, this.#context)];
    } else if (key === 'Type' && TYPES.has(value.text)) this.type = value.text;
    return undefined;
  }

  #assignExec(assignment: Assignment): string | undefined {
    if (assignment.value.length === 0) {
      this.exec.delete(assignment.key);
      return undefined;
    }
    if (assignment.value.length > LONGEST) return 'it is longer than 128 KiB';
    const line = readExecLine(assignment, this.#context);
    const list = this.exec.get(assignment.key) ?? [];
    if (line.commands.length > 0) this.exec.set(assignment.key, [...list, ...line.commands]);
    if (line.ignored !== undefined && assignment.key === 'ExecStart')
      this.ignored.push({ at: assignment.at, because: line.ignored });
    return line.fatal;
  }

  #assignFile({ value, at }: Assignment): void {
    if (value.length === 0) {
      this.#files = [];
      return;
    }
    const optional = value.text.startsWith('-');
    const written = optional ? value.slice(1) : value;
    const path = expandSpecifiers(written, this.#context);
    if ('unknown' in path || path.text.split('/').includes('..')) return;
    // What a template fills in at the front may well be absolute.
    if (!path.text.startsWith('/') && path.slice(0, 1).isKnown) return;
    this.#files.push({ path: path.known, label: shown(written), optional, at });
  }
}

/** A text for people, unknown parts by their names. */
function shown(text: TracedText): string {
  return text.runs.map((run) => (run.kind === 'literal' ? run.text : run.name)).join('');
}

/** The conditions under which systemd loads a unit and still refuses to start it (service_verify in systemd 252). */
function verify(service: Service, builder: ServiceBuilder): string | undefined {
  const setting = (key: string) => service.settings.get(`Service.${key}`)?.value.text ?? '';
  const count = service.commands.length;
  const successAction = service.settings.get('Unit.SuccessAction')?.value.text ?? 'none';
  const type = builder.type ?? (setting('BusName') ? 'dbus' : count > 0 ? 'simple' : 'oneshot');
  if (count === 0 && !builder.exec.has('ExecStop') && successAction === 'none')
    return 'it has no ExecStart= that systemd accepts';
  if (type !== 'oneshot' && count === 0) return 'a service without ExecStart= must have Type=oneshot';
  if (type !== 'oneshot' && count > 1)
    return 'more than one ExecStart= needs Type=oneshot; a drop-in that replaces it must clear it first with an empty ExecStart=';
  if (type === 'oneshot' && /^(always|on-success)$/.test(setting('Restart')))
    return 'Type=oneshot does not go with Restart=always or on-success';
  if (type === 'dbus' && setting('BusName') === '') return 'Type=dbus needs a BusName=';
  return undefined;
}

function startOf(unit: UnitFile): Location {
  const header = unit.file.text.indexOf('[Service]');
  return header >= 0
    ? unit.file.at(header, header + '[Service]'.length)
    : unit.file.at(0, Math.min(1, unit.file.text.length));
}
