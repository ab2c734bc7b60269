import { describe, expect, it } from 'vitest';
import { dockerLaunches, dockerRunLaunches } from '../../../src/formats/docker-run/launches.ts';
import type { Reading } from '../../../src/launch/launch.ts';
import type { Network } from '../../../src/network/network.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';
import type { Repository } from '../../../src/repository/repository.ts';
import { unknownEnvironment } from '../../../src/shell/environment.ts';
import { invocationsIn } from '../../../src/shell/invocations.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';
import { commandLine, shown, version } from '../dockerfile/read.ts';

const envFile = new SourceFile('mc.env', 'MEMCACHED_EXTRA_FLAGS=-U 11211\n');
const repository: Repository = {
  paths: ['mc.env'],
  has: (path) => path === 'mc.env',
  read: (path) => (path === 'mc.env' ? envFile : undefined),
};

function read(script: string): Reading {
  const file = new SourceFile('ops/run.sh', script);
  const found = invocationsIn(TracedText.source(file, 0, script.length), unknownEnvironment);
  const readings = found.map((invocation) =>
    dockerRunLaunches(invocation, { format: 'docker-run', environment: unknownEnvironment, repository }),
  );
  return {
    launches: readings.flatMap(({ launches }) => launches),
    problems: readings.flatMap(({ problems }) => problems),
  };
}

function net(network: Network): string {
  if (network.kind !== 'container') return network.kind;
  const port = (value: 'unknown' | { first: number; last: number } | undefined) =>
    value === undefined
      ? ''
      : value === 'unknown'
        ? '?'
        : value.first === value.last
          ? `${value.first}`
          : `${value.first}-${value.last}`;
  const ports = network.published.map(
    ({ hostAddress, hostPort, containerPort, protocol }) =>
      `${hostAddress?.known ?? (hostAddress === undefined ? '*' : '?')}:${port(hostPort)}:${port(containerPort)}/${protocol}`,
  );
  return ['container', ...ports].join(' ');
}

const LAUNCHES: readonly (readonly [string, string, string])[] = [
  ['docker run -d -p 11211:11211 memcached', 'memcached', 'container *:11211:11211/tcp'],
  [
    'docker run -dp 127.0.0.1:11211:11211 memcached -m 64 -l 0.0.0.0',
    'memcached -m 64 -l 0.0.0.0',
    'container 127.0.0.1:11211:11211/tcp',
  ],
  ['docker run --net host memcached:1.6 -l 127.0.0.1', 'memcached -l 127.0.0.1', 'host'],
  ['docker run --network=none memcached', 'memcached', 'none'],
  ['docker run --network container:web memcached', 'memcached', 'unknown'],
  [
    'docker run -p 11211:11211/udp memcached:1.4 -U 11211',
    'memcached -U 11211',
    'container *:11211:11211/udp',
  ],
  ['docker run -m 64m -l x -u root memcached -m 64', 'memcached -m 64', 'container'],
  [
    'IP=10.0.0.1; docker run --entrypoint /bin/sh memcached -c "memcached -l $IP"',
    'memcached -l 10.0.0.1',
    'container',
  ],
  [
    'sudo docker container run -P --expose 11211/udp memcached',
    'memcached',
    'container *::11211/tcp *::11211/udp',
  ],
  ['docker create -p "$PORT:11211" memcached', 'memcached', 'container *:?:11211/tcp'],
  ['docker run -p $IFACE:11211:11211 memcached', 'memcached', 'container ?:11211:11211/tcp'],
  ['docker run $OPTS memcached -m 64', 'memcached -m 64', 'unknown'],
  ['docker run $OPTS -p 11211:11211 memcached', 'memcached', 'container *:11211:11211/tcp'],
  ['docker run -d memcached $ARGS', 'memcached ‹ARGS›', 'container'],
  ['docker run -d -p 1:1 $MEMCACHED_IMAGE -m 64', 'memcached -m 64', 'container *:1:1/tcp'],
  ['docker run -d memcached:$TAG', 'memcached', 'container'],
  [
    'docker run -e MEMCACHED_LISTEN_ADDRESS=127.0.0.1 bitnami/memcached',
    'memcached -u memcached -p 11211 -v -l 127.0.0.1',
    'container',
  ],
  [
    'docker run --env-file ../mc.env bitnami/memcached',
    'memcached -u memcached -p 11211 -v -U 11211',
    'container',
  ],
  ['docker run bitnami/memcached memcached -l 127.0.0.1', 'memcached -l 127.0.0.1', 'container'],
  ['docker run debian:12 memcached -u root', 'memcached -u root', 'container'],
  [
    'podman run --replace -d -p 11211:11211 docker.io/library/memcached',
    'memcached',
    'container *:11211:11211/tcp',
  ],
  ['podman run --pod web memcached', 'memcached', 'unknown'],
  ['nerdctl -n k8s.io run -d -p 11211:11211 memcached', 'memcached', 'container *:11211:11211/tcp'],
];

const QUIET: readonly string[] = [
  'docker run -d --link memcached:cache app',
  'docker run --name memcached nginx',
  'docker run -d prom/memcached-exporter --memcached.address=memcached:11211',
  'docker exec memcached memcached -l 0.0.0.0',
  'docker pull memcached:1.5.5',
  'docker build -t memcached .',
  'docker ps | grep memcached',
  'docker run --help memcached',
  'docker run memcached sleep 1',
  'docker run -e MEMCACHED=memcached:11211 app',
  'echo docker run -p 11211:11211 memcached',
];

describe('containers in scripts', () => {
  it.each(LAUNCHES)('%s', (script, line, network) => {
    const { launches, problems } = read(script.replace('../mc.env', 'mc.env'));
    expect(launches.map(commandLine)).toEqual([line]);
    expect(net(launches[0]!.network)).toBe(network);
    expect(problems).toEqual([]);
  });

  it.each(QUIET)('nothing in: %s', (script) => {
    expect(read(script)).toEqual({ launches: [], problems: [] });
  });

  it.each([
    ['docker run -p 127.0.0.1:11211 memcached', '1:15 127.0.0.1:11211'],
    ['docker run --publsh 1:1 memcached', '1:12 --publsh'],
    ['docker run --network container:web -p 1:1 memcached', '1:43 memcached'],
    ['docker run --entrypoint "" memcached', '1:28 memcached'],
  ])('refused: %s', (script, expected) => {
    const { launches, problems } = read(script);
    expect(launches).toEqual([]);
    expect(problems.map(({ kind, at }) => `${kind} ${shown(at)}`)).toEqual([`refused ${expected}`]);
  });

  it('keeps places', () => {
    const { launches } = read(
      'docker run -d --name mc \\\n  -p 0.0.0.0:11211:11211 \\\n  "memcached:1.5.5" -U "11211" \\\n  -l 0.0.0.0\n',
    );
    const launch = launches[0]!;
    expect(launch.argv.map((word) => shown(word.locate()))).toEqual([
      '3:21 -U',
      '3:25 11211',
      '4:3 -l',
      '4:6 0.0.0.0',
    ]);
    expect(shown(launch.at)).toBe('3:21 -U "11211" \\\n  -l 0.0.0.0');
    expect(shown(launch.program.locate())).toBe('3:4 memcached:1.5.5');
    expect(version(launch)).toBe('1.5.5');
    expect(launch.version.state === 'known' ? shown(launch.version.at) : '').toBe('3:14 1.5.5');
    expect(launch.name).toBe('container mc');
    if (launch.network.kind !== 'container') throw new Error(launch.network.kind);
    const [port] = launch.network.published;
    expect(shown(port?.at)).toBe('2:6 0.0.0.0:11211:11211');
    expect(shown(port?.hostAddress?.locate())).toBe('2:6 0.0.0.0');
  });
});

describe('images that a script builds', () => {
  const files: Readonly<Record<string, string>> = {
    'ops/cache/Dockerfile': 'ARG V=1.6.9\nFROM memcached:${V} AS cache\nCMD ["-m","64"]\nFROM nginx\n',
  };
  const startIn = (texts: Readonly<Record<string, string>>, script: string) => {
    const file = new SourceFile('ops/run.sh', script);
    const found = invocationsIn(TracedText.source(file, 0, script.length), unknownEnvironment);
    const built = memoryRepository(texts);
    return dockerLaunches(found, { format: 'docker-run', environment: unknownEnvironment, repository: built })
      .launches;
  };
  const start = (script: string) => startIn(files, script);

  it.each([
    ['docker build -t c --target cache cache && docker run c', '1.6.9 memcached -m 64'],
    [
      'docker build --build-arg V=1.5.5 -t $REG/c:latest ./cache --target=cache\ndocker run $REG/c -l 10.0.0.1',
      '1.5.5 memcached -l 10.0.0.1',
    ],
    [
      'docker buildx build -f ops/cache/Dockerfile --target cache -t c .\ndocker run c',
      '1.6.9 memcached -m 64',
    ],
  ])('%s', (script, expected) => {
    const launches = start(script);
    expect(launches.map((launch) => `${version(launch)} ${commandLine(launch)}`)).toEqual([expected]);
    expect(launches[0]?.builds).toEqual({ path: 'ops/cache/Dockerfile', stage: 'cache' });
  });

  it.each([
    ['docker build -t c cache && docker run c', []],
    ['docker build -t c --target nobody cache', []],
    ['docker build -t c --target $STAGE cache', []],
    ['docker build --target cache -t c https://example.org/x.git', []],
    ['docker build -t c --target cache cache && docker run d', ['stage cache of docker build c']],
    ['docker buildx build --target CACHE -f ops/cache/Dockerfile .', ['stage cache of docker build']],
    ['docker build -t c --target cache cache && docker run c sleep 1', ['stage cache of docker build c']],
  ])('stands for itself where nothing here runs it: %s', (script, names) => {
    const launches = start(script);
    expect(launches.map(({ name }) => name)).toEqual(names);
    for (const launch of launches) {
      expect(launch.network).toEqual({ kind: 'image', usedHere: false });
      expect(launch.image).toEqual({ path: 'ops/cache/Dockerfile', stage: 'cache' });
      expect(launch.related.map(({ message }) => message)).toEqual(['this command builds it']);
    }
  });

  it('is not what the Dockerfile stands for by itself, but other arguments make it another', () => {
    const files = { 'ops/Dockerfile': 'ARG V=1.6.9\nFROM memcached:${V}\n' };
    const lines = (script: string) =>
      startIn(files, script).map((launch) => `${launch.name} ${version(launch)}`);
    expect(lines('docker build -t c .')).toEqual([]);
    expect(lines('docker build --build-arg V=1.6.9 -t c .')).toEqual([]);
    expect(lines('docker build --build-arg V=1.5.5 -t c .')).toEqual(['image of docker build c 1.5.5']);
  });
});
