import { describe, expect, it } from 'vitest';
import { read, shown } from './read.ts';

type Files = Readonly<Record<string, string>>;

const cache = (body: string) => `services:\n  cache:\n${body.replace(/^(?=.)/gm, '    ')}\n`;
const based = (body = '') => cache(`image: memcached:1.6\n${body}`);
const PUBLISHED = 'ports: ["11211:11211"]';
const LOCAL = 'ports: ["127.0.0.1:11211:11211"]';

/** Every launch: its name without "service", its words, its network, its condition. */
async function starts(files: Files): Promise<readonly string[]> {
  const { launches } = await read(files);
  return launches.map((launch) => {
    const [name, , argv, network] = shown(launch).split(' | ');
    const condition = launch.condition === undefined ? '' : ` (${launch.condition})`;
    return `${name?.replace('service ', '')}: ${argv?.replace('memcached', '').trim()} ${network}${condition}`;
  });
}

describe('a service whose override changes it', () => {
  it.each<[string, string, string]>([
    ['command: -U 11211', 'command: -U 0', '-U 0 container'],
    ['command: -U 11211', 'command: null', ' container'],
    ['command: -U 11211', 'command: []', ' container'],
    ['command: -U 11211', 'command: !reset null', ' container'],
    ['command: -v', 'entrypoint: memcached -U 11211', '-U 11211 -v container'],
    [PUBLISHED, LOCAL, ' *:11211→11211/tcp 127.0.0.1:11211→11211/tcp'],
    [PUBLISHED, PUBLISHED, ' *:11211→11211/tcp'],
    [PUBLISHED, 'ports: ["11212:11211"]', ' *:11211→11211/tcp *:11212→11211/tcp'],
    [PUBLISHED, 'ports: ["0.0.0.0:11211:11211"]', ' 0.0.0.0:11211→11211/tcp'],
    [
      PUBLISHED,
      'ports: [{target: 11211, published: "11211", host_ip: 127.0.0.1}]',
      ' *:11211→11211/tcp 127.0.0.1:11211→11211/tcp',
    ],
    [PUBLISHED, 'ports: []', ' *:11211→11211/tcp'],
    [PUBLISHED, 'ports:', ' *:11211→11211/tcp'],
    [PUBLISHED, 'ports: !reset []', ' container'],
    [PUBLISHED, 'ports: !reset null', ' container'],
    [PUBLISHED, 'ports: !override ["127.0.0.1:11211:11211"]', ' 127.0.0.1:11211→11211/tcp'],
    [PUBLISHED, 'network_mode: host', ' host'],
    ['network_mode: host', 'network_mode: bridge', ' container'],
    [
      'environment: {A: "1"}\ncommand: sh -c "memcached -D $$A -m $$B"',
      'environment: ["B=2"]',
      '-D 1 -m 2 container',
    ],
    ['image: memcached:1.6', 'image: null', ' container'],
  ])('%s, %s', async (base, override, expected) => {
    const files = {
      'compose.yaml': base.startsWith('image') ? cache(base) : based(base),
      'compose.override.yaml': cache(override),
    };
    expect(await starts(files)).toEqual([`cache: ${expected}`]);
  });

  it('takes networks of both', async () => {
    const files = {
      'compose.yaml': based('networks: [back]').concat('networks: {back: {internal: true}, front: {}}\n'),
      'compose.override.yaml': cache(`networks: [front]\n${PUBLISHED}`),
    };
    expect(await starts(files)).toEqual(['cache:  *:11211→11211/tcp']);
  });
});

describe('which files are read together', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'the override of another name',
      { 'docker-compose.yml': based(), 'compose.override.yaml': cache(PUBLISHED) },
      ['cache:  *:11211→11211/tcp'],
    ],
    [
      'several documents, one after the other',
      { 'compose.yaml': `${based('command: -v')}---\n${cache('command: -U 0')}` },
      ['cache: -U 0 container'],
    ],
    [
      'a JSON file',
      { 'compose.json': `{"services": {"cache": {"image": "memcached", ${'"ports": ["11211:11211"]'}}}}` },
      ['cache:  *:11211→11211/tcp'],
    ],
    [
      'those of COMPOSE_FILE, and no override',
      {
        '.env': 'COMPOSE_FILE=a.yml:b.yml\nCOMPOSE_PROFILES=none\n',
        'compose.yaml': 'services: {web: {image: nginx}}\n',
        'a.yml': based(PUBLISHED),
        'b.yml': cache('ports: !reset []'),
      },
      ['cache:  container'],
    ],
    [
      'every overlay by itself on the base',
      {
        'docker-compose.yml': based(),
        'docker-compose.prod.yml': cache(PUBLISHED),
        'docker-compose.dev.yml': cache(LOCAL),
      },
      [
        'cache:  container',
        'cache with docker-compose.dev.yml:  127.0.0.1:11211→11211/tcp (with docker-compose.dev.yml laid over docker-compose.yml)',
        'cache with docker-compose.prod.yml:  *:11211→11211/tcp (with docker-compose.prod.yml laid over docker-compose.yml)',
      ],
    ],
    [
      'a part with a default name in a folder below',
      { 'docker-compose.yml': based(), 'deploy/prod/docker-compose.yml': cache(PUBLISHED) },
      [
        'cache:  container',
        'cache with deploy/prod/docker-compose.yml:  *:11211→11211/tcp (with deploy/prod/docker-compose.yml laid over docker-compose.yml)',
      ],
    ],
    [
      'a part beside a folder for bases',
      {
        'deploy/base/docker-compose.yml': based(),
        'deploy/prod/docker-compose.yml': cache(PUBLISHED),
        'deploy/test/docker-compose.yml': 'services: {web: {image: nginx}}\n',
      },
      [
        'cache:  container',
        'cache with deploy/prod/docker-compose.yml:  *:11211→11211/tcp (with deploy/prod/docker-compose.yml laid over deploy/base/docker-compose.yml)',
      ],
    ],
    [
      'the nearest of several bases',
      {
        'docker-compose.yml': based('command: -v'),
        'app/docker-compose.yml': based(),
        'app/live/docker-compose.live.yml': cache(PUBLISHED),
      },
      [
        'cache:  container',
        'cache: -v container',
        'cache with docker-compose.live.yml:  *:11211→11211/tcp (with docker-compose.live.yml laid over docker-compose.yml)',
      ],
    ],
    [
      'an overlay beside a base of another name',
      { 'compose/base.yml': based(), 'compose/prod.yml': cache(PUBLISHED) },
      ['cache:  container', 'cache with prod.yml:  *:11211→11211/tcp (with prod.yml laid over base.yml)'],
    ],
    [
      'the base beside a part, not one above that comes first',
      {
        'a-compose.yml': based('command: -v'),
        'deploy/base.yml': based(),
        'deploy/docker-compose.live.yml': cache(PUBLISHED),
      },
      [
        'cache: -v container',
        'cache:  container',
        'cache with docker-compose.live.yml:  *:11211→11211/tcp (with docker-compose.live.yml laid over base.yml)',
      ],
    ],
    [
      'an override that people copy first',
      { 'docker-compose.yml': based(), 'docker-compose.override.yml.dist': cache(PUBLISHED) },
      [
        'cache:  container',
        'cache with docker-compose.override.yml.dist:  *:11211→11211/tcp (with docker-compose.override.yml.dist laid over docker-compose.yml)',
      ],
    ],
    [
      'an override with services of its own that people copy first',
      {
        'docker-compose.yml': based(),
        'docker-compose.override.yml.example': cache(PUBLISHED).concat('  web: {image: nginx}\n'),
      },
      [
        'cache:  container',
        'cache with docker-compose.override.yml.example:  *:11211→11211/tcp (with docker-compose.override.yml.example laid over docker-compose.yml)',
      ],
    ],
    [
      'a file of another name by itself',
      {
        'memcached.yml': based(PUBLISHED),
        'compose.yml.dist': based(LOCAL),
        'docker-compose.yml.example': based(),
      },
      ['cache:  127.0.0.1:11211→11211/tcp', 'cache:  container', 'cache:  *:11211→11211/tcp'],
    ],
    [
      'a whole file beside the default one, and laid over it',
      { 'docker-compose.yml': based(LOCAL), 'docker-compose.test.yml': based(LOCAL) },
      ['cache:  127.0.0.1:11211→11211/tcp', 'cache:  127.0.0.1:11211→11211/tcp'],
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await starts(files)).toEqual(expected);
  });

  it.each<[string, Files]>([
    [
      'a part with the same services of another tool',
      { 'compose.yaml': based(), 'services.yaml': 'services:\n  cache: {class: App}\n' },
    ],
    [
      'a part whose services the base lacks',
      { 'compose.yaml': based(), 'more.yml': 'services:\n  other: {ports: ["1:1"]}\n' },
    ],
    [
      'a workflow',
      { 'compose.yaml': based(), 'ci.yml': 'jobs: {}\nservices:\n  cache: {ports: ["11211:11211"]}\n' },
    ],
    ['a part in another folder', { 'a/compose.yaml': based(), 'b/live.yml': cache(PUBLISHED) }],
  ])('%s changes nothing', async (_name, files) => {
    expect(await starts(files)).toEqual(['cache:  container']);
  });
});
