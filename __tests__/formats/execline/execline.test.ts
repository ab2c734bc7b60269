import { describe, expect, it } from 'vitest';
import { execline } from '../../../src/formats/execline/format.ts';
import { commandLines, positions, read } from '../host/read.ts';

const run = async (text: string): Promise<string[]> =>
  commandLines(await read(execline, { 'etc/services.d/memcached/run': text }));

describe('run scripts', () => {
  it.each<[string, string[]]>([
    ['#!/command/execlineb -P\nmemcached -l 127.0.0.1 -U 0\n', ['-l 127.0.0.1 -U 0']],
    [
      '#!/usr/bin/execlineb -P\nfdmove -c 2 1\ns6-setuidgid memcache\n/usr/bin/memcached\n-m 64 -l "0.0.0.0" # all\n',
      ['-m 64 -l 0.0.0.0'],
    ],
    [
      '#!/command/execlineb -P\nwith-contenv importas -i IP IP\nmemcached -l ${IP} -p $PORT\n',
      ['-l ‹IP› -p $PORT'],
    ],
    [
      '#!/bin/execlineb -P\nforeground { mkdir -p /run/memcached }\nmemcached -s "/run/m c.sock"\n',
      ['-s /run/m c.sock'],
    ],
    ['#!/bin/execlineb -P\nbackground { memcached -p 1 }\nsleep 9\n', ['-p 1']],
    ['#!/bin/execlineb -P\nsh -c "exec memcached -l 0.0.0.0"\n', ['-l 0.0.0.0']],
    // Wrappers among the commands of execline.
    [
      '#!/bin/execlineb -P\ns6-setuidgid memcache\nimportas -D 64 MEM MEM\nnice -n 5\ncd /\nmemcached -m ${MEM} -l ::\n',
      ['-m ‹MEM› -l ::'],
    ],
    [
      '#!/bin/execlineb -P\nbacktick -n IP { hostname -i }\nimportas -iu IP IP\nmemcached -l ${IP}\n',
      ['-l ‹IP›'],
    ],
    ['#!/bin/execlineb -P\nif -n -x 1 { test -e /x }\ns6-softlimit -o 1024 memcached -p 6\n', ['-p 6']],
    ['#!/bin/execlineb -P\nelglob f /etc/*\nredirfd -w 1 /log\nexec -c -a mc memcached -p 7\n', ['-p 7']],
    ['#!/bin/execlineb -P\nforx i { 1 2 } { s6-env A=1 memcached -p 8 }\n', ['-p 8']],
    ['#!/bin/execlineb -P\nifthenelse { true } { memcached -p 1 } { memcached -p 2 }\n', ['-p 1', '-p 2']],
  ])('%j', async (text, expected) => {
    expect(await run(text)).toEqual(expected);
  });

  it('have places', async () => {
    const text = '#!/bin/execlineb -P\nmemcached -l "0.0.0.0" -U 1\n';
    const { launches } = await read(execline, { 'etc/s6/mc/run': text });
    expect(launches[0]!.name).toBe('s6 service mc');
    expect(positions(launches[0]!)).toEqual(['2:11', '2:15', '2:24', '2:27']);
  });
});

describe('what starts none', () => {
  it.each([
    '#!/bin/sh\nexec memcached -l 0.0.0.0\n',
    '#!/bin/execlineb -P\n# memcached -l 0.0.0.0\nredis\n',
    '#!/bin/execlineb -P\nforeground { echo memcached } web\n',
    '#!/bin/execlineb -P\ns6-svwait /run/service/memcached web\n',
    '#!/bin/execlineb -P\nimportas -D memcached X X\nweb\n',
    '#!/bin/execlineb -P\ndefine memcached -l\nnice -n 5\nweb\n',
    '#!/bin/execlineb -P\nweb --cache memcached:11211\n',
  ])('%j', async (text) => {
    expect(await run(text)).toEqual([]);
  });
});
