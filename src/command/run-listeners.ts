import { answerLine } from '../listeners/answer.ts';
import { describeCommandLine } from '../listeners/describe.ts';
import type { Host } from './host.ts';
import type { ListenersCommand } from './parse-command-line.ts';
import { UserError } from './user-error.ts';

/** Says what a command line opens; with `--stdin` one JSON answer for each line of JSON. */
export async function runListeners(command: ListenersCommand, host: Host): Promise<number> {
  if (command.stdin) {
    const lines = (await host.readStandardInput()).split('\n').filter((line) => line.trim() !== '');
    host.print(lines.map((line) => `${answerLine(line)}\n`).join(''));
    return 0;
  }
  const description = describeCommandLine(command.argv, command.memcachedVersion);
  if ('error' in description) throw new UserError(`--memcached-version: ${description.error}`);
  const { lines, answer } = description;
  host.print(
    command.json ? `${JSON.stringify(answer, null, 2)}\n` : lines.map((line) => `${line}\n`).join(''),
  );
  return 0;
}
