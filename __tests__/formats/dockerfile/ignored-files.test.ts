import { describe, expect, it } from 'vitest';
import { ignoreTest } from '../../../src/formats/dockerfile/ignored-files.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';
import { commandLine, read } from './read.ts';

const FILES = [
  'start.sh',
  'a/start.sh',
  'a/b/start.sh',
  'a/b/x.conf',
  'docker/e.sh',
  'docker/c/run',
  'README.md',
  '.env',
  'foo bar.sh',
  'a/b/c/d.sh',
];

/** `.dockerignore`, and which of the files buildah 1.28 leaves out. */
const RECORDED: readonly (readonly [string, string])[] = [
  ['start.sh', 'start.sh'],
  ['/start.sh', 'start.sh'],
  ['**/start.sh', 'start.sh, a/start.sh, a/b/start.sh'],
  ['*.sh', 'start.sh, foo bar.sh'],
  [
    '*',
    'start.sh, a/start.sh, a/b/start.sh, a/b/x.conf, docker/e.sh, docker/c/run, README.md, .env, foo bar.sh, a/b/c/d.sh',
  ],
  ['*\n!docker', 'start.sh, a/start.sh, a/b/start.sh, a/b/x.conf, README.md, .env, foo bar.sh, a/b/c/d.sh'],
  [
    '*\n!docker/e.sh',
    'start.sh, a/start.sh, a/b/start.sh, a/b/x.conf, docker/c/run, README.md, .env, foo bar.sh, a/b/c/d.sh',
  ],
  ['docker\n!docker/e.sh', 'docker/c/run'],
  ['a/*\n!a/b', 'a/start.sh'],
  ['a/**', 'a/start.sh, a/b/start.sh, a/b/x.conf, a/b/c/d.sh'],
  [
    '**',
    'start.sh, a/start.sh, a/b/start.sh, a/b/x.conf, docker/e.sh, docker/c/run, README.md, .env, foo bar.sh, a/b/c/d.sh',
  ],
  [
    '**\n!start.sh',
    'a/start.sh, a/b/start.sh, a/b/x.conf, docker/e.sh, docker/c/run, README.md, .env, foo bar.sh, a/b/c/d.sh',
  ],
  ['a/*/start.sh', 'a/b/start.sh'],
  ['!start.sh\nstart.sh', 'start.sh'],
  ['start.sh\n!start.sh', ''],
  ['# c\n  start.sh  ', 'start.sh'],
  ['a/', 'a/start.sh, a/b/start.sh, a/b/x.conf, a/b/c/d.sh'],
  ['a/b/../start.sh', 'a/start.sh'],
  ['**/*.sh\n!a/b', 'start.sh, a/start.sh, docker/e.sh, foo bar.sh'],
  ['*/start.sh', 'a/start.sh'],
  ['a/**/d.sh', 'a/b/c/d.sh'],
  ['**/b', 'a/b/start.sh, a/b/x.conf, a/b/c/d.sh'],
  ['?tart.sh', 'start.sh'],
  ['.*', '.env'],
  ['*.md\n*.sh\n!a/start.sh', 'start.sh, README.md, foo bar.sh'],
  ['a\n!a/b/x.conf\na/b', 'a/start.sh, a/b/start.sh, a/b/x.conf, a/b/c/d.sh'],
  ['foo bar.sh', 'foo bar.sh'],
  ['docker/', 'docker/e.sh, docker/c/run'],
  ['/a/b', 'a/b/start.sh, a/b/x.conf, a/b/c/d.sh'],
  ['\\*', ''],
  ['**/b/**', 'a/b/start.sh, a/b/x.conf, a/b/c/d.sh'],
];

const leftOut = (files: Readonly<Record<string, string>>, dockerfile = 'Dockerfile', folder = '') => {
  const ignores = ignoreTest(memoryRepository(files), dockerfile, folder);
  return FILES.filter((path) => ignores(path)).join(', ');
};

describe('files that a build context leaves out', () => {
  it.each(RECORDED)('%j', (text, expected) => {
    expect(leftOut({ '.dockerignore': `${text}\n` })).toBe(expected);
    expect(leftOut({ 'sub/.dockerignore': text.replaceAll('\n', '\r\n') }, 'sub/Dockerfile', 'sub')).toBe(
      expected,
    );
  });

  it('are named by the file of the Dockerfile before that of the context', () => {
    const both = { 'x/cache.Dockerfile.dockerignore': '*.md', '.dockerignore': 'start.sh' };
    expect(leftOut(both, 'x/cache.Dockerfile')).toBe('README.md');
    expect(leftOut(both, 'x/web.Dockerfile')).toBe('start.sh');
    expect(leftOut({})).toBe('');
  });

  it('are matched in time whatever the patterns', () => {
    const patterns = `${'**/'.repeat(15)}x\n${'*a'.repeat(14)}\n`.repeat(2000);
    const ignores = ignoreTest(memoryRepository({ '.dockerignore': patterns }), 'Dockerfile', '');
    const start = performance.now();
    expect(ignores(`${'a/'.repeat(200)}${'a'.repeat(400)}b`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('images without such files', () => {
  const SCRIPT = '#!/bin/sh\nexec memcached -m 64\n';
  const DOCKERFILE = 'FROM debian:12\nCOPY . /\nCMD ["/start.sh"]\n';
  const lines = async (files: Readonly<Record<string, string>>) =>
    (await read(files)).launches.map(commandLine);

  it('do not start them', async () => {
    const files = { Dockerfile: DOCKERFILE, 'start.sh': SCRIPT };
    expect(await lines({ ...files, '.dockerignore': '*.sh\n' })).toEqual([]);
    expect(await lines({ ...files, '.dockerignore': '*\n!start.sh\n' })).toEqual(['memcached -m 64']);
  });

  it('are built in the folder above where the nearest leaves the file out', async () => {
    const files = {
      'docker/Dockerfile': DOCKERFILE,
      'docker/start.sh': '#!/bin/sh\nexec nginx\n',
      'docker/.dockerignore': 'start.sh\n',
      'start.sh': SCRIPT,
    };
    expect(await lines(files)).toEqual(['memcached -m 64']);
  });

  it('do not hold them', async () => {
    const files = { Dockerfile: 'FROM debian:12\nCOPY conf /etc/\n', 'conf/memcached.conf': '-m 64\n' };
    const holds = async (ignored: string) =>
      (await read({ ...files, '.dockerignore': ignored })).images?.map((image) =>
        image.holds('conf/memcached.conf'),
      );
    expect(await holds('conf/*.txt\n')).toEqual([true]);
    expect(await holds('conf/*.conf\n')).toEqual([false]);
  });

  it('still have what another stage copied', async () => {
    const text =
      'FROM scratch AS a\nCOPY x /start.sh\nFROM debian:12\nCOPY --from=a /start.sh /\nCMD ["/start.sh"]\n';
    expect(await lines({ Dockerfile: text, x: SCRIPT, '.dockerignore': 'start.sh\n' })).toEqual([
      'memcached -m 64',
    ]);
  });
});
