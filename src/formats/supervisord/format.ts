import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import { invocationsOf } from '../../shell/invocations.ts';
import type { Format } from '../format.ts';
import { hostReading, joinReadings } from '../host/host-reading.ts';
import { withoutTemplateSuffix } from '../host/paths.ts';
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
      for (const found of supervisedProcesses(readIni(file), unknownEnvironment))
        readings.push('section' in found ? refused(found) : readProcess(found, repository));
    }
    return joinReadings(readings);
  },
});

function readProcess(process: SupervisedProcess, repository: Repository): Reading {
  const { words, environment, name, at, condition } = process;
  const details = { format: supervisord.name, name, at, condition, environment, repository };
  return hostReading(invocationsOf(words, environment), details);
}

/** What supervisord cannot read keeps it from starting anything; said only where memcached is concerned. */
function refused({ section, refusedAt }: RefusedProgram): Reading {
  const command = section.options.get('command')?.text ?? '';
  if (!/(?:^|[\s/"'])memcached(?:[\s"']|$)/.test(command)) return { launches: [], problems: [] };
  const message = `supervisord refuses this line, so it would not start the memcached of [${section.name}]`;
  return { launches: [], problems: [{ kind: 'refused', at: refusedAt, message }] };
}
