import { describeHostSide, describePublished } from '../exposure/describe.ts';
import type { ExposedListener, Exposure } from '../exposure/exposure.ts';
import type { RelatedPlace } from '../launch/launch.ts';
import type { PublishedPort } from '../network/network.ts';
import { sameLocation, sourceText } from '../text/source-file.ts';
import type { Hit, Rule } from './rule.ts';
import { authenticationNote, nameOf, peersOf } from './words.ts';

export const publishedPort: Rule = {
  id: 'MG012',
  name: 'published-port',
  level: 'error',
  summary: 'A container port that memcached listens on is published to everybody',
  why: 'A published port without a host address is open on every interface of the machine, and the engine admits it before the host firewall is asked. memcached has no access control of its own.',
  fix: 'Publish on 127.0.0.1 ("127.0.0.1:11211:11211"), or drop the mapping: containers reach each other without it.',
  waiveWhen: 'The file is for laptops behind a firewall and is never deployed.',
  references: [
    'https://docs.docker.com/engine/network/packet-filtering-firewalls/#docker-and-ufw',
    'https://docs.docker.com/reference/compose-file/services/#ports',
  ],
  examples: {
    bad: [
      {
        title: 'an address in a stack file, which docker stack deploy ignores',
        files: {
          'docker-stack.yml':
            'services:\n  cache:\n    image: memcached:1.6\n    command: -U 0\n    ports: ["127.0.0.1:11211:11211"]\n',
        },
      },
      {
        title: 'the usual mapping',
        files: {
          'compose.yaml':
            'services:\n  cache:\n    image: memcached:1.6\n    ports:\n      - "11211:11211"\n',
        },
      },
      {
        title: 'a random host port is public too',
        files: { 'compose.yaml': 'services:\n  cache:\n    image: memcached:1.6\n    ports: ["11211"]\n' },
      },
      {
        title: 'a host address that nobody sets is every address',
        files: {
          'compose.yaml':
            'services:\n  cache:\n    image: memcached:1.6\n    ports:\n      - "${HOST_IP:-}:11211:11211"\n',
        },
      },
    ],
    good: [
      {
        title: 'published on loopback',
        files: {
          'compose.yaml':
            'services:\n  cache:\n    image: memcached:1.6\n    ports:\n      - "127.0.0.1:11211:11211"\n',
        },
      },
      {
        title: 'not published',
        files: { 'compose.yaml': 'services:\n  cache:\n    image: memcached:1.6\n' },
      },
    ],
    odd: [
      {
        title: 'expose publishes nothing',
        files: { 'compose.yaml': 'services:\n  cache:\n    image: memcached:1.6\n    expose: ["11211"]\n' },
      },
      {
        title: 'a client that publishes its own port',
        files: {
          'compose.yaml':
            'services:\n  web:\n    image: nginx:1.27\n    ports: ["8080:80"]\n  cache:\n    image: memcached:1.6\n',
        },
      },
    ],
  },
  *check(exposure: Exposure): Iterable<Hit> {
    const { network } = exposure.launch;
    if (network.kind !== 'container' || network.ciService) return;
    // Each mapping is a way in of its own: closing or accepting one leaves the others.
    const ways = exposure.listeners
      .flatMap((listener) => [listener, ...(listener.otherMappings ?? [])])
      .filter(({ reach }) => reach === 'public');
    const seen: PublishedPort[] = [];
    for (const { published, via } of ways) {
      if (published === undefined || seen.some(({ at }) => sameLocation(at, published.at))) continue;
      seen.push(published);
      yield {
        at: published.at,
        message: `${nameOf(exposure)} is ${via.join(' → ')}: ${peersOf('public', exposure)} can ${harmOf(ways, published)}.${authenticationNote(exposure)}`,
        help: helpFor(published),
        related: commandPlace(exposure),
        evidence: `${nameOf(exposure)} ${sourceText(published.at)} ${describeHostSide(published)} ${describePublished(published)[1]}`,
      };
    }
  },
};

/** Where the command line is written, if that is neither where the port is published nor where the launch stands. */
function commandPlace({ launch }: Exposure): readonly RelatedPlace[] {
  const at = launch.program.locate();
  if (at === undefined || at.file === launch.at.file) return [];
  return [{ at, message: 'this is the memcached that it starts' }];
}

/** One entry can publish TCP and UDP at once, as Nomad's ports do. */
function harmOf(ways: readonly ExposedListener[], entry: PublishedPort): string {
  const udp = ways.some(
    ({ listener, published }) =>
      listener.protocol === 'udp' && published !== undefined && sameLocation(published.at, entry.at),
  );
  return udp ? 'read and change the cache and use it to flood others' : 'read and change the cache';
}

/** The same mapping on loopback, where it is written in the short form of Compose and docker run. */
function helpFor({ at, description }: PublishedPort): string {
  if (description !== undefined)
    return 'Remove it: no address narrows it there, and services reach each other without it.';
  const ports = /^(?:[^:]*:)?(\d+):(\d+)(\/\w+)?$/.exec(sourceText(at));
  if (ports === null)
    return 'Publish it on 127.0.0.1 only, or not at all: containers reach each other without it.';
  const mapping = `127.0.0.1:${ports[1]}:${ports[2]}${ports[3] ?? ''}`;
  return `Publish it as ${mapping}, or not at all: containers reach each other without it.`;
}
