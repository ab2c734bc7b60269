import { describe, expect, it } from 'vitest';
import { place, read, shown } from './read.ts';

type Files = Readonly<Record<string, string>>;

const compose = (command: string, rest = '') =>
  `services:\n  cache:\n    image: memcached:1.6\n    command: ${command}\n${rest}`;

async function commandLine(files: Files) {
  const { launches, problems } = await read(files);
  return {
    argv: shown(launches[0]!).split(' | ')[2],
    problems: problems.map(({ kind, at }) => `${kind} ${place(at)}`),
  };
}

describe('a variable in a command', () => {
  /** The `.env`, the command, its words; what nothing sets is not known here, although Compose takes the empty text. */
  it.each<[string, string, string]>([
    ['', '-l $A', '-l ‹A›'],
    ['', '-l ${A}', '-l ‹A›'],
    ['', '-l ${A:-d}', '-l d'],
    ['A=\n', '-l ${A:-d}', '-l d'],
    ['', '-l ${A-d}', '-l d'],
    ['A=\n', '-v ${A-d}', '-v'],
    ['', '-l ${A:?m}', '-l ‹A›'],
    ['A=1\n', '-l ${A:?m}', '-l 1'],
    ['A=\n', '-v ${A?m}', '-v'],
    ['A=1\n', '-l ${A:+y}', '-l y'],
    ['A=\n', '-v ${A:+y}', '-v'],
    ['', '-v ${A:+y}', '-v'],
    ['A=\n', '-l ${A+y}', '-l y'],
    ['', '-v ${A+y}', '-v'],
    ['', '-l ${A:-${B:-c}}', '-l c'],
    ['B=2\n', '-l ${A:-$B}', '-l 2'],
    ['', '-l ${A:-a:-b}', '-l a:-b'],
    ['', '-l ${A:-a}b}', '-l ab}'],
    ['A=1\nB=2\n', '-l $A-x$B.y', '-l 1-x2.y'],
    ['A=x\n', '-l $$1', '-l $1'],
    ['A=x\n', '-l $$$A', '-l $x'],
    ['', '-l $1', '-l $1'],
    ['', '-l $', '-l $'],
    ['', '-l ${A-B}', '-l B'],
    ['', '-l %A%', '-l %A%'],
  ])('%j %s', async (env, command, expected) => {
    const files = { 'compose.yaml': compose(command), '.env': env };
    expect(await commandLine(files)).toEqual({ argv: `memcached ${expected}`, problems: [] });
  });

  it.each(['-l ${1}', '-l ${}', '-l ${A', '-l ${a.b}'])('%s is refused', async (command) => {
    const { problems } = await commandLine({ 'compose.yaml': compose(command) });
    expect(problems).toEqual([expect.stringMatching(/^refused compose\.yaml:4:1\d /)]);
  });

  it('is not replaced in a key', async () => {
    const text = 'x-a: &a\n  $B: 1\nservices:\n  cache:\n    image: memcached:1.6\n    labels: *a\n';
    expect(await commandLine({ 'compose.yaml': text, '.env': 'B=command\n' })).toEqual({
      argv: 'memcached',
      problems: [],
    });
  });
});

describe('a line of .env', () => {
  it.each([
    ['A=1 # c', '1'],
    ['A=1#c', '1#c'],
    ['A="1 # c"', '1 # c'],
    ["A='$B'", '$B'],
    ['B=2\nA=$B', '2'],
    ['B=2\nA="${B}x"', '2x'],
    ['A=${X:-def}', 'def'],
    ['export A=1', '1'],
    ['A = 1', '1'],
    ['A: 1', '1'],
    ['A', '‹A›'],
    ['A=a\\nb', 'a\\nb'],
    ['A="a\nb"', 'a\nb'],
    ['B=3\r\nA=1\r', '1'],
    ['\ufeffA=1', '1'],
    ['A=1\nA=2', '2'],
  ])('%j', async (line, value) => {
    const files = { 'compose.yaml': compose('["-D", "$A"]'), '.env': `${line}\n` };
    expect((await commandLine(files)).argv).toBe(`memcached -D ${value}`);
  });
});

describe('where a variable comes from', () => {
  it.each<[string, Files, string]>([
    [
      'the .env beside the file',
      { 'app/compose.yaml': compose('-l ${L:-none}'), 'app/.env': 'L=1\n', '.env': 'L=2\n' },
      '-l 1',
    ],
    [
      'not that of another folder',
      { 'app/compose.yaml': compose('-l ${L:-none}'), '.env': 'L=2\n' },
      '-l none',
    ],
    [
      'not the env_file of a service',
      { 'compose.yaml': compose('-l ${L:-none}', '    env_file: own.env\n'), 'own.env': 'L=1\n' },
      '-l none',
    ],
    [
      'not the environment of a service',
      { 'compose.yaml': compose('-l ${L:-none}', '    environment: {L: 1}\n') },
      '-l none',
    ],
    [
      'the container’s own, in a shell: environment before env_file, the later file before the earlier',
      {
        'compose.yaml': compose(
          '["sh", "-c", "memcached -D $$A -m $$B -p $$C"]',
          '    environment: [A=1, D]\n    env_file: [one.env, two.env]\n',
        ),
        'one.env': 'A=2\nB=3\nC=4\n',
        'two.env': 'B=5\n',
      },
      '-D 1 -m 5 -p 4',
    ],
    [
      'what names no value, from the project',
      {
        'compose.yaml': compose(
          '["sh", "-c", "memcached -D $$A -m $$B"]',
          '    environment: {A: null, B: }\n',
        ),
        '.env': 'A=1\nB=2\n',
      },
      '-D 1 -m 2',
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await commandLine(files)).toEqual({ argv: `memcached ${expected}`, problems: [] });
  });

  it('reaches the image’s own script: bitnami’s variables', async () => {
    const text =
      'services:\n  cache:\n    image: bitnami/memcached:1.6\n    env_file: mc.env\n    environment: {MEMCACHED_PORT_NUMBER: "11311"}\n';
    const { launches } = await read({ 'compose.yaml': text, 'mc.env': 'MEMCACHED_EXTRA_FLAGS=-U 11211\n' });
    expect(launches.map((launch) => shown(launch).split(' | ')[2])).toEqual([
      'memcached -u memcached -p 11311 -v -U 11211',
    ]);
  });
});
