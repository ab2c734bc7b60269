import type { Reading } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import { environmentOf } from '../../shell/environment.ts';
import { invocationsIn } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { readDotenv } from '../host/dotenv.ts';
import { hostReading, joinReadings } from '../host/host-reading.ts';
import { LONGEST_ARGUMENT } from '../host/limits.ts';
import { baseName, directoryOf, withoutTemplateSuffix } from '../host/paths.ts';
import { templated } from '../templated.ts';

/** A Procfile of foreman, overmind, honcho and the like: `name: command`, run by a shell with `.env` set. */
export const procfile: Format = templated({
  name: 'procfile',
  title: 'Procfile',
  hasPath: (path) => /^(?:Procfile(?:\..+)?|.+\.[Pp]rocfile)$/.test(baseName(withoutTemplateSuffix(path))),
  hasContent: () => false,
  async read(files, repository) {
    return joinReadings(files.flatMap((file) => readProcesses(file, repository)));
  },
});

function readProcesses(file: SourceFile, repository: Repository): Reading[] {
  if (!file.text.includes('memcached')) return [];
  const environment = environmentOf(dotenvBeside(file, repository), 'unknown');
  const readings: Reading[] = [];
  for (let number = 1; number <= file.lineStarts.length; number++) {
    const match = /^([\w-]+):\s*(?=\S)/.exec(file.line(number));
    if (match?.[1] === undefined) continue;
    const { start, end } = file.lineSpan(number);
    const from = start + match[0].length;
    if (end - from >= LONGEST_ARGUMENT) continue;
    const script = TracedText.source(file, from, end);
    const at = file.at(from, end);
    const details = { format: procfile.name, name: `process ${match[1]}`, at, environment, repository };
    readings.push(hostReading(invocationsIn(script, environment, { dialect: 'sh' }), details));
  }
  return readings;
}

function dotenvBeside(file: SourceFile, repository: Repository): ReadonlyMap<string, TracedText> {
  const dotenv = repository.read(`${directoryOf(file.path)}.env`);
  return isReadable(dotenv) ? readDotenv(dotenv) : new Map();
}
