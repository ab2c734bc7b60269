import { describe, expect, it } from 'vitest';
import { startedOn } from './machine.ts';

const UNIT = 'etc/systemd/system/memcached.service';
const started = (lines: string) => startedOn({ [UNIT]: `[Service]\n${lines}\n` });

describe('the words of ExecStart=, as systemd 252 makes them', () => {
  it.each<[words: string, argv: readonly string[]]>([
    [`"a b" 'c d' a"b c"d a'b'c`, ['a b', 'c d', 'ab cd', 'abc']],
    [`"" '' x`, ['', '', 'x']],
    ['\\x2dl \\s \\t \\101 \\u00e9', ['-l', ' ', '\t', 'A', 'é']],
    [`"\\x2dl\\s" '\\x2dU\\t0'`, ['-l ', '-U\t0']],
    [`"q\\"q" 'q\\'q'`, ['q"q', "q'q"]],
    ['a\\ b a\\d', ['a\\ b', 'a\\d']],
    ['a; b;c', ['a;', 'b;c']],
    ['a \\; b', ['a', ';', 'b']],
    ['a ";" b', ['a', ';', 'b']],
    ['* ~ > /x | cat & `id` a=b', ['*', '~', '>', '/x', '|', 'cat', '&', '`id`', 'a=b']],
    ['$(id) x', ['x']],
    ['-l=127.0.0.1', ['-l=127.0.0.1']],
  ])('%s', (words, argv) => {
    expect(started(`ExecStart=/usr/bin/memcached ${words}`)).toEqual([argv]);
  });

  it.each<[lines: string, launches: readonly (readonly string[])[]]>([
    ['Type=oneshot\nExecStart=/usr/bin/memcached a ; /usr/bin/memcached b', [['a'], ['b']]],
    ['Type=oneshot\nExecStart=/usr/bin/memcached a\nExecStart=/usr/bin/memcached b', [['a'], ['b']]],
    ['ExecStart=env memcached -v', [['-v']]],
    ['ExecStart=memcached -v', [['-v']]],
    ['ExecStart="/usr/bin/memcached" -v', [['-v']]],
    ['ExecStart=@/usr/bin/memcached mc -l x', [['-l', 'x']]],
    ['ExecStart=-/usr/bin/memcached -v', [['-v']]],
    ['Environment=x=1\nExecStart=:/usr/bin/memcached $$x ${x} $x %p', [['$$x', '${x}', '$x', 'memcached']]],
    ['ExecStart=+/usr/bin/memcached -v', [['-v']]],
    ['ExecStart=!/usr/bin/memcached -v', [['-v']]],
    ['ExecStart=!!/usr/bin/memcached -v', [['-v']]],
    ['ExecStart=-@:!!/usr/bin/memcached mc $v', [['$v']]],
    ['ExecStart=/bin/sh -c "exec memcached -v >/dev/null"', [['-v']]],
  ])('%s', (lines, launches) => {
    expect(started(lines)).toEqual(launches);
  });

  it.each([
    'ExecStart=/usr/bin/memcached "unterminated',
    'ExecStart=/usr/bin/memcached a ; /usr/bin/memcached b',
    'ExecStart=/usr/bin/memcached a\nExecStart=/usr/bin/memcached b',
    'Environment=BIN=/usr/bin/memcached\nExecStart=$BIN x',
    'Environment=BIN=/usr/bin/memcached\nExecStart=${BIN} x',
    'ExecStart=- /usr/bin/memcached -v',
    'ExecStart=/usr/bin/memcached %z',
    'ExecStart=/usr/bin/memcached "%1"',
  ])('refused: %s', (lines) => {
    expect(started(lines)).toBe('refused');
  });

  it.each([
    'ExecStart=/bin/true\nExecReload=/usr/bin/memcached -l 0.0.0.0',
    'ExecStart=/bin/true\nExecStop=/usr/bin/memcached -l 0.0.0.0',
  ])('none of the daemon: %s', (lines) => {
    expect(started(lines)).toBe('nothing');
  });
});
