import type { Launch, Problem, Reading } from '../../launch/launch.ts';
import { isMemcachedProgram } from '../../memcached/program.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import type { Invocation } from '../../shell/invocation.ts';
import type { ScriptReading } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { isRcConf, settingsLaunches } from '../bsd-rc/settings-commands.ts';
import { dockerLaunches } from '../docker-run/launches.ts';
import type { Format } from '../format.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { joinReadings } from '../host/host-reading.ts';
import { baseName } from '../host/paths.ts';
import { svccfgLaunches } from '../smf/options.ts';
import { templated } from '../templated.ts';
import { onceEach } from './once-each.ts';
import {
  isChartTemplate,
  isImageEntrypoint,
  isScriptPath,
  isScriptTemplate,
  shebangDialect,
} from './recognition.ts';
import { readShellScript } from './script-reading.ts';

/** memcached where a command can stand: at a line's start, after a separator, a keyword or a wrapper. */
const COMMAND =
  /(?:^|[;&|(){`]|\b(?:exec|sudo|nohup|then|do|else|nice|env)\b)[ \t]{0,100}(?:[\w.$/{}-]{0,200}\/)?memcached(?:[ \t;&|]|$)/m;

/** Shell scripts: each memcached, and each container of one, that a run of the script would start. */
export const shellScript: Format = templated(
  {
    name: 'shell-script',
    readsAlone: true,
    title: 'shell script',
    hasPath: isScriptPath,
    hasContent: (text, path) => {
      const dialect = shebangDialect(text);
      return dialect === undefined ? isScriptPath(path) : dialect !== 'other';
    },
    async read(files, repository) {
      const readings = scriptsThatMatter(files).map((file) => ({
        file,
        reading: readShellScript(file, repository),
      }));
      return joinReadings(
        onceEach(readings).map(({ file, reading }) => readingOf(file, reading, repository)),
      );
    },
  },
  isScriptTemplate,
);

/** Scripts that name memcached, and those that name such a script, with which they may start it. */
function scriptsThatMatter(files: readonly SourceFile[]): readonly SourceFile[] {
  const names = files.filter((file) => /memcached/i.test(file.text)).map((file) => baseName(file.path));
  return files.filter(({ text }) => /memcached/i.test(text) || names.some((name) => text.includes(name)));
}

function readingOf(
  file: SourceFile,
  { invocations, writes, brokenAt, unread = '', tooComplex }: ScriptReading,
  repository: Repository,
): Reading {
  const environment = unknownEnvironment;
  const containers = dockerLaunches(invocations, { format: shellScript.name, environment, repository });
  const problems: Problem[] = [];
  if (brokenAt !== undefined && COMMAND.test(unread))
    problems.push({
      kind: 'unreadable',
      at: brokenAt,
      message:
        'the shell cannot read the script from here on, which names memcached as a command; mend the syntax',
    });
  if (tooComplex && COMMAND.test(file.text))
    problems.push({
      kind: 'unreadable',
      at: file.at(0, file.line(1).length),
      message:
        'the script repeats itself so much that not every memcached it starts can be told; make it simpler',
    });
  // Where the script also writes rc.conf itself, whoever reads that file gets these settings with it.
  const isWritten = writes.some(({ path }) => isRcConf(path));
  const commands = isWritten ? invocations.filter(({ name }) => name !== 'sysrc') : invocations;
  const launches = [
    ...ownLaunches(file, invocations),
    ...settingsLaunches(commands),
    ...svccfgLaunches(invocations),
  ];
  return joinReadings([{ launches, problems }, containers]);
}

function ownLaunches(file: SourceFile, invocations: readonly Invocation[]): readonly Launch[] {
  const name = baseName(file.path);
  const versionUnknown = `nothing in ${name} says which version it starts`;
  const details = { format: shellScript.name, name, versionUnknown };
  if (isChartTemplate(file.path)) {
    const network = { kind: 'pod', published: [], limits: [] } as const;
    return hostLaunches(invocations, details).map((launch) => ({ ...launch, network }));
  }
  if (!isImageEntrypoint(file.path)) return hostLaunches(invocations, details);
  // An entry point runs in a container, and what it only passes on is for the image and its users to say.
  const own = invocations.filter(
    (call) => isMemcachedProgram(call.name) && !call.argv.some((word) => word.splits),
  );
  const network = { kind: 'image', usedHere: false } as const;
  return hostLaunches(own, details).map((launch) => ({ ...launch, network }));
}
