import { describe, expect, it } from 'vitest';
import { read, shown } from './read.ts';

type Files = Readonly<Record<string, string>>;

async function starts(files: Files): Promise<readonly string[]> {
  const { launches } = await read(files);
  return launches
    .map((launch) => {
      const [name, version, argv, network] = shown(launch).split(' | ');
      const condition = launch.condition === undefined ? '' : ` (${launch.condition})`;
      return `${name?.replace('service ', '')} | ${version} | ${argv} | ${network}${condition}`;
    })
    .sort();
}

const EVERYWHERE = 'memcached | *:11211→11211/tcp';
const NEW = '1.6.0 or later';

describe('services that share what they are', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'extends in one file adds ports, and the base runs too',
      {
        'compose.yaml':
          'services:\n  base: {image: memcached:1.6, ports: ["11211:11211"]}\n  cache: {extends: base, ports: ["127.0.0.1:11212:11211"]}\n',
      },
      [`base | ${NEW} | ${EVERYWHERE}`, `cache | ${NEW} | ${EVERYWHERE} 127.0.0.1:11212→11211/tcp`],
    ],
    [
      'extends with a reset',
      {
        'compose.yaml': 'services:\n  cache: {extends: {file: base.yml, service: base}, ports: !reset []}\n',
        'base.yml': 'services:\n  base: {image: memcached:1.6, ports: ["11211:11211"], profiles: [never]}\n',
      },
      [
        `base | ${NEW} | ${EVERYWHERE} (in the profile never)`,
        `cache | ${NEW} | memcached | container (in the profile never)`,
      ],
    ],
    [
      'extends through folders, paths relative to each file',
      {
        'compose.yaml': 'services:\n  cache: {extends: {file: a/one.yml, service: one}}\n',
        'a/one.yml': 'services:\n  one: {extends: {file: ../b/two.yml, service: two}, command: -U 0}\n',
        'b/two.yml': 'services:\n  two: {build: ./image, ports: ["11211:11211"]}\n',
        'b/image/Dockerfile': 'FROM memcached:1.5.5\n',
      },
      [`cache | 1.5.5 | memcached -U 0 | *:11211→11211/tcp`, `two | 1.5.5 | ${EVERYWHERE}`],
    ],
    [
      'extends takes variables of the project that extends',
      {
        'compose.yaml': 'services:\n  cache: {extends: {file: sub/base.yml, service: base}}\n',
        '.env': 'L=127.0.0.1\n',
        'sub/base.yml': 'services:\n  base: {image: memcached:1.6, command: "-l ${L:-0.0.0.0}"}\n',
      },
      [
        `base | ${NEW} | memcached -l 0.0.0.0 | container`,
        `cache | ${NEW} | memcached -l 127.0.0.1 | container`,
      ],
    ],
    [
      'include: the folder’s own .env gives defaults, that outside wins',
      {
        'compose.yaml': 'include: [sub/mc.yml]\n',
        '.env': 'P=11311\n',
        'sub/mc.yml': 'services:\n  cache: {image: memcached:1.6, command: "-l ${L:-none} -p ${P}"}\n',
        'sub/.env': 'L=127.0.0.1\nP=11411\n',
      },
      [`cache | ${NEW} | memcached -l 127.0.0.1 -p 11311 | container`],
    ],
    [
      'include of what would be a project by itself, which lacks the variables then',
      {
        'compose.yaml': 'include: [cache/compose.yaml]\n',
        '.env': 'IP=127.0.0.1\n',
        'cache/compose.yaml': 'services:\n  cache: {image: memcached:1.6, ports: ["${IP}:11211:11211"]}\n',
      },
      [`cache | ${NEW} | memcached | 127.0.0.1:11211→11211/tcp`],
    ],
    [
      'include in a circle',
      {
        'a.yml': 'include: [b.yml]\nservices:\n  cache: {image: memcached:1.6}\n',
        'b.yml': 'include: [a.yml]\nservices:\n  other: {image: memcached:1.6}\n',
      },
      [`cache | ${NEW} | memcached | container`, `other | ${NEW} | memcached | container`],
    ],
    [
      'include of several paths, with a project directory and files of variables',
      {
        'compose.yaml':
          'include:\n  - path: [sub/mc.yml, over.yml]\n    project_directory: other\n    env_file: [sub/a.env, sub/b.env]\n',
        'sub/mc.yml': 'services:\n  cache: {build: ./image, command: "-l ${L:-none}"}\n',
        'over.yml': 'services:\n  cache: {ports: ["${P}:11211"]}\n',
        'sub/a.env': 'L=127.0.0.1\nP=1\n',
        'sub/b.env': 'P=11211\n',
        'other/.env': 'L=0.0.0.0\n',
        'other/image/Dockerfile': 'FROM memcached:1.5.5\n',
      },
      ['cache | 1.5.5 | memcached -l 127.0.0.1 | *:11211→11211/tcp'],
    ],
    [
      'profiles may not run',
      {
        'compose.yaml':
          'services:\n  cache: {image: memcached:1.6, profiles: [dev, test], ports: ["11211:11211"]}\n',
      },
      [`cache | ${NEW} | ${EVERYWHERE} (in the profiles dev, test)`],
    ],
    [
      'a merge key: what stands beside it replaces, lists too',
      {
        'compose.yaml':
          'x-a: &a\n  image: memcached:1.6\n  ports: ["11211:11211"]\nservices:\n  cache:\n    <<: *a\n    ports: ["127.0.0.1:11211:11211"]\n',
      },
      [`cache | ${NEW} | memcached | 127.0.0.1:11211→11211/tcp`],
    ],
    [
      'several merge keys: the first that has it',
      {
        'compose.yaml':
          'x-a: &a {image: memcached:1.6, command: -U 0}\nx-b: &b {command: -U 11211, ports: ["11211:11211"]}\nservices:\n  cache: {<<: [*a, *b]}\n',
      },
      [`cache | ${NEW} | memcached -U 0 | *:11211→11211/tcp`],
    ],
    [
      'aliases of values and of whole services',
      {
        'compose.yaml':
          'x-p: &p ["11211:11211"]\nx-c: &c -U 0\nservices:\n  cache: &s {image: memcached:1.6, ports: *p, command: *c}\n  copy: *s\n',
      },
      [
        `cache | ${NEW} | memcached -U 0 | *:11211→11211/tcp`,
        `copy | ${NEW} | memcached -U 0 | *:11211→11211/tcp`,
      ],
    ],
  ])('%s', async (_name, files, expected) => {
    expect(await starts(files)).toEqual(expected);
  });

  it('takes the two together where Compose refuses a service that an included file has, too', async () => {
    const files = {
      'compose.yaml': 'include: [mc.yml]\nservices:\n  cache: {command: -U 11211}\n',
      'mc.yml': 'services:\n  cache: {image: memcached:1.6}\n',
    };
    expect(await starts(files)).toEqual([`cache | ${NEW} | memcached -U 11211 | container`]);
  });
});

describe('services that are built here', () => {
  const dockerfile =
    'ARG TAG=1.6\nFROM memcached:$TAG AS small\nCMD ["memcached", "-m", "8"]\nFROM small AS big\nCMD ["memcached", "-m", "512"]\n';

  it.each<[string, string, string]>([
    ['build: .', `${NEW} | memcached -m 512`, 'Dockerfile'],
    ['build: {context: .}', `${NEW} | memcached -m 512`, 'Dockerfile'],
    ['build: {context: ., target: small}', `${NEW} | memcached -m 8`, 'Dockerfile'],
    ['build: {context: ., args: {TAG: 1.5.5}}', '1.5.5 | memcached -m 512', 'Dockerfile'],
    ['build: {context: ., args: ["TAG=1.5.5"]}', '1.5.5 | memcached -m 512', 'Dockerfile'],
    ['build: {dockerfile: mc.Dockerfile}', `${NEW} | memcached -m 512`, 'mc.Dockerfile'],
    ['build: {context: ./img, dockerfile: ../Dockerfile}', `${NEW} | memcached -m 512`, 'Dockerfile'],
    ['build: ./img', `${NEW} | memcached -m 512`, 'img/Dockerfile'],
    ['image: team/memcached:1.4\nbuild: .', `${NEW} | memcached -m 512`, 'Dockerfile'],
    ['image: redis\nbuild: .', `${NEW} | memcached -m 512`, 'Dockerfile'],
    ['build: .\ncommand: -U 11211', `${NEW} | memcached -U 11211`, 'Dockerfile'],
    [
      'build: {context: "https://example.com/x.git"}\nimage: memcached:1.5.5',
      '1.5.5 | memcached',
      'Dockerfile',
    ],
  ])('%s', async (body, expected, path) => {
    const text = `services:\n  cache:\n${body.replace(/^/gm, '    ')}\n`;
    const found = await starts({ 'compose.yaml': text, [path]: dockerfile });
    expect(found.map((line) => line.split(' | ').slice(1, 3).join(' | '))).toEqual([expected]);
  });

  it('is not memcached for its name where the Dockerfile says otherwise', async () => {
    const text = 'services:\n  memcached: {image: team/memcached:1.4, build: ., ports: ["11211:11211"]}\n';
    expect(await starts({ 'compose.yaml': text, Dockerfile: 'FROM redis:7\n' })).toEqual([]);
  });
});
