import type { Launch } from '../../launch/launch.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import { invocationsOf } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { baseName, directoryOf } from '../host/paths.ts';
import { execlineBlocks } from './blocks.ts';
import { withoutChain } from './chain.ts';

/** `run` and `up` scripts of s6 written in execline: words and blocks, no shell. */
export const execline: Format = {
  name: 'execline',
  title: 'execline script of s6',
  hasPath: (path) => /(?:^|\/)(?:s6|s6-[^/]+|cont-init\.d|services\.d)\/(?:[^/]+\/)*(?:run|up)$/.test(path),
  hasContent: isExecline,
  async read(files) {
    return { launches: files.filter((file) => isScript(file)).flatMap(launchesOf), problems: [] };
  },
};

function isExecline(text: string): boolean {
  return /^#![^\n]*\bexeclineb\b/.test(text);
}

/** An s6-rc `up` file has no first line that says so. */
function isScript(file: SourceFile): boolean {
  return isExecline(file.text) || (baseName(file.path) === 'up' && !file.text.startsWith('#!'));
}

function launchesOf(file: SourceFile): Launch[] {
  if (!file.text.includes('memcached')) return [];
  const folder = directoryOf(file.path).slice(0, -1);
  const name = `s6 service ${baseName(folder) || baseName(file.path)}`;
  return execlineBlocks(file).flatMap((words) => {
    const command = withoutChain(words).map(withVariables);
    const at = command[0]?.locate();
    if (at === undefined) return [];
    const details = { format: execline.name, name, at };
    return hostLaunches(invocationsOf(command, unknownEnvironment), details);
  });
}

/** `${X}` is only replaced where `importas` or `define` brought X in; its value is not known either way. */
function withVariables(word: TracedText): TracedText {
  const pieces: TracedText[] = [];
  let done = 0;
  for (const match of word.text.matchAll(/\$\{([A-Za-z_]\w{0,100})\}/g)) {
    const end = match.index + match[0].length;
    const origin = word.locate(match.index, end);
    if (origin === undefined || match[1] === undefined) continue;
    pieces.push(word.slice(done, match.index));
    pieces.push(TracedText.unknown(match[1], 'it comes from the environment of the service', origin));
    done = end;
  }
  return done === 0 ? word : TracedText.concat([...pieces, word.slice(done)]);
}
