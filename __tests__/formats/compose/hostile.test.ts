import { describe, expect, it } from 'vitest';
import { read } from './read.ts';

const levels = (count: number, width: number) =>
  Array.from({ length: count }, (_, i) => {
    const inner = i === 0 ? '"lol"' : Array.from({ length: width }, () => `*a${i - 1}`).join(', ');
    return `x-${i}: &a${i} [${inner}]`;
  }).join('\n');
const memcached = (rest: string) => `services:\n  cache:\n    image: memcached\n    ${rest}\n`;

/** Files that are made to take long. */
const FILES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['aliases of aliases', { 'compose.yaml': `${levels(30, 10)}\n${memcached('command: *a29')}` }],
  ['an anchor that holds itself', { 'compose.yaml': `x: &x {y: *x}\n${memcached('labels: *x')}` }],
  ['a service that extends itself', { 'compose.yaml': memcached('extends: cache') }],
  [
    'files that include each other',
    {
      'compose.yaml': 'include: [a.yml]\n',
      'a.yml': `include: [compose.yaml]\n${memcached('command: -U 0')}`,
    },
  ],
  [
    'a long chain of includes',
    Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => [
        `a${i}/compose.yaml`,
        `include: [../a${i + 1}/compose.yaml]\nservices:\n  cache${i}: {image: memcached}\n`,
      ]),
    ),
  ],
  [
    'many parts of one base',
    {
      'base.yml': memcached('command: -U 0'),
      ...Object.fromEntries(
        Array.from({ length: 100 }, (_, i) => [
          `compose.p${i}.yml`,
          'services:\n  cache: {ports: ["11211:11211"]}\n',
        ]),
      ),
    },
  ],
  [
    'deployments without end',
    {
      'compose.yaml': memcached('ports: ["127.0.0.1:11211:11211"]'),
      'a.sh': 'docker stack deploy -c '.repeat(40_000),
      'b.sh': `docker stack deploy ${'-c '.repeat(300_000)}`,
      'c.sh': `docker stack deploy ${' \\\n'.repeat(300_000)}`,
    },
  ],
  [
    'a long chain of extends',
    {
      'compose.yaml': `services:\n${Array.from({ length: 2_000 }, (_, i) => `  s${i}: {extends: s${i + 1}}`).join('\n')}\n  s2000: {image: memcached}\n`,
    },
  ],
  [
    'nested expressions',
    { 'compose.yaml': memcached(`command: ${'${A:-'.repeat(5_000)}${'}'.repeat(5_000)}`) },
  ],
  ['open expressions', { 'compose.yaml': memcached(`command: |\n${'      ${A:-\n'.repeat(50_000)}`) }],
  ['escapes in a command', { 'compose.yaml': memcached(`command: "${'\\x41\\\\ '.repeat(60_000)}"`) }],
  [
    'a wide range of ports',
    { 'compose.yaml': memcached('ports: ["1-65535:1-65535", "1-65535:1-65535/udp"]') },
  ],
  [
    'many ports',
    {
      'compose.yaml': memcached(`ports: [${Array.from({ length: 20_000 }, (_, i) => `"${i}:${i}"`).join()}]`),
    },
  ],
  [
    'merge keys upon merge keys',
    {
      'compose.yaml': `${Array.from({ length: 500 }, (_, i) => `x-${i}: &a${i} {k${i}: 1${i === 0 ? '' : `, <<: *a${i - 1}`}}`).join('\n')}\n${memcached('<<: *a499')}`,
    },
  ],
  ['a dotenv of quotes', { 'compose.yaml': memcached('command: $A'), '.env': "A='\n".repeat(100_000) }],
  ['a dotenv of references', { 'compose.yaml': memcached('command: $A'), '.env': 'A=$A$A\n'.repeat(40) }],
  [
    'a circle of shared networks',
    {
      'compose.yaml':
        'services:\n  a: {image: memcached, network_mode: "service:b"}\n  b: {image: memcached, network_mode: "service:a"}\n',
    },
  ],
];

describe('hostile Compose files', () => {
  it.each(FILES)('%s', async (_name, files) => {
    const started = process.cpuUsage();
    const { launches, problems } = await read(files);
    expect(launches.length + problems.length).toBeLessThan(5_000);
    expect(process.cpuUsage(started).user).toBeLessThan(2_500_000);
  });
});
