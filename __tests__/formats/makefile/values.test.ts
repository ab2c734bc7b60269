import { describe, expect, it } from 'vitest';
import { makefile } from '../../../src/formats/makefile/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const lines = async (text: string, others: Readonly<Record<string, string>> = {}) =>
  commandLines(await read(makefile, { Makefile: text, ...others }));

/** As `make -n` of GNU make 4.3 shows, but for what nobody sets, which a caller may. */
describe('values', () => {
  it.each<[string, string, string[]]>([
    ['of a target hold for it', 'P = 1\nrun: P = 2\nrun:\n\tmemcached -p $(P)\n', ['-p 2']],
    ['of a target leave others open', 'P = 1\na: P = 2\nrun:\n\tmemcached -p $(P)\n', ['-p ‹P…›']],
    ['are added for a target', 'O = -d\nrun: O += -l ::\nrun:\n\tmemcached $(O)\n', ['-d -l ::']],
    ['of one of several targets', 'a b: P := 3\nb:\n\tmemcached -p $(P)\n', ['-p 3']],
    ['of a target under a condition', 'ifdef X\nrun: P = 2\nendif\nrun:\n\tmemcached -p $(P)\n', ['-p ‹P…›']],
    [
      'of define are lines',
      'define start\n@memcached -p 1\n@memcached -p 2\nendef\nrun:\n\t$(start)\n',
      ['-p 1', '-p 2'],
    ],
    ['of define with a sign', 'define O =\n-l 0.0.0.0\nendef\nrun:\n\tmemcached $(O)\n', ['-l 0.0.0.0']],
    [
      'of calls',
      'define start\nmemcached -p $(1) -l $(2)\nendef\nrun:\n\t$(call start,5,::1)\n',
      ['-p 5 -l ::1'],
    ],
    ['of calls of plain variables', 'start = memcached -p $1\nrun:\n\t@$(call start,6)\n', ['-p 6']],
    ['of calls that call themselves', 'f = memcached $(call f)\nrun:\n\t$(call f)\n', ['‹call f…›']],
    ['of or', 'run:\n\tmemcached -p $(or $(PORT),11211)\n', ['-p 11211']],
    ['of or with a value', 'PORT = 5\nrun:\n\tmemcached -p $(or $(PORT),11211)\n', ['-p 5']],
    [
      'of or that nobody knows',
      'run:\n\tmemcached -p $(or $(shell id -u),1)\n',
      ['-p ‹or $(shell id -u),1…›'],
    ],
    ['of if', 'A = x\nrun:\n\tmemcached $(if $(A),-l ::1,-l ::) $(if $(B),-vv)\n', ['-l ::1']],
    ['of strip', 'L =  -l   ::1  \nrun:\n\tmemcached $(strip $(L))\n', ['-l ::1']],
    ['of firstword', 'L = ::1 ::\nrun:\n\tmemcached -l $(firstword $(L))\n', ['-l ::1']],
    ['of other functions', 'run:\n\tmemcached -l $(word 2,a b)\n', ['-l ‹word 2,a b…›']],
  ])('%s', async (_what, text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('come from included makefiles', async () => {
    const text =
      '-include sub/vars.mk missing.mk\ninclude $(D)/.env\nD = .\nrun:\n\tmemcached -l $(IP) -p $(PORT)\n';
    const found = await lines(`D := .\n${text}`, { 'sub/vars.mk': 'IP = 0.0.0.0\n', '.env': 'PORT=7\n' });
    expect(found).toEqual(['-l 0.0.0.0 -p 7']);
  });

  it('stand in the makefile that sets them', async () => {
    const { launches } = await read(makefile, {
      Makefile: 'include vars.mk\nrun:\n\tmemcached -l $(IP)\n',
      'vars.mk': 'IP = 0.0.0.0\nother:\n\tmemcached -d\n',
    });
    expect(launches.map(({ at }) => at.file.path)).toEqual(['Makefile', 'vars.mk']);
    expect(place(launches[0]!)).toBe('3:2 memcached -l $(IP)');
    expect(positions(launches[0]!)).toEqual(['3:12', '1:6']);
  });

  it.each(['$(or ', '$(call f,', '$(if $(strip '])('that are nested beyond all bounds: %s', async (part) => {
    const text = `f = memcached $1\nrun:\n\tmemcached -d\n\t@$(f) ${part.repeat(20_000)}\n`;
    expect((await lines(text))[0]).toBe('-d');
  });

  it('of a makefile that includes itself', async () => {
    expect(await lines('include Makefile\nrun:\n\tmemcached -d\n')).toEqual(['-d']);
  });

  it('of define stand in it', async () => {
    const { launches } = await read(makefile, {
      Makefile: 'define start\n\t@memcached -l 0.0.0.0\nendef\nrun:\n\t$(call start)\n',
    });
    expect(positions(launches[0]!)).toEqual(['2:13', '2:16']);
    expect(place(launches[0]!)).toBe('5:2 $(call start)');
  });
});
