import { describe, expect, it } from 'vitest';
import { check } from '../../../src/check.ts';
import { DEFAULT_CONFIGURATION } from '../../../src/policy/configuration.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';
import { place, read, shown } from './read.ts';

type Files = Readonly<Record<string, string>>;

const service = (body: string, rest = '') =>
  `services:\n  cache:\n    image: memcached:1.6\n    network_mode: host\n${body.replace(/^(?=.)/gm, '    ')}\n${rest}`;
const SCRIPT = '#!/bin/sh\nexec memcached -U 11211 "$@"\n';

describe('a script that is put into a container', () => {
  it.each<[string, Files, string]>([
    [
      'as its entrypoint',
      {
        'compose.yaml': service('entrypoint: /run.sh\ncommand: -v\nvolumes: ["./docker/run.sh:/run.sh:ro"]'),
        'docker/run.sh': SCRIPT,
      },
      'memcached -U 11211 -v',
    ],
    [
      'in the long syntax, in place of the image’s own',
      {
        'compose.yaml': service(
          'volumes: [{type: bind, source: ./e.sh, target: /usr/local/bin/docker-entrypoint.sh}]',
        ),
        'e.sh': '#!/bin/sh\nexec "$@" -l 127.0.0.1\n',
      },
      'memcached -l 127.0.0.1',
    ],
    [
      'with its folder, seen from the working directory',
      {
        'compose.yaml': service('working_dir: /app/bin\ncommand: ./run.sh\nvolumes: [".:/app"]'),
        'bin/run.sh': SCRIPT,
      },
      'memcached -U 11211',
    ],
    [
      'by a config with a file',
      {
        'deploy/compose.yaml': service(
          'entrypoint: [sh, /run]\nconfigs: [run]',
          'configs: {run: {file: ./run.sh}}\n',
        ),
        'deploy/run.sh': SCRIPT,
      },
      'memcached -U 11211',
    ],
    [
      'by a config with its text, in which Compose replaces variables',
      {
        'compose.yaml': service(
          'entrypoint: [sh, /srv/run]\nconfigs: [{source: run, target: /srv/run}]',
          'configs:\n  run:\n    content: |\n      exec memcached -p ${PORT:-11311} -l $${A:-0.0.0.0}\n',
        ),
      },
      'memcached -p 11311 -l 0.0.0.0',
    ],
    [
      'relative to the file that is included',
      {
        'compose.yaml': 'include: [sub/cache.yml]\n',
        'sub/cache.yml': service('entrypoint: [sh, /run]\nvolumes: ["./run.sh:/run"]'),
        'sub/run.sh': SCRIPT,
      },
      'memcached -U 11211',
    ],
    [
      'relative to the file that is extended',
      {
        'compose.yaml': 'services: {cache: {extends: {file: sub/base.yml, service: cache}}}\n',
        'sub/base.yml': service('entrypoint: [sh, /run]\nvolumes: ["./run.sh:/run"]'),
        'sub/run.sh': SCRIPT,
      },
      'memcached -U 11211',
    ],
  ])('%s', async (_name, files, expected) => {
    const { launches, problems } = await read(files);
    expect(launches.map((launch) => shown(launch).split(' | ')[2])).toContain(expected);
    expect(problems).toEqual([]);
  });

  it('is read where it stands, and runs nowhere else', async () => {
    const { launches } = await read({
      'compose.yaml': service('entrypoint: /run.sh\nvolumes: ["./run.sh:/run.sh"]'),
      'run.sh': SCRIPT,
    });
    const [launch] = launches;
    expect(launch!.argv.map((word) => place(word.locate()!))).toEqual([
      'run.sh:2:16 -U',
      'run.sh:2:19 11211',
    ]);
    expect(launch!.builds).toEqual({ path: 'compose.yaml', stage: 'cache' });
  });

  it.each<[string, Files]>([
    [
      'a data volume',
      { 'compose.yaml': service('command: -v\nvolumes: ["data:/run.sh"]', 'volumes: {data: {}}\n') },
    ],
    [
      'a file outside',
      { 'compose.yaml': service('command: -v\nvolumes: ["../run.sh:/run.sh", "/etc/x:/x", "~/y:/y"]') },
    ],
    [
      'a configuration file',
      {
        'compose.yaml': service('command: -v\nvolumes: ["./c.conf:/etc/memcached.conf"]'),
        'c.conf': '-U 1\n',
      },
    ],
    [
      'a script that nothing runs',
      { 'compose.yaml': service('command: -v\nvolumes: ["./run.sh:/run.sh"]'), 'run.sh': SCRIPT },
    ],
  ])('%s changes nothing', async (_name, files) => {
    const { launches, problems } = await read(files);
    expect(launches.map(shown)).toEqual(['service cache | 1.6.0 or later | memcached -v | host']);
    expect(problems).toEqual([]);
  });

  it('starts nothing in an image that nobody knows', async () => {
    const { launches, problems } = await read({
      'compose.yaml':
        'services:\n  app: {image: php:8, command: php -S 0.0.0.0:80, volumes: [".:/app"]}\n  web: {image: nginx, volumes: ["./memcached.sh:/x.sh"]}\n',
      'memcached.sh': SCRIPT,
    });
    expect(launches).toEqual([]);
    expect(problems).toEqual([]);
  });
});

describe('settings of the package that are put into a container', () => {
  const conf = { 'memcached.conf': '-l 0.0.0.0\n-U 0\n' };
  const files = (body: string, image = 'memcached:1.6') => ({
    'compose.yaml': `services:\n  cache:\n    image: ${image}\n    ${body}\n`,
    ...conf,
  });
  const found = async (repository: Files) => {
    const options = { configuration: DEFAULT_CONFIGURATION, today: '2027-01-01' };
    const report = await check(memoryRepository(repository), options);
    return report.findings.map(({ name, at }) => `${name} ${place(at)}`);
  };

  it.each<[string, Files, readonly string[]]>([
    [
      'are in force nowhere if the image never reads them',
      files('volumes: ["./memcached.conf:/etc/memcached.conf:ro"]'),
      [],
    ],
    ['nor in bitnami’s', files('volumes: ["./memcached.conf:/etc/memcached.conf"]', 'bitnami/memcached'), []],
    [
      'are those of a host where only a folder around them is put in',
      files('volumes: [".:/srv"]'),
      ['public-bind memcached.conf:1:4 0.0.0.0'],
    ],
    [
      'are those of a host if another image may read them',
      files('volumes: ["./memcached.conf:/etc/memcached.conf"]', 'debian:12'),
      ['public-bind memcached.conf:1:4 0.0.0.0'],
    ],
  ])('%s', async (_name, repository, expected) => {
    expect(await found(repository)).toEqual(expected);
  });

  it('leave a script to its service, which is judged once', async () => {
    const repository = {
      'compose.yaml':
        'services:\n  cache:\n    image: memcached:1.6\n    entrypoint: /run.sh\n    volumes: ["./run.sh:/run.sh"]\n',
      'run.sh': '#!/bin/sh\nexec memcached -l 0.0.0.0 -U 0\n',
    };
    expect(await found(repository)).toEqual([]);
  });
});
