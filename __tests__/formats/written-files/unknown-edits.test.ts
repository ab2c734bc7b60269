import { describe, expect, it } from 'vitest';
import { writtenConfiguration } from '../../../src/formats/written-files/format.ts';
import { commandLines, read } from '../host/read.ts';

const readScript = (text: string) => read(writtenConfiguration, { 'setup.sh': `#!/bin/bash\n${text}\n` });

/** The words from the first `-l` or `-U` on, as far as they are about sockets. */
async function sockets(text: string): Promise<string[]> {
  return commandLines(await readScript(text)).map((line) => (line.match(/-[lU] \S+/g) ?? []).join(' '));
}

describe('edits with values that nobody knows', () => {
  it.each<[string, string[]]>([
    ['sudo sed -i "s/^-l\\s.*$/-l ${CONTROLLER_IP}/" /etc/memcached.conf', ['-l ‹CONTROLLER_IP›']],
    ['IP=$1\nsed -i "s/127.0.0.1/$IP/g" /etc/sysconfig/memcached', ['-l ‹$1›,::1']],
    ['sed -i "s/127.0.0.1,::1/$(hostname)/" /etc/sysconfig/memcached', ['-l ‹$(hostname)›']],
    [
      'sed -i "s/-l .*/-l $IP/" /etc/memcached.conf\nsed -i "s/-m .*/-m 1024/" /etc/memcached.conf\necho "-U 0" | sudo tee -a /etc/memcached.conf',
      ['-l ‹IP› -U 0'],
    ],
    ['sudo perl -pi -e "s/-l 127.0.0.1/-l $HOST_IP/" /etc/memcached.conf', ['-l ‹HOST_IP›']],
    ['sed -i "s/^-l 127.0.0.1/-l ${BIND:-0.0.0.0}/" /etc/memcached.conf', ['-l 0.0.0.0']],
    ['sed "s/^-l .*/-l ::/" -i /etc/memcached.conf', ['-l ::']],
    ['sed -i \'/OPTIONS=/c\\OPTIONS="-l ::"\' /etc/sysconfig/memcached', ['-l ::']],
    ["crudini --set /etc/sysconfig/memcached '' OPTIONS '-l 0.0.0.0 -U 0'", ['-l 0.0.0.0 -U 0']],
    [
      'crudini --set /etc/sysconfig/memcached DEFAULT OPTIONS "-l 127.0.0.1,::1,$NODE"',
      ['-l 127.0.0.1,::1,‹NODE›'],
    ],
    [
      'cp /etc/memcached.conf /etc/memcached_web.conf\nsed -i "s/127.0.0.1/::/" /etc/memcached_web.conf',
      ['-l ::'],
    ],
    ["sed -i '$a -U 11211' /etc/memcached.conf", ['-l 127.0.0.1 -U 11211']],
  ])('%s', async (text, expected) => {
    expect(await sockets(text)).toEqual(expected);
  });

  it.each([
    'sed -i "s/^-m .*/-m $SIZE/" /etc/memcached.conf',
    'sed -i.orig -e "/^-m 64/c-m ${RAM}" /etc/memcached.conf',
    'sed -i "s/^CACHESIZE=.*/CACHESIZE=\\"$SIZE\\"/" /etc/sysconfig/memcached',
    'sed -i "s/^# -c .*/-c $MAX/" /etc/memcached.conf',
    'cp /etc/memcached.conf /etc/memcached_web.conf\nsed -i "s/11211/$PORT/g" /etc/memcached_web.conf',
    'sed -i "s/^-l $OLD/-l $NEW/" /etc/memcached.conf',
  ])('says nothing of %s', async (text) => {
    expect(await readScript(text)).toEqual({ launches: [], problems: [] });
  });
});
