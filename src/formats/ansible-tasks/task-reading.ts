import type { Launch, Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { layered, unknownEnvironment } from '../../shell/environment.ts';
import type { Environment, Invocation } from '../../shell/invocation.ts';
import type { TemplateValue } from '../../templates/value.ts';
import { TracedText } from '../../text/traced-text.ts';
import { hostReading, joinReadings } from '../host/host-reading.ts';
import { readCommand, readShellCommand } from '../provisioning/commands.ts';
import { containerCommand } from '../provisioning/containers.ts';
import { addBlock, removeLines, replaceAll, setLine } from '../provisioning/edits.ts';
import type { MachineFiles } from '../provisioning/machine-files.ts';
import type { Filler } from './filled.ts';
import { isFoundAlone, roleFile } from './role-files.ts';
import type { Task } from './tasks.ts';

/** What a task is read with. */
export interface TaskContext {
  readonly format: string;
  readonly interest: (name: string) => boolean;
  readonly filler: Filler;
  /** The files of the machine, which the task may change. */
  readonly files: MachineFiles;
  readonly repository: Repository;
}

const MOST_REPETITIONS = 32;
const NOTHING: Reading = { launches: [], problems: [] };
const CONDITION = 'where the condition of its task holds';

/** What one task starts, for each item of its loop; the files that it writes go to the context's. */
export function taskReading(task: Task, context: TaskContext): Reading {
  const { filler } = context;
  if (task.loop === undefined) return readOnce(task, context);
  const { items, variable } = task.loop;
  const filled = filler.value(items);
  const values: readonly TemplateValue[] =
    filled.kind === 'list' ? filled.items.slice(0, MOST_REPETITIONS) : [{ kind: 'unknown' }];
  return joinReadings(values.map((item) => filler.with(variable, item, () => readOnce(task, context))));
}

function readOnce(task: Task, context: TaskContext): Reading {
  const { filler, files } = context;
  const given = new Map([...task.arguments].map(([name, value]) => [name, filler.value(value)]));
  const text = (...names: readonly string[]): TracedText | undefined => {
    const value = names.map((name) => given.get(name)).find((found) => found !== undefined);
    return value?.kind === 'text' ? value.text : undefined;
  };
  const isAbsent = text('state')?.text === 'absent';
  const path = text('path', 'dest', 'name', 'destfile')?.known;
  switch (task.module) {
    case 'command':
    case 'shell':
    case 'raw':
    case 'cron':
      return isAbsent ? NOTHING : readRun(task, given, context);
    case 'copy':
    case 'template': {
      const source = text('src');
      const content = text('content') ?? (source && namedFile(source, path ?? '', task, context));
      if (path !== undefined && content !== undefined)
        files.write(path, content, source?.locate() ?? content.locate() ?? task.at, task.conditional);
      return NOTHING;
    }
    case 'lineinfile': {
      const line = text('line', 'value');
      const regexp = text('regexp', 'regex')?.known ?? literal(text('search_string')?.known);
      if (path === undefined) return NOTHING;
      const at = line?.locate() ?? task.at;
      files.edit(path, at, (before) => {
        if (isAbsent) return removeLines(before, regexp, line?.known);
        if (line === undefined) return before;
        const edit = {
          line,
          regexp,
          insertBefore: text('insertbefore')?.known,
          insertAfter: text('insertafter')?.known,
          backrefs: isYes(text('backrefs')),
          firstMatch: isYes(text('firstmatch')),
        };
        return setLine(before, edit, at);
      });
      return NOTHING;
    }
    case 'replace': {
      const regexp = text('regexp')?.known;
      const replacement = text('replace') ?? TracedText.empty;
      const at = replacement.locate() ?? task.at;
      if (path !== undefined && regexp !== undefined)
        files.edit(path, at, (before) => replaceAll(before, regexp, replacement, at));
      return NOTHING;
    }
    case 'blockinfile': {
      const block = text('block', 'content');
      const at = block?.locate() ?? task.at;
      if (path !== undefined && block !== undefined && !isAbsent)
        files.edit(path, at, (before) => addBlock(before, block, at));
      return NOTHING;
    }
    case 'docker_compose':
    case 'docker_compose_v2': {
      const definition = task.definition && filler.value({ kind: 'text', text: task.definition });
      if (definition?.kind === 'text' && !isAbsent)
        files.write(`/project-${task.at.start}/docker-compose.yml`, definition.text, task.at, false);
      return NOTHING;
    }
    default:
      return readContainer(task, given, context);
  }
}

/** The text of a file that the role has for a destination, where only the task says what it is. */
function namedFile(
  source: TracedText,
  destination: string,
  task: Task,
  { filler, repository }: TaskContext,
): TracedText | undefined {
  if (source.known === undefined || !/memcached/i.test(destination)) return undefined;
  const file = roleFile(source.known, task.at.file.path, repository);
  return file === undefined || isFoundAlone(file) ? undefined : filler.template(file);
}

function readRun(task: Task, given: ReadonlyMap<string, TemplateValue>, context: TaskContext): Reading {
  const { files, interest } = context;
  const environment = environmentOf(task, context.filler);
  const options = { interest, files: files.lookUp };
  const value = given.get(task.module === 'cron' ? 'job' : 'cmd') ?? given.get('_raw_params');
  const argv = given.get('argv');
  const executable = given.get('executable');
  const shell = executable?.kind === 'text' ? executable.text.known : undefined;
  let reading: ReturnType<typeof readCommand>;
  if (argv?.kind === 'list') {
    const words = argv.items.flatMap((item) => (item.kind === 'text' ? [item.text.withSplits(false)] : []));
    reading = readCommand(words, environment, options);
  } else if (value?.kind !== 'text') return NOTHING;
  else if (task.module === 'command') reading = readCommand(value.text, environment, options);
  else reading = readShellCommand(value.text, shell, environment, options);
  files.apply(reading.writes);
  return launched(task, reading.invocations, environment, context);
}

function readContainer(task: Task, given: ReadonlyMap<string, TemplateValue>, context: TaskContext): Reading {
  const command = containerCommand(task.module, given, task.at);
  return command === undefined ? NOTHING : launched(task, [command], unknownEnvironment, context);
}

function launched(
  task: Task,
  invocations: readonly Invocation[],
  environment: Environment,
  { format, repository }: TaskContext,
): Reading {
  const name = task.name === undefined ? `task ${task.module}` : `task ${task.name}`;
  const condition = task.conditional ? CONDITION : undefined;
  const reading = hostReading(invocations, { format, name, condition, environment, repository });
  return { ...reading, launches: reading.launches.map((launch) => standingIn(task, launch)) };
}

/** The place of a launch whose command comes from a variable is the task, which is where it happens. */
function standingIn(task: Task, launch: Launch): Launch {
  const isOwn = launch.at.file.path === task.at.file.path;
  return isOwn ? launch : { ...launch, at: task.at };
}

function environmentOf(task: Task, filler: Filler): Environment {
  const variables = new Map<string, TracedText>();
  for (const value of task.environment.map((given) => filler.value(given)))
    if (value.kind === 'map')
      for (const [name, entry] of value.entries) if (entry.kind === 'text') variables.set(name, entry.text);
  return layered(variables, unknownEnvironment);
}

function isYes(value: TracedText | undefined): boolean {
  return /^(?:yes|true|on|1)$/i.test(value?.text ?? '');
}

function literal(text: string | undefined): string | undefined {
  return text?.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
