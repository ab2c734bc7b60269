import { describe, expect, it } from 'vitest';
import { makefile } from '../../../src/formats/makefile/format.ts';
import { commandLines, place, positions, read, wordPlaces } from '../host/read.ts';

const lines = async (text: string, path = 'Makefile') => commandLines(await read(makefile, { [path]: text }));

describe('recipes', () => {
  it.each<[string, string[]]>([
    ['run:\n\tmemcached -l 0.0.0.0\n', ['-l 0.0.0.0']],
    ['run: ; memcached -vv\n', ['-vv']],
    ['run: deps\n\t@-+ memcached -d\n\n\t# note\n\tmemcached -p 2\n', ['-d', '-p 2']],
    ['run:\n\tmemcached -l 0.0.0.0 \\\n\t\t-U 11211\n', ['-l 0.0.0.0 -U 11211']],
    ['run:\r\n\tmemcached -l 0.0.0.0 \\\r\n\t-d\r\n', ['-l 0.0.0.0 -d']],
    ['run:\n\t@for p in 1 2; do memcached -p $$p; done\n', ['-p 1', '-p 2']],
    ['run:\n\tIP=::1; memcached -l $$IP\n\tmemcached -l $${IP}\n', ['-l ::1', '-l ‹IP…›']],
    ['.ONESHELL:\nrun:\n\tIP=::1\n\tmemcached -l $$IP\n', ['-l ::1']],
    ['SHELL := /bin/bash\nrun:\n\tmemcached -l ::1 &> log &\n', ['-l ::1']],
    ['a:: b\n\tmemcached -d\nifdef X\n\tmemcached -vv\nendif\n', ['-d', '-vv']],
    ['run:\n\tmemcached -s "a\\\n\tb"\n', ['-s ab']],
    ['run: x.o\n\techo a; \\\n\tsudo memcached -u root\n', ['-u root']],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ['IP = 0.0.0.0 # all\nrun:\n\tmemcached -l $(IP)\n', ['-l 0.0.0.0']],
    ['run:\n\tmemcached -l ${IP}\nIP := 0.0.0.0\n', ['-l 0.0.0.0']],
    ['IP ?= ::1\nIP ?= ::\nrun:\n\tmemcached -l $(IP)\n', ['-l ::1']],
    ['IP = ::1\nIP ::= ::\nrun:\n\tmemcached -l $(IP)\n', ['-l ::']],
    ['O = -d\nO += -l $(I)\nI = ::1\nexport X = 1\nrun:\n\tmemcached $(O)\n', ['-d -l ::1']],
    ['O = -d \\\n  -v\nM = memcached\nrun:\n\t$(M) $O\n', ['-d -v']],
    ['ifndef P\n  P = 1\nendif\nrun:\n\tmemcached -p $(P)\n', ['-p 1']],
    ['ifdef X\nP = 1\nelse\nP = 2\nendif\nrun:\n\tmemcached -p $(P)\n', ['-p ‹P…›']],
    ['A = $(B)\nB = $(A)\nrun:\n\tmemcached $(A)\n', ['‹A…›']],
    ['run:\n\tmemcached $(OPTS) -l "$(IP)"\n', ['‹OPTS…› -l ‹IP›']],
    [
      'run:\n\tmemcached -l $(shell hostname -i) -P $(CURDIR)/x -u $@\n',
      ['-l ‹shell hostname -i…› -P ‹CURDIR›/x -u ‹@…›'],
    ],
    ['M = $(shell which memcached)\nrun:\n\t$(M) -d\n', ['-d']],
  ])('with variables: %j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('have names and places', async () => {
    const { launches } = await read(makefile, {
      'sub/dev.mk': 'IP := 0.0.0.0\n\ncache up: dep\n\t@memcached -l $(IP) \\\n\t  -U 11211\n',
    });
    expect(launches[0]!.name).toBe('target cache up');
    expect(place(launches[0]!)).toBe('4:3 memcached -l $(IP) \\\n\t  -U 11211');
    expect(positions(launches[0]!)).toEqual(['4:13', '1:7', '5:4', '5:7']);
    expect(wordPlaces(launches[0]!)).toEqual(['-l', '0.0.0.0', '-U', '11211']);
  });

  it('may run a container', async () => {
    const { launches } = await read(makefile, {
      GNUmakefile:
        'D ?= docker\nTAG = 1.5\nup:\n\t$(D) run -v $(PWD)/x:/x -p 11211:11211 memcached:$(TAG) -m 64\n',
    });
    expect(launches.map(({ name, network }) => [name, network])).toEqual([
      ['container memcached:1.5', expect.objectContaining({ kind: 'container' })],
    ]);
  });
});

describe('containers', () => {
  it('stand where they are run, also with an image that a variable names and another target builds', async () => {
    const { launches } = await read(makefile, {
      Makefile: 'NS = me\nbuild:\n\tdocker build -t $(NS)/x .\nmemcached:\n\t@docker run -P $(NS)/x\n',
      Dockerfile: 'FROM memcached:1.5\n',
    });
    expect(launches.map(place)).toEqual(['5:3 docker run -P $(NS)/x']);
    expect(launches[0]!.builds).toBeDefined();
  });
});

describe('what starts none', () => {
  it.each([
    'memcached: memcached.o\n\t$(CC) -o memcached memcached.o\n',
    'run:\n\techo memcached -l 0.0.0.0\n',
    'run:\n\t# memcached -l 0.0.0.0\n',
    '# run:\n#\tmemcached -l 0.0.0.0\n',
    'CMD = memcached -l 0.0.0.0\n',
    '\tmemcached -l 0.0.0.0\n',
    'define M\nrun:\n\tmemcached -l 0.0.0.0\nendef\n',
    'run:\n  memcached -l 0.0.0.0\n',
    'run:\n\tX = 1\nY = memcached\n\tmemcached = 2\n',
    'note = \\\nrun: ; memcached -l 0.0.0.0\n',
    'install:\n\tapt-get install -y memcached\n\tsystemctl restart memcached\n',
    'stop:\n\tpkill memcached\n\tdocker stop memcached\n\tdocker pull memcached\n',
    'run:\n\t$(MAKE) memcached\n',
    'run: # ; memcached -l 0.0.0.0\n',
    '.PHONY: memcached\nmemcached:\n\tdocker-compose up memcached\n',
  ])('%j', async (text) => {
    expect(await read(makefile, { Makefile: text })).toEqual({ launches: [], problems: [] });
  });

  it.each(['Makefile.am', 'makefile', 'x/GNUmakefile', 'rules/a.mk'])('%s is a makefile', async (path) => {
    expect(await lines('a:\n\tmemcached -d\n', path)).toEqual(['-d']);
  });

  it.each(['Makefile/x.txt', 'makefile-notes', 'mk', 'a.mkd', 'CMakeLists.txt'])('%s is none', (path) => {
    expect(makefile.hasPath(path)).toBe(false);
  });

  it('and stays fast where references multiply', async () => {
    const chain = Array.from({ length: 30 }, (_, i) => `A${i} = ${`$(A${i + 1})`.repeat(50)}\n`).join('');
    const text = `${chain}A30 = x\nrun:\n${'\tmemcached $(A0)$(A20)\n'.repeat(300)}${'$('.repeat(50_000)}`;
    expect((await lines(text)).length).toBe(300);
  }, 5000);
});
