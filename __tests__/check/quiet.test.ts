import { describe, expect, it } from 'vitest';
import { check } from '../../src/check.ts';
import { DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts';
import { memoryRepository } from '../../src/repository/memory-repository.ts';

async function findings(files: Readonly<Record<string, string>>) {
  const report = await check(memoryRepository(files), {
    configuration: DEFAULT_CONFIGURATION,
    today: '2027-01-01',
  });
  return {
    said: report.findings.map(({ name, message }) => `${name}: ${message}`),
    launches: report.exposures.length,
  };
}

/** What a check that searches for words would trip over. */
describe('a repository that starts no memcached', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    [
      'what autotools made, however large',
      {
        configure: `${'# memcached\n'.repeat(100_000)}memcached -l 0.0.0.0\n`,
        'Makefile.in': '# memcached\n'.repeat(100_000),
      },
    ],
    ['prose about an exposed command', { 'README.md': 'Never run `memcached -l 0.0.0.0 -U 11211`.\n' }],
    [
      'client code',
      {
        'app/cache.py':
          "client = memcache.Client(['0.0.0.0:11211'])\nos.environ['MEMCACHED'] = 'memcached -U 11211'\n",
        'package.json': '{"dependencies": {"memcached": "^2.2.2"}}\n',
        'composer.json': '{"require": {"ext-memcached": "*"}}\n',
      },
    ],
    [
      'installing a client library',
      {
        Dockerfile:
          'FROM php:8.3-fpm\nRUN apt-get update && apt-get install -y libmemcached-dev zlib1g-dev && pecl install memcached\nCMD ["php-fpm"]\n',
      },
    ],
    [
      'an exporter and an admin page beside nothing',
      {
        'compose.yaml':
          'services:\n  exporter:\n    image: quay.io/prometheus/memcached-exporter:v0.14.4\n    command: --memcached.address=cache:11211\n    ports: ["9150:9150"]\n  admin:\n    image: hitwe/phpmemcachedadmin\n    ports: ["8081:80"]\n',
      },
    ],
    [
      'a health check from a script',
      {
        'check.sh':
          '#!/bin/sh\necho stats | nc localhost 11211\npgrep memcached\nsystemctl restart memcached\n',
      },
    ],
    [
      'a unit ordered after memcached',
      {
        'web.service':
          '[Unit]\nAfter=memcached.service\nWants=memcached.service\n\n[Service]\nExecStart=/usr/bin/web --memcached=localhost:11211\n',
      },
    ],
    [
      'commented-out lines',
      {
        'compose.yaml':
          'services:\n  web:\n    image: nginx:1.27\n#  cache:\n#    image: memcached:1.4\n#    ports: ["11211:11211"]\n',
        'run.sh': '#!/bin/sh\n# memcached -l 0.0.0.0 -U 11211\n: memcached\n',
      },
    ],
    [
      'a memcached.conf of another program',
      {
        'supervisor/conf.d/memcached.conf': '[program:web]\ncommand=/usr/bin/web --cache memcached\n',
        'collectd/memcached.conf':
          'LoadPlugin memcached\n<Plugin memcached>\n  Host "127.0.0.1"\n  Port "11211"\n</Plugin>\n',
        'nginx/memcached.conf':
          'location / {\n  set $memcached_key $uri;\n  memcached_pass 127.0.0.1:11211;\n}\n',
        'php/conf.d/memcached.ini': 'extension=memcached.so\nmemcached.sess_prefix = "x"\n',
      },
    ],
    [
      'a folder named like a file',
      { 'Dockerfile/readme.txt': 'memcached', 'memcached.conf/notes.txt': '-l 0.0.0.0' },
    ],
    [
      'asking for the version',
      { 'check.sh': 'memcached -V\nmemcached --version | head -n 1\nmemcached -h || true\n' },
    ],
    [
      'package installation',
      { 'setup.sh': 'apt-get install -y memcached\nyum install memcached\npip install python-memcached\n' },
    ],
  ])('is quiet on %s', async (_, files) => {
    expect(await findings(files)).toEqual({ said: [], launches: 0 });
  });
});

describe('a safe memcached', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['in a plain Compose service', { 'compose.yaml': 'services:\n  cache:\n    image: memcached\n' }],
    [
      'with a wildcard nobody outside can reach',
      { 'compose.yaml': 'services:\n  cache:\n    image: memcached:1.6\n    command: -l 0.0.0.0\n' },
    ],
    [
      'published on loopback',
      {
        'compose.yaml':
          'services:\n  cache:\n    image: memcached:alpine\n    ports: ["127.0.0.1:11211:11211"]\n',
      },
    ],
    [
      'on a unix socket',
      { 'etc/memcached.conf': '-s /run/memcached/memcached.sock\n-a 0770\n-u memcache\n' },
    ],
    [
      'in a unit of its own network',
      { 'memcached.service': '[Service]\nPrivateNetwork=yes\nExecStart=/usr/bin/memcached -U 0\n' },
    ],
  ])('is listed and not reported: %s', async (_, files) => {
    expect(await findings(files)).toEqual({ said: [], launches: 1 });
  });
});
