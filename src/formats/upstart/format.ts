import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { environmentOf } from '../../shell/environment.ts';
import { invocationsIn } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { valueAt } from '../host/dotenv.ts';
import { hostReading, joinReadings } from '../host/host-reading.ts';
import { baseName, withoutTemplateSuffix } from '../host/paths.ts';
import { templated } from '../templated.ts';

/** An upstart job: `exec COMMAND` or `script … end script`, both read by `/bin/sh -e` (init(5) of upstart). */
export const upstart: Format = templated({
  name: 'upstart',
  title: 'upstart job',
  hasPath: (path) => {
    const plain = withoutTemplateSuffix(path);
    return /(?:^|\/)(?:(?:etc\/init|upstart)\/[^/]+\.conf|memcached[^/]*\.conf|[^/]+\.upstart)$/.test(plain);
  },
  hasContent: (text) => isJob(text),
  async read(files, repository) {
    const jobs = files.filter((file) => isJob(file.text) && file.text.includes('memcached'));
    return joinReadings(jobs.flatMap((file) => readJob(file, repository)));
  },
});

function isJob(text: string): boolean {
  return /^(?:start|stop) on\s|^instance\s|^respawn\s*$/m.test(text) && /^(?:exec\s|script\s*$)/m.test(text);
}

function readJob(file: SourceFile, repository: Repository): Reading[] {
  const variables = new Map<string, TracedText>();
  const environment = environmentOf(variables, 'unknown');
  const readings: Reading[] = [];
  const last = file.lineStarts.length;
  for (let number = 1; number <= last; number++) {
    const line = file.line(number);
    const { start, end } = file.lineSpan(number);
    const env = /^\s*env\s+([A-Za-z_]\w*)=/.exec(line);
    if (env?.[1] !== undefined) {
      variables.set(env[1], valueAt(file, start + env[0].length, end));
      continue;
    }
    const exec = /^\s*exec\s+(?=\S)/.exec(line)?.[0];
    const isScript = /^\s*script\s*$/.test(line);
    if (exec === undefined && !isScript) {
      if (/^\s*(?:pre|post)-(?:start|stop) script\s*$/.test(line)) number = endOfScript(file, number);
      continue;
    }
    const close = isScript ? endOfScript(file, number) : endOfContinuation(file, number);
    const from = exec === undefined ? (file.lineStarts[number] ?? file.text.length) : start + exec.length;
    const to = exec === undefined ? file.lineSpan(close).start : file.lineSpan(close).end;
    const script = TracedText.source(file, from, Math.max(from, to));
    readings.push(
      hostReading(invocationsIn(script, environment, { dialect: 'sh' }), {
        format: upstart.name,
        name: baseName(file.path),
        at: exec === undefined ? undefined : file.at(from, to),
        environment,
        repository,
      }),
    );
    number = close;
  }
  return readings;
}

/** The line of `end script`, or one beyond the last line. */
function endOfScript(file: SourceFile, from: number): number {
  let number = from + 1;
  while (number <= file.lineStarts.length && !/^\s*end script\s*$/.test(file.line(number))) number++;
  return number;
}

function endOfContinuation(file: SourceFile, from: number): number {
  let number = from;
  while (number < file.lineStarts.length && file.line(number).endsWith('\\')) number++;
  return number;
}
