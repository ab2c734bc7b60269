import { describe, expect, it } from 'vitest';
import { startedOn } from './machine.ts';

const UNIT = 'etc/systemd/system/memcached.service';
const L = '/usr/bin/memcached';
const started = (text: string) => startedOn({ [UNIT]: text });

describe('lines of a unit file, as systemd 252 reads them', () => {
  it.each<[name: string, text: string, argv: readonly string[]]>([
    [
      'blanks around key, equals sign and value',
      `[Service]\n  ExecStart =   ${L}  -l 10.0.0.1 \t\n`,
      ['-l', '10.0.0.1'],
    ],
    [
      'a section of somebody else',
      `[X-Mine]\nExecStart=${L} -l 0.0.0.0\n[Service]\nExecStart=${L} -v\n`,
      ['-v'],
    ],
    [
      'a section that is reopened',
      `[Service]\nEnvironment=A=1\n[Install]\nAlias=x.service\n[Service]\nExecStart=${L} -m \${A}\n`,
      ['-m', '1'],
    ],
    ['a line without an equals sign', `[Service]\nnonsense\nExecStart=${L} -v\n`, ['-v']],
    [
      'comments of both kinds',
      `[Service]\n # ExecStart=${L} -l 0.0.0.0\n;ExecStart=${L} -A\nExecStart=${L} -v\n`,
      ['-v'],
    ],
    ['a hash sign behind the command', `[Service]\nExecStart=${L} -v # safe\n`, ['-v', '#', 'safe']],
    ['CRLF', `[Service]\r\nExecStart=${L} -l 10.0.0.1\r\n`, ['-l', '10.0.0.1']],
    ['CRLF behind a backslash', `[Service]\r\nExecStart=${L} \\\r\n  -l 10.0.0.1\r\n`, ['-l', '10.0.0.1']],
    ['a byte order mark', `\uFEFF[Service]\nExecStart=${L} -v\n`, ['-v']],
    ['a backslash joins with one blank', `[Service]\nExecStart=${L} -v\\\n-A\n`, ['-v', '-A']],
    [
      'comments between continued lines, also one that ends in a backslash',
      `[Service]\nExecStart=${L} \\\n# -l 0.0.0.0 \\\n; more\n  -v\n`,
      ['-v'],
    ],
    ['a blank behind the backslash', `[Service]\nExecStart=${L} -v \\ \n  -l 0.0.0.0\n`, ['-v', '\\']],
    ['an empty line behind the backslash', `[Service]\nExecStart=${L} -v \\\n\n  -l 0.0.0.0\n`, ['-v']],
    ['a setting that counts once', `[Service]\nUser=a\nUser=b\nExecStart=${L} -u \${USER}\n`, ['-u', 'b']],
    [
      'an empty assignment in the same file',
      `[Service]\nExecStart=${L} -l 0.0.0.0\nExecStart=\nExecStart=${L} -v\n`,
      ['-v'],
    ],
  ])('%s', (_, text, argv) => {
    expect(started(text)).toEqual([argv]);
  });

  it.each<[name: string, text: string, outcome: 'refused' | 'nothing']>([
    ['the section in small letters', `[service]\nExecStart=${L} -l 0.0.0.0\n`, 'refused'],
    ['the key in small letters', `[Service]\nexecstart=${L} -l 0.0.0.0\n`, 'refused'],
    ['an assignment before any section', `ExecStart=${L} -l 0.0.0.0\n[Service]\n`, 'refused'],
    ['a command that is cleared again', `[Service]\nExecStart=${L} -l 0.0.0.0\nExecStart=\n`, 'refused'],
    ['an empty file, which masks', '', 'nothing'],
  ])('nothing is started by %s', (_, text, outcome) => {
    expect(started(text)).toBe(outcome);
  });

  it('a link to /dev/null hides the unit of the package', () => {
    const vendor = { 'usr/lib/systemd/system/memcached.service': `[Service]\nExecStart=${L} -l 0.0.0.0\n` };
    expect(startedOn({ ...vendor, [UNIT]: { symlink: '/dev/null' } })).toBe('nothing');
    expect(startedOn(vendor)).toEqual([['-l', '0.0.0.0']]);
  });
});
