import { describe, expect, it } from 'vitest';
import { puppetManifests } from '../../../src/formats/puppet-manifests/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const lines = async (text: string) =>
  commandLines(await read(puppetManifests, { 'manifests/cache.pp': `class cache {\n${text}\n}\n` }));
const PACKAGED = '-m 64 -p 11211 -u memcache';
const PID = '-P /var/run/memcached/memcached.pid';

describe('resources', () => {
  it.each<[string, string[]]>([
    ["  exec { 'start':\n    command => '/usr/bin/memcached -d -l 0.0.0.0',\n  }", ['-d -l 0.0.0.0']],
    ["  exec { '/usr/bin/memcached -vv': }", ['-vv']],
    ['  exec { "x": command => "memcached -l ${ip} -p $port" }', ['-l ‹${ip}› -p ‹$port›']],
    [
      "  exec { 'x':\n    path    => ['/bin', '/usr/bin'],\n    command => 'memcached -d > /dev/null 2>&1 &',\n  }",
      ['-d'],
    ],
    ['  file { \'/etc/memcached.conf\':\n    content => "-m 64\\n-l 0.0.0.0\\n",\n  }', ['-m 64 -l 0.0.0.0']],
    [
      "  file_line { 'bind':\n    path  => '/etc/memcached.conf',\n    line  => '-l 0.0.0.0',\n    match => '^-l',\n  }",
      [`${PACKAGED} -l 0.0.0.0 ${PID}`],
    ],
    [
      "  exec { 'x': command => \"sed -i 's/127.0.0.1/0.0.0.0/' /etc/memcached.conf\" }",
      [`${PACKAGED} -l 0.0.0.0 ${PID}`],
    ],
    [
      "  docker::run { 'cache':\n    image   => 'memcached:1.5',\n    ports   => ['11211:11211'],\n    command => '-m 64',\n  }",
      ['-m 64'],
    ],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('have names and places', async () => {
    const { launches } = await read(puppetManifests, {
      'a.pp': "exec { 'start':\n  command => 'memcached -l 0.0.0.0',\n}\n",
    });
    expect(launches[0]!.name).toBe('exec start');
    expect(place(launches[0]!)).toBe('2:15 memcached -l 0.0.0.0');
    expect(positions(launches[0]!)).toEqual(['2:25', '2:28']);
  });

  it('publish ports', async () => {
    const { launches } = await read(puppetManifests, {
      'a.pp':
        "docker::run { 'm':\n  image => 'memcached',\n  ports => ['127.0.0.1:11211:11211', '1:11211'],\n}\n",
    });
    const { network } = launches[0]!;
    const hosts =
      network.kind === 'container' ? network.published.map(({ hostAddress }) => hostAddress?.text) : [];
    expect(hosts).toEqual(['127.0.0.1', undefined]);
  });

  it.each([
    ['$port = 11211', '11211'],
    ['$port = 11211, $other = $port', '11211'],
    ["$port = '127.0.0.1:11211'", '127.0.0.1:11211'],
    ['$port', '$port'],
    ['$port = $facts', '$port'],
    ['$port = 1, $x = { $port = 2 }', '$port'],
    ['$port = undef', '$port'],
  ])('a parameter (%s) has its default', async (parameter, expected) => {
    const { launches } = await read(puppetManifests, {
      'a.pp': `define cache(\n  ${parameter},\n) {\n  docker::run { 'm':\n    image => 'memcached',\n    ports => ["$port:11211"],\n  }\n}\n`,
    });
    const { network } = launches[0]!;
    const [port] = 'published' in network ? network.published : [];
    const host = port?.hostPort === 'unknown' ? '$port' : `${port?.hostPort?.first}`;
    expect(port?.hostAddress?.isKnown ? `${port.hostAddress.text}:${host}` : host).toBe(expected);
  });

  it('may wait for others', async () => {
    const { launches } = await read(puppetManifests, {
      'a.pp': "exec { 'memcached -d':\n  refreshonly => true,\n}\n",
    });
    expect(launches[0]!.condition).toBe('once something notifies it');
  });
});

describe('what starts none', () => {
  it.each([
    "  exec { 'x': command => 'systemctl restart memcached' }",
    "  # exec { 'x': command => 'memcached -l 0.0.0.0' }",
    "  exec { 'x':\n    # command => 'memcached -l 0.0.0.0',\n    command => 'ls',\n  }",
    "  file { '/etc/memcached.conf':\n    content => template('memcached/memcached.conf.erb'),\n  }",
    "  file { '/etc/memcached.conf': source => 'puppet:///modules/memcached/x' }",
    '  file { \'/etc/memcached.conf\':\n    content => "# see memcached.service\\n# -l 0.0.0.0\\n",\n  }',
    "  file { '/root/note': content => 'memcached -l 0.0.0.0' }",
    "  file_line { 'm': path => '/etc/memcached.conf', line => '-m 512', match => '^-m' }",
    "  package { 'memcached': ensure => installed }\n  service { 'memcached': ensure => running }",
    "  docker::run { 'memcached': image => 'redis', ports => ['6379:6379'] }",
    "  docker::run { 'm': ensure => 'absent', image => 'memcached', ports => ['11211:11211'] }",
    "  exec { 'memcached",
    "  exec { $title: command => 'x' }",
  ])('%j', async (text) => {
    expect(await lines(text)).toEqual([]);
  });
});
