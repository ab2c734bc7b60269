import { describe, expect, it } from 'vitest';
import { writtenConfiguration } from '../../../src/formats/written-files/format.ts';
import { commandLines, place, read } from '../host/read.ts';

const readScript = (text: string) => read(writtenConfiguration, { 'setup.sh': `#!/bin/bash\n${text}\n` });

/** Each launch's words about sockets. */
async function sockets(text: string): Promise<string[]> {
  return commandLines(await readScript(text)).map((line) => (line.match(/-\w*[lUs] \S+/g) ?? []).join(' '));
}

describe("edits of Debian's memcached.conf", () => {
  it.each<[string, string[]]>([
    ["sed -i 's/-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf", ['-l 0.0.0.0']],
    ["sed -i -E 's/^-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf", ['-l 0.0.0.0']],
    ["sed -i.bak 's/^-l .*/-l 0.0.0.0/' /etc/memcached.conf", ['-l 0.0.0.0']],
    ["sed --in-place=.bak 's#^-l .*#-l 0.0.0.0#' /etc/memcached.conf", ['-l 0.0.0.0']],
    ["sed -i -e 's/^-l .*/-l ::/' -e 's/^-m .*/-m 512/' /etc/memcached.conf", ['-l ::']],
    ["sed -i 's|127.0.0.1|0.0.0.0|; s@-m 64@-m 1@' /etc/memcached.conf", ['-l 0.0.0.0']],
    ["sed -i 's/^\\(-l\\) .*/\\1 10.0.0.5/' /etc/memcached.conf", ['-l 10.0.0.5']],
    ["sed -i -r 's/^(-l) .*/\\1 10.0.0.5/' /etc/memcached.conf", ['-l 10.0.0.5']],
    ["sed -i 's/127\\.0\\.0\\.1/172\\.16\\.0\\.210/g' /etc/memcached.conf", ['-l 172.16.0.210']],
    ["sed -i 's/^-l 127.0.0.1$/#&/' /etc/memcached.conf", ['']],
    ["sed -i '35s/.*/-l 0.0.0.0/' /etc/memcached.conf", ['-l 0.0.0.0']],
    ["sed -i '35d' /etc/memcached.conf", ['']],
    ["sed -i 's/^-p .*/-p 11211\\n-U 11211/' /etc/memcached.conf", ['-U 11211 -l 127.0.0.1']],
    ["echo '-vl 0.0.0.0' >> /etc/memcached.conf", ['-l 127.0.0.1 -vl 0.0.0.0']],
    ["printf '%s\\n' '-l 0.0.0.0' '-U 0' | tee -a /etc/memcached.conf", ['-l 127.0.0.1 -l 0.0.0.0 -U 0']],
    // Debian 13 and Ubuntu 24.04 have a second line, of which other releases know nothing.
    ["sed -i 's/-l ::1/-l ::/' /etc/memcached.conf", ['-l 127.0.0.1 -l ::']],
    ["sed -i '/-l 127.0.0.1/d; /-l ::1/d' /etc/memcached.conf", ['']],
  ])('%s', async (text, expected) => {
    expect(await sockets(text)).toEqual(expected);
  });

  it.each([
    "sed -i 's/-p 11211/-p 11212/' /etc/memcached.conf",
    "sed -i 's/^# -c 1024/-c 8192/' /etc/memcached.conf",
    "sed -i 's/-l 127.0.0.1/-l 127.0.0.1,::1/' /etc/memcached.conf",
    "sed -i 's/-l 127.0.0.1/-l 127.0.1.1/' /etc/memcached.conf",
    "sed -i 's/-l ::1/#-l ::1/' /etc/memcached.conf",
    "sed -i 's/-l 192.168.1.1/-l 0.0.0.0/' /etc/memcached.conf",
    'echo "-U 0" >> /etc/memcached.conf',
    'echo "-S" >> /etc/memcached.conf',
    "sed -i 's/^-l/#-l/' /etc/memcached.conf\necho '-s /run/m.sock' >> /etc/memcached.conf",
    "if [ -f /etc/memcached.conf ]; then\n  echo '-U 0' >> /etc/memcached.conf\nfi",
    'echo ENABLE_MEMCACHED=yes > /etc/default/memcached',
    "sed -i 's/127.0.0.1/0.0.0.0/' /etc/default/memcached",
  ])('says nothing of %s', async (text) => {
    expect(await readScript(text)).toEqual({ launches: [], problems: [] });
  });
});

describe('edits of sysconfig/memcached', () => {
  it.each<[string, string[]]>([
    ['sed -i \'s/OPTIONS=.*/OPTIONS="-l 0.0.0.0"/\' /etc/sysconfig/memcached', ['-l 0.0.0.0']],
    ["sed -i 's/127.0.0.1,::1/192.168.0.200/' /etc/sysconfig/memcached", ['-l 192.168.0.200']],
    ["sed -i 's/-l 127.0.0.1,::1//' /etc/sysconfig/memcached", ['']],
    ['sed -i \'s/OPTIONS="-l 127.0.0.1,::1"/OPTIONS=""/\' /etc/sysconfig/memcached', ['']],
    ['echo \'OPTIONS="-l 0.0.0.0 -U 0"\' | sudo tee -a /etc/sysconfig/memcached', ['-l 0.0.0.0 -U 0']],
    [
      'sed -i \'s/^OPTIONS="\\(.*\\)"/OPTIONS="\\1 -U 11211"/\' /etc/sysconfig/memcached',
      ['-l 127.0.0.1,::1 -U 11211'],
    ],
    // Red Hat 7 ships no options at all.
    ['sed -i \'s/OPTIONS=""/OPTIONS="-l 0.0.0.0 -U 0"/\' /etc/sysconfig/memcached', ['-l 0.0.0.0 -U 0']],
    ['sed -i "s/OPTIONS=\\"\\"/OPTIONS=\\"-l 10.0.0.5\\"/" /etc/sysconfig/memcached', ['-l 10.0.0.5']],
    ['sed -i \'s/OPTIONS=""/OPTIONS="-U 0"/\' /etc/sysconfig/memcached', ['-U 0']],
    // SUSE has variables of its own.
    ['sed -i \'s/^MEMCACHED_PARAMS=.*/MEMCACHED_PARAMS="-l ::"/\' /etc/sysconfig/memcached', ['-l ::']],
    ["sed -i 's/127.0.0.1/0.0.0.0/' /etc/sysconfig/memcached # MEMCACHED_PARAMS", ['-l 0.0.0.0,::1']],
  ])('%s', async (text, expected) => {
    expect(await sockets(text)).toEqual(expected);
  });

  it.each([
    // No release ships what it looks for.
    'sed -i \'s/OPTIONS="-l 127.0.0.1"/OPTIONS=""/\' /etc/sysconfig/memcached',
    'sed -i \'s/OPTIONS=""/OPTIONS="-l 127.0.0.1"/\' /etc/sysconfig/memcached',
    'sed -i \'s/^PORT=.*/PORT="11212"/; s/OPTIONS=""/OPTIONS=""/\' /etc/sysconfig/memcached',
    'sed -i "s/,::1//" /etc/sysconfig/memcached',
    'sed -i "s/[,]\\?\\:\\:1[,]\\?//g" /etc/sysconfig/memcached',
    'sed -i \'s/^MEMCACHED_PARAMS=.*/MEMCACHED_PARAMS="-l 127.0.0.1 -m 512"/\' /etc/sysconfig/memcached',
  ])('says nothing of %s', async (text) => {
    expect(await readScript(text)).toEqual({ launches: [], problems: [] });
  });
});

describe("edits of Alpine's conf.d/memcached, which has UDP on", () => {
  it.each<[string, string[]]>([
    ['sed -i \'s/^LISTENON=.*/LISTENON="0.0.0.0"/\' /etc/conf.d/memcached', ['-U 11211 -l 0.0.0.0']],
    ['sed -i \'s/"127.0.0.1"/""/; s/^UDPPORT=.*/UDPPORT="0"/\' /etc/conf.d/memcached', ['-U 0']],
    ['sed -i \'s/^UDPPORT=.*/UDPPORT="0"/\' /etc/conf.d/memcached', []],
  ])('%s', async (text, expected) => {
    expect(await sockets(text)).toEqual(expected);
  });
});

describe('commands that may not run', () => {
  it.each<[string, string[]]>([
    // What stands in one branch runs together.
    [
      'if x; then\n sed -i "s/^-l .*/-l 10.0.0.5/" /etc/memcached.conf\n sed -i "s/^-p .*/-U 0/" /etc/memcached.conf\nfi',
      ['-U 0 -l 10.0.0.5'],
    ],
    [
      'if x; then\n echo "-l 10.0.0.5" > /etc/memcached.conf\n echo "-U 0" >> /etc/memcached.conf\nfi',
      ['-l 10.0.0.5 -U 0'],
    ],
    [
      'if x; then sed -i "s/^-l .*/-l ::/" /etc/memcached.conf; else sed -i "/^-l/d" /etc/memcached.conf; fi',
      ['-l ::', ''],
    ],
    [
      'echo "-l 0.0.0.0" > /etc/memcached.conf\nif x; then echo "-U 0" >> /etc/memcached.conf; fi',
      ['-l 0.0.0.0', '-l 0.0.0.0 -U 0'],
    ],
    // On a machine that does not have the package yet.
    ['if [ ! -f /etc/memcached.conf ]; then echo "-l 0.0.0.0" > /etc/memcached.conf; fi', ['-l 0.0.0.0']],
    ['test -e /etc/memcached.conf || echo "-l ::" > /etc/memcached.conf', ['-l ::']],
  ])('%s', async (text, expected) => {
    expect(await sockets(text)).toEqual(expected);
  });
});

it('gives a place in the script where an edited file goes by another name', async () => {
  const { launches } = await readScript(
    "sed 's/-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf > /tmp/memcached.new",
  );
  expect(launches.map(({ at }) => at.file.path)).toEqual(['setup.sh']);
  expect(launches.map(place)).toEqual(['2:54 > /tmp/memcached.new']);
});
