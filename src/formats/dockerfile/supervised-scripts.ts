import type { StartedProcess } from '../../images/image.ts';
import type { Environment, Invocation } from '../../shell/invocation.ts';
import { TracedText } from '../../text/traced-text.ts';
import { execlineBlocks } from '../execline/blocks.ts';
import { baseName } from '../host/paths.ts';
import { WrittenFile } from '../written-files/written-file.ts';
import { joinPath } from './evaluate.ts';
import type { ImageFiles } from './image-files.ts';
import type { StageState } from './stage-state.ts';

/** Folders of services, each with its `run`: those of s6-overlay 2 and 3. */
const OVERLAY = ['/etc/services.d', '/etc/s6-overlay/s6-rc.d'];
/** Those of runit and phusion/baseimage. */
const RUNIT = '/etc/service';
const SERVICES = [RUNIT, ...OVERLAY, '/etc/s6/services'];

/** What s6, runit and phusion/baseimage's my_init start in an image, and the command that s6-overlay is given. */
export function supervisedScripts(
  { argv, at, name }: Invocation,
  files: ImageFiles,
  environment: Environment,
): readonly StartedProcess[] {
  const given = argv.map((word) => word.known ?? '').filter((word) => word.startsWith('/'));
  const folders = [...new Set([...SERVICES, ...given.slice(0, 5)])];
  const process = (words: readonly TracedText[]) => ({ words, environment, conditional: false });
  const services = scriptsIn(folders, files).flatMap((path) => {
    const text = files.textAt(path);
    return text !== undefined && /^#![^\n]*\bexeclineb\b/.test(text.text)
      ? execlineCommands(new WrittenFile(path, text, text.locate() ?? at)).map(process)
      : [process([TracedText.decoded(path, at)])];
  });
  const first = (FIRST[name] ?? [])
    .flatMap((pattern) => files.matching(pattern))
    .map((path) => process([TracedText.decoded(path, at)]));
  return [...first, ...services, ...(name === 'init' && argv.length > 0 ? [process(argv)] : [])];
}

/** Scripts that run before the services: of phusion/baseimage and of s6-overlay. */
const FIRST: Readonly<Record<string, readonly string[]>> = {
  my_init: ['/etc/my_init.d/*', '/etc/rc.local'],
  init: ['/etc/cont-init.d/*'],
};

function scriptsIn(folders: readonly string[], files: ImageFiles): readonly string[] {
  return folders.flatMap((folder) => files.matching(`${joinPath('/', folder)}/*/run`));
}

/** Programs that execline's own commands, which become the rest of their line, end in. */
const PROGRAM =
  /^(?:memcached|s6-setuidgid|s6-applyuidgid|s6-softlimit|setuidgid|chpst|su-exec|gosu|sudo|env)$/;

function execlineCommands(file: WrittenFile): readonly (readonly TracedText[])[] {
  return execlineBlocks(file).flatMap((words) => {
    const start = words.findIndex((word) => PROGRAM.test(baseName(word.text)));
    return start < 0 ? [] : [words.slice(start).map(withoutVariables)];
  });
}

/** execline puts values that its other commands bring in the place of `${NAME}`. */
function withoutVariables(word: TracedText): TracedText {
  const pieces: TracedText[] = [];
  let done = 0;
  for (const match of word.text.matchAll(/\$\{(\w{1,100})\}/g)) {
    const end = match.index + match[0].length;
    const at = word.locate(match.index, end);
    if (at === undefined || match[1] === undefined) continue;
    pieces.push(word.slice(done, match.index));
    pieces.push(TracedText.unknown(match[1], 'it comes from the environment of the service', at));
    done = end;
  }
  return TracedText.concat([...pieces, word.slice(done)]);
}

/**
 * The init system that an image starts with which nobody can look into, where services for it are put into it:
 * such images exist to run them.
 */
export function impliedInit(state: StageState, files: ImageFiles): Partial<Pick<StageState, 'entrypoint'>> {
  if (state.entrypoint !== null || state.image !== undefined || state.root.text === 'scratch') return {};
  const program = (path: string) => ({ entrypoint: [TracedText.decoded(path, state.fromAt)] });
  if (scriptsIn(OVERLAY, files).length > 0) return program('/init');
  return state.cmd === null && scriptsIn([RUNIT], files).length > 0 ? program('/sbin/my_init') : {};
}
