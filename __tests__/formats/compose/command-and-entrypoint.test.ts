import { describe, expect, it } from 'vitest';
import { place, read, shown } from './read.ts';

const compose = (body: string) => ({
  'compose.yaml': `services:\n  cache:\n    image: memcached:1.6\n${body.replace(/^(?=.)/gm, '    ')}\n`,
});

/** The command lines that a service of the official image with these attributes runs. */
async function run(body: string) {
  const { launches, problems } = await read(compose(body));
  return {
    argv: launches.map((launch) => shown(launch).split(' | ')[2]),
    problems: problems.map(({ kind, at }) => `${kind} ${place(at).replace('compose.yaml:', '')}`),
  };
}

describe('the command line of a service', () => {
  it.each<[string, string]>([
    ['command: -m 64 -l 0.0.0.0', 'memcached -m 64 -l 0.0.0.0'],
    ['command: memcached -l "a b" \'c d\' e\\ f', 'memcached -l a b c d e f'],
    ['command: "memcached -l 1 # x; a > b"', 'memcached -l 1 # x'],
    ['command: memcached -l 1 # x', 'memcached -l 1'],
    ['command: "memcached -l 1 && sleep 1"', 'memcached -l 1'],
    ['command: "memcached -l 1 2>&1 | tee log"', 'memcached -l 1'],
    ['command: "memcached -l a\\\\;b"', 'memcached -l a;b'],
    ['command: memcached -l `id`', 'memcached -l `id`'],
    ['command: memcached -l $$(id)', 'memcached -l $(id)'],
    ['command: >\n  memcached\n  -l 0.0.0.0\n  -U 11211', 'memcached -l 0.0.0.0 -U 11211'],
    ['command: |\n  memcached\n  -l 0.0.0.0', 'memcached -l 0.0.0.0'],
    ["command: sh -c 'memcached -l $$HOSTNAME && x'", 'memcached -l ‹HOSTNAME›'],
    ['command: [memcached, "-l 0.0.0.0"]', 'memcached -l 0.0.0.0'],
    ['command: [memcached, -U, "0"]', 'memcached -U 0'],
    ['command: [memcached, "-l ${L:-a b}"]', 'memcached -l a b'],
    ['command: ["-l", "127.0.0.1"]', 'memcached -l 127.0.0.1'],
    ['command: ""', 'memcached'],
    ['command: []', 'memcached'],
    ['command: null', 'memcached'],
    ['command: ~', 'memcached'],
    ['', 'memcached'],
    ['entrypoint: memcached -U 11211', 'memcached -U 11211'],
    ['entrypoint: [memcached, -U, "11211"]\ncommand: -l 0.0.0.0', 'memcached -U 11211 -l 0.0.0.0'],
    ['entrypoint: []\ncommand: memcached -l 0.0.0.0', 'memcached -l 0.0.0.0'],
    ['entrypoint: ""\ncommand: memcached -l 0.0.0.0', 'memcached -l 0.0.0.0'],
    ['entrypoint: []', 'memcached'],
    ['entrypoint: null\ncommand: -U 11211', 'memcached -U 11211'],
    ['entrypoint: [memcached]\ncommand: []', 'memcached'],
    ['entrypoint: docker-entrypoint.sh\ncommand: -U 11211', 'memcached -U 11211'],
    ['entrypoint: [sh, -c]\ncommand: ["exec memcached -U 11211"]', 'memcached -U 11211'],
    ['entrypoint: [tini, --]\ncommand: [memcached, -U, "0"]', 'memcached -U 0'],
  ])('%s', async (body, argv) => {
    expect(await run(body)).toEqual({ argv: [argv], problems: [] });
  });

  it.each<[string, string]>([
    ['what the image would run is dropped with an entrypoint', 'entrypoint: docker-entrypoint.sh'],
    ['an option is no program without the entrypoint script', 'entrypoint: []\ncommand: -l 0.0.0.0'],
    ['another program', 'command: sleep infinity'],
    ['a number is its command, which Compose refuses', 'command: 11211'],
    ['a truth value is its command, which Compose refuses', 'command: true'],
  ])('starts nothing where %s', async (_name, body) => {
    expect(await run(body)).toEqual({ argv: [], problems: [] });
  });

  it.each<[string, string, string]>([
    ['command: [memcached, -p, 11211]', 'memcached -p 11211', 'refused 4:30 11211'],
    ['command: "memcached (x)"', 'memcached x)', 'refused 4:15 memcached (x)'],
    ['command: memcached -l "0.0.0.0', 'memcached -l 0.0.0.0', 'refused 4:14 memcached -l "0.0.0.0'],
  ])('is refused by Compose: %s', async (body, argv, problem) => {
    expect(await run(body)).toEqual({ argv: [argv], problems: [problem] });
  });

  it('keeps one word of a list one word', async () => {
    const { launches } = await read(compose('command: [memcached, "-l 0.0.0.0", "-m 64"]'));
    expect(launches[0]?.argv.map(({ text }) => text)).toEqual(['-l 0.0.0.0', '-m 64']);
  });
});
