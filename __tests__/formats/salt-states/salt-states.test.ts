import { describe, expect, it } from 'vitest';
import { saltStates } from '../../../src/formats/salt-states/format.ts';
import { commandLines, place, positions, read, wordPlaces } from '../host/read.ts';

const lines = async (text: string, others: Readonly<Record<string, string>> = {}) =>
  commandLines(await read(saltStates, { 'cache/init.sls': text, ...others }));

const CONF = '-m 64 -p 11211 -u memcache';
const PID = '-P /var/run/memcached/memcached.pid';

describe('states', () => {
  it.each<[string, string[]]>([
    ['start:\n  cmd.run:\n    - name: memcached -d -l 0.0.0.0\n', ['-d -l 0.0.0.0']],
    ['memcached -d -l ::1:\n  cmd.run: []\n', ['-d -l ::1']],
    ['start:\n  cmd:\n    - run\n    - name: memcached -vv\n', ['-vv']],
    ['start:\n  cmd.run:\n    - names:\n      - memcached -p 1\n      - memcached -p 2\n', ['-p 1', '-p 2']],
    ['start:\n  cmd.run:\n    - name: memcached -l $IP\n    - env:\n      - IP: 0.0.0.0\n', ['-l 0.0.0.0']],
    ['{% if x %}\nstart:\n  cmd.run:\n    - name: memcached -l {{ ip }}\n{% endif %}\n', ['-l ‹{{ ip }}›']],
    ['memcached -d:\n  cron.present:\n    - special: "@reboot"\n', ['-d']],
    [
      '/etc/memcached.conf:\n  file.managed:\n    - contents: |\n        -m 64\n        -l 0.0.0.0\n',
      ['-m 64 -l 0.0.0.0'],
    ],
    [
      'c:\n  file.managed:\n    - name: /etc/memcached.conf\n    - contents:\n      - -m 64\n      - -l 0.0.0.0\n',
      ['-m 64 -l 0.0.0.0'],
    ],
    [
      '/etc/memcached.conf:\n  file.append:\n    - text: "-U 11211"\n',
      [`${CONF} -l 127.0.0.1 ${PID} -U 11211`],
    ],
    [
      '/etc/memcached.conf:\n  file.replace:\n    - pattern: "^-l .*"\n    - repl: "-l 0.0.0.0"\n',
      [`${CONF} -l 0.0.0.0 ${PID}`],
    ],
    [
      "fix:\n  cmd.run:\n    - name: sed -i 's/127.0.0.1/0.0.0.0/' /etc/memcached.conf\n",
      [`${CONF} -l 0.0.0.0 ${PID}`],
    ],
    [
      'cache:\n  docker_container.running:\n    - image: memcached:1.5\n    - command: memcached -m 64\n',
      ['-m 64'],
    ],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('take values of pillars', async () => {
    const text = "start:\n  cmd.run:\n    - name: memcached -l {{ salt['pillar.get']('cache:ip') }}\n";
    const found = await lines(text, { 'pillar/cache.sls': 'cache:\n  ip: 0.0.0.0\n' });
    expect(found).toEqual(['-l 0.0.0.0']);
  });

  it('have names and places', async () => {
    const { launches } = await read(saltStates, {
      'a.sls':
        '{% set ip = "0.0.0.0" %}\nstart:\n  cmd.run:\n    - name: >-\n        memcached -l {{ ip }}\n        -U 11211\n',
    });
    expect(launches[0]!.name).toBe('state start');
    expect(place(launches[0]!)).toMatch(/^5:9 memcached -l/);
    expect(positions(launches[0]!)).toEqual(['5:19', '1:14', '6:9', '6:12']);
    expect(wordPlaces(launches[0]!)).toEqual(['-l', '0.0.0.0', '-U', '11211']);
  });

  it('publish the ports of containers', async () => {
    const { launches } = await read(saltStates, {
      'a.sls':
        'cache:\n  docker_container.running:\n    - image: memcached\n    - port_bindings:\n      - 11211:11211\n',
    });
    const { network } = launches[0]!;
    expect(network.kind === 'container' && network.published.map(({ hostPort }) => hostPort)).toEqual([
      { first: 11211, last: 11211 },
    ]);
  });
});

describe('containers', () => {
  const networkOf = async (text: string) =>
    (await read(saltStates, { 'a.sls': text })).launches.map(({ network }) =>
      network.kind === 'container' ? network.published.length : network.kind,
    );

  it.each<[string, unknown[]]>([
    ['cache:\n  docker_container.running:\n    - image: memcached\n    - ports: [11211]\n', [0]],
    ['cache:\n  docker.running:\n    - image: memcached:1.4.24\n    - network_mode: host\n', ['host']],
    ['cache:\n  docker_container.running:\n    - image: memcached\n    - port_bindings: 11211:11211\n', [1]],
  ])('%j', async (text, expected) => {
    expect(await networkOf(text)).toEqual(expected);
  });
});

describe('what starts none', () => {
  it.each([
    'memcached:\n  pkg.installed: []\n  service.running:\n    - enable: True\n',
    'x:\n  cmd.run:\n    - name: service memcached restart\n',
    'x:\n  cmd.run:\n    - name: echo memcached -l 0.0.0.0\n',
    'memcached:\n  listen_address: 0.0.0.0\n  cmd: memcached -l 0.0.0.0\n',
    '/etc/memcached.conf:\n  file.managed:\n    - source: salt://memcached/files/memcached.conf\n',
    '/etc/memcached.conf:\n  file.replace:\n    - pattern: "-m 64"\n    - repl: "-m 512"\n',
    '/root/notes:\n  file.managed:\n    - contents: memcached -l 0.0.0.0\n',
    'cache:\n  docker_container.running:\n    - image: redis\n    - name: memcached\n    - port_bindings: [6379:6379]\n',
    'cache:\n  docker_container.absent:\n    - name: memcached\n',
    "base:\n  '*':\n    - memcached\n",
    '#!py\ndef run():\n  return {"memcached -l 0.0.0.0": {"cmd.run": []}}\n',
    'x:\n  cmd.run: [memcached\n',
  ])('%j', async (text) => {
    expect(await read(saltStates, { 'a.sls': text })).toEqual({ launches: [], problems: [] });
  });
});
