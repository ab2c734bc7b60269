import { describe, expect, it } from 'vitest';
import { procfile } from '../../../src/formats/procfile/format.ts';
import { commandLines, place, positions, read, wordPlaces } from '../host/read.ts';

describe('processes', () => {
  it.each<[string, string[]]>([
    ['web: bin/rails s\ncache: memcached -l 127.0.0.1\n', ['-l 127.0.0.1']],
    ['cache: exec memcached -p ${PORT:-11211}\n', ['-p 11211']],
    ['cache: memcached -p $PORT\n', ['-p ‹PORT…›']],
    ['cache:memcached -vv >> log 2>&1\r\n', ['-vv']],
    ["cache: sh -c 'memcached -l 0.0.0.0'\n", ['-l 0.0.0.0']],
    ['a: memcached -p 1 & memcached -p 2\n', ['-p 1', '-p 2']],
  ])('%j', async (text, expected) => {
    expect(commandLines(await read(procfile, { Procfile: text }))).toEqual(expected);
  });

  it('see the .env beside them', async () => {
    const reading = await read(procfile, {
      'app/Procfile.dev': 'cache: memcached -l $BIND -p $PORT\n',
      'app/.env': '# BIND=1.1.1.1\nexport BIND="0.0.0.0"\n',
      '.env': 'PORT=1\n',
    });
    expect(commandLines(reading)).toEqual(['-l 0.0.0.0 -p ‹PORT…›']);
    expect(reading.launches[0]!.argv[1]!.locate()!.file.path).toBe('app/.env');
  });

  it('may run a container', async () => {
    const { launches } = await read(procfile, {
      Procfile: 'c: docker run --rm -p 11211:11211 memcached:1.5 -m 64\n',
    });
    expect(launches.map(({ name, network }) => [name, network.kind])).toEqual([
      ['container memcached:1.5', 'container'],
    ]);
  });

  it('have names and places', async () => {
    const { launches } = await read(procfile, { Procfile: 'web: x\ncache: memcached -l 0.0.0.0 -U 11211\n' });
    expect(launches[0]!.name).toBe('process cache');
    expect(place(launches[0]!)).toBe('2:8 memcached -l 0.0.0.0 -U 11211');
    expect(positions(launches[0]!)).toEqual(['2:18', '2:21', '2:29', '2:32']);
    expect(wordPlaces(launches[0]!)).toEqual(['-l', '0.0.0.0', '-U', '11211']);
  });
});

describe('what starts none', () => {
  it.each([
    'web: bin/web --cache=memcached\n',
    '# cache: memcached -l 0.0.0.0\n',
    'memcached: bin/redis\n',
    'x: echo memcached -l 0.0.0.0\n',
    'x: which memcached\n',
    'x: tail -f memcached.log\n',
  ])('%j', async (text) => {
    expect(await read(procfile, { Procfile: text })).toEqual({ launches: [], problems: [] });
  });
});
