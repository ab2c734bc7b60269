import { describe, expect, it } from 'vitest';
import { startedOn } from './machine.ts';

const UNIT = 'etc/systemd/system/memcached.service';
const started = (lines: string) => startedOn({ [UNIT]: `[Service]\n${lines}\n` });

describe('variables in words, as systemd 252 puts them in', () => {
  it.each<[words: string, argv: readonly string[]]>([
    ['$A', ['-l', '1.2.3.4']],
    ['"$A"', ['-l', '1.2.3.4']],
    ["'$A'", ['-l', '1.2.3.4']],
    ['$Q', ['-l', '1.2 3.4', 'a b']],
    ['${A} "${A}"', ['-l 1.2.3.4', '-l 1.2.3.4']],
    ['x${B}y ${B}${B} --listen=${B}', ['x10.0.0.1y', '10.0.0.110.0.0.1', '--listen=10.0.0.1']],
    ['x$B -l$B --listen=$B', ['x$B', '-l$B', '--listen=$B']],
    ['$B-x $B, $B$B z', ['z']],
    ['$UNSET z', ['z']],
    ['${UNSET} z', ['', 'z']],
    ['${B:-d}', ['${B:-d}']],
    ['$$B $1 ${ z', ['$B', '${', 'z']],
    ['$R', ['$B', '$(id)']],
    ['-l $UNSET', ['-l']],
    ['-l ${UNSET}', ['-l', '']],
  ])('%s', (words, argv) => {
    const environment = `Environment="A=-l 1.2.3.4" B=10.0.0.1 "R=$B $(id)" "Q=-l '1.2 3.4' a\\\\ b"`;
    expect(started(`${environment}\nExecStart=/usr/bin/memcached ${words}`)).toEqual([argv]);
  });

  it.each<[line: string, launches: readonly (readonly string[])[]]>([
    [`/bin/sh -c 'memcached -l $B \${B} $$B "$B"'`, [['-l', '10.0.0.1', '10.0.0.1', '10.0.0.1', '10.0.0.1']]],
    ['/bin/sh -c "memcached -l ${NONE:-127.0.0.1} $(echo hi)"', [['-l', '127.0.0.1', 'hi']]],
    ['/bin/sh -c $CMD', [[]]],
    ['/bin/sh -c ${CMD}', [['-l', '0.0.0.0']]],
    ["/bin/sh -c 'exec memcached -l $$(hostname -I)'", [['-l', '<$(hostname -I)…>']]],
  ])('behind a shell: %s', (line, launches) => {
    expect(started(`Environment=B=10.0.0.1 "CMD=memcached -l 0.0.0.0"\nExecStart=${line}`)).toEqual(launches);
  });
});

describe('specifiers, as systemd 252 puts them in', () => {
  it.each<[unit: string, words: string, argv: readonly string[]]>([
    [
      'tp@11211.service',
      '%i %n %N %p %P %% %j',
      ['11211', 'tp@11211.service', 'tp@11211', 'tp', 'tp', '%', 'tp'],
    ],
    ['tp@a-b\\x2dc.service', '%i %I', ['a-b\\x2dc', 'a/b-c']],
    ['a-tp@1.service', '%j %J %P', ['tp', 'tp', 'a/tp']],
    ['tp@1.service', '\'%i\' "%i" x%i%', ['1', '1', 'x1%']],
    ['tp@1.service', '\\x25i %"i" %- -%', ['1', '1', '%-', '-%']],
    ['tp@1.service', '${V}', ['tp-1']],
    ['tp@1.service', '$F', ['-l', '10.0.0.1']],
  ])('%s: %s', (unit, words, argv) => {
    const template = unit.replace(/@.*/, '@.service');
    const text = `[Service]\nEnvironment=V=%p-%i\nEnvironmentFile=-/etc/%p/%i\nExecStart=/usr/bin/memcached ${words}\n`;
    expect(
      startedOn({ [`etc/systemd/system/${template}`]: text, 'etc/tp/1': 'F=-l 10.0.0.1\n' }, unit),
    ).toEqual([argv]);
  });

  it('in a unit that is no template: no instance, the name without its type', () => {
    expect(started('ExecStart=/usr/bin/memcached [%i] %p')).toEqual([['[]', 'memcached']]);
  });

  it.each(['%H', '%m', '%b', '%v', '%s', '%l'])('%s is a fact of the machine', (specifier) => {
    expect(started(`ExecStart=/usr/bin/memcached -l ${specifier}`)).toEqual([['-l', `<${specifier}>`]]);
  });
});
