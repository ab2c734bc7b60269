import { describe, expect, it } from 'vitest';
import { launchd } from '../../../src/formats/launchd/format.ts';
import { commandLines, place, positions, read, wordPlaces } from '../host/read.ts';

const plist = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>homebrew.mxcl.memcached</string>
  ${body}
</dict>
</plist>
`;
const array = (...words: string[]): string =>
  `<key>ProgramArguments</key><array>${words.map((word) => `<string>${word}</string>`).join('')}</array>`;
const words = async (text: string): Promise<string[]> =>
  commandLines(await read(launchd, { 'a.plist': text }));

describe('ProgramArguments', () => {
  it.each<[string, string[]]>([
    [array('/usr/local/bin/memcached', '-l', 'localhost'), ['-l localhost']],
    [array('/opt/homebrew/opt/memcached/bin/memcached', '-l 127.0.0.1'), ['-l 127.0.0.1']],
    [array('memcached'), ['']],
    [array('memcached', '-l', '&#49;27.0.0.1', '-o', 'a&amp;b&lt;&quot;'), ['-l 127.0.0.1 -o a&b<"']],
    [array('memcached', '-l', '<![CDATA[0.0.0.0]]>', ''), ["-l 0.0.0.0 ''"]],
    [array('memcached', '-l', '{{ ip }}'), ['-l ‹{{ ip }}›']],
    [`<key>Program</key><string>/usr/bin/memcached</string>${array('cache', '-U', '0')}`, ['-U 0']],
    ['<key>Program</key><string>/usr/bin/memcached</string>', ['']],
    [
      `<key>EnvironmentVariables</key><dict><key>IP</key><string>10.0.0.5</string></dict>${array('/bin/sh', '-c', 'memcached -l $IP -p $P')}`,
      ['-l 10.0.0.5 -p ‹P…›'],
    ],
    [`<!-- memcached -l 0.0.0.0 -->${array('sudo', '-u', 'nobody', 'memcached', '-vv')}`, ['-vv']],
    [`<key>KeepAlive</key><true/><key>Nice</key><integer>1</integer>${array('memcached')}`, ['']],
  ])('%s', async (body, expected) => {
    expect(await words(plist(body))).toEqual(expected);
  });

  it('are words with places', async () => {
    const text = plist(
      `<key>ProgramArguments</key>\n  <array>\n    <string>memcached</string>\n    <string>-l</string>\n    <string>0.0.&#48;.0</string>\n  </array>`,
    );
    const { launches } = await read(launchd, { 'a.plist': text });
    expect(launches[0]!.name).toBe('homebrew.mxcl.memcached');
    expect(place(launches[0]!)).toMatch(/^7:3 <array>/);
    expect(positions(launches[0]!)).toEqual(['9:13', '10:13']);
    expect(wordPlaces(launches[0]!)[0]).toBe('-l');
    // An entity belongs to the word.
    expect(launches[0]!.argv[1]!.text).toBe('0.0.0.0');
  });
});

describe('what starts none', () => {
  it.each([
    plist(array('/usr/local/bin/redis-server', '--cache', 'memcached')),
    plist(array('memcached_exporter')),
    plist('<key>ProgramArguments</key><string>memcached</string>'),
    plist('<!-- <key>ProgramArguments</key><array><string>memcached</string></array> -->'),
    '<plist><array><string>memcached</string></array></plist>',
    'bplist00 memcached',
    '',
  ])('%s', async (text) => {
    expect((await read(launchd, { 'a.plist': text })).launches).toEqual([]);
  });

  it('but a list that is not well-formed and names it is said', async () => {
    const text = plist(array('memcached')).replace('</array>', '');
    expect((await read(launchd, { 'a.plist': text })).problems.map(({ kind }) => kind)).toEqual([
      'unreadable',
    ]);
  });
});
