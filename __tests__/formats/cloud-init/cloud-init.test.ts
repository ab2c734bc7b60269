import { describe, expect, it } from 'vitest';
import { cloudInit } from '../../../src/formats/cloud-init/format.ts';
import { commandLines, place, positions, read, wordPlaces } from '../host/read.ts';

const readData = (text: string) => read(cloudInit, { 'user-data': `#cloud-config\n${text}` });
const lines = async (text: string) => commandLines(await readData(text));

describe('commands', () => {
  it.each<[string, string[]]>([
    ['runcmd:\n  - memcached -d -l 0.0.0.0\n', ['-d -l 0.0.0.0']],
    ['bootcmd:\n  - [memcached, -d, -l, "0.0.0.0"]\n', ['-d -l 0.0.0.0']],
    ['runcmd:\n  - [memcached, -l, "$IP"]\n', ['-l $IP']],
    ['runcmd:\n  - IP=::1\n  - memcached -l $IP\n', ['-l ::1']],
    ['runcmd:\n  - [sh, -c, "sudo memcached -l :: &"]\n', ['-l ::']],
    ['runcmd:\n  - |\n    echo a\n    memcached -vv\n', ['-vv']],
    [
      'runcmd: [/usr/local/bin/x]\nwrite_files:\n  - path: /usr/local/bin/x\n    content: |\n      #!/bin/sh\n      memcached -d -p 2\n',
      ['-d -p 2'],
    ],
    ['autoinstall:\n  user-data:\n    runcmd: [memcached -vv]\n', ['-vv']],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('have names and places', async () => {
    const { launches } = await readData(
      'runcmd:\n  - [ memcached, -l, "0.0.0.0" ]\n  - "memcached -U 11211"\n',
    );
    expect(launches.map(({ name }) => name)).toEqual(['runcmd', 'runcmd (2)']);
    expect(launches.map(place)).toEqual(['3:7 memcached, -l, "0.0.0.0', '4:6 memcached -U 11211']);
    expect(launches.map(positions)).toEqual([
      ['3:18', '3:23'],
      ['4:16', '4:19'],
    ]);
    expect(launches.map(wordPlaces)).toEqual([
      ['-l', '0.0.0.0'],
      ['-U', '11211'],
    ]);
  });

  it('may run a container', async () => {
    const { launches } = await readData('runcmd:\n  - docker run -d -p 11211:11211 memcached:1.5\n');
    expect(launches.map(({ name, network }) => [name, network.kind])).toEqual([
      ['container memcached:1.5', 'container'],
    ]);
  });
});

describe('files', () => {
  const file = (path: string, content: string, more = '') =>
    `write_files:\n  - path: ${path}\n${more}    content: |\n${content.replace(/^/gm, '      ')}\n`;

  it.each<[string, string[]]>([
    [file('/etc/memcached.conf', '-m 64\n-l 0.0.0.0'), ['-m 64 -l 0.0.0.0']],
    [
      file('/etc/systemd/system/memcached.service', '[Service]\nExecStart=/usr/bin/memcached -l ::'),
      ['-l ::'],
    ],
    [
      `${file('/etc/memcached.conf', '-l ::1')}runcmd:\n  - echo "-U 11211" >> /etc/memcached.conf\n`,
      ['-l ::1 -U 11211'],
    ],
    [file('/etc/memcached.conf', '-l {{ ip }}'), ['-l ‹{{ ip }}›']],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('that are base64 stand where that is', async () => {
    const { launches } = await readData(
      file('/etc/memcached.conf', 'LW0gNjQK\nLWwgMC4wLjAuMAo=', '    encoding: b64\n'),
    );
    expect(commandLines({ launches, problems: [] })).toEqual(['-m 64 -l 0.0.0.0']);
    expect(positions(launches[0]!)).toEqual(['6:7', '6:7', '6:7', '6:7']);
  });

  it.each([
    "runcmd:\n  - [sed, -i, 's/-l 127.0.0.1/-l 0.0.0.0/', /etc/memcached.conf]\n",
    'runcmd:\n  - [sh, -c, "sed -i \'s/127.0.0.1/0.0.0.0/\' /etc/memcached.conf"]\n',
  ])('that lists of words edit: %j', async (text) => {
    expect((await lines(text)).join()).toContain('-l 0.0.0.0');
  });

  it('that commands edit', async () => {
    const text =
      "packages: [memcached]\nruncmd:\n  - sed -i 's/-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf\n";
    expect((await lines(text)).join()).toContain('-l 0.0.0.0');
  });

  it('have places', async () => {
    const { launches } = await readData(file('/etc/memcached.conf', '-m 64\n-l 0.0.0.0'));
    expect(positions(launches[0]!)).toEqual(['5:7', '5:10', '6:7', '6:10']);
    expect(launches[0]!.at.file.path).toBe('user-data');
  });

  it.each([
    file('/etc/memcached.conf', '-l 0.0.0.0', '    encoding: b64\n'),
    file('/etc/redis.conf', 'bind 0.0.0.0 # memcached'),
    file('/root/memcached.txt', 'memcached -l 0.0.0.0'),
    file('/usr/local/bin/x', '#!/bin/sh\nmemcached -l 0.0.0.0', '    encoding: gzip\n'),
    'write_files:\n  - path: /etc/memcached.conf\n',
    'write_files: {path: /etc/memcached.conf, content: -l 0.0.0.0}\n',
  ])('that start none: %j', async (text) => {
    expect(await readData(text)).toEqual({ launches: [], problems: [] });
  });
});

describe('what starts none', () => {
  it.each([
    'packages:\n  - memcached\n',
    'runcmd:\n  - echo memcached -l 0.0.0.0\n',
    'runcmd:\n  # - memcached -l 0.0.0.0\n  - ls\n',
    'runcmd:\n  - [echo, memcached, -l, 0.0.0.0]\n',
    'runcmd:\n  - [ apt-get, install, -y, memcached ]\n  - systemctl enable --now memcached\n',
    'runcmd: memcached -l 0.0.0.0\n',
    'final_message: memcached -l 0.0.0.0\n',
    'runcmd: [[memcached -l 0.0.0.0]]\n',
    'runcmd:\n  - "unclosed memcached\n',
    "runcmd:\n  - 'x \"memcached -l 0.0.0.0'\n",
  ])('%j', async (text) => {
    expect(await readData(text)).toEqual({ launches: [], problems: [] });
  });

  it.each<[string, boolean]>([
    ['#cloud-config\nruncmd: []\n', true],
    ['## template: jinja\n#cloud-config\r\n', true],
    ['# cloud-config\nruncmd: []\n', false],
    ['\n#cloud-config\n', false],
    ['#cloud-config-archive\n', false],
    ['#cloud-boothook\n', false],
    ['runcmd:\n  - memcached\n', false],
  ])('%j is user data: %s', (text, expected) => {
    expect(cloudInit.hasContent(text, 'x.yaml')).toBe(expected);
  });
});
