import { describe, expect, it } from 'vitest';
import { containerLaunches, containerProcess } from '../../src/images/container.ts';
import { baseImage, type ImageConfig } from '../../src/images/image.ts';
import type { VariableValue } from '../../src/shell/invocation.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

const file = new SourceFile('compose.yaml', 'image and words');
const at = file.at(0, 5);
const word = (text: string) =>
  text === '?' ? TracedText.unknown('X', 'nobody knows', at, true) : TracedText.decoded(text, at);
const words = (texts: readonly string[] | null | undefined) =>
  texts === null || texts === undefined ? texts : texts.map(word);

const IMAGE: ImageConfig = {
  entrypoint: [word('E')],
  cmd: [word('C')],
  env: new Map(),
  exposed: [],
  version: { state: 'unknown', because: 'a test' },
  convention: 'none',
  at,
};

describe('the merge of an image with a request', () => {
  it.each([
    [undefined, undefined, 'E C'],
    [null, null, 'E C'],
    [undefined, ['c'], 'E c'],
    [['e'], undefined, 'e'],
    [['e'], ['c'], 'e c'],
    [[], undefined, 'C'],
    [[], ['c'], 'c'],
    [[''], undefined, ''],
    [[''], ['c'], 'c'],
    [undefined, [], 'E C'],
    [['e'], [], 'e'],
  ])('entrypoint %j, command %j', (entrypoint, command, expected) => {
    const overrides = {
      ...(entrypoint === undefined ? {} : { entrypoint: words(entrypoint) ?? null }),
      ...(command === undefined ? {} : { command: words(command) ?? null }),
    };
    expect(
      containerProcess(IMAGE, overrides)
        .map(({ text }) => text)
        .join(' '),
    ).toBe(expected);
  });

  it('runs the command alone where the image is not known', () => {
    expect(containerProcess(undefined, { command: [word('c')] }).map(({ text }) => text)).toEqual(['c']);
  });
});

function started(
  image: string,
  command: readonly string[] = [],
  env: Readonly<Record<string, VariableValue>> = {},
) {
  const config = baseImage(word(image));
  return containerLaunches({
    image: config,
    process: containerProcess(config, { command: command.map(word) }),
    environment: { lookup: (name) => env[name] ?? 'unset' },
    network: { kind: 'container', published: [], limits: [] },
    at,
    name: 'service cache',
    format: 'compose',
    related: [],
  });
}

function lines(
  image: string,
  command: readonly string[] = [],
  env: Readonly<Record<string, VariableValue>> = {},
) {
  return started(image, command, env).launches.map(({ program, argv }) =>
    [program, ...argv]
      .map((text) => (text.isKnown ? text.text : `‹${text.unknowns[0]?.name}${text.splits ? '…' : ''}›`))
      .join(' '),
  );
}

describe('what containers of known images start', () => {
  it.each([
    ['memcached', [], ['memcached']],
    ['memcached', ['-m', '64'], ['memcached -m 64']],
    ['memcached', ['memcached', '-v'], ['memcached -v']],
    ['memcached', ['sh', '-c', 'exec memcached -l "$IP"'], ['memcached -l ‹IP›']],
    ['memcached', ['64'], []],
    ['memcached', ['?'], ['memcached ‹X…›']],
    ['memcached:1.4.22', [], ['memcached']],
    ['memcached:1.4.22', ['-m', '64'], []],
    ['team/memcached:stable', ['-m', '64'], ['memcached -m 64']],
    ['cgr.dev/chainguard/memcached', ['-m', '64'], ['memcached -m 64']],
    ['bitnami/memcached', [], ['memcached -u memcached -p 11211 -v']],
    [
      'bitnami/memcached',
      ['/opt/bitnami/scripts/memcached/run.sh', '-e', 'x'],
      ['memcached -u memcached -p 11211 -v -e x'],
    ],
    ['bitnami/memcached', ['memcached', '-l', '127.0.0.1'], ['memcached -l 127.0.0.1']],
    ['bitnami/memcached', ['-m', '64'], []],
    ['alpine', ['memcached', '-l', '0.0.0.0'], ['memcached -l 0.0.0.0']],
    ['alpine', ['sh'], []],
  ])('%s %j', (image, command, expected) => {
    const env = { IP: 'unknown' } as const;
    expect(lines(image, command, env)).toEqual(expected);
  });

  it.each([
    [{ MEMCACHED_PORT_NUMBER: '11300' }, '-u memcached -p 11300 -v'],
    [{ MEMCACHED_LISTEN_ADDRESS: '' }, '-u memcached -p 11211 -v'],
    [{ MEMCACHED_LISTEN_ADDRESS: '10.0.0.1' }, '-u memcached -p 11211 -v -l 10.0.0.1'],
    [{ MEMCACHED_PASSWORD: 'x' }, '-u memcached -p 11211 -v -S'],
    [{ MEMCACHED_EXTRA_FLAGS: "-o 'a,b'\n-U 1" }, "-u memcached -p 11211 -v -o 'a,b'"],
    [{ MEMCACHED_LISTEN_ADDRESS: '?' }, '-u memcached -p 11211 -v ‹X…›'],
    [
      { MEMCACHED_LISTEN_ADDRESS_FILE: '/run/secret' },
      '-u memcached -p 11211 -v ‹MEMCACHED_LISTEN_ADDRESS…›',
    ],
    [{ MEMCACHED_HOST: 'x', LISTEN_ADDRESS: '0.0.0.0' }, '-u memcached -p 11211 -v'],
  ])('bitnami with %j', (env, expected) => {
    const variables = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, word(value)]));
    expect(lines('bitnami/memcached', [], variables)).toEqual([`memcached ${expected}`]);
  });

  it('says what it cannot follow only where the image runs memcached', () => {
    expect(started('memcached', ['/start.sh']).problems.map(({ kind }) => kind)).toEqual(['unresolved']);
    expect(started('alpine', ['/start.sh']).problems).toEqual([]);
    expect(started('memcached', ['sleep', '1'])).toEqual({ launches: [], problems: [] });
  });
});
