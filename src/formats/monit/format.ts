import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import { invocationsOf } from '../../shell/invocations.ts';
import { splitWords } from '../../shell/words.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { hostReading, joinReadings } from '../host/host-reading.ts';
import { withoutTemplateSuffix } from '../host/paths.ts';
import { templated } from '../templated.ts';

const PATH =
  /(?:^|\/)(?:\.?monitrc(?:\.[\w-]+)?|monit(?:\.d|rc\.d|\/conf\.d|\/conf-(?:available|enabled))?\/(?:[^/]+\/)*[^/]+|[^/]+\.monit(?:rc)?)$/;
const CHECK = /^[ \t]*check[ \t]+process[ \t]+["']?([\w.@-]{1,80})/i;
const START = /^[ \t]*start(?:[ \t]+program)?[ \t]*=?[ \t]*(?=["'])/i;

/** Control files of monit: what `start program` runs, words without a shell (monit manual, "Service methods"). */
export const monit: Format = templated({
  name: 'monit',
  title: 'monit control file',
  hasPath: (path) => PATH.test(withoutTemplateSuffix(path)),
  hasContent: (text) =>
    /^[ \t]*check[ \t]+process[ \t]/im.test(text) &&
    /^[ \t]*start(?:[ \t]+program)?[ \t]*=?[ \t]*["']/im.test(text),
  async read(files, repository) {
    return joinReadings(files.flatMap((file) => readFile(file, repository)));
  },
});

function readFile(file: SourceFile, repository: Repository): readonly Reading[] {
  if (!/memcached/i.test(file.text)) return [];
  const readings: Reading[] = [];
  let service = '';
  let done = 0;
  for (let number = 1; number <= file.lineStarts.length; number++) {
    const { start, end } = file.lineSpan(number);
    if (end < done) continue;
    const line = file.text.slice(start, end);
    service = CHECK.exec(line)?.[1] ?? service;
    const opening = START.exec(line)?.[0];
    if (opening === undefined) continue;
    const from = start + opening.length + 1;
    const close = file.text.indexOf(file.text.charAt(from - 1), from);
    if (close < 0) break;
    done = close;
    const { words } = splitWords(TracedText.source(file, from, close), 'posix');
    const details = {
      format: monit.name,
      name: `process ${service}`.trimEnd(),
      at: file.at(from, close),
      environment: unknownEnvironment,
      repository,
    };
    readings.push(hostReading(invocationsOf(words, unknownEnvironment), details));
  }
  return readings;
}
