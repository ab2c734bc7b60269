import { describe, expect, it } from 'vitest';
import { lookForMentions } from '../../src/discovery/mentions.ts';
import { memoryRepository } from '../../src/repository/memory-repository.ts';

const everything = () => true;

describe('whether a repository names memcached', () => {
  it.each<[string, Readonly<Record<string, string>>, boolean]>([
    ['in a configuration file', { 'deploy/compose.yaml': 'image: memcached:1.6\n' }, true],
    ['in a file without an extension', { Procfile: 'cache: memcached -U 0\n' }, true],
    [
      'in a language that some format reads',
      { 'attributes/default.rb': "default['memcached']['listen'] = '0.0.0.0'\n" },
      true,
    ],
    ['in a path', { 'files/memcached.service.d/10.conf': '[Service]\n' }, true],
    ['in any case of letters', { 'a.yml': 'MEMCACHED_TAG: "1.6"\n' }, true],
    [
      'only in prose and client code',
      { 'README.md': 'memcached', 'app/cache.py': 'import memcache', 'a.ts': 'memcached' },
      false,
    ],
    ['nowhere', { 'compose.yaml': 'image: nginx:1.27\n' }, false],
  ])('%s', (_, files, expected) => {
    expect(lookForMentions(memoryRepository(files), everything, new Map()).found).toBe(expected);
  });

  it('does not count what is left out, and counts what the configuration names', () => {
    const repository = memoryRepository({
      'vendor/compose.yaml': 'image: memcached:1.6\n',
      'ops/cache.txt': '-U 0\n',
    });
    const accepts = (path: string) => !path.startsWith('vendor/');
    expect(lookForMentions(repository, accepts, new Map()).found).toBe(false);
    expect(lookForMentions(repository, accepts, new Map([['ops/cache.txt', 'memcached-conf']])).found).toBe(
      true,
    );
  });
});
