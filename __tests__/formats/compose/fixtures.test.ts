import { describe, expect, it } from 'vitest';
import { fixture, place, read, shown } from './read.ts';

/** What a fixture shows: launches in one line each, the places of ports, of words, and what is wrong. */
interface Expected {
  readonly launches: readonly string[];
  /** `Launch.at`. */
  readonly at?: readonly string[];
  readonly ports?: readonly string[];
  readonly words?: readonly string[];
  readonly problems?: readonly string[];
  readonly conditions?: readonly string[];
  readonly related?: readonly string[];
}

const FIXTURES: Readonly<Record<string, Expected>> = {
  'published-everywhere': {
    launches: ['cache | 1.6.0 or later | memcached -m 64 -U 0 | 127.0.0.1:11212→11211/tcp *:11211→11211/tcp'],
    at: ['compose.yaml:4:14 memcached -m 64 -U 0'],
    ports: ['compose.yaml:6:10 127.0.0.1:11212:11211', 'compose.yaml:7:10 11211:11211'],
    words: ['4:24 -m', '4:27 64', '4:30 -U', '4:33 0'],
  },
  'long-port': {
    launches: ['cache | 1.5.5 | memcached | *:11211→11211/udp *:*→11211/tcp'],
    at: ['docker-compose.yml:4:12 memcached:1.5.5'],
    ports: ['docker-compose.yml:7:20 11211', 'docker-compose.yml:10:17 11211'],
  },
  'folded-command': {
    launches: ['cache | 1.6.0 or later | memcached -m 128 -l 0.0.0.0 -U 11211 | host'],
    at: ['docker-compose.yml:5:7 memcached\n      -m 128\n      -l 0.0.0.0 -U\n      11211'],
    words: ['6:7 -m', '6:10 128', '7:7 -l', '7:10 0.0.0.0', '7:18 -U', '8:7 11211'],
  },
  'quoted-command': {
    launches: ['single', 'double', 'literal', 'list'].map(
      (name) => `${name} | 1.6.0 or later | memcached -l 0.0.0.0 -p 11211 | host`,
    ),
    words: [
      ...['5:25 -l', '5:29 0.0.0.0', '5:38 -p', '5:41 11211'],
      ...['9:26 -l', '9:29 0.0.0.0', '10:7 -p', '10:10 11211'],
      ...['15:17 -l', '15:20 0.0.0.0', '16:9 -p', '16:12 11211'],
      ...['17:72 -l', '17:77 0.0.0.0', '17:86 -p', '17:90 11211'],
    ],
    problems: ['refused compose.yml:17:90 11211'],
  },
  dotenv: {
    launches: ['cache | 1.5.5 | memcached -l 0.0.0.0 -p 11300 | *:11300→11300/tcp'],
    at: ['compose.yaml:4:14 -l ${BIND} -p ${PORT:-11300}'],
    ports: ['compose.yaml:6:10 ${PORT:-11300}:11300'],
    words: ['4:14 -l', '.env:2:7 0.0.0.0', '4:25 -p', '4:36 11300'],
  },
  'unset-host-address': {
    launches: ['cache | 1.6.0 or later | memcached | *:11211→11211/tcp'],
    ports: ['compose.yaml:5:10 ${HOST_IP}:11211:11211'],
  },
  'production-overlay': {
    launches: [
      'cache | 1.6.0 or later | memcached | container',
      'quiet | 1.6.0 or later | memcached | 127.0.0.1:11212→11211/tcp',
      'cache with docker-compose.prod.yml | 1.6.0 or later | memcached | *:11211→11211/tcp',
    ],
    ports: ['docker-compose.yml:8:14 127.0.0.1:11212:11211', 'docker-compose.prod.yml:4:10 11211:11211'],
    conditions: ['with docker-compose.prod.yml laid over docker-compose.yml'],
  },
  'host-overlay': {
    launches: [
      'cache | 1.6.0 or later | memcached | 127.0.0.1:11211→11211/tcp',
      'cache with compose.podman.yaml | 1.6.0 or later | memcached | host',
    ],
    conditions: ['with compose.podman.yaml laid over compose.yaml'],
    related: ['compose.podman.yaml:3:19 host'],
  },
  'base-above': {
    launches: [
      'cache | 1.6.0 or later | memcached | container',
      'cache with docker-compose.live.yml | 1.6.0 or later | memcached | *:11211→11211/tcp',
    ],
    ports: ['deploy/docker-compose.live.yml:3:14 11211:11211'],
    conditions: ['with docker-compose.live.yml laid over docker-compose.yml'],
  },
  'other-base': {
    launches: [
      'cache | 1.6.0 or later | memcached | container',
      'cache with docker-compose.prod.yml | 1.6.0 or later | memcached | *:11211→11211/tcp',
    ],
    ports: ['docker-compose.prod.yml:3:14 11211:11211'],
    conditions: ['with docker-compose.prod.yml laid over docker-compose.base.yml'],
  },
  'unnamed-part': {
    launches: [
      'cache | 1.6.0 or later | memcached | container',
      'cache with live.yml | 1.6.0 or later | memcached | *:11211→11211/tcp',
    ],
    ports: ['deploy/live.yml:5:7 11211:11211'],
    conditions: ['with live.yml laid over base.yml'],
  },
  'override-replaces': {
    launches: ['cache | 1.6.0 or later | memcached | 127.0.0.1:11211→11211/tcp'],
    ports: ['compose.override.yaml:3:24 127.0.0.1:11211:11211'],
  },
  'override-appends': {
    launches: ['cache | 1.6.0 or later | memcached | *:11211→11211/tcp 127.0.0.1:11211→11211/tcp'],
    ports: ['compose.yaml:4:14 11211:11211', 'docker-compose.override.yml:3:14 127.0.0.1:11211:11211'],
  },
  'shared-network': {
    launches: ['cache | 1.6.0 or later | memcached | *:11211→11211/tcp'],
    ports: ['compose.yaml:4:25 11211:11211'],
  },
  'internal-network': {
    launches: ['cache | 1.6.0 or later | memcached | *:11211→11211/tcp limit container'],
  },
  'built-here': {
    launches: ['cache | 1.5.5 | memcached -m 64 -U 11211 | *:11211→11211/tcp'],
    words: ['3:7 -m', '3:13 64', '3:19 -U', '3:25 11211'].map((word) => `cache/Dockerfile:${word}`),
  },
  'inline-dockerfile': {
    launches: ['cache | 1.5.5 | memcached -l 0.0.0.0 | *:11211→11211/tcp'],
    words: ['6:15 -l', '6:21 0.0.0.0'],
  },
  anchors: {
    launches: [
      'one | 1.6.0 or later | memcached -m 64 | *:11211→11211/tcp',
      'two | 1.6.0 or later | memcached -m 64 | 127.0.0.1:11212→11211/tcp',
    ],
    ports: ['docker-compose.yml:4:12 11211:11211', 'docker-compose.yml:9:14 127.0.0.1:11212:11211'],
    words: ['3:22 -m', '3:25 64', '3:22 -m', '3:25 64'],
  },
  'extends-and-include': {
    launches: [
      'small | 1.5.5 | memcached | *:11212→11211/tcp',
      'big | 1.6.0 or later | memcached -l 127.0.0.1 | container',
      'base | 1.5.5 | memcached | container',
    ],
    at: [
      'sub/common.yml:3:12 memcached:1.5.5',
      'sub/cache.yml:4:14 memcached -l ${L:-none}',
      'sub/common.yml:3:12 memcached:1.5.5',
    ],
    ports: ['compose.yaml:5:14 11212:11211'],
    words: ['4:24 -l', 'sub/.env:1:3 127.0.0.1'],
  },
  'extended-twice': {
    launches: [
      'cache | 1.6.0 or later | memcached | container',
      'cache in dev-compose.yml | 1.6.0 or later | memcached | 127.0.0.1:11211→11211/tcp',
      'cache in live-compose.yml | 1.6.0 or later | memcached | *:11211→11211/tcp',
    ],
    at: Array(3).fill('base.yml:3:12 memcached:1.6'),
    ports: ['dev-compose.yml:4:14 127.0.0.1:11211:11211', 'live-compose.yml:4:14 11211:11211'],
  },
  'copied-service': {
    launches: [
      'cache | 1.6.0 or later | memcached | *:11211→11211/tcp',
      'cache | 1.6.0 or later | memcached | *:11211→11211/tcp',
    ],
    ports: ['docker-compose.ci.yml:7:9 11211:11211', 'docker-compose.demo.yml:7:9 11211:11211'],
  },
  'first-layout': { launches: ['cache | 1.4.39 | memcached | host'] },
  'bracket-under-key': {
    launches: ['cache | 1.6.0 or later | memcached -l 0.0.0.0 | *:11211→11211/tcp'],
    ports: ['docker-compose.yml:9:8 11211:11211'],
    words: ['6:8 -l', '6:14 0.0.0.0'],
  },
  'broken-yaml': {
    launches: ['cache | 1.6.0 or later | memcached | *:11211→11211/tcp'],
    problems: ['unreadable docker-compose.yml:5:3 web'],
  },
  refused: {
    launches: ['cache | 1.6.0 or later | memcached -p 11211 | *:11211→11211/tcp'],
    problems: ['refused docker-compose.yml:4:30 11211', 'refused docker-compose.yml:5:13 11211:11211'],
  },
  profiles: {
    launches: ['cache | 1.6.0 or later | memcached | *:11211→11211/tcp'],
    conditions: ['in the profile debug'],
  },
  quiet: {
    launches: [
      'cache | 1.6.0 or later | memcached | container',
      'local | 1.6.0 or later | memcached | 127.0.0.1:11211→11211/tcp',
      'exposing | 1.6.0 or later | memcached | container',
    ],
  },
  'not-compose': { launches: [] },
  'by-content': {
    launches: ['cache | 1.6.0 or later | memcached | *:11211→11211/tcp'],
    ports: ['ops/cache.yaml:4:14 11211:11211'],
  },
};

describe('repositories with Compose files', () => {
  it.each(Object.entries(FIXTURES))('%s', async (name, expected) => {
    const { launches, problems } = await read(fixture(name));
    const networks = launches.map(({ network }) => network);
    const ports = networks.flatMap((network) => ('published' in network ? network.published : []));
    // In the launch's own file the path goes without saying.
    const words = launches.flatMap(({ argv, at }) =>
      argv.map((word) => place(word.locate()!).replace(`${at.file.path}:`, '')),
    );
    expect(launches.map(shown)).toEqual(expected.launches.map((line) => `service ${line}`));
    expect(problems.map(({ kind, at }) => `${kind} ${place(at)}`)).toEqual(expected.problems ?? []);
    if (expected.at) expect(launches.map(({ at }) => place(at))).toEqual(expected.at);
    if (expected.ports) expect(ports.map(({ at }) => place(at))).toEqual(expected.ports);
    const related = launches.flatMap((launch) => launch.related.map(({ at }) => place(at)));
    if (expected.related) expect(related).toEqual(expected.related);
    if (expected.words) expect(words).toEqual(expected.words);
    expect(launches.flatMap(({ condition }) => condition ?? [])).toEqual(expected.conditions ?? []);
  });
});
