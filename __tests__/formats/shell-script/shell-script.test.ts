import { describe, expect, it } from 'vitest';
import { shellScript } from '../../../src/formats/shell-script/format.ts';
import { scriptInvocations, writtenFiles } from '../../../src/formats/shell-script/script-reading.ts';
import type { Repository } from '../../../src/repository/repository.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { commandLines, place, positions, read, wordPlaces } from '../host/read.ts';

const launchesOf = async (text: string, path = 'start.sh') =>
  commandLines(await read(shellScript, { [path]: text }));

describe('recognition', () => {
  it.each([
    'bin/start.sh',
    'x.bash',
    'etc/rc.local',
    'files/etc/init.d/memcached',
    'init.d/memcached.11212',
    'etc/rc.d/rc.memcached',
    'start.sh.j2',
    'x.sh.erb',
  ])('takes %s', (path) => {
    expect(shellScript.hasPath(path)).toBe(true);
  });

  it.each([
    'README.md',
    'memcached.conf',
    'start.shx',
    'init.d',
    'sh',
    'run',
    'conf.d/memcached',
    'setup.py',
  ])('leaves %s', (path) => {
    expect(shellScript.hasPath(path)).toBe(false);
  });

  it.each<[string, string, boolean]>([
    ['#!/bin/sh\nexec memcached\n', 'sv/memcached/run', true],
    ['#!/usr/bin/env bash\nmemcached\n', 'start', true],
    ['#! /bin/dash -e\nmemcached\n', 'start', true],
    ['#!/bin/busybox ash\nmemcached\n', 'start', true],
    ['#!/usr/bin/env -S bash -e\nmemcached\n', 'start', true],
    ['#!/usr/bin/python3\nmemcached\n', 'start', false],
    ['#!/usr/bin/env ruby\nmemcached\n', 'x.sh', false],
    ['#!/command/execlineb -P\nmemcached\n', 'sv/memcached/run', false],
    ['memcached -l 0.0.0.0\n', 'notes', false],
    ['memcached -l 0.0.0.0\n', 'start.sh', true],
  ])('%j in %s: %s', (text, path, expected) => {
    expect(shellScript.hasContent(text, path)).toBe(expected);
  });
});

describe('launches', () => {
  it.each<[string, string[]]>([
    ['#!/bin/sh\nexec chpst -u memcache memcached -l 127.0.0.1 -U 0 2>&1\n', ['-l 127.0.0.1 -U 0']],
    ['IP=0.0.0.0\nsudo -u nobody memcached -l $IP -d\n', ['-l 0.0.0.0 -d']],
    ['memcached -l "$BIND"\n', ['-l ‹BIND›']],
    ['memcached -l ${BIND:-127.0.0.1} $OPTS\n', ['-l 127.0.0.1 ‹OPTS…›']],
    ['IP=127.0.0.1\n[ -n "$PUBLIC" ] && IP=0.0.0.0\nmemcached -l $IP\n', ['-l 0.0.0.0', '-l 127.0.0.1']],
    ['memcached -V\n', ['-V']],
    [
      'start() { memcached -l 0.0.0.0; }\ncase "$1" in start) start ;; stop) pkill memcached ;; esac\n',
      ['-l 0.0.0.0'],
    ],
    ['#!/bin/sh\nARGS=(-l 0.0.0.0)\nmemcached "${ARGS[@]}"\n', ['-l 0.0.0.0']],
    [
      'DAEMON=/usr/bin/memcached\n. /etc/default/memcached\nstart-stop-daemon --start --exec $DAEMON -- $OPTS\n',
      ['‹OPTS…›'],
    ],
  ])('%j', async (text, expected) => {
    expect(await launchesOf(text)).toEqual(expected);
  });

  it.each([
    'apt-get install -y memcached\nsystemctl restart memcached\n',
    'echo "memcached -l 0.0.0.0"\n# memcached -l 0.0.0.0\npgrep memcached || exit 1\n',
    'cat > README <<EOF\nmemcached -l 0.0.0.0\nEOF\n',
    'docker exec cache memcached-tool localhost:11211 stats\n',
    'usage() { echo "memcached -l 0.0.0.0"; }\nusage\n',
    'ssh cache1 memcached -d -l 0.0.0.0\n',
    'brew services start memcached\n/etc/init.d/memcached restart\n',
    'memcached_exporter --memcached.address=localhost:11211\n',
    'start() { memcached -l 0.0.0.0; }\n',
    'exit 0\nmemcached -l 0.0.0.0\n',
  ])('none in %j', async (text) => {
    const reading = await read(shellScript, { 'x.sh': text });
    expect(reading).toEqual({ launches: [], problems: [] });
  });

  it('have names, places and networks', async () => {
    const { launches } = await read(shellScript, {
      'bin/start.sh': 'set -e\n  ip netns exec a memcached -l 0.0.0.0 &\nmemcached -U \\\n  11211\n',
    });
    expect(launches.map(({ name, network }) => [name, network.kind])).toEqual([
      ['start.sh', 'none'],
      ['start.sh (2)', 'host'],
    ]);
    expect(place(launches[0]!)).toBe('2:3 ip netns exec a memcached -l 0.0.0.0');
    expect(positions(launches[1]!)).toEqual(['3:11', '4:3']);
    expect(wordPlaces(launches[1]!)).toEqual(['-U', '11211']);
    expect(launches[0]!.version.state).toBe('unknown');
  });

  it('point at the assignment that gives a value', async () => {
    const { launches } = await read(shellScript, { 'a.sh': 'IP=0.0.0.0\nmemcached -l $IP\n' });
    expect(positions(launches[0]!)).toEqual(['2:11', '1:4']);
  });

  it('see settings beside the script, from the root too', async () => {
    const reading = await read(shellScript, {
      'bin/start.sh': '. ./settings.sh\n. conf/more.sh\nmemcached -l $IP -p $PORT\n',
      'bin/settings.sh': 'IP=10.0.0.5\n',
      'conf/more.sh': 'PORT=11212\n',
    });
    expect(commandLines(reading)).toEqual(['-l 10.0.0.5 -p 11212']);
    expect(reading.launches[0]!.argv[1]!.locate()!.file.path).toBe('bin/settings.sh');
  });

  it('of a script that another runs count once, with the words it is given', async () => {
    const reading = await read(shellScript, {
      'run.sh': 'sh ./start.sh -l 127.0.0.1\n',
      'start.sh': '#!/bin/sh\nexec memcached -d "$@"\n',
      'both.sh': '. ./common.sh\n',
      'common.sh': 'memcached -p 1\n',
    });
    expect(commandLines(reading).sort()).toEqual(['-d -l 127.0.0.1', '-p 1']);
  });

  it('go on where settings are kept out of the repository', async () => {
    expect(await launchesOf('. ./.env\nmemcached -l $IP\n')).toEqual(['-l ‹IP…›']);
  });

  it('may be containers', async () => {
    const { launches } = await read(shellScript, {
      'up.sh': 'P=11211\ndocker run -d -p $P:11211 memcached:1.5.5\n',
    });
    expect(launches.map(({ name, network }) => [name, network.kind])).toEqual([
      ['container memcached:1.5.5', 'container'],
    ]);
  });

  it('of an entry point are those of an image', async () => {
    const text =
      '#!/bin/sh\n[ "$1" = memcached ] || set -- memcached "$@"\nmemcached -l 0.0.0.0 &\nexec "$@"\n';
    const { launches } = await read(shellScript, { 'docker-entrypoint.sh': text });
    expect(launches.map(({ network }) => network.kind)).toEqual(['image']);
  });

  it('of a template keep its placeholders unknown', async () => {
    expect(await launchesOf('memcached -l {{ bind }} -U 0\n', 'start.sh.j2')).toEqual([
      '-l ‹{{ bind }}› -U 0',
    ]);
  });
});

describe('problems', () => {
  it('are said where a syntax error hides memcached', async () => {
    const { launches, problems } = await read(shellScript, {
      'a.sh': 'memcached -p 1\nif true; then\nmemcached -l 0.0.0.0 )\n',
    });
    expect(launches).toHaveLength(1);
    expect(problems.map(({ kind }) => kind)).toEqual(['unreadable']);
  });

  it('are said where a script is too complex to follow', async () => {
    const loops = 'for a in {1..999}; do for b in {1..999}; do for c in {1..9}; do :; done; done; done\n';
    const { launches, problems } = await read(shellScript, { 'a.bash': `${loops}memcached -p 1\n` });
    expect(launches).toHaveLength(1);
    expect(problems.map(({ kind }) => kind)).toEqual(['unreadable']);
  });

  it('are not said where nothing of memcached is hidden', async () => {
    const { problems } = await read(shellScript, { 'a.sh': 'memcached -p 1\necho )\n' });
    expect(problems).toEqual([]);
  });
});

describe('what a script does besides', () => {
  const repository: Repository = { paths: [], has: () => false, read: () => undefined };
  const file = (text: string) => new SourceFile('x.sh', text);

  it('includes the container engines that it calls', () => {
    const found = scriptInvocations(file('sudo docker ps\npodman pull memcached\ncurl x\n'), repository);
    expect(found.map(({ name }) => name)).toEqual(['docker', 'podman']);
  });

  it('includes the files that it writes', () => {
    const text = [
      'IP=0.0.0.0',
      'cat >/etc/memcached.conf <<EOF',
      '-l $IP',
      'EOF',
      'echo "-U 0" | sudo tee -a /etc/memcached.conf >/dev/null',
      'echo "-p 1" >> /etc/memcached.conf',
      'date > log',
      'echo x > /dev/null',
    ].join('\n');
    const writes = writtenFiles(file(text), repository).filter(({ path }) => path.startsWith('/etc/'));
    expect(writes.map(({ path, append, text: written }) => [path, append, written.text])).toEqual([
      ['/etc/memcached.conf', false, '-l 0.0.0.0\n'],
      ['/etc/memcached.conf', true, '-U 0\n'],
      ['/etc/memcached.conf', true, '-p 1\n'],
    ]);
    expect(writes[0]!.text.locate(3, 10)).toMatchObject({ start: 3, end: 10 });
  });
});
