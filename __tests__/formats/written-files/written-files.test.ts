import { describe, expect, it } from 'vitest';
import { writtenConfiguration } from '../../../src/formats/written-files/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const lines = async (text: string, others: Record<string, string> = {}) =>
  commandLines(await read(writtenConfiguration, { 'setup.sh': `#!/bin/bash\n${text}\n`, ...others }));

describe('files that a script writes', () => {
  it.each<[string, string[]]>([
    ['cat > /etc/memcached.conf <<EOF\n-m 64\n-l 0.0.0.0\nEOF', ['-m 64 -l 0.0.0.0']],
    ['sudo tee /etc/memcached.conf >/dev/null <<EOF\n-l $IP\n-U 0\nEOF', ['-l ‹IP› -U 0']],
    ['IP=10.0.0.5\nprintf -- "-l %s\\n" $IP > /etc/memcached.conf', ['-l 10.0.0.5']],
    [
      'cat > /etc/sysconfig/memcached <<EOF\nPORT="11211"\nUSER="memcached"\nCACHESIZE="64"\nMAXCONN="9"\nOPTIONS="-l 0.0.0.0"\nEOF',
      ['-p 11211 -u memcached -m 64 -c 9 -l 0.0.0.0'],
    ],
    [
      'cat <<"EOF" > /etc/supervisor/conf.d/all.conf\n[program:memcached]\ncommand=memcached -uroot -l127.0.0.1\nEOF',
      ['-uroot -l127.0.0.1'],
    ],
    [
      'cat > /etc/systemd/system/memcached.service <<EOF\n[Service]\nExecStart=/usr/bin/memcached -l ::\nEOF',
      ['-l ::'],
    ],
    [
      'echo \'memcached_enable="YES"\' >> /etc/rc.conf\necho \'memcached_flags="-m 700"\' >> /etc/rc.conf',
      ['-m 700 -d -u nobody -P /var/run/memcached/memcached.pid'],
    ],
    [
      'if [ -n "$DEV" ]; then echo "-l 0.0.0.0" > /etc/memcached.conf; else echo "-l ::1" > /etc/memcached.conf; fi',
      ['-l 0.0.0.0', '-l ::1'],
    ],
  ])('%s', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ["sed -i 's/-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf", ['-l 0.0.0.0']],
    ["sudo sed -i 's/^-l/#-l/' /etc/memcached.conf", ['']],
    ["sed -i 's/-l/# -l/' /etc/memcached.conf", ['']],
    ["sed -i '/-l/d' /etc/memcached.conf", ['']],
    ['echo "-U 11211" >> /etc/memcached.conf', ['-l 127.0.0.1 -U 11211']],
    ['echo "-l 10.0.0.5" | sudo tee -a /etc/memcached.conf', ['-l 127.0.0.1 -l 10.0.0.5']],
    ["sed -i 's/127.0.0.1/0.0.0.0/g' /etc/sysconfig/memcached", ['-l 0.0.0.0,::1']],
    ['sed -i \'s/OPTIONS=.*/OPTIONS=""/\' /etc/sysconfig/memcached', ['']],
  ])('edits of what packages bring: %s', async (text, expected) => {
    const network = (await lines(text)).map((line) => (line.match(/-[lU] \S+/g) ?? []).join(' '));
    expect(network).toEqual(expected);
  });

  it.each([
    "sed -i 's/-m 64/-m 512/' /etc/memcached.conf",
    "sed -i 's/,::1//' /etc/sysconfig/memcached",
    'sed -i "s/CACHESIZE=.*/CACHESIZE=512/" /etc/sysconfig/memcached',
    'apt-get install memcached\necho "vm.swappiness=0" >> /etc/sysctl.conf',
    'cat > /etc/nginx/conf.d/memcached.conf <<EOF\nupstream m { server 127.0.0.1:11211; }\nEOF',
    'echo "-l 0.0.0.0" > /etc/redis.conf # not memcached',
    "sed 's/-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf",
    'cat /etc/memcached.conf > /dev/null',
    'memcached -l 0.0.0.0',
    'rm -f /etc/memcached.conf',
  ])('says nothing of %s', async (text) => {
    expect(await lines(text)).toEqual([]);
  });

  it('counts what a script writes as a whole, however usual', async () => {
    expect(await lines('cat > /etc/memcached.conf <<EOF\n-p 11211\n-l 127.0.0.1\nEOF')).toEqual([
      '-p 11211 -l 127.0.0.1',
    ]);
  });

  it("start from the repository's own file", async () => {
    const edit = "sed -i 's/-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf";
    expect(await lines(edit, { 'etc/memcached.conf': '-l 127.0.0.1\n-U 0\n' })).toEqual(['-l 0.0.0.0 -U 0']);
  });

  it('have their places in the script', async () => {
    const text = '#!/bin/sh\ncat > /etc/memcached.conf <<EOF\n-m 64\n-l 0.0.0.0\nEOF\n';
    const { launches } = await read(writtenConfiguration, { 'setup.sh': text });
    expect(launches.map((launch) => launch.at.file.path)).toEqual(['setup.sh']);
    expect(launches.map(place)).toEqual(['3:1 -m 64']);
    expect(launches.map(positions)).toEqual([['3:1', '3:4', '4:1', '4:4']]);
  });

  it('have the place of the edit where a package brought the rest', async () => {
    const text = "#!/bin/sh\nsed -i 's/^-l/#-l/' /etc/memcached.conf\n";
    const { launches } = await read(writtenConfiguration, { 'setup.sh': text });
    expect(launches.map((launch) => launch.at.file.path)).toEqual(['setup.sh']);
    expect(launches.map(place)).toEqual(['2:21 /etc/memcached.conf']);
  });
});
