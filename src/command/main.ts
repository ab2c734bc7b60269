import { HELP } from './help.ts';
import type { Host } from './host.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { CannotFinish, UserError } from './user-error.ts';

/** Names of the report formats; a test keeps them equal to the reporters' registry. */
const FORMAT_NAMES = [
  'text',
  'json',
  'sarif',
  'github',
  'markdown',
  'gitlab',
  'junit',
  'checkstyle',
  'rdjson',
] as const;

/** Runs one command line. Returns the exit code; never throws. Heavy parts are loaded by the command that needs them. */
export async function main(args: readonly string[], host: Host): Promise<number> {
  try {
    return await run(args, host);
  } catch (error) {
    if (error instanceof UserError) {
      host.printError(`memcached-guard: ${error.message}\n`);
      return 2;
    }
    if (error instanceof CannotFinish) {
      host.printError(`memcached-guard: ${error.message}\n`);
      return 3;
    }
    const cause = error instanceof Error ? (error.stack ?? error.message) : String(error);
    host.printError(`memcached-guard: this is a bug, please report it with the lines below.\n${cause}\n`);
    return 3;
  }
}

async function run(args: readonly string[], host: Host): Promise<number> {
  const command = parseCommandLine(args, FORMAT_NAMES);
  switch (command.command) {
    case 'help':
      host.print(HELP);
      return 0;
    case 'version':
      host.print(`${(await import('../tool-version.ts')).TOOL_VERSION}\n`);
      return 0;
    case 'rules':
      return (await import('./run-rules.ts')).runRules(command.json, host);
    case 'explain':
      return (await import('./run-rules.ts')).runExplain(command.rule, host);
    case 'listeners':
      return (await import('./run-listeners.ts')).runListeners(command, host);
    case 'fix':
      return (await import('./run-fix.ts')).runFix(command, host);
    case 'baseline':
      return (await import('./run-baseline.ts')).runBaseline(command, host);
    case 'check':
      return (await import('./run-check.ts')).runCheck(command, host);
  }
}
