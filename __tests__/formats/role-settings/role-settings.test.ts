import { describe, expect, it } from 'vitest';
import { roleSettings } from '../../../src/formats/role-settings/format.ts';
import { placeOf, readAs, show, showPlaced } from '../systemd/fixture.ts';

const argvOf = async (files: Readonly<Record<string, string>>) =>
  (await readAs(roleSettings, files)).launches.map(({ argv }) => argv.map(show).join(' '));

const PLAY = '- hosts: cache\n  roles:\n    - geerlingguy.memcached\n';
const vars = (text: string) => ({ 'playbook.yml': PLAY, 'group_vars/cache.yml': `${text}\n` });
const pinned = (release: string, code: string) => ({
  Puppetfile: `forge 'x'\nmod 'saz-memcached', '${release}'\n`,
  'site.pp': `node x {\n  ${code}\n}\n`,
});
const declared = (text: string) => ({ 'site.pp': `node x {\n  class { 'memcached':\n${text}\n  }\n}\n` });
const instance = (text: string) => ({ 'recipes/default.rb': `memcached_instance 'web' do\n${text}\nend\n` });

describe('settings that open something', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a role', vars('memcached_listen_ip: 0.0.0.0'), '-l 0.0.0.0'],
    ['a role with a list', vars("memcached_listen_ip: [127.0.0.1, '::']"), '-l 127.0.0.1,::'],
    ['a class', declared("    listen_ip => '0.0.0.0',\n    udp_port => 0,"), '-l 0.0.0.0 -U 0'],
    ['a class with UDP', declared('    udp_port  => 11211,'), '-l <listen> -U 11211'],
    ['Hiera', { 'data/common.yaml': "memcached::listen: '0.0.0.0'\n" }, '-l 0.0.0.0 -U <udp_port>'],
    ['Hiera with UDP', { 'data/common.yaml': "memcached::udp_port: '11211'\n" }, '-l <listen> -U 11211'],
    [
      'Hiera with a list',
      { 'data/x.yaml': 'memcached::listen:\n  - 127.0.0.1\n  - "::"\n' },
      '-l 127.0.0.1,:: -U <udp_port>',
    ],
    ['a class with UDP as text', declared("    udp_port => '11211',"), '-l <listen> -U 11211'],
    ['a resource', instance("  listen '0.0.0.0'\n  udp_port 0"), '-l 0.0.0.0 -U 0'],
    ['a resource with defaults', instance('  memory 64'), '-l 0.0.0.0 -U 11211'],
    [
      'a resource without a block',
      { 'recipes/a.rb': "memcached_instance 'memcached'\n" },
      '-l 0.0.0.0 -U 11211',
    ],
    [
      'a resource with another port',
      instance("  port 11_212\n  udp_port 11_212\n  listen '127.0.0.1'"),
      '-l 127.0.0.1 -U 11212',
    ],
    [
      'a resource with further options',
      instance("  listen '127.0.0.1'\n  udp_port 0\n  extra_cli_options ['-l 0.0.0.0']"),
      '-l 127.0.0.1 -U 0 -l 0.0.0.0',
    ],
    [
      'a resource whose name is computed',
      { 'recipes/a.rb': "memcached_instance node['x'] do\n  udp_port 0\nend\n" },
      '-l 0.0.0.0 -U 0',
    ],
    [
      'attributes',
      { 'attributes/default.rb': "default['memcached']['listen'] = '0.0.0.0'\n" },
      '-l 0.0.0.0 -U <udp_port>',
    ],
    [
      'attributes of UDP',
      { 'attributes/x.rb': 'override[:memcached][:udp_port] = 11_211\n' },
      '-l <listen> -U 11211',
    ],
    ['a role with an empty list', vars('memcached_listen_ip: []'), ''],
    ['a role with two addresses', vars('memcached_listen_ip: "127.0.0.1,0.0.0.0"'), '-l 127.0.0.1,0.0.0.0'],
    [
      'a role with options in its verbosity',
      vars('memcached_log_verbosity: "-vv -U 11211"'),
      '-l <listen> -vv -U 11211',
    ],
    [
      'a role in a play that sets variables',
      {
        'site.yml': `- hosts: all\n  vars:\n    memcached_listen_ip: 0.0.0.0\n  roles:\n    - geerlingguy.memcached\n`,
      },
      '-l 0.0.0.0',
    ],
    [
      'a role with parameters',
      {
        'site.yml':
          '- hosts: all\n  roles:\n    - role: geerlingguy.memcached\n      memcached_listen_ip: 0.0.0.0\n',
      },
      '-l 0.0.0.0',
    ],
    [
      'a pillar with a list, of which the first counts',
      { 'pillar/a.sls': 'memcached:\n  listen_address: ["0.0.0.0", 127.0.0.1]\n' },
      '-l 0.0.0.0',
    ],
    ['a pillar', { 'pillar/cache.sls': 'memcached:\n  listen_address: 0.0.0.0\n' }, '-l 0.0.0.0'],
    ['a class of release 2', pinned('2.8.1', 'include memcached'), '-l 0.0.0.0 -U 11211'],
    ['a class of release 4', pinned('4.0.0', 'include ::memcached'), '-l 127.0.0.1 -U 11211'],
    [
      'a class of release 3 with a parameter',
      pinned('3.1.0', "class { 'memcached': listen_ip => '10.0.0.5' }"),
      '-l 10.0.0.5 -U 11211',
    ],
    [
      'a class of release 7 with a parameter',
      pinned('7.0.0', "class { 'memcached': listen => ['0.0.0.0'] }"),
      '-l 0.0.0.0 -U 0',
    ],
    [
      'Hiera of release 4',
      { ...pinned('4.0.0', 'include memcached'), 'data/x.yaml': 'memcached::listen_ip: 10.1.2.3\n' },
      '-l 10.1.2.3 -U 11211',
    ],
  ])('%s', async (_what, files, expected) => {
    expect(await argvOf(files)).toEqual([expected]);
  });

  it('have places', async () => {
    const { launches } = await readAs(roleSettings, vars('x: 1\nmemcached_listen_ip: "0.0.0.0"'));
    expect(launches[0]?.argv.map(showPlaced)).toEqual([
      '-l @ group_vars/cache.yml:2:23-30',
      '0.0.0.0 @ group_vars/cache.yml:2:23-30',
    ]);
    const { launches: ofClass } = await readAs(roleSettings, declared('    udp_port  => 11211,'));
    expect(ofClass.map(({ at }) => placeOf(at))).toEqual(['site.pp:2:3-22']);
  });
});

describe('settings that say nothing of the kind', () => {
  it.each<[string, Readonly<Record<string, string>>]>([
    ['a loopback address', vars('memcached_listen_ip: 127.0.0.1')],
    ['a private address', vars('memcached_listen_ip: 10.0.0.5')],
    ['another loopback address', vars('memcached_listen_ip: 127.0.0.2')],
    ['Hiera without UDP', { 'data/common.yaml': 'memcached::udp_port: 0\n' }],
    ['a template', vars('memcached_listen_ip: "{{ ip }}"')],
    ['no role of that name', { 'group_vars/cache.yml': 'memcached_listen_ip: 0.0.0.0\n' }],
    [
      'a role of the repository itself',
      { ...vars('memcached_listen_ip: 0.0.0.0'), 'roles/memcached/templates/memcached.conf.j2': '-l ::1\n' },
    ],
    ['a trial', { 'playbook.yml': PLAY, 'molecule/default/vars.yml': 'memcached_listen_ip: 0.0.0.0\n' }],
    ['a class without parameters', declared('')],
    ['a class of loopback', declared("    listen_ip => '127.0.0.1',\n    udp_port => 0,")],
    ['a class with a variable', declared('    listen_ip => $ip,')],
    ['a class on a socket', declared("    unix_socket => '/run/m.sock',\n    listen_ip => '0.0.0.0',")],
    ['another class', { 'site.pp': "class { 'nginx': listen_ip => '0.0.0.0' }\n# memcached\n" }],
    [
      'a module of the repository itself',
      { ...declared("listen_ip => '0.0.0.0'"), 'modules/memcached/manifests/init.pp': 'class memcached {}' },
    ],
    ['a resource that is stopped', instance('  action [:stop, :disable]')],
    ['a resource of another cookbook', instance("  bind_ip '127.0.0.1'")],
    ['a resource on a socket', instance("  socket '/run/m.sock'")],
    [
      'a resource whose cookbook is there',
      { ...instance('  memory 64'), 'resources/memcached_instance.rb': '' },
    ],
    ['attributes of loopback', { 'attributes/default.rb': "default['memcached']['listen'] = '127.0.0.1'\n" }],
    [
      'attributes of the cookbook itself',
      {
        'metadata.rb': "name 'memcached'\n",
        'attributes/default.rb': "default['memcached']['listen'] = '0.0.0.0'\n",
      },
    ],
    ['a role with a harmless verbosity', vars('memcached_log_verbosity: "-vv"')],
    [
      'a pillar with a list that begins with loopback',
      { 'pillar/a.sls': 'memcached:\n  listen_address: [127.0.0.1, "0.0.0.0"]\n' },
    ],
    ['a pillar of a test', { 'tests/pillar/a.sls': 'memcached:\n  listen_address: 0.0.0.0\n' }],
    [
      'a pillar beside its formula',
      {
        'pillar/a.sls': 'memcached:\n  listen_address: 0.0.0.0\n',
        'memcached/templates/memcached.conf': '-l ::1\n',
      },
    ],
    ['a pillar of loopback', { 'pillar/cache.sls': 'memcached:\n  listen_address: 127.0.0.1\n' }],
    ['a class of release 5', pinned('5.0.0', 'include memcached')],
    [
      'a class of a range of releases',
      {
        'metadata.json':
          '{"dependencies":[{"name":"saz-memcached","version_requirement":">= 2.0.0 < 9.0.0"}]}',
        'site.pp': 'include memcached\n',
      },
    ],
    ['a class of a release that is not said', { 'site.pp': 'include memcached\n' }],
    ['an included class that is commented out', pinned('2.8.1', '# include memcached')],
    ['a resource of loopback', instance("  listen '127.0.0.1'\n  udp_port 0")],
    ['a resource without an end', { 'recipes/a.rb': "memcached_instance 'x' do\n  listen '0.0.0.0'\n" }],
    ['broken YAML', vars('memcached_listen_ip: [0.0.0.0\n: }')],
  ])('%s', async (_what, files) => {
    expect(await readAs(roleSettings, files)).toEqual({ launches: [], problems: [] });
  });
});
