import { describe, expect, it } from 'vitest';
import { check } from '../../../src/check.ts';
import { DEFAULT_CONFIGURATION } from '../../../src/policy/configuration.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';
import { place } from './read.ts';

type Files = Readonly<Record<string, string>>;

const cache = (body: string, rest = ''): Files => ({
  'compose.yaml': `services:\n  cache:\n${body.replace(/^/gm, '    ')}\n${rest}`,
});
const image = (body: string, rest = '') => cache(`image: memcached:1.6\n${body}`, rest);

/** What a check says: level, rule, the place and its words. */
async function verdicts(files: Files): Promise<readonly string[]> {
  const options = { configuration: DEFAULT_CONFIGURATION, today: '2027-01-01' };
  const { findings } = await check(memoryRepository(files), options);
  return findings.map(({ level, name, at }) => `${level} ${name} ${place(at).replace('compose.yaml:', '')}`);
}

describe('a Compose file that opens memcached', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'to the local network and beyond',
      image('ports: ["11211:11211"]'),
      ['error published-port 4:14 11211:11211'],
    ],
    ['on a port that the engine picks', image('ports: [11211]'), ['error published-port 4:13 11211']],
    ['for IPv6', image('ports: ["[::]:11211:11211"]'), ['error published-port 4:14 [::]:11211:11211']],
    [
      'by the long syntax',
      image('ports:\n  - target: 11211\n    published: "11300"\n    mode: host'),
      ['error published-port 6:21 11300'],
    ],
    [
      'for UDP',
      image('command: memcached -U 11211\nports: ["11211:11211/udp"]'),
      ['error udp-enabled 4:24 -U 11211', 'error published-port 5:14 11211:11211/udp'],
    ],
    [
      'by the port of another service whose network it shares',
      image(
        'network_mode: "service:web"',
        '  web:\n    image: nginx\n    ports: ["8080:80", "11211:11211"]\n',
      ),
      ['error published-port 7:25 11211:11211'],
    ],
    ['on the host', image('network_mode: host'), ['error default-bind 3:12 memcached:1.6']],
    [
      'on the host, in so many words',
      image('network_mode: host\ncommand: -l 0.0.0.0'),
      ['error public-bind 5:17 0.0.0.0'],
    ],
    [
      'through variables of bitnami’s image',
      cache('image: bitnami/memcached:1.6\nenvironment: {MEMCACHED_EXTRA_FLAGS: "-U 11211"}'),
      ['error udp-enabled 4:43 -U 11211'],
    ],
    [
      'through an override',
      { ...image(''), 'compose.override.yaml': 'services: {cache: {ports: ["11211:11211"]}}\n' },
      ['error published-port compose.override.yaml:1:29 11211:11211'],
    ],
    [
      'on a subnet of its own that is public',
      image(
        'networks: [lan]',
        'networks: {lan: {driver: macvlan, ipam: {config: [{subnet: 203.0.113.0/24}]}}}\n',
      ),
      ['error default-bind 3:12 memcached:1.6'],
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await verdicts(files)).toEqual(expected);
  });
});

describe('a Compose file that is told what does not work', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'a port behind which it listens on loopback',
      image('command: -l 127.0.0.1\nports: ["11211:11211"]'),
      ['warning invalid-command-line 5:14 11211:11211'],
    ],
    [
      'a UDP port of a release without UDP',
      cache('image: memcached:1.5\nports: ["127.0.0.1:11211:11211", "11211:11211/udp"]'),
      ['warning invalid-command-line 4:39 11211:11211/udp'],
    ],
    [
      'a number in a list of words',
      image('command: [memcached, -p, 11211]'),
      ['warning invalid-command-line 4:30 11211'],
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await verdicts(files)).toEqual(expected);
  });
});

describe('a Compose file that is left alone', () => {
  it.each<[string, Files]>([
    ['nothing published', image('')],
    ['no tag', cache('image: memcached')],
    ['only exposed', image('expose: [11211, "11211/udp"]')],
    ['published on loopback', image('ports: ["127.0.0.1:11211:11211", "[::1]:11211:11211"]')],
    ['published on a private address', image('ports: ["10.0.0.5:11211:11211"]')],
    ['on loopback of the host', image('network_mode: host\ncommand: -l 127.0.0.1')],
    ['no network', image('network_mode: none')],
    [
      'only internal networks',
      image('ports: ["11211:11211"]\nnetworks: [b]', 'networks: {b: {internal: true}}\n'),
    ],
    ['a wildcard inside', image('command: memcached -l 0.0.0.0 -m 64')],
    [
      'an address of a private subnet',
      image('networks: [l]', 'networks: {l: {driver: ipvlan, ipam: {config: [{subnet: 10.1.0.0/16}]}}}\n'),
    ],
    ['a variable that somebody must set', image('ports: ["${IP:?}:11211:11211"]\nnetwork_mode: none')],
    [
      'an override that closes it',
      {
        ...image('ports: ["11211:11211"]'),
        'compose.override.yaml': 'services: {cache: {ports: !reset []}}\n',
      },
    ],
    ['look-alikes', cache('image: prom/memcached-exporter\nports: ["9150:9150"]')],
    [
      'a memcached of another program’s name',
      cache('image: redis\ncontainer_name: memcached\nports: ["11211:6379"]'),
    ],
    [
      'a commented service',
      {
        'compose.yaml':
          'services:\n  web: {image: nginx}\n#  cache:\n#    image: memcached\n#    ports: ["11211:11211"]\n',
      },
    ],
    [
      'an unused extension field',
      {
        'compose.yaml':
          'x-cache: {image: memcached, ports: ["11211:11211"]}\nservices: {web: {image: nginx}}\n',
      },
    ],
    [
      'a provider and a model',
      {
        'compose.yaml':
          'services:\n  db: {provider: {type: memcached}}\nmodels: {m: {model: ai/memcached}}\n',
      },
    ],
  ])('%s', async (_name, files) => {
    expect(await verdicts(files)).toEqual([]);
  });
});
