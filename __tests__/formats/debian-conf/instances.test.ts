import { describe, expect, it } from 'vitest';
import { debianConf } from '../../../src/formats/debian-conf/format.ts';
import { commandLines, read } from '../host/read.ts';

const messages = async (files: Readonly<Record<string, string>>) =>
  (await read(debianConf, files)).launches.map(({ name, related }) => [
    name,
    ...related.map(({ message }) => message),
  ]);

const OF_INSTANCE =
  'the sysvinit script starts an instance from this file; the systemd unit reads only memcached.conf';
const BESIDE_INSTANCE =
  'the systemd unit reads this file; the sysvinit script reads memcached_web.conf instead, which lies beside it';

describe('who reads a conf', () => {
  it.each<[Readonly<Record<string, string>>, string[][]]>([
    [{ 'etc/memcached_web.conf': '-l ::1' }, [['memcached_web.conf', OF_INSTANCE]]],
    [{ 'templates/memcached_web.conf.j2': '-l ::1' }, [['memcached_web.conf.j2', OF_INSTANCE]]],
    [
      { 'etc/memcached.conf': '-l ::1', 'etc/memcached_web.conf': '-l ::1\n-p 2' },
      [
        ['memcached.conf', BESIDE_INSTANCE],
        ['memcached_web.conf', OF_INSTANCE],
      ],
    ],
    [{ 'etc/memcached.conf': '-l ::1' }, [['memcached.conf']]],
    [{ 'etc/memcached-web.conf': '-l ::1' }, [['memcached-web.conf']]],
    [
      { 'a/memcached.conf': '-l ::1', 'b/memcached_web.conf': '-l ::1' },
      [['memcached.conf'], ['memcached_web.conf', OF_INSTANCE]],
    ],
  ])('%j', async (files, expected) => {
    expect(await messages(files)).toEqual(expected);
  });
});

describe('a line that start-memcached dies of', () => {
  const CONF = '-l 0.0.0.0\nverbose yes\n-U 0\n';
  const UNIT =
    '[Service]\nExecStart=/usr/share/memcached/scripts/systemd-memcached-wrapper /etc/memcached_%i.conf\n';

  it('keeps an instance from starting', async () => {
    const { launches, problems } = await read(debianConf, { 'etc/memcached_web.conf': CONF });
    expect(launches).toEqual([]);
    expect(problems.map(({ kind, at }) => [kind, at.start, at.end])).toEqual([['refused', 11, 22]]);
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['of the file that systemd reads', { 'etc/memcached.conf': CONF }],
    [
      'of an instance that a unit has systemd read',
      { 'etc/memcached_web.conf': CONF, 'etc/systemd/system/memcached@.service': UNIT },
    ],
  ])('is nothing in a conf %s', async (_which, files) => {
    expect(commandLines(await read(debianConf, files))).toEqual(['-l 0.0.0.0 -U 0']);
  });

  it('is not what a template fills in', async () => {
    const text = '-l 127.0.0.1\n{{ more }}\nlogfile {{ log }}\n';
    expect(commandLines(await read(debianConf, { 'etc/memcached_web.conf.j2': text }))).toEqual([
      '-l 127.0.0.1 ‹{{ more }}…›',
    ]);
  });
});
