import { describe, expect, it } from 'vitest';
import { expose } from '../../../src/exposure/expose.ts';
import { ecs } from '../../../src/formats/ecs/format.ts';
import { publishedPort } from '../../../src/rules/published-port.ts';
import { place, published, read, shown } from '../kubernetes/read.ts';

const task = (container: object, more: object = {}) =>
  JSON.stringify({
    family: 'cache',
    containerDefinitions: [{ name: 'mc', image: 'memcached:1.6.31', ...container }],
    ...more,
  });
const mapped = (more: object = {}) => ({
  portMappings: [{ containerPort: 11211, hostPort: 11211, protocol: 'tcp', ...more }],
});

/** A task definition, and what its container runs. */
const TASKS: readonly (readonly [string, string, string])[] = [
  ['CMD of the image', task({}), '1.6.31 | memcached | container'],
  ['a command', task({ command: ['memcached', '-m', '256'] }), '1.6.31 | memcached -m 256 | container'],
  ['options alone', task({ command: ['-U', '11211'] }), '1.6.31 | memcached -U 11211 | container'],
  [
    'an entry point',
    task({
      entryPoint: ['sh', '-c'],
      command: ['exec memcached -l $BIND'],
      environment: [{ name: 'BIND', value: '0.0.0.0' }],
    }),
    '1.6.31 | memcached -l 0.0.0.0 | container',
  ],
  ['ports of the instance', task(mapped()), '1.6.31 | memcached | 11211→11211/tcp'],
  ['a port of the ephemeral range', task(mapped({ hostPort: 0 })), '1.6.31 | memcached | *→11211/tcp'],
  [
    'UDP is a mapping of its own',
    task({ image: 'memcached:1.4.39', ...mapped({ protocol: 'udp' }) }),
    '1.4.39 | memcached | 11211→11211/udp',
  ],
  ['an interface of its own', task(mapped(), { networkMode: 'awsvpc' }), '1.6.31 | memcached | container'],
  ['Fargate', task(mapped(), { requiresCompatibilities: ['FARGATE'] }), '1.6.31 | memcached | container'],
  ['the network of the instance', task({}, { networkMode: 'host' }), '1.6.31 | memcached | host'],
  ['no network', task({}, { networkMode: 'none' }), '1.6.31 | memcached | none'],
  [
    'what Amazon prints',
    JSON.stringify({ taskDefinition: JSON.parse(task(mapped())) }),
    '1.6.31 | memcached | 11211→11211/tcp',
  ],
  [
    'a tag that is filled in',
    task({ image: '1.dkr.ecr.eu-west-1.amazonaws.com/memcached:${tag}' }),
    'unknown | memcached | container',
  ],
];

const CLOUD_FORMATION = (mode: string) => `AWSTemplateFormatVersion: "2010-09-09"
Resources:
  Cache:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: ${mode}
      ContainerDefinitions:
        - Name: mc
          Image: memcached:1.6.31
          Command: [-l, !Sub "\${Bind}"]
          PortMappings: [{ ContainerPort: 11211, HostPort: 11300 }]
`;
const TERRAFORM = (definitions: string, more = '') =>
  `resource "aws_ecs_task_definition" "memcached" {\n  family = "cache"\n  ${more}\n  container_definitions = ${definitions}\n}\n`;
const HCL =
  'jsonencode([{\n    name  = "mc"\n    image = "memcached:1.6.31"\n    portMappings = [{ containerPort = 11211, hostPort = 11300 }]\n  }])';

const OTHERS: readonly (readonly [string, string, string, string])[] = [
  [
    'CloudFormation',
    'stack.yaml',
    CLOUD_FORMATION('bridge'),
    'mc | 1.6.31 | memcached -l ‹Bind› | 11300→11211/tcp',
  ],
  [
    'CloudFormation with a mode from outside',
    'stack.yaml',
    CLOUD_FORMATION('!Ref Mode'),
    'mc | 1.6.31 | memcached -l ‹Bind› | unknown',
  ],
  ['Terraform', 'main.tf', TERRAFORM(HCL), 'mc of task cache | 1.6.31 | memcached | 11300→11211/tcp'],
  [
    'Terraform with an interface of its own',
    'main.tf',
    TERRAFORM(HCL, 'network_mode = "awsvpc"'),
    'mc of task cache | 1.6.31 | memcached | container',
  ],
  [
    'Terraform for Fargate',
    'main.tf',
    TERRAFORM(HCL, 'requires_compatibilities = ["FARGATE"]'),
    'mc of task cache | 1.6.31 | memcached | container',
  ],
  [
    'Terraform with a text',
    'main.tf',
    TERRAFORM('<<JSON\n[{ "name": "mc", "image": "memcached:1.6.31", "command": ["-vv"] }]\nJSON'),
    'mc of task cache | 1.6.31 | memcached -vv | container',
  ],
];

describe('tasks of Amazon ECS', () => {
  it.each(TASKS)('%s', async (_, text, expected) => {
    const { launches, problems } = await read({ 'memcached.json': text }, ecs);
    expect(launches.map((launch) => shown(launch).replace('container mc of task cache | ', ''))).toEqual(
      expected === '' ? [] : [`${expected}`],
    );
    expect(problems).toEqual([]);
  });

  it.each(OTHERS)('in %s', async (_, path, text, expected) => {
    const { launches } = await read({ [path]: text }, ecs);
    expect(launches.map(shown)).toEqual([`container ${expected}`]);
  });

  it.each([
    ['awsvpc', 'container'],
    ['bridge', '11211→11211/tcp'],
    [undefined, 'unknown'],
  ])('takes the network of a list of containers from Terraform: %s', async (mode, expected) => {
    const { launches } = await read(
      {
        'tasks/memcached.json.tpl': JSON.stringify([
          { name: 'mc', image: 'memcached:1.6.31', essential: true, ...mapped() },
        ]),
        'main.tf': TERRAFORM(
          'file("tasks/memcached.json.tpl")',
          mode === undefined ? '' : `network_mode = "${mode}"`,
        ),
      },
      ecs,
    );
    expect(launches.map(shown)).toEqual([`container mc | 1.6.31 | memcached | ${expected}`]);
  });

  it('points at the port and at the words', async () => {
    const text = `{\n  "containerDefinitions": [{\n    "image": "memcached:1.6.31",\n    "command": ["-m", "64"],\n    "portMappings": [{ "containerPort": 11211, "hostPort": 11300 }]\n  }]\n}\n`;
    const { launches } = await read({ 'memcached.json': text }, ecs);
    expect(launches[0]?.argv.map((word) => place(word.locate()!))).toEqual([
      'memcached.json:4:18 -m',
      'memcached.json:4:24 64',
    ]);
    const hits = launches.flatMap((launch) => [
      ...(publishedPort.check?.(expose(launch, { privateNetworks: [] }, {}), {
        requireExplicitUdpOff: false,
      }) ?? []),
    ]);
    expect(hits.map(({ at }) => place(at))).toEqual(['memcached.json:5:60 11300']);
  });

  it.each([
    ['an exporter', 'memcached.json', task({ image: 'prom/memcached-exporter:v0.14', ...mapped() })],
    [
      'a client',
      'memcached.json',
      task({ image: 'web:1', environment: [{ name: 'CACHE', value: 'memcached:11211' }], ...mapped() }),
    ],
    ['a list of other things', 'memcached.json', JSON.stringify([{ image: 'memcached:1.6', name: 'x' }])],
    [
      'a cache of Amazon',
      'stack.yaml',
      'Resources:\n  C:\n    Type: AWS::ElastiCache::CacheCluster\n    Properties: { Engine: memcached, ContainerDefinitions: [] }\n',
    ],
    [
      'a broken file',
      'memcached.json',
      '{"containerDefinitions": [{"image": "memcached", "command": ["-l", ',
    ],
  ])('%s opens nothing', async (_, path, text) => {
    const { launches } = await read({ [path]: text }, ecs);
    expect(
      launches.flatMap(({ network }) =>
        'published' in network ? network.published.map(published) : [network.kind],
      ),
    ).toEqual([]);
  });
});
