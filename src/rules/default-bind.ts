import type { Exposure } from '../exposure/exposure.ts';
import type { Hit, Rule } from './rule.ts';
import { authenticationNote, listPorts, nameOf, peersOf, withoutDoubtfulUdp } from './words.ts';

/** Inside a container loopback would only cut the clients off. */
const IMAGE_HELP =
  'Where the image is run, publish its port on 127.0.0.1 or not at all; if it shares the host network, add -l.';

export const defaultBind: Rule = {
  id: 'MG011',
  name: 'default-bind',
  level: 'error',
  summary: 'No -l, so memcached listens on every interface',
  why: 'Without -l memcached binds every interface of the machine. It has no access control of its own, so whoever reaches the port reads, changes and deletes everything in the cache. -U 0 alone does not change that.',
  fix: 'Add -l 127.0.0.1, or -l with the private address that the clients use.',
  waiveWhen:
    'A firewall that this team owns admits only the clients, or whoever runs the image decides what is published.',
  references: [
    'https://github.com/memcached/memcached/wiki/ConfiguringServer#networking',
    'https://cwe.mitre.org/data/definitions/1327.html',
  ],
  examples: {
    bad: [
      { title: 'UDP off, but no address', files: { 'etc/memcached.conf': '-m 64\n-U 0\n' } },
      {
        title: 'the safe line is a comment',
        files: { 'etc/memcached.conf': '# -l 127.0.0.1\n-U 0\n' },
      },
      {
        title: 'empty options',
        files: { 'etc/sysconfig/memcached': 'PORT="11211"\nUSER="memcached"\nOPTIONS="-U 0"\n' },
      },
      {
        title: 'a container with the network of its host',
        files: {
          'compose.yaml': 'services:\n  cache:\n    image: memcached:1.6\n    network_mode: host\n',
        },
      },
    ],
    good: [
      { title: 'an address', files: { 'etc/memcached.conf': '-l 127.0.0.1\n-U 0\n' } },
      { title: 'a unix socket', files: { 'etc/memcached.conf': '-s /run/memcached/memcached.sock\n' } },
    ],
    odd: [
      {
        title: 'in a container that publishes nothing every interface is the container network',
        files: { 'compose.yaml': 'services:\n  cache:\n    image: memcached:1.6\n    command: -m 64\n' },
      },
      {
        title: 'published on loopback only',
        files: {
          'compose.yaml':
            'services:\n  cache:\n    image: memcached:1.6\n    ports: ["127.0.0.1:11211:11211"]\n',
        },
      },
      {
        title: 'TCP off as well',
        files: { 'etc/memcached.conf': '-p 0\n-U 0\n-s /run/memcached/memcached.sock\n' },
      },
    ],
  },
  *check(exposure: Exposure): Iterable<Hit> {
    const { launch, prediction } = exposure;
    if (prediction.listen.state !== 'default') return;
    const image = launch.network.kind === 'image' && !launch.network.usedHere;
    const open = exposure.listeners.filter(
      ({ listener, reach, published }) =>
        listener.protocol !== 'unix' &&
        published === undefined &&
        (reach === 'public' || (image && reach === 'unknown')),
    );
    if (open.length === 0) return;
    const ports = listPorts(withoutDoubtfulUdp(open, exposure));
    const everywhere = `every interface${ports === '' ? '' : ` (${ports})`}`;
    yield {
      at: launch.at,
      message: image
        ? `${launch.name} sets no address, so memcached in it listens on ${everywhere}; who can reach it is left to whoever runs the image.`
        : `${nameOf(exposure)} sets no address, so memcached listens on ${everywhere}: ${peersOf('public', exposure)} can read and change the cache.${authenticationNote(exposure)}`,
      evidence: nameOf(exposure),
      ...(image ? { level: 'warning' as const, help: IMAGE_HELP } : {}),
    };
  },
};
