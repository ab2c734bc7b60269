import { describe, expect, it } from 'vitest';
import { check } from '../../src/check.ts';
import { DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts';
import { memoryRepository } from '../../src/repository/memory-repository.ts';

/**
 * The advice of hosting guides since 2018 ("-U 0 always; -l 127.0.0.1, or a private address, unless others must
 * connect"), snippet by snippet: what the reader of the guide would expect of each state of his file.
 */
async function verdict(path: string, text: string): Promise<readonly string[]> {
  const report = await check(memoryRepository({ [path]: text }), {
    configuration: DEFAULT_CONFIGURATION,
    today: '2027-01-01',
  });
  expect(report.exposures).toHaveLength(1);
  return report.findings.map(({ name, level }) => `${level} ${name}`).sort();
}

const DEBIAN =
  '# memcached default config file\n-d\nlogfile /var/log/memcached.log\n-m 64\n-p 11211\n-u memcache\n';
const RED_HAT = 'PORT="11211"\nUSER="memcached"\nMAXCONN="1024"\nCACHESIZE="64"\n';
const ARCH = '[Unit]\nDescription=Memcached Daemon\n\n[Service]\nUser=memcached\n';

describe('the hosting guide', () => {
  it.each([
    ['neither', '', ['error default-bind', 'error udp-not-disabled']],
    ['-U 0 alone is still a public bind', '# Disable UDP protocol\n-U 0\n', ['error default-bind']],
    ['-l 127.0.0.1 alone', '-l 127.0.0.1\n', ['warning udp-not-disabled']],
    ['both', '# Disable UDP protocol\n-U 0\n-l 127.0.0.1\n', []],
    ['a private address', '-U 0\n-l 10.0.0.1\n', []],
    ['a private address without -U 0', '-l 10.0.0.1\n', ['error udp-not-disabled']],
  ])('Debian, /etc/memcached.conf: %s', async (_, lines, expected) => {
    expect(await verdict('etc/memcached.conf', DEBIAN + lines)).toEqual(expected);
  });

  it.each([
    ['""', ['error default-bind', 'error udp-not-disabled']],
    ['"-U 0"', ['error default-bind']],
    ['"-l 127.0.0.1"', ['warning udp-not-disabled']],
    ['"-l 127.0.0.1 -U 0"', []],
    ['"-l 10.0.0.1 -U 0"', []],
  ])('Red Hat, OPTIONS=%s', async (options, expected) => {
    expect(await verdict('etc/sysconfig/memcached', `${RED_HAT}OPTIONS=${options}\n`)).toEqual(expected);
  });

  it.each([
    ['/usr/bin/memcached -o modern', ['error default-bind', 'error udp-not-disabled']],
    ['/usr/bin/memcached -U 0 -o modern', ['error default-bind']],
    ['/usr/bin/memcached -l 127.0.0.1 -o modern', ['warning udp-not-disabled']],
    ['/usr/bin/memcached -l 127.0.0.1 -U 0 -o modern', []],
  ])('Arch Linux, ExecStart=%s', async (command, expected) => {
    expect(await verdict('usr/lib/systemd/system/memcached', `${ARCH}ExecStart=${command}\n`)).toEqual(
      expected,
    );
    expect(
      await verdict('usr/lib/systemd/system/memcached.service', `${ARCH}ExecStart=${command}\n`),
    ).toEqual(expected);
  });
});
