import { describe, expect, it } from 'vitest';
import { fixFile, fixFiles } from './fix-files.ts';

const compose = (rest: string, image = 'memcached:1.5.5') =>
  `services:\n  cache:\n    image: ${image}\n${rest}`;

describe('turning UDP off where it is turned on', () => {
  it.each([
    ['on a line of its own', 'etc/memcached.conf', '-l 127.0.0.1\n-U 11211\n', '-l 127.0.0.1\n-U 0\n'],
    ['in a cluster', 'etc/memcached.conf', '-l 127.0.0.1\n-vvU11211\n', '-l 127.0.0.1\n-vvU0\n'],
    ['with CRLF', 'etc/memcached.conf', '-l 127.0.0.1\r\n-U 11211\r\n', undefined],
    [
      'in the long form, inside quotes',
      'etc/sysconfig/memcached',
      'PORT="11211"\nOPTIONS="-l 127.0.0.1 --udp-port=11211"\n',
      'PORT="11211"\nOPTIONS="-l 127.0.0.1 --udp-port=0"\n',
    ],
    [
      'in a list',
      'compose.yaml',
      compose(`    command: ["-m", '64', "-U", "11211"]\n`, 'memcached:1.6'),
      compose(`    command: ["-m", '64', "-U", "0"]\n`, 'memcached:1.6'),
    ],
    [
      'on a line of a folded command',
      'compose.yaml',
      compose('    command: >\n      memcached -U\n      11211\n      -m 64\n', 'memcached:1.6'),
      compose('    command: >\n      memcached -U\n      0\n      -m 64\n', 'memcached:1.6'),
    ],
    [
      'and keeps TCP where the version needs -p for that',
      'compose.yaml',
      compose('    command: memcached -U 11211 -m 64\n', 'memcached:1.4.39'),
      compose('    command: memcached -U 0 -m 64 -p 11211\n', 'memcached:1.4.39'),
    ],
  ])('%s', async (_, path, before, after) => {
    const fixed = await fixFile(path, before);
    expect(fixed).toBe(after ?? before.replace('-U 11211', '-U 0'));
    expect(await fixFile(path, fixed)).toBe(fixed);
  });
});

describe('adding -U 0', () => {
  it.each([
    ['memcached.conf', 'etc/memcached.conf', '# x\n-m 64\n-l 10.0.0.5\n', '# x\n-m 64\n-U 0\n-l 10.0.0.5\n'],
    ['memcached.conf with CRLF', 'etc/memcached.conf', '-m 64\r\n-l 10.0.0.5\r\n', undefined],
    ['a last line without its end', 'etc/memcached.conf', '-l 10.0.0.5', '-l 10.0.0.5\n-U 0'],
    [
      'a unit',
      'memcached.service',
      '[Service]\nExecStart=/usr/bin/memcached -l 10.0.0.5 \\\n    -m 64\nUser=memcache\n',
      '[Service]\nExecStart=/usr/bin/memcached -l 10.0.0.5 \\\n    -m 64 -U 0\nUser=memcache\n',
    ],
    [
      'a unit whose last word is a variable of another place',
      'memcached.service',
      '[Service]\nEnvironment=OPTS="-l 10.0.0.5"\nExecStart=/usr/bin/memcached $OPTS\n',
      undefined,
    ],
    [
      'a unit that runs a shell',
      'memcached.service',
      `[Service]\nExecStart=/bin/sh -c 'exec /usr/bin/memcached -l 10.0.0.5'\n`,
      `[Service]\nExecStart=/bin/sh -c 'exec /usr/bin/memcached -l 10.0.0.5 -U 0'\n`,
    ],
    [
      'a unit with a quoted word',
      'memcached.service',
      '[Service]\nExecStart=/usr/bin/memcached -l "10.0.0.5"\n',
      '[Service]\nExecStart=/usr/bin/memcached -l "10.0.0.5" -U 0\n',
    ],
    [
      'options in quotes',
      'etc/sysconfig/memcached',
      'PORT="11211"\nOPTIONS="-l 10.0.0.5"\nCACHESIZE="64"\n',
      'PORT="11211"\nOPTIONS="-l 10.0.0.5 -U 0"\nCACHESIZE="64"\n',
    ],
    [
      'empty options',
      'etc/sysconfig/memcached',
      'PORT="11211"\nOPTIONS=""\n',
      'PORT="11211"\nOPTIONS="-U 0"\n',
    ],
    [
      'a command line in Compose',
      'compose.yaml',
      compose('    command: -m 64 # small\n'),
      compose('    command: -m 64 -U 0 # small\n'),
    ],
    [
      'a quoted command line in Compose',
      'compose.yaml',
      compose('    command: "memcached -m 64"\n'),
      compose('    command: "memcached -m 64 -U 0"\n'),
    ],
    [
      'a list in brackets',
      'compose.yaml',
      compose(`    command: ['memcached', '-m', '64']\n`),
      compose(`    command: ['memcached', '-m', '64', '-U', '0']\n`),
    ],
    [
      'a list in brackets without quotes',
      'compose.yaml',
      compose(`    command: [memcached, -v]\n`),
      compose(`    command: [memcached, -v, -U, "0"]\n`),
    ],
    [
      'a list of lines',
      'compose.yaml',
      compose(`    command:\n      - memcached\n      - -v # loud\n    restart: always\n`),
      compose(
        `    command:\n      - memcached\n      - -v # loud\n      - -U\n      - "0"\n    restart: always\n`,
      ),
    ],
    [
      'a list of quoted lines with CRLF',
      'compose.yaml',
      compose(`    command:\n    - "memcached"\n    - "-v"\n`).replaceAll('\n', '\r\n'),
      compose(`    command:\n    - "memcached"\n    - "-v"\n    - "-U"\n    - "0"\n`).replaceAll(
        '\n',
        '\r\n',
      ),
    ],
    [
      'a variable at the end is not entered',
      'compose.yaml',
      compose('    command: memcached -m ${SIZE:-64}\n'),
      compose('    command: memcached -m ${SIZE:-64} -U 0\n'),
    ],
    ['a service without a command', 'compose.yaml', compose(''), compose('    command: -U 0\n')],
    [
      'the exec form',
      'Dockerfile',
      'FROM memcached:1.5.5\nCMD ["memcached", "-m", \\\n  "64"]\n',
      'FROM memcached:1.5.5\nCMD ["memcached", "-m", \\\n  "64", "-U", "0"]\n',
    ],
    [
      'the shell form',
      'Dockerfile',
      'FROM memcached:1.5.5\nCMD memcached -m 64\n',
      'FROM memcached:1.5.5\nCMD memcached -m 64 -U 0\n',
    ],
  ])('in %s', async (_, path, before, after) => {
    const fixed = await fixFile(path, before);
    if (after !== undefined) expect(fixed).toBe(after);
    const { before: report, fixes } = await fixFiles({ [path]: before });
    expect([...fixes.keys()].map(({ rule }) => rule)).toEqual(
      report.findings.map(({ rule }) => rule).filter((rule) => rule !== 'MG010' && rule !== 'MG011'),
    );
    expect(await fixFile(path, fixed)).toBe(fixed);
    if (before.includes('\r\n')) expect(fixed.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });

  it('adds -p where the version would lose TCP without it', async () => {
    const before = compose('    command: -m 64\n', 'memcached:1.4-alpine');
    const after = compose('    command: -m 64 -p 11211 -U 0\n', 'memcached:1.4-alpine');
    expect(await fixFile('compose.yaml', before)).toBe(after);
  });
});

describe('refused', () => {
  it.each([
    ['an address is a guess', { 'etc/memcached.conf': '-l 0.0.0.0\n-U 0\n' }],
    ['a missing address too', { 'etc/memcached.conf': '-m 64\n-U 0\n' }],
    [
      'UDP cannot be turned off in 1.2.6',
      { 'compose.yaml': compose('    command: -l 10.0.0.5\n    network_mode: host\n', 'memcached:1.2.6') },
    ],
    [
      'one value is both ports',
      {
        'memcached.service':
          '[Service]\nEnvironment=PORT=11211\nExecStart=/usr/bin/memcached -l 127.0.0.1 -p $PORT -U $PORT\n',
      },
    ],
    [
      'a published UDP port would be dead',
      { 'compose.yaml': compose('    ports: ["127.0.0.1:11211:11211/udp"]\n') },
    ],
  ])('%s', async (_, files) => {
    const { before, fixes } = await fixFiles(files);
    expect(before.findings.length).toBeGreaterThan(0);
    expect([...fixes.values()]).toEqual([]);
  });
});
