import { TracedText } from '../../text/traced-text.ts';
import { attribute, blocks, type HclBody, textOf } from './hcl/node.ts';

/**
 * The files that the `template` blocks of a task write: `local/start.sh` stands in the task's folder, which is
 * `/local` inside of a container. What Nomad fills in (`{{ env "NOMAD_PORT_x" }}`) is unknown.
 */
export function taskFiles(task: HclBody): ((path: string) => TracedText | undefined) | undefined {
  const files = new Map<string, TracedText>();
  for (const { body } of blocks(task, 'template')) {
    const destination = textOf(attribute(body, 'destination'));
    const data = textOf(attribute(body, 'data'));
    if (destination !== undefined && data !== undefined) files.set(inTask(destination), filledIn(data));
  }
  return files.size === 0 ? undefined : (path) => files.get(path.replace(/^\.?\//, ''));
}

/** A path below the task's folder. */
function inTask(destination: TracedText): string {
  const text = destination.runs
    .map((run) => (run.kind === 'literal' ? run.text : (FOLDERS.get(run.name) ?? run.name)))
    .join('');
  return text.replace(/^\.?\//, '');
}

/** The folders of a task, which its programs see at the root. */
export const FOLDERS: ReadonlyMap<string, string> = new Map([
  ['NOMAD_TASK_DIR', '/local'],
  ['NOMAD_SECRETS_DIR', '/secrets'],
  ['NOMAD_ALLOC_DIR', '/alloc'],
]);

function filledIn(data: TracedText): TracedText {
  const pieces: TracedText[] = [];
  let done = 0;
  for (const { 0: action, index } of data.text.matchAll(/\{\{[^{}]{0,500}\}\}/g)) {
    const at = data.locate(index, index + action.length);
    if (at === undefined) continue;
    const name = action.slice(2, -2).trim();
    pieces.push(data.slice(done, index), TracedText.unknown(name, `Nomad fills in ${name}`, at));
    done = index + action.length;
  }
  return TracedText.concat([...pieces, data.slice(done)]);
}
