import { describe, expect, it } from 'vitest';
import { containerLaunches, containerProcess } from '../../src/images/container.ts';
import { baseImage } from '../../src/images/image.ts';
import type { PublishedPort } from '../../src/network/network.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

const at = new SourceFile('compose.yaml', 'image and words').at(0, 5);
const word = (text: string) => TracedText.decoded(text, at);

interface Request {
  readonly image?: string;
  readonly entrypoint?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly ports?: readonly number[];
}

function started({ image = 'bitnami/memcached', entrypoint, command = [], env = {}, ports = [] }: Request) {
  const config = baseImage(word(image));
  const published = ports.map((port): PublishedPort => {
    const range = { first: port, last: port };
    return { hostPort: range, containerPort: range, protocol: 'tcp', at };
  });
  return containerLaunches({
    image: config,
    process: containerProcess(config, {
      ...(entrypoint === undefined ? {} : { entrypoint: entrypoint.map(word) }),
      command: command.map(word),
    }),
    environment: { lookup: (name) => (env[name] === undefined ? 'unset' : word(env[name])) },
    network: { kind: 'container', published, limits: [] },
    at,
    name: 'service cache',
    format: 'compose',
    related: [],
  }).launches;
}

const lines = (request: Request) =>
  started(request).map(({ program, argv }) => [program, ...argv].map(({ text }) => text).join(' '));

const USUAL = 'memcached -u memcached -p 11211 -v';
const RUN = '/opt/bitnami/scripts/memcached/run.sh';

describe("bitnami's scripts", () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['nothing', {}, USUAL],
    ['the port', { MEMCACHED_PORT_NUMBER: '11300' }, 'memcached -u memcached -p 11300 -v'],
    ['the address', { MEMCACHED_LISTEN_ADDRESS: '127.0.0.1' }, `${USUAL} -l 127.0.0.1`],
    ['an empty address', { MEMCACHED_LISTEN_ADDRESS: '' }, USUAL],
    ['a password', { MEMCACHED_PASSWORD: 'x', MEMCACHED_USERNAME: 'y' }, `${USUAL} -S`],
    ['a user without password', { MEMCACHED_USERNAME: 'y' }, USUAL],
    [
      'sizes',
      {
        MEMCACHED_CACHE_SIZE: '64',
        MEMCACHED_MAX_CONNECTIONS: '9',
        MEMCACHED_THREADS: '2',
        MEMCACHED_MAX_ITEM_SIZE: '1048576',
      },
      `${USUAL} -m 64 -c 9 -t 2 -I 1048576`,
    ],
    ['flags', { MEMCACHED_EXTRA_FLAGS: '-U 11211 -l 0.0.0.0' }, `${USUAL} -U 11211 -l 0.0.0.0`],
    ['flags with quotes', { MEMCACHED_EXTRA_FLAGS: "-o 'a,b'" }, `${USUAL} -o 'a,b'`],
    ['flags of two lines', { MEMCACHED_EXTRA_FLAGS: '-vv\n-U 11211' }, `${USUAL} -vv`],
    ['variables of other images', { MEMCACHED_MEMORY: '64', MEMCACHED_HOST: 'x' }, USUAL],
  ])('%s', (_, env, expected) => {
    expect(lines({ env })).toEqual([expected]);
    expect(lines({ env, image: 'bitnamilegacy/memcached:1.6' })).toEqual([expected]);
  });

  it.each<[readonly string[], readonly string[]]>([
    [[RUN], [USUAL]],
    [[RUN, '-e', 'x'], [`${USUAL} -e x`]],
    [['memcached', '-l', '127.0.0.1'], ['memcached -l 127.0.0.1']],
    [['-m', '64'], []],
    [['sleep', '1'], []],
  ])('with the command %j', (command, expected) => expect(lines({ command })).toEqual(expected));

  it('are left out where another entrypoint is given', () => {
    const request = { entrypoint: ['memcached'], env: { MEMCACHED_LISTEN_ADDRESS: '127.0.0.1' } };
    expect(lines(request)).toEqual(['memcached']);
    expect(lines({ ...request, command: ['-v'] })).toEqual(['memcached -v']);
  });
});

describe('the official image', () => {
  it('knows no variables', () => {
    const env = { MEMCACHED_LISTEN_ADDRESS: '127.0.0.1', MEMCACHED_EXTRA_FLAGS: '-U 0' };
    expect(lines({ image: 'memcached', env })).toEqual(['memcached']);
  });
});

describe('several memcached of one container', () => {
  const command = ['sh', '-c', 'memcached -d -l 127.0.0.1; memcached -d -p 11212; exec memcached -p 11213'];
  const launches = started({ image: 'memcached', command, ports: [11211, 11212, 11213, 80] });

  it('have names of their own', () => {
    expect(launches.map(({ name }) => name)).toEqual([
      'service cache',
      'memcached 2 of service cache',
      'memcached 3 of service cache',
    ]);
  });

  it('share its published ports, each its own and those that none of them names', () => {
    const ports = launches.map(({ network }) =>
      network.kind === 'container'
        ? network.published.map(({ containerPort }) => containerPort !== 'unknown' && containerPort.first)
        : [],
    );
    expect(ports).toEqual([
      [11211, 80],
      [11212, 80],
      [11213, 80],
    ]);
  });

  it('are one where the command line is one', () => {
    const same = started({ image: 'memcached', command: ['sh', '-c', 'memcached -m 9 || memcached -m 9'] });
    expect(same.map(({ name }) => name)).toEqual(['service cache', 'service cache']);
  });
});
