import { describe, expect, it } from 'vitest';
import { shellScript } from '../../../src/formats/shell-script/format.ts';
import { writtenConfiguration } from '../../../src/formats/written-files/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const TAIL = '-d -u nobody -P /var/run/memcached/memcached.pid';
const lines = async (text: string): Promise<string[]> =>
  commandLines(await read(shellScript, { 'setup.sh': text }));

describe('sysrc', () => {
  it.each<[string, string[]]>([
    ['sysrc memcached_enable="YES"\n', [TAIL]],
    ['sysrc memcached_enable=YES memcached_flags="-l 127.0.0.1 -U 0"\n', [`-l 127.0.0.1 -U 0 ${TAIL}`]],
    ['IP=10.0.0.5\nsysrc memcached_flags="-l $IP"\nsysrc memcached_enable=YES\n', [`-l 10.0.0.5 ${TAIL}`]],
    ['sysrc memcached_flags="-m 64"\nsysrc memcached_flags+=" -U 0"\n', [`-m 64 -U 0 ${TAIL}`]],
    ['sysrc memcached_flags+=" -U 0"\n', [`-U 0 ${TAIL}`]],
    ['sudo sysrc -q -f /etc/rc.conf memcached_flags="-l ::1"\n', [`-l ::1 ${TAIL}`]],
    ['sysrc memcached_flags="-l 0.0.0.0"\nsysrc memcached_flags="-l ::1"\n', [`-l ::1 ${TAIL}`]],
    [
      'sysrc memcached_enable=YES\nif [ "$1" = all ]; then\nsysrc memcached_flags="-l 0.0.0.0"\nelse\nsysrc memcached_flags="-l ::1"\nfi\n',
      [`-l 0.0.0.0 ${TAIL}`, `-l ::1 ${TAIL}`],
    ],
    [
      'sysrc memcached_enable=YES memcached_profiles="a b" memcached_a_flags="-p 1" memcached_flags="-l ::1"\n',
      [
        '-p 1 -d -u nobody -P /var/run/memcached/memcached.a.pid',
        '-l ::1 -d -u nobody -P /var/run/memcached/memcached.b.pid',
      ],
    ],
    ['sysrc memcached_enable=YES memcached_flags="-l $BIND"\n', [`-l ‹BIND…› ${TAIL}`]],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('has places', async () => {
    const { launches } = await read(shellScript, {
      'setup.sh': 'sysrc memcached_enable=YES\nsysrc memcached_flags="-l 0.0.0.0"\n',
    });
    expect(place(launches[0]!)).toBe('2:7 memcached_flags="-l 0.0.0.0');
    expect(positions(launches[0]!).slice(0, 2)).toEqual(['2:24', '2:27']);
  });

  it.each([
    'sysrc memcached_enable\n',
    'sysrc -x memcached_flags="-l 0.0.0.0"\n',
    'sysrc -c memcached_flags="-l 0.0.0.0"\n',
    'sysrc memcached_enable=NO memcached_flags="-l 0.0.0.0"\n',
    'sysrc nginx_enable=YES # memcached_enable=YES\n',
    'echo sysrc memcached_enable=YES\n',
    'sysrc memcached_flags="-l 0.0.0.0"\nsysrc memcached_enable=NO\n',
  ])('starts none: %j', async (text) => {
    expect(await lines(text)).toEqual([]);
  });
});

describe('sysrc beside text that is added to rc.conf', () => {
  it.each<[string, string]>([
    ['sysrc memcached_flags="-l ::1"\ncat >>/etc/rc.conf <<E\nmemcached_enable="YES"\nE\n', `-l ::1 ${TAIL}`],
    [
      'echo \'memcached_enable="YES"\' >> /etc/rc.conf\nsysrc memcached_flags="-m 64" memcached_flags+=" -l ::1"\n',
      `-m 64 -l ::1 ${TAIL}`,
    ],
  ])('is one configuration: %j', async (text, expected) => {
    expect(await lines(text)).toEqual([]);
    expect(commandLines(await read(writtenConfiguration, { 'setup.sh': text }))).toEqual([expected]);
  });
});

describe('rcctl', () => {
  it.each<[string, string[]]>([
    ['rcctl set memcached flags -m 64 -l 0.0.0.0\n', ['-d -m 64 -l 0.0.0.0']],
    ['doas rcctl set memcached flags "-u _memcached -s /run/s"\n', ['-d -u _memcached -s /run/s']],
    ['rcctl set memcached flags\nrcctl enable memcached\n', ['-d -u _memcached -l 127.0.0.1 -l ::1']],
    [
      'rcctl set memcached flags `rcctl get memcached flags` -m 64\n',
      ['-d -u _memcached -l 127.0.0.1 -l ::1 -m 64'],
    ],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it.each([
    // The port's own flags listen on loopback.
    'rcctl enable memcached\nrcctl start memcached\n',
    'rcctl get memcached flags\n',
    'rcctl set memcached timeout 60\n',
    'rcctl set nginx flags memcached\n',
  ])('starts none that is to be judged: %j', async (text) => {
    expect(await lines(text)).toEqual([]);
  });
});
