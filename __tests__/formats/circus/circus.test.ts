import { describe, expect, it } from 'vitest';
import { circus } from '../../../src/formats/circus/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const lines = async (text: string) => commandLines(await read(circus, { 'circus.ini': text }));

describe('watchers', () => {
  it.each<[string, string[]]>([
    ['[watcher:m]\ncmd = memcached -l 0.0.0.0\n', ['-l 0.0.0.0']],
    ['[watcher:m]\ncmd = memcached\nargs = -vv -p "1"\n', ['-vv -p 1']],
    ['[watcher:m]\ncmd = memcached -l $IP\n', ['-l $IP']],
    ['[watcher:m]\ncmd = exec memcached -l $IP > log\nshell = True\n[env:m]\nip = 1\n', ['-l ‹IP…›']],
    ['[watcher:m]\ncmd = memcached -p 1121$(circus.wid)\n', ['-p 1121‹$(circus.wid)›']],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('have places', async () => {
    const { launches } = await read(circus, { 'x.ini': '[watcher:m]\ncmd = memcached\nargs = -l 0.0.0.0\n' });
    expect(launches[0]!.name).toBe('watcher:m');
    expect(place(launches[0]!)).toBe('2:7 memcached');
    expect(positions(launches[0]!)).toEqual(['3:8', '3:11']);
  });

  it.each([
    '[watcher:memcached]\ncmd = redis-server\n',
    '[watcher:web]\ncmd = web --cache memcached:11211\n',
    '[watcher:m]\n# cmd = memcached\n',
    '[socket:memcached]\nport = 11211\ncmd = memcached\n',
    '[watcher:m]\ncmd = "memcached\n',
  ])('start none: %j', async (text) => {
    expect(await read(circus, { 'circus.ini': text })).toEqual({ launches: [], problems: [] });
  });
});
