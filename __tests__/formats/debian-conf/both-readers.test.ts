import { describe, expect, it } from 'vitest';
import type { Reader } from '../../../src/formats/debian-conf/conf-lines.ts';
import { readerArgv } from '../../../src/formats/debian-conf/reader-argv.ts';
import { environmentOf } from '../../../src/shell/environment.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';

/** What memcached 1.6.18's scripts on Debian 12 really made of each conf; `undefined`: nothing was started. */
type Outcome = readonly string[] | undefined;

/** Confs of which both scripts make the same. */
const ALIKE: readonly (readonly [conf: string, argv: Outcome])[] = [
  ['-l 127.0.0.1\n-p 11211', ['-l', '127.0.0.1', '-p', '11211']],
  ['-l 127.0.0.1 # lo\n-u memcache', ['-l', '127.0.0.1', '-u', 'memcache']],
  ['-l a # b # c', ['-l', 'a']],
  ['-l a \\#b', ['-l', 'a', '#b']],
  ['-d -l 127.0.0.1\n-p 1', ['-p', '1']],
  ['-dfoo -l 1\n-p 1', ['-p', '1']],
  ['-h\n-l ::1', ['-l', '::1']],
  ['--daemon\n-D :\n--help', ['--daemon', '-D', ':', '--help']],
  ['logfile /dev/null\n-vv', ['-vv']],
  ['-l "127.0.0.1"', ['-l', '127.0.0.1']],
  ["-l '127.0.0.1 -U 0'", ['-l', '127.0.0.1 -U 0']],
  ['-l $HOSTNAME_X\n-p 1', ['-l', '-p', '1']],
  ['-l $(echo 10.0.0.1)\n-p 1', ['-l', '10.0.0.1', '-p', '1']],
  ['-p ${P:-11299}', ['-p', '11299']],
  ['-l 127.0.0.1;-p 5', ['-l', '127.0.0.1']],
  ['-l 127.0.0.1\\\n-p 5', ['-l', '127.0.0.1 -p', '5']],
  ['-l 127.0.0.1 &', ['-l', '127.0.0.1']],
  ['-l ~root', ['-l', '/root']],
  ['-l [::1]:11211', ['-l', '[::1]:11211']],
  ['-l 127.0.0.1\n-l ::1', ['-l', '127.0.0.1', '-l', '::1']],
  ['--listen=::1\n-l127.0.0.1', ['--listen=::1', '-l127.0.0.1']],
  ['-m 64 -l 127.0.0.1 -U 0 -d', ['-m', '64', '-l', '127.0.0.1', '-U', '0', '-d']],
  ['-l 127.0.0.1\r\n-p 1\r\n', ['-l', '127.0.0.1', '-p', '1']],
  ['\t -l 127.0.0.1 \f\n', ['-l', '127.0.0.1']],
  ['-l\u00a0127.0.0.1', ['-l\u00a0127.0.0.1']],
  ['-l 0<x', undefined],
  ['-l "unterminated', undefined],
  ['\n', ['-u', 'root']],
  ['', ['-u', 'root']],
  ['# only\n# comments\n', ['-u', 'root']],
  ['0\n', ['-u', 'root']],
];

/** Confs of which systemd-memcached-wrapper makes something and start-memcached dies. */
const BY_WRAPPER_ONLY: readonly (readonly [conf: string, argv: readonly string[]])[] = [
  ['-l\n127.0.0.1', ['-l', '127.0.0.1']],
  ['logfile /dev/null\nfoo bar\nfoo\n0 bar\n-vv', ['foo', '0', 'bar', '-vv']],
  ['\ufeff-l 127.0.0.1\n-p 1', ['-p', '1']],
];

describe("a line of a conf in Debian's readers", () => {
  it.each(ALIKE)('%j', (conf, argv) => {
    expect(argvOf(conf, 'W')).toEqual(argv);
    expect(argvOf(conf, 'S')).toEqual(argv);
  });

  it.each(BY_WRAPPER_ONLY)('under systemd only: %j', (conf, argv) => {
    expect(argvOf(conf, 'W')).toEqual(argv);
    expect(argvOf(conf, 'S')).toBeUndefined();
  });
});

function argvOf(conf: string, reader: Reader): Outcome {
  const file = new SourceFile('memcached.conf', conf);
  const path = TracedText.decoded('/usr/bin:/bin', file.at(0, 0));
  const result = readerArgv(TracedText.source(file, 0, conf.length), reader, file.at(0, 0), {
    environment: environmentOf(new Map([['PATH', path]]), 'unset'),
    list: (directory) => (directory === '' ? [] : undefined),
    files: (asked) => (asked.startsWith('/') ? undefined : 'missing'),
  });
  if (result.kind === 'refused') return undefined;
  expect(result.invocations).toHaveLength(1);
  return result.invocations[0]?.argv.map(({ text }) => text);
}
