import type { Reading } from '../../launch/launch.ts';
import { pathsWhere } from '../../repository/paths-where.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import { invocationsOf } from '../../shell/invocations.ts';
import type { Format } from '../format.ts';
import { hostReading, joinReadings } from '../host/host-reading.ts';
import { baseName, directoryOf, withoutTemplateSuffix } from '../host/paths.ts';
import { templated } from '../templated.ts';
import { readIni } from './ini.ts';
import { type RefusedProgram, type SupervisedProcess, supervisedProcesses } from './programs.ts';

/** Programs of supervisord: `command=` is split without a shell (supervisor 4.2.5, options.py). */
export const supervisord: Format = templated({
  name: 'supervisord',
  title: 'supervisord configuration',
  hasPath: (path) =>
    /(?:^|\/)(?:(?:supervisord?|memcached)[^/]*\.(?:conf|ini)|supervisord?(?:\.d)?\/(?:[^/]+\/)*[^/]+\.(?:conf|ini))$/.test(
      withoutTemplateSuffix(path),
    ),
  hasContent: (text) => /^\[(?:program|eventlistener|fcgi-program):/m.test(text),
  async read(files, repository) {
    const readings: Reading[] = [];
    for (const file of files) {
      if (!file.text.includes('memcached')) continue;
      const isInImage = isOfImage(file.path, repository);
      for (const found of supervisedProcesses(readIni(file), unknownEnvironment)) {
        const reading = 'section' in found ? refused(found) : readProcess(found, repository);
        readings.push(isInImage ? inImage(reading) : reading);
      }
    }
    return joinReadings(readings);
  },
});

function readProcess(process: SupervisedProcess, repository: Repository): Reading {
  const { words, environment, name, at, condition } = process;
  const details = { format: supervisord.name, name, at, condition, environment, repository };
  return hostReading(invocationsOf(words, environment), details);
}

const isImageFile = (path: string): boolean =>
  /^(?:[\w.-]+\.)?(?:Docker|Container)file(?:\.[\w.-]+)?$/i.test(baseName(path));

/**
 * Whether a Dockerfile beside a configuration, or above it but for the root, starts supervisord: it is for that image,
 * however it gets there.
 */
function isOfImage(path: string, repository: Repository): boolean {
  const own = directoryOf(path);
  return pathsWhere(repository, isImageFile).some((other) => {
    const directory = directoryOf(other);
    if (directory !== own && (directory === '' || !own.startsWith(directory))) return false;
    const file = repository.read(other);
    return isReadable(file) && /^[ \t]*(?:CMD|ENTRYPOINT|RUN)\b[^\n]*supervisor/im.test(file.text);
  });
}

function inImage(reading: Reading): Reading {
  const network = { kind: 'image', usedHere: false } as const;
  const launches = reading.launches.map((launch) =>
    launch.network.kind === 'host' ? { ...launch, network } : launch,
  );
  return { ...reading, launches };
}

/** What supervisord cannot read keeps it from starting anything; said only where memcached is concerned. */
function refused({ section, refusedAt }: RefusedProgram): Reading {
  const command = section.options.get('command')?.text ?? '';
  if (!/(?:^|[\s/"'])memcached(?:[\s"']|$)/.test(command)) return { launches: [], problems: [] };
  const message = `supervisord refuses this line, so it would not start the memcached of [${section.name}]`;
  return { launches: [], problems: [{ kind: 'refused', at: refusedAt, message }] };
}
