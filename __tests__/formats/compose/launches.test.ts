import { describe, expect, it } from 'vitest';
import { read, shown } from './read.ts';

const service = (body: string) => `services:\n  cache:\n${body.replace(/^/gm, '    ')}\n`;

/** A service's attributes, then what it starts. */
const SERVICES: readonly (readonly [string, readonly string[]])[] = [
  ['image: memcached:1.6', ['service cache | 1.6.0 or later | memcached | container']],
  [
    'image: memcached:1.5.5\nports: ["11211:11211"]',
    ['service cache | 1.5.5 | memcached | *:11211→11211/tcp'],
  ],
  [
    'image: memcached\ncommand: -m 64 -U 11211',
    ['service cache | 1.6.0 or later | memcached -m 64 -U 11211 | container'],
  ],
  [
    'image: memcached\ncommand: [memcached, -U, "0"]',
    ['service cache | 1.6.0 or later | memcached -U 0 | container'],
  ],
  [
    'image: memcached\ncommand: [memcached, -p, 11211]',
    ['service cache | 1.6.0 or later | memcached -p 11211 | container'],
  ],
  [
    'image: memcached\ncommand: memcached -l ${BIND} -p ${PORT:-11300}',
    ['service cache | 1.6.0 or later | memcached -l ‹BIND› -p 11300 | container'],
  ],
  [
    'image: memcached\nports: ["${HOST_IP}:11211:11211"]',
    ['service cache | 1.6.0 or later | memcached | *:11211→11211/tcp'],
  ],
  [
    'image: memcached\nports: ["${HOST_IP:?}:11211:11211"]',
    ['service cache | 1.6.0 or later | memcached | ‹HOST_IP›:11211→11211/tcp'],
  ],
  ['image: memcached\nports: ["${P}:11211"]', ['service cache | 1.6.0 or later | memcached | *:?→11211/tcp']],
  [
    'image: memcached\nports: ["${HOST_IP:-127.0.0.1}:11211:11211"]',
    ['service cache | 1.6.0 or later | memcached | 127.0.0.1:11211→11211/tcp'],
  ],
  [
    'image: memcached\nports: ["[::1]:11211:11211/udp", "11212-11213:11212-11213"]',
    ['service cache | 1.6.0 or later | memcached | ::1:11211→11211/udp *:11212→11212/tcp *:11213→11213/tcp'],
  ],
  [
    'image: memcached\nports: [{target: 11211, published: "11211-11215", host_ip: 127.0.0.1}]',
    ['service cache | 1.6.0 or later | memcached | 127.0.0.1:11211-11215→11211/tcp'],
  ],
  [
    'image: memcached\nnetwork_mode: host\ncommand: -l 127.0.0.1',
    ['service cache | 1.6.0 or later | memcached -l 127.0.0.1 | host'],
  ],
  [
    'image: team/memcached:2\nnetwork_mode: host\nenvironment: [BIND=127.0.0.1]',
    ['service cache | unknown | memcached ‹the arguments of the image› | host'],
  ],
  [
    'image: team/memcached:2\nnetwork_mode: host\ncommand: -m 64',
    ['service cache | unknown | memcached -m 64 | host'],
  ],
  [
    'image: team/memcached:2\nports: ["11211:11211"]',
    ['service cache | unknown | memcached | *:11211→11211/tcp'],
  ],
  ['image: memcached\nnetwork_mode: none', ['service cache | 1.6.0 or later | memcached | none']],
  ['image: memcached\nnetwork_mode: container:web', ['service cache | 1.6.0 or later | memcached | unknown']],
  [
    'image: bitnami/memcached:1.6\nenvironment: {MEMCACHED_EXTRA_FLAGS: "-U 11211"}',
    ['service cache | 1.6.0 or later | memcached -u memcached -p 11211 -v -U 11211 | container'],
  ],
  [
    'image: debian:12\ncommand: memcached -u root -l 0.0.0.0',
    ['service cache | unknown | memcached -u root -l 0.0.0.0 | container'],
  ],
  [
    'image: memcached\nentrypoint: [sh, -c, "exec memcached -S"]',
    ['service cache | 1.6.0 or later | memcached -S | container'],
  ],
  [
    'image: memcached\nentrypoint: sh -c\ncommand: \'"memcached -l $$HOSTNAME"\'',
    ['service cache | 1.6.0 or later | memcached -l ‹HOSTNAME› | container'],
  ],
  ['image: nginx', []],
  ['image: prom/memcached-exporter\nports: ["9150:9150"]', []],
  ['image: example/app\ncommand: serve --memcached=localhost:11211', []],
  ['image: mcrouter/mcrouter\nports: ["11211:11211"]', []],
];

describe('the services of a Compose file', () => {
  it.each(SERVICES)('%s', async (body, expected) => {
    const { launches } = await read({ 'compose.yaml': service(body) });
    expect(launches.map(shown)).toEqual(expected);
  });
});

describe('a service that may not run', () => {
  it.each([
    ['profiles: [dev]', 'in the profile dev'],
    ['profiles: [dev, test]\nscale: 0', 'in the profiles dev, test'],
    ['scale: 0', 'when it is scaled up from 0'],
    ['deploy: {replicas: 0}', 'when it is scaled up from 0'],
    ['deploy: {replicas: 1}', undefined],
    ['profiles: []', undefined],
  ])('%s', async (body, condition) => {
    const { launches } = await read({ 'compose.yaml': service(`image: memcached\n${body}`) });
    expect(launches.map((launch) => launch.condition)).toEqual([condition]);
  });
});
