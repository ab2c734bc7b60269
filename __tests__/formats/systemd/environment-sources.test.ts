import { describe, expect, it } from 'vitest';
import { startedOn, type Tree } from './machine.ts';

const UNIT = 'etc/systemd/system/memcached.service';
const started = (lines: string, more: Tree = {}) => startedOn({ [UNIT]: `[Service]\n${lines}\n`, ...more });

describe('Environment=, as systemd 252 reads it', () => {
  it.each<[setting: string, argv: readonly string[]]>([
    ['A="-l 1"', ['-l', '1']],
    ['"A=-l 1"', ['-l', '1']],
    ["A='-l 1'", ['-l', '1']],
    ['A=1 B="x y" "C=z w"', ['1', 'x', 'y', 'z', 'w']],
    ['A=$B B=1', ['$B', '1']],
    ['A=%p', ['memcached']],
    ['A B=2 =x 1C=3 A-B=4', ['2']],
    ['A=1 B="unbal', ['1']],
    ['A=1\nEnvironment=\nEnvironment=B=2', ['2']],
    ['A=1\nEnvironment=A=2', ['2']],
    ['A=-l 127.0.0.1', ['-l']],
    ['A=-l\nUnsetEnvironment=A', []],
    ['A=-l\nUnsetEnvironment=A=-x', ['-l']],
  ])('%s', (setting, argv) => {
    expect(started(`Environment=${setting}\nExecStart=/usr/bin/memcached $A $B $C`)).toEqual([argv]);
  });

  it('a whole assignment with an open quote sets nothing', () => {
    expect(started('Environment=A="unbal\nExecStart=/usr/bin/memcached $A z')).toEqual([['z']]);
  });
});

describe('EnvironmentFile=, as systemd 252 finds it', () => {
  const files = { 'x/1.env': 'A=one\n', 'x/2.env': 'A=two\nB=b\n', 'x/${X}': 'A=no\n' };

  it.each<[settings: string, argv: readonly string[] | 'refused']>([
    ['EnvironmentFile=/x/1.env', ['one']],
    ['EnvironmentFile=/x/1.env\nEnvironment=A=setting', ['one']],
    ['EnvironmentFile=/x/1.env\nEnvironmentFile=/x/2.env', ['two', 'b']],
    ['EnvironmentFile=/x/2.env\nEnvironmentFile=/x/1.env', ['one', 'b']],
    ['EnvironmentFile=/x/*.env', ['two', 'b']],
    ['EnvironmentFile=-/x/*.no\nEnvironment=A=1', ['1']],
    ['EnvironmentFile=/x/*.no', 'refused'],
    ['EnvironmentFile=/none', 'refused'],
    ['EnvironmentFile=-/none\nEnvironment=A=1', ['1']],
    ['EnvironmentFile=x/1.env\nEnvironment=A=1', ['1']],
    ['EnvironmentFile="/x/1.env"\nEnvironment=A=1', ['1']],
    ['EnvironmentFile=/x/1.env /x/2.env', 'refused'],
    ['EnvironmentFile=-/x/$X\nEnvironment=X=1.env A=1', ['1']],
    ['EnvironmentFile=/x/1.env\nEnvironmentFile=\nEnvironment=A=1', ['1']],
    ['EnvironmentFile=/x/2.env\nUnsetEnvironment=A', ['b']],
  ])('%s', (settings, argv) => {
    const outcome = started(`${settings}\nExecStart=/usr/bin/memcached $A $B`, files);
    expect(outcome).toEqual(argv === 'refused' ? argv : [argv]);
  });

  it('expands specifiers in the path', () => {
    const text = '[Service]\nEnvironmentFile=/x/%i.env\nExecStart=/usr/bin/memcached $A\n';
    const tree = { 'etc/systemd/system/memcached@.service': text, ...files };
    expect(startedOn(tree, 'memcached@1.service')).toEqual([['one']]);
    expect(startedOn(tree, 'memcached@3.service')).toBe('refused');
  });
});

describe('the lines of an environment file, as systemd 252 reads them', () => {
  it.each<[text: string, values: Readonly<Record<string, string>>]>([
    ['A=-l 127.0.0.1 -U 0  \n', { A: '-l 127.0.0.1 -U 0' }],
    ['A="x" # c\nB=1 # c\nC=1#x\n', { A: 'x# c', B: '1 # c', C: '1#x' }],
    ['A="a\\"b\\$c\\\\d\\nE"\n', { A: 'a"b$c\\d\\nE' }],
    ['A=a\\ b\\nc\n', { A: 'a bnc' }],
    ["A='a\\nb $X'\n", { A: 'a\\nb $X' }],
    ['A="multi\nline"\n', { A: 'multi\nline' }],
    ['A="x \\\n y"\nB=1 \\\n 2\n', { A: 'x  y', B: '1  2' }],
    ['A="a" "b"\nB="a"b\'c\'\nC=a"b c"d\n', { A: 'ab', B: "ab'c'", C: 'a"b c"d' }],
    ['export A=1\nB+=1\nC-X=2\n9A=1\n', { A: '', B: '', C: '' }],
    ['A = 2\n B=3\n', { A: '2', B: '3' }],
    ['A="unterminated\nB=2\n', { A: 'unterminated\nB=2\n', B: '' }],
    ['# comment \\\nA=1\nB=2\n', { A: '', B: '2' }],
    ['; A=0\nA=1\nnonsense\nB=2\n', { A: '1', B: '2' }],
    ['\uFEFFA=1\nB=2\n', { A: '', B: '2' }],
    ['A=1\r\nB="2"\r\n', { A: '1', B: '2' }],
    ['A=1 \\\r\nB=2\nC=3\n', { A: '1 ', B: '2', C: '3' }],
    ['A=1\nA=2\n', { A: '2' }],
    ['B=${A}\nA=1\n', { A: '1', B: '${A}' }],
  ])('%j', (text, values) => {
    const names = Object.keys(values);
    const words = names.map((name) => `\${${name}}`).join(' ');
    const argv = started(`EnvironmentFile=/x\nExecStart=/usr/bin/memcached ${words}`, { x: text });
    expect(argv).toEqual([Object.values(values)]);
  });
});

describe('what both kinds come to in a command', () => {
  it.each<[lines: string, file: string, argv: readonly string[]]>([
    ['ExecStart=/usr/bin/memcached -p ${PORT} $OPTIONS', 'PORT=11211\nOPTIONS=\n', ['-p', '11211']],
    [
      'Environment="OPTIONS=-l 127.0.0.1"\nExecStart=/usr/bin/memcached $OPTIONS',
      'OPTIONS="-l 0.0.0.0"\n',
      ['-l', '0.0.0.0'],
    ],
    ['ExecStart=/usr/bin/memcached -u ${USER} ${LOGNAME}', '', ['-u', '', '']],
    ['User=cache\nExecStart=/usr/bin/memcached -u ${USER}', '', ['-u', 'cache']],
    ['User=cache\nExecStart=/usr/bin/memcached -u ${USER}', 'USER=other\n', ['-u', 'other']],
  ])('%s', (lines, file, argv) => {
    expect(started(`EnvironmentFile=-/x\n${lines}`, { x: file })).toEqual([argv]);
  });
});
