import { describe, expect, it } from 'vitest';
import { parsePublish } from '../../../src/formats/docker-run/publish.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';
import { commandLine, shown } from '../dockerfile/read.ts';
import { networkText, readScript } from './read-script.ts';

type Case = readonly [string, string, string];

/** Command line, words and network of the one memcached that it starts. */
const STARTED: readonly Case[] = [
  // As docker 28.2.2 asks an engine for it.
  ['docker service create --name mc -p 11211:11211 memcached', 'memcached', 'container *:11211:11211/tcp'],
  ['docker service create --publish 11211 memcached', 'memcached', 'container *::11211/tcp'],
  [
    'docker service create --publish published=11211,target=11211,mode=host memcached memcached -m 64',
    'memcached -m 64',
    'container *:11211:11211/tcp',
  ],
  [
    'docker service create -dt -p 11211:11211/udp -p 11212-11213:11211-11212 memcached:1.4 -U 11211',
    'memcached -U 11211',
    'container *:11211:11211/udp *:11212:11211/tcp *:11213:11212/tcp',
  ],
  [
    'docker service create --entrypoint "memcached -l 0.0.0.0" memcached -m 64',
    'memcached -l 0.0.0.0 -m 64',
    'container',
  ],
  [
    'docker -H tcp://h:2375 service create --constraint node.role==manager --mode global --limit-memory 64m --mount type=bind,source=/a,target=/b --update-delay 1s --with-registry-auth --network n memcached',
    'memcached',
    'container',
  ],
  ['docker service create --network host memcached -l 127.0.0.1', 'memcached -l 127.0.0.1', 'host'],
  [
    'docker service create -e MEMCACHED_LISTEN_ADDRESS=10.0.0.1 bitnami/memcached',
    'memcached -u memcached -p 11211 -v -l 10.0.0.1',
    'container',
  ],
  ['docker service create $OPTS memcached', 'memcached', 'unknown'],
  // Pods own the network of their containers.
  [
    'podman pod create --name web -p 8080:80 -p 11211:11211\npodman run -d --pod web memcached',
    'memcached',
    'container *:11211:11211/tcp',
  ],
  [
    'podman pod create -p 127.0.0.1:11211:11211 web\npodman run --pod=web memcached -l 0.0.0.0',
    'memcached -l 0.0.0.0',
    'container 127.0.0.1:11211:11211/tcp',
  ],
  ['podman pod create web && podman create --pod web memcached', 'memcached', 'container'],
  ['podman pod create -n web --network host\npodman run --pod web memcached', 'memcached', 'host'],
  ['podman pod create $OPTS web\npodman run --pod web memcached', 'memcached', 'unknown'],
  ['podman pod create -p 1:1 other\npodman run --pod web memcached', 'memcached', 'unknown'],
  ['podman run --pod new:web -p 11211:11211 memcached', 'memcached', 'container *:11211:11211/tcp'],
];

const REFUSED: readonly (readonly [string, string])[] = [
  ['docker service create -p 127.0.0.1:11211:11211 memcached', '1:26 127.0.0.1:11211:11211'],
  ['docker service create -P memcached', '1:23 -P'],
  ['docker service create --net host memcached', '1:23 --net'],
];

const QUIET: readonly string[] = [
  'docker service ls --filter name=memcached',
  'docker service rm memcached',
  'docker service update --image memcached:1.5.5 cache',
  'docker service create --name memcached -p 80:80 nginx',
  'docker service logs memcached',
  'nerdctl service create memcached',
  'podman pod create --name memcached -p 11211:11211',
  'podman pod rm memcached',
];

describe('services of a swarm and pods', () => {
  it.each(STARTED)('%s', (script, line, network) => {
    const { launches, problems } = readScript(script);
    expect(launches.map(commandLine)).toEqual([line]);
    expect(networkText(launches[0]?.network)).toBe(network);
    expect(problems).toEqual([]);
  });

  it.each(REFUSED)('refused: %s', (script, place) => {
    const { launches, problems } = readScript(script);
    expect(launches).toEqual([]);
    expect(problems.map(({ kind, at }) => `${kind} ${shown(at)}`)).toEqual([`refused ${place}`]);
  });

  it.each(QUIET)('nothing in: %s', (script) => {
    expect(readScript(script)).toEqual({ launches: [], problems: [] });
  });

  it('publish where the pod is created', () => {
    const { launches } = readScript(
      'podman pod create -p 11211:11211 --name web\npodman run --pod web memcached\n',
    );
    const network = launches[0]?.network;
    const ports = network?.kind === 'container' ? network.published : [];
    expect(ports.map(({ at }) => shown(at))).toEqual(['1:22 11211:11211']);
  });
});

/** `-p` values, and what docker 28.2 and podman 4.3.1 made of them where that differs. */
const DIFFERENT: readonly (readonly [string, string, string])[] = [
  ['::1:1:1', '::1:1:1/tcp', 'refused'],
  [':11211:11211', '*:11211:11211/tcp', 'refused'],
  ['11211-11213:11211', '*:11211-11213:11211/tcp', 'refused'],
  ['0:11211', '*:0:11211/tcp', 'refused'],
  ['1:1,2:2', 'refused', '*:1:1/tcp *:2:2/tcp'],
  ['target=11211,published=11212', '*:11212:11211/tcp', 'refused'],
];

const ALIKE: readonly (readonly [string, string])[] = [
  ['11211', '*::11211/tcp'],
  ['11211:11211', '*:11211:11211/tcp'],
  ['127.0.0.1:11211:11211', '127.0.0.1:11211:11211/tcp'],
  ['127.0.0.1::11211', '127.0.0.1::11211/tcp'],
  ['[::1]:1:1', '::1:1:1/tcp'],
  [':11211', '*::11211/tcp'],
  ['11211:11211/udp', '*:11211:11211/udp'],
  ['11211:11211/UDP', '*:11211:11211/udp'],
  ['11211:11211/sctp', '*:11211:11211/sctp'],
  ['11211-11212:11211-11212', '*:11211:11211/tcp *:11212:11212/tcp'],
  ['011211:11211', '*:11211:11211/tcp'],
  ['127.0.0.1:11211', 'refused'],
  ['11211:11211-11213', 'refused'],
  ['11211:11211/foo', 'refused'],
  ['0:11211:11211', 'refused'],
  ['localhost:1:1', 'refused'],
  ['10.0.0.300:1:1', 'refused'],
  ['fe80::1%eth0:1:1', 'refused'],
  ['0x2bcb:1', 'refused'],
  ['65536:1', 'refused'],
];

describe('published ports', () => {
  const read = (value: string, engine: 'docker' | 'podman') => {
    const ports = parsePublish(TracedText.source(new SourceFile('x', value), 0, value.length), engine);
    if ('error' in ports) return 'refused';
    return networkText({ kind: 'container', published: ports, limits: [] }).replace('container ', '');
  };

  it.each(DIFFERENT)('%s', (value, docker, podman) => {
    expect(read(value, 'docker')).toBe(docker);
    expect(read(value, 'podman')).toBe(podman);
  });

  it.each(ALIKE)('%s', (value, expected) => {
    expect(read(value, 'docker')).toBe(expected);
    expect(read(value, 'podman')).toBe(expected);
  });
});
