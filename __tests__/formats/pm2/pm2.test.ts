import { describe, expect, it } from 'vitest';
import { pm2 } from '../../../src/formats/pm2/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const lines = async (text: string, path = 'ecosystem.config.json') =>
  commandLines(await read(pm2, { [path]: text }));

describe('apps', () => {
  it.each<[string, string, string[]]>([
    ['ecosystem.json', '{"apps": [{"script": "memcached", "args": "-l 0.0.0.0"}]}', ['-l 0.0.0.0']],
    ['ecosystem.config.yml', 'apps:\n  - script: /usr/bin/memcached\n    args: [-l, "::"]\n', ['-l ::']],
    ['x.json', '{\n  "apps": [{"cmd": "memcached -p $P &", "env": {"P": "1"}}]\n}', ['-p 1']],
    ['pm2.json', '[{"script": "memcached -vv"}]', ['-vv']],
  ])('%s %j', async (path, text, expected) => {
    expect(await lines(text, path)).toEqual(expected);
  });

  it('have places', async () => {
    const text = '{"apps": [{"name": "cache", "script": "memcached", "args": "-l 0.0.0.0"}]}';
    const { launches } = await read(pm2, { 'pm2.json': text });
    expect(launches[0]!.name).toBe('app cache');
    expect(place(launches[0]!)).toBe('1:61 -l 0.0.0.0');
    expect(positions(launches[0]!)).toEqual(['1:61', '1:64']);
  });

  it.each([
    '{"apps": [{"name": "memcached", "script": "app.js"}]}',
    '{"apps": [{"script": "app.js", "args": "memcached -l 0.0.0.0"}]}',
    '{"apps": [{"script": "app.js", "env": {"CACHE": "memcached"}}]}',
    '{"apps": {"memcached": {"script": "memcached"}}}',
    '{"apps": [{"script": "memcached"',
  ])('start none: %j', async (text) => {
    const found = (await lines(text)).filter((line) => line !== '');
    expect(found).toEqual([]);
  });
});
