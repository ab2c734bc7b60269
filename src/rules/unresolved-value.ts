import type { Exposure } from '../exposure/exposure.ts';
import type { Launch, Problem } from '../launch/launch.ts';
import type { Listener, WordRange } from '../memcached/prediction.ts';
import type { Location } from '../text/source-file.ts';
import { sourceText } from '../text/source-file.ts';
import { placeOf, wordText } from './place.ts';
import type { Hit, Rule } from './rule.ts';
import { nameOf } from './words.ts';

export const unresolvedValue: Rule = {
  id: 'MG020',
  name: 'unresolved-value',
  level: 'warning',
  summary: 'A value that decides UDP or the bind cannot be known from the repository',
  why: 'The address or port comes from outside: a variable that is set elsewhere, a host name, a command. The check cannot say who will reach memcached, and neither can a reviewer.',
  fix: 'Write the value, give the variable a safe default, or name the address under hosts in the configuration.',
  waiveWhen: 'The value is checked where it is set.',
  references: ['https://github.com/memcached/memcached/wiki/ConfiguringServer#networking'],
  examples: {
    bad: [
      {
        title: 'one unknown address of several',
        files: {
          'memcached.service':
            '[Service]\nExecStart=/usr/bin/memcached -U 0 -l 127.0.0.1,${BIND}\nEnvironmentFile=/etc/cache.env\n',
        },
      },
      { title: 'a host name', files: { 'etc/memcached.conf': '-l cache.internal\n-U 0\n' } },
      {
        title: 'a variable that nothing sets',
        files: {
          'memcached.service':
            '[Service]\nEnvironmentFile=/etc/cache.env\nExecStart=/usr/bin/memcached -U 0 -l ${BIND}\n',
        },
      },
    ],
    good: [
      {
        title: 'the configuration says what the name resolves to',
        files: {
          'etc/memcached.conf': '-l cache.internal\n-U 0\n',
          '.memcached-guard.yml': 'hosts: { cache.internal: 10.0.0.5 }\n',
        },
      },
      {
        title: 'the variable is set in the repository',
        files: {
          'etc/systemd/system/memcached.service':
            '[Service]\nEnvironmentFile=/etc/cache.env\nExecStart=/usr/bin/memcached -U 0 -l ${BIND}\n',
          'etc/cache.env': 'BIND=127.0.0.1\n',
        },
      },
    ],
    odd: [
      { title: 'localhost is loopback', files: { 'etc/memcached.conf': '-l localhost\n-U 0\n' } },
      {
        title: 'in a container that publishes nothing the address does not matter',
        files: {
          'compose.yaml': 'services:\n  cache:\n    image: memcached:1.6\n    command: -U 0 -l ${BIND}\n',
        },
      },
      {
        title: 'a port that is published to everybody says it already (`published-port`)',
        files: {
          'compose.yaml':
            'services:\n  cache:\n    image: memcached:1.6\n    command: -U 0 -l ${BIND}\n    ports: ["11211:11211"]\n',
        },
      },
      {
        title: 'an unknown size decides nothing',
        files: {
          'memcached.service':
            '[Service]\nEnvironmentFile=/etc/cache.env\nExecStart=/usr/bin/memcached -U 0 -l 127.0.0.1 -m ${SIZE}\n',
        },
      },
    ],
  },
  *check(exposure: Exposure): Iterable<Hit> {
    const { launch, prediction, listeners } = exposure;
    const { network } = launch;
    if (network.kind === 'none' || (network.kind === 'image' && network.usedHere)) return;
    if ((network.kind === 'container' || network.kind === 'pod') && network.published.length === 0) return;
    const seen = new Set<number>();
    // What is published to everybody is said so, whichever address it has inside.
    const isOpen = listeners.some(({ reach, published }) => reach === 'public' && published !== undefined);
    for (const unknown of prediction.unknowns) {
      const at = placeOf(exposure, unknown.cause);
      if (seen.has(at.start)) continue;
      // Old releases take a list for one address: its unknown part is said once.
      if (prediction.unknowns.some(({ cause }) => isWithin(cause, unknown.cause))) continue;
      const { udpPort } = prediction;
      const isUdp = udpPort.state === 'unknown' && udpPort.cause?.word === unknown.cause.word;
      if (isOpen && !isUdp) continue;
      seen.add(at.start);
      const question = isUdp ? 'Whether UDP is on in' : 'Who can reach memcached in';
      yield hit(exposure, at, unknown.because, wordText(exposure, unknown.cause), question);
    }
    for (const { listener, reach, published, via } of listeners) {
      if (reach !== 'unknown') continue;
      if (published !== undefined) {
        const because =
          published.description === undefined
            ? 'the host address that the port is published on is not known'
            : `who ${published.description} lets in is not known`;
        if (!seen.has(published.at.start))
          yield hit(exposure, published.at, because, sourceText(published.at));
        seen.add(published.at.start);
      } else if (listener.protocol !== 'unix' && listener.address.kind === 'name' && listener.addressCause) {
        const at = placeOf(exposure, listener.addressCause);
        const because = `it depends on what the name ${listener.address.host} resolves to`;
        if (!seen.has(at.start)) yield hit(exposure, at, because, listener.address.host);
        seen.add(at.start);
      } else if (network.kind !== 'image' && isNetworkInDoubt(launch, listener)) {
        if (!seen.has(launch.at.start)) yield hit(exposure, launch.at, via.at(-1) ?? '', 'network');
        seen.add(launch.at.start);
      }
    }
  },
  *checkProblem(problem: Problem): Iterable<Hit> {
    if (problem.kind !== 'unresolved') return;
    yield { at: problem.at, message: `${problem.message}.`, evidence: sourceText(problem.at) };
  },
};

/** Whether a piece is a smaller one of another. */
function isWithin(inner: WordRange, outer: WordRange): boolean {
  const isInside = inner.word === outer.word && inner.from >= outer.from && inner.to <= outer.to;
  return isInside && inner.to - inner.from < outer.to - outer.from;
}

/** Whether it is the place of the launch, not its own address, that leaves open who can reach a socket. */
function isNetworkInDoubt({ network }: Launch, listener: Listener): boolean {
  if (listener.protocol === 'unix' || listener.address.kind !== 'ip') return false;
  return (
    network.kind === 'unknown' ||
    ('limits' in network && network.limits.some(({ reach }) => reach === 'unknown'))
  );
}

function hit(
  exposure: Exposure,
  at: Location,
  because: string,
  evidence: string,
  question = 'Who can reach memcached in',
): Hit {
  return {
    at,
    message: `${question} ${nameOf(exposure)} cannot be said: ${because}.`,
    evidence: `${nameOf(exposure)} ${evidence}`,
  };
}
