import { isMemcachedProgram } from '../../memcached/program.ts';
import { pathsWhere } from '../../repository/paths-where.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import { emptyEnvironment } from '../../shell/environment.ts';
import { invocationsIn } from '../../shell/invocations.ts';
import { type Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { anchoredText } from '../host/anchored.ts';
import { baseName } from '../host/paths.ts';
import { readShellScript } from '../shell-script/script-reading.ts';
import type { SysconfigCommand } from './command-line.ts';

const DEFAULTS = new SourceFile('', 'PORT=11211\nUSER=memcached\nMAXCONN=1024\nCACHESIZE=64\nOPTIONS=""\n');
// The function `daemon` of Red Hat's initscripts has the words evaluated once more.
const START = new SourceFile(
  '',
  '\neval "memcached -d -p $PORT -u $USER -m $CACHESIZE -c $MAXCONN -P /var/run/memcached/memcached.pid $OPTIONS"\n',
);

const isInitScript = (path: string): boolean =>
  /(?:^|\/)(?:init\.d|rc\.d)\/memcached[^/]*$|memcached[\w.-]*\.(?:init|sysv|sysvinit)$/.test(path);

/** The init scripts of the repository that source the file, which is shell code then. */
export function sourcingInitScripts(path: string, repository: Repository): readonly SourceFile[] {
  const name = baseName(path).replace(/[._-]sysconfig$/, '');
  return pathsWhere(repository, isInitScript)
    .map((script) => repository.read(script))
    .filter(isReadable)
    .filter(({ text }) => text.includes(`sysconfig/${name}`));
}

/** Whether one of these scripts shows itself with which words it starts memcached, and does so with this file. */
export function startsWith(
  scripts: readonly SourceFile[],
  file: SourceFile,
  repository: Repository,
): boolean {
  return scripts.some((script) => {
    const { filesRead, invocations } = readShellScript(script, repository);
    return filesRead.has(file.path) && invocations.some(({ name }) => isMemcachedProgram(name));
  });
}

/**
 * The command line of the init script of Red Hat 6 and Amazon Linux 1: the file is sourced as shell code over
 * the script's defaults.
 */
export function initScriptCommand(file: SourceFile, anchor: Location): SysconfigCommand | undefined {
  const whole = [DEFAULTS, file, START].map((part) => TracedText.source(part, 0, part.text.length));
  const [launch] = invocationsIn(TracedText.concat(whole), emptyEnvironment, {
    dialect: 'bash',
    interest: (name) => name === 'memcached',
  });
  if (!launch) return undefined;
  const argv = launch.argv.map((word) => anchoredText(word, isOfScript, anchor));
  return { program: anchoredText(launch.program, isOfScript, anchor), argv, at: anchor };
}

/** What the init script itself brings stands at the value that brings it into play. */
const isOfScript = (file: SourceFile): boolean => file.path === '';
