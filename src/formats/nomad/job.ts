import { deadPorts } from '../../exposure/container-reach.ts';
import { containerLaunches, containerProcess } from '../../images/container.ts';
import { baseImage } from '../../images/image.ts';
import { unknownImage } from '../../images/unknown-image.ts';
import type { Launch, Reading, RelatedPlace } from '../../launch/launch.ts';
import { predict } from '../../memcached/predict.ts';
import { type Location, type SourceFile, sameLocation } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { attribute, blocks, type HclBlock, type HclBody, type HclValue, pairs, textOf } from './hcl/node.ts';
import { parseHcl } from './hcl/parse.ts';
import { insidePort, portsOf, taskNetwork } from './network.ts';
import { FOLDERS, taskFiles } from './task-files.ts';
import { fileVariables } from './variables.ts';

/** The memcached that the tasks of a job file start. */
export function jobLaunches(file: SourceFile, format: string): Reading {
  const launches: Launch[] = [];
  const problems: Reading['problems'][number][] = [];
  for (const job of blocks(parseHcl(file, fileVariables(file)), 'job'))
    for (const group of [...blocks(job.body, 'group'), job])
      for (const task of blocks(group.body, 'task')) {
        const reading = taskLaunches({ file, job, group, task, format });
        launches.push(...reading.launches);
        problems.push(...reading.problems);
      }
  return { launches, problems };
}

interface Place {
  readonly file: SourceFile;
  readonly job: HclBlock;
  readonly group: HclBlock;
  readonly task: HclBlock;
  readonly format: string;
}

/** Drivers that run a program of the client; the others run images. */
const EXEC = /^(?:exec2?|raw_exec)$/;

function taskLaunches({ file, job, group, task, format }: Place): Reading {
  const config = blocks(task.body, 'config')[0]?.body ?? { attributes: [], blocks: [] };
  const driver = textOf(attribute(task.body, 'driver'))?.known ?? '';
  const written = textOf(attribute(config, 'image'));
  const reference = written?.text.startsWith('docker://') ? written.slice('docker://'.length) : written;
  const isExec = EXEC.test(driver);
  const known = isExec || reference === undefined ? undefined : baseImage(reference);
  const command = [...wordsOf(attribute(config, 'command')), ...wordsOf(attribute(config, 'args'))].map(
    (word) => withPorts(word, group.body, task.body),
  );
  const entrypoint = wordsOf(attribute(config, 'entrypoint'));
  const at = placeOf(file, config) ?? reference?.locate() ?? file.at(task.start, task.end);
  const files = taskFiles(task.body);
  const image =
    files === undefined ? known : known === undefined ? unknownImage(at, files) : { ...known, fileAt: files };
  const variables = new Map(
    pairs(task.body, 'env').flatMap(({ name, value }) => {
      const text = textOf(value);
      return text === undefined ? [] : [[name, text] as const];
    }),
  );
  const reading = containerLaunches({
    image,
    process: containerProcess(image, {
      ...(entrypoint.length === 0 ? {} : { entrypoint }),
      command,
    }),
    environment: { lookup: (name) => variables.get(name) ?? (known === undefined ? 'unknown' : 'unset') },
    network: taskNetwork(file, group.body, task.body, config),
    at,
    name: `task ${labelOf(task)} of job ${labelOf(job)}`,
    format,
    related: imagePlace(reference?.locate(), at),
  });
  const launches = reading.launches.map(withoutDeadPorts);
  if (!isExec) return { ...reading, launches };
  const because = `nothing says which memcached the client has for the driver ${driver}`;
  return {
    ...reading,
    launches: launches.map((launch) => ({ ...launch, version: { state: 'unknown', because } })),
  };
}

/**
 * Nomad maps each port for both protocols and, in a bridge, for all tasks of the group: that memcached does
 * not answer on some of them is no mistake.
 */
function withoutDeadPorts(launch: Launch): Launch {
  const { network } = launch;
  if (network.kind !== 'container') return launch;
  const { listeners } = predict(launch.argv, launch.version);
  const dead = new Set(deadPorts(network.published, listeners));
  return {
    ...launch,
    network: { ...network, published: network.published.filter((port) => !dead.has(port)) },
  };
}

function labelOf({ labels }: HclBlock): string {
  const runs = labels[0]?.runs ?? [];
  return runs.map((run) => (run.kind === 'literal' ? run.text : run.name)).join('') || '(no name)';
}

function wordsOf(value: HclValue | undefined): readonly TracedText[] {
  if (value === undefined) return [];
  if (value.kind === 'list') return value.items.flatMap((item) => textOf(item)?.withSplits(false) ?? []);
  const text = textOf(value);
  return text === undefined ? [] : [text];
}

/** `${NOMAD_PORT_x}` is the port that the task should listen on, `${NOMAD_TASK_DIR}` its folder. */
function withPorts(word: TracedText, group: HclBody, task: HclBody): TracedText {
  if (word.isKnown) return word;
  return TracedText.concat(
    word.runs.map((run, index) => {
      const piece = pieceOf(word, index);
      if (run.kind === 'literal') return piece;
      const folder = FOLDERS.get(run.name);
      if (folder !== undefined) return TracedText.decoded(folder, run.origin);
      const label = /^NOMAD_(?:ALLOC_)?PORT_(.+)$/.exec(run.name)?.[1];
      if (label === undefined) return piece;
      const port = portsOf(group, task).find((found) => found.label === label);
      const inside = port === undefined ? 'unknown' : insidePort(port);
      return inside === 'unknown' ? piece : TracedText.decoded(`${inside}`, run.origin);
    }),
  );
}

function pieceOf(word: TracedText, index: number): TracedText {
  const start = word.runs
    .slice(0, index)
    .reduce((length, run) => length + (run.kind === 'literal' ? run.text.length : 1), 0);
  const run = word.runs[index];
  return word.slice(start, start + (run?.kind === 'literal' ? run.text.length : 1));
}

/** What a missing option would be added to. */
function placeOf(file: SourceFile, config: HclBody): Location | undefined {
  const value = attribute(config, 'args') ?? attribute(config, 'command');
  return value === undefined ? undefined : file.at(value.start, value.end);
}

function imagePlace(place: Location | undefined, at: Location): readonly RelatedPlace[] {
  if (place === undefined || sameLocation(place, at)) return [];
  return [{ at: place, message: 'the task runs the image named here' }];
}
