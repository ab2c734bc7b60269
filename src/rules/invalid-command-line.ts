import { describePublished } from '../exposure/describe.ts';
import type { Exposure } from '../exposure/exposure.ts';
import type { Problem } from '../launch/launch.ts';
import { describeReleases, releasesOf } from '../memcached/version.ts';
import { sourceText } from '../text/source-file.ts';
import { placeOf } from './place.ts';
import type { Hit, Rule } from './rule.ts';
import { nameOf } from './words.ts';

export const invalidCommandLine: Rule = {
  id: 'MG022',
  name: 'invalid-command-line',
  level: 'warning',
  summary: 'memcached would refuse to start or open no socket, or the published port cannot work',
  why: 'A command line that cannot work is mended in a hurry, often by removing the very option that kept the cache private.',
  fix: 'Correct the command line; memcached-guard listeners -- ARGV... shows what it opens.',
  waiveWhen: 'The launch is meant to fail, such as in a test.',
  references: ['https://github.com/memcached/memcached/wiki/ConfiguringServer#networking'],
  examples: {
    bad: [
      {
        title: 'an option that no version has',
        files: { 'etc/memcached.conf': '-l 127.0.0.1\n-U 0\n--no-such-option\n' },
      },
      {
        title: 'UDP off takes TCP away in 1.4.3 to 1.5.3 unless -p is given',
        files: { 'compose.yaml': 'services:\n  cache:\n    image: memcached:1.4.39\n    command: -U 0\n' },
      },
      {
        title: 'published, but bound to loopback inside the container',
        files: {
          'compose.yaml':
            'services:\n  cache:\n    image: memcached:1.6\n    command: -l 127.0.0.1\n    ports: ["11211:11211"]\n',
        },
      },
    ],
    good: [{ title: 'a command line that works', files: { 'etc/memcached.conf': '-l 127.0.0.1\n-U 0\n' } }],
    odd: [
      { title: 'an operand is ignored', files: { 'etc/memcached.conf': '-l 127.0.0.1\n-U 0 foo\n' } },
      {
        title: 'a value glued to its number is read as the number',
        files: { 'etc/memcached.conf': '-l 127.0.0.1\n-U 0\n-m 64MB\n' },
      },
    ],
  },
  *check(exposure: Exposure): Iterable<Hit> {
    const { prediction, launch, dead } = exposure;
    const { refusal } = prediction;
    if (prediction.starts === 'no') {
      yield {
        at: refusal?.cause ? placeOf(exposure, refusal.cause) : launch.at,
        message: `${nameOf(exposure)} does not start: ${refusal?.because ?? 'memcached refuses this command line'}.`,
        evidence: `${nameOf(exposure)} ${refusal?.because ?? ''}`,
      };
    } else if (prediction.listeners.length === 0 && prediction.unknowns.length === 0) {
      const releases = describeReleases(releasesOf(launch.version));
      const message = refusal
        ? `opens no socket: some releases refuse the command line (${refusal.because}), the others turn TCP off as well.`
        : `starts without any socket: with memcached ${releases} this command line turns TCP off as well.`;
      yield {
        at: launch.at,
        message: `${nameOf(exposure)} ${message}`,
        evidence: `${nameOf(exposure)} no socket`,
      };
    }
    for (const port of dead) {
      yield {
        at: port.at,
        message: `${nameOf(exposure)} publishes ${describePublished(port)[1]}, which memcached does not answer on.`,
        help: 'Drop the mapping, or publish the port that memcached listens on.',
        evidence: `${nameOf(exposure)} ${sourceText(port.at)}`,
      };
    }
  },
  *checkProblem(problem: Problem): Iterable<Hit> {
    if (problem.kind !== 'refused') return;
    yield { at: problem.at, message: `${problem.message}.`, evidence: sourceText(problem.at) };
  },
};
