import { describeHostSide, describePublished } from '../exposure/describe.ts';
import type { Exposure } from '../exposure/exposure.ts';
import type { PublishedPort } from '../network/network.ts';
import { sourceText } from '../text/source-file.ts';
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
    const seen = new Set<PublishedPort>();
    // Each mapping is a way in of its own: closing or accepting one leaves the others.
    const ways = exposure.listeners.flatMap((listener) => [listener, ...(listener.otherMappings ?? [])]);
    for (const { reach, published, via } of ways) {
      if (reach !== 'public' || published === undefined || seen.has(published)) continue;
      seen.add(published);
      yield {
        at: published.at,
        message: `${nameOf(exposure)} is ${via.join(' → ')}: ${peersOf('public')} can read and change the cache.${authenticationNote(exposure)}`,
        evidence: `${nameOf(exposure)} ${sourceText(published.at)} ${describeHostSide(published)} ${describePublished(published)[1]}`,
      };
    }
  },
};
