import { describe, expect, it } from 'vitest';
import { isMemcachedProgram } from '../../src/memcached/program.ts';

describe('isMemcachedProgram', () => {
  it.each([
    'memcached',
    '/usr/bin/memcached',
    './memcached',
    'memcached-debug',
    '/opt/memcached-1.5.22/memcached',
    'memcached1.5',
    'memcached-1.6.21',
    'memcached_1.4',
    'memcached-v1.6',
    'memcached.exe',
    'C:\\memcached\\memcached.EXE',
    'memcached-1.5-debug',
  ])('takes %s', (word) => {
    expect(isMemcachedProgram(word)).toBe(true);
  });

  it.each([
    '',
    'memcache',
    'memcachedb',
    'memcached-tool',
    'memcached_exporter',
    'memcached-exporter',
    'memcachedump',
    'memcapable',
    'memcached.conf',
    'memcached.service',
    'memcached.sock',
    '/var/run/memcached/memcached.pid',
    'memcached/',
    'libmemcached',
    'php-memcached',
    'Memcached',
    'memcached:1.5',
    'memcached=1.5.22',
    'systemd-memcached-wrapper',
    'memcached-1.5.tar.gz',
  ])('leaves %s alone', (word) => {
    expect(isMemcachedProgram(word)).toBe(false);
  });
});
