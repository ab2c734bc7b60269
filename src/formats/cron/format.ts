import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { environmentOf } from '../../shell/environment.ts';
import { invocationsIn } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { valueAt } from '../host/dotenv.ts';
import { hostReading, joinReadings } from '../host/host-reading.ts';
import { LONGEST_ARGUMENT } from '../host/limits.ts';
import { baseName, withoutTemplateSuffix } from '../host/paths.ts';
import { templated } from '../templated.ts';

const SCHEDULE =
  /^\s*(?:@(?:reboot|yearly|annually|monthly|weekly|daily|midnight|hourly)|(?:[\d*,/\-A-Za-z~]+[ \t]+){4}[\d*,/\-A-Za-z~]+)[ \t]+(?=\S)/;
/** `PERIOD DELAY NAME COMMAND` (anacrontab(5)); no user, no input. */
const ANACRON = /^\s*(?:\d+|@[a-z]+)[ \t]+\d+[ \t]+\S{1,200}[ \t]+(?=\S)/;
const SYSTEM_TABLE = /(?:^|\/)(?:cron\.d\/[^/]+|etc\/(?:ana)?crontab)$/;

/** A crontab: the command of each line goes to a shell, up to the first `%` (crontab(5)). */
export const cron: Format = templated({
  name: 'cron',
  title: 'crontab',
  hasPath: (path) => {
    const plain = withoutTemplateSuffix(path);
    return SYSTEM_TABLE.test(plain) || /^(?:crontab[^/]*|.*\.cron(?:tab)?)$/.test(baseName(plain));
  },
  hasContent: (text) => /^[ \t]*@reboot[ \t]+[^\n]*\bmemcached\b/m.test(text),
  async read(files, repository) {
    return joinReadings(files.flatMap((file) => readTable(file, repository)));
  },
});

function readTable(file: SourceFile, repository: Repository): Reading[] {
  if (!file.text.includes('memcached')) return [];
  const variables = new Map<string, TracedText>();
  const environment = environmentOf(variables, 'unknown');
  const readings: Reading[] = [];
  for (let number = 1; number <= file.lineStarts.length; number++) {
    const line = file.line(number);
    if (/^\s*(?:#|$)/.test(line)) continue;
    const { start, end } = file.lineSpan(number);
    const assignment = /^\s*["']?([A-Za-z_]\w*)["']?\s*=\s*/.exec(line);
    if (assignment?.[1] !== undefined) {
      variables.set(assignment[1], valueAt(file, start + assignment[0].length, end));
      continue;
    }
    const isAnacron = /(?:^|\/)anacrontab$/.test(withoutTemplateSuffix(file.path));
    const schedule = (isAnacron ? ANACRON : SCHEDULE).exec(line.slice(0, 1000))?.[0];
    if (schedule === undefined || !line.includes('memcached') || line.length >= LONGEST_ARGUMENT) continue;
    const user = isAnacron ? 0 : userLength(line.slice(schedule.length), file.path);
    const from = start + schedule.length + user;
    const script = isAnacron ? TracedText.source(file, from, end) : withoutInput(file, from, end);
    const shell = variables.get('SHELL')?.known ?? '';
    const invocations = invocationsIn(script, environment, {
      dialect: shell.endsWith('bash') ? 'bash' : 'sh',
    });
    const at = file.at(from, end);
    const details = { format: cron.name, name: nameOf(schedule), at, environment, repository };
    readings.push(hostReading(invocations, details));
  }
  return readings;
}

function nameOf(schedule: string): string {
  return `cron job ${schedule.trim().split(/\s+/).join(' ')}`;
}

/**
 * System tables have a user column. Elsewhere it is there if what follows one plain word is a path, which
 * no command but a wrapper's would have as its first argument.
 */
function userLength(command: string, path: string): number {
  const user = /^[a-z_][a-z0-9_-]{0,31}\$?[ \t]+(?=\S)/.exec(command)?.[0];
  if (user === undefined) return 0;
  if (SYSTEM_TABLE.test(withoutTemplateSuffix(path))) return user.length;
  const isUser = /^(?:root|nobody|memcached?|daemon|www-data)[ \t]+[^\s-]/.test(command);
  return isUser ? user.length : 0;
}

/** A command ends at the first `%`, the rest is its input; `\%` is a plain `%`. */
function withoutInput(file: SourceFile, from: number, to: number): TracedText {
  const text = file.text.slice(from, to);
  const pieces: TracedText[] = [];
  let done = 0;
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
    if (text[at - 1] !== '\\') {
      pieces.push(TracedText.source(file, from + done, from + at));
      return TracedText.concat(pieces);
    }
    const percent = TracedText.decoded('%', file.at(from + at - 1, from + at + 1));
    pieces.push(TracedText.source(file, from + done, from + at - 1), percent);
    done = at + 1;
  }
  pieces.push(TracedText.source(file, from + done, to));
  return TracedText.concat(pieces);
}
