import type { Launch, Problem, Reading, RelatedPlace } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { baseName } from '../host/paths.ts';
import { packagedUnitLimits } from '../systemd/packaged-unit-limits.ts';
import { templated } from '../templated.ts';
import { confLines } from './conf-lines.ts';
import { instanceBeside, isInstance, isReadByUnit } from './instances.ts';
import { type ReaderMachine, readerArgv } from './reader-argv.ts';
import { isConf, isConfPath, readsLikeConf } from './recognition.ts';

/**
 * Nothing is claimed of the environment, for a unit's drop-in can add to it. A relative glob matches
 * nothing, so that `-l *` is judged as its author meant it; with names in its place memcached would not start.
 */
const MACHINE: ReaderMachine = {
  environment: unknownEnvironment,
  list: (directory) => (directory === '' ? [] : undefined),
};

/**
 * `/etc/memcached.conf` of Debian and Ubuntu: one option a line, turned into a command line by
 * systemd-memcached-wrapper under systemd and by start-memcached under sysvinit.
 */
export const debianConf: Format = templated({
  name: 'memcached-conf',
  title: 'memcached.conf of Debian and Ubuntu',
  hasPath: isConfPath,
  hasContent: (text) => readsLikeConf(text),
  async read(files, repository) {
    const launches: Launch[] = [];
    const problems: Problem[] = [];
    for (const file of files) {
      if (isConfPath(file.path) && !isConf(file.text, file.path)) continue;
      const reading = readConf(file, repository);
      launches.push(...reading.launches);
      problems.push(...reading.problems);
    }
    return { launches, problems };
  },
});

/**
 * The systemd reader decides, being the one in use since Debian 8; where it would start nothing the
 * sysvinit reader would not either, since it refuses more and shares the rest. An instance is the sysvinit
 * reader's alone, unless a unit of the repository has the other one read it.
 */
function readConf(file: SourceFile, repository: Repository): Reading {
  const text = TracedText.source(file, 0, file.text.length);
  const place = placeOf(file, text);
  const bySysvinit = isInstance(file.path) ? readerArgv(text, 'S', place, MACHINE) : undefined;
  const isRefused = bySysvinit?.kind === 'refused' && !isReadByUnit(file.path, repository);
  const result = isRefused ? bySysvinit : readerArgv(text, 'W', place, MACHINE);
  if (result.kind === 'refused') {
    const message = `Debian's reader of this file starts no memcached: ${result.because}`;
    return { launches: [], problems: [{ kind: 'refused', at: result.at, message }] };
  }
  const launches = hostLaunches(result.invocations, {
    format: debianConf.name,
    name: baseName(file.path),
    at: place,
    related: readerNote(file, repository),
    versionUnknown: 'nothing in the repository says which memcached reads this file',
  });
  const limits = packagedUnitLimits(file.path, repository);
  const confined = launches.map((launch) =>
    launch.network.kind === 'host' ? { ...launch, network: { ...launch.network, limits } } : launch,
  );
  return { launches: confined, problems: [] };
}

/** The first line that the reader passes on or skips; the first line of a file that has none. */
function placeOf(file: SourceFile, text: TracedText): Location {
  const lines = confLines(text, 'W');
  const option = lines.find((line) => line.use === 'parameter') ?? lines[0];
  const span = file.lineSpan(1);
  return option?.text.locate() ?? file.at(span.start, span.end);
}

/** Who reads the file where there are instances, which only the sysvinit script knows. */
function readerNote(file: SourceFile, repository: Repository): readonly RelatedPlace[] {
  const span = file.lineSpan(1);
  const at = file.at(span.start, span.end);
  if (isInstance(file.path)) {
    const message =
      'the sysvinit script starts an instance from this file; the systemd unit reads only memcached.conf';
    return [{ at, message }];
  }
  const instance = instanceBeside(file.path, repository);
  if (instance === undefined) return [];
  const message = `the systemd unit reads this file; the sysvinit script reads ${instance} instead, which lies beside it`;
  return [{ at, message }];
}
