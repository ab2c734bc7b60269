import { describe, expect, it } from 'vitest';
import { roleSettings } from '../../../src/formats/role-settings/format.ts';
import { placeOf, readAs, show, showPlaced } from '../systemd/fixture.ts';

const argvOf = async (files: Readonly<Record<string, string>>) =>
  (await readAs(roleSettings, files)).launches.map(({ argv }) => argv.map(show).join(' '));

const PLAY = '- hosts: cache\n  roles:\n    - geerlingguy.memcached\n';
const vars = (text: string) => ({ 'playbook.yml': PLAY, 'group_vars/cache.yml': `${text}\n` });
const declared = (text: string) => ({ 'site.pp': `node x {\n  class { 'memcached':\n${text}\n  }\n}\n` });
const instance = (text: string) => ({ 'recipes/default.rb': `memcached_instance 'web' do\n${text}\nend\n` });

describe('settings that open something', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['a role', vars('memcached_listen_ip: 0.0.0.0'), '-l 0.0.0.0'],
    ['a role with a list', vars("memcached_listen_ip: [127.0.0.1, '::']"), '-l 127.0.0.1,::'],
    ['a class', declared("    listen_ip => '0.0.0.0',\n    udp_port => 0,"), '-l 0.0.0.0 -U 0'],
    ['a class with UDP', declared('    udp_port  => 11211,'), '-l <listen> -U 11211'],
    ['Hiera', { 'data/common.yaml': "memcached::listen: '0.0.0.0'\n" }, '-l 0.0.0.0 -U <udp_port>'],
    ['a resource', instance("  listen '0.0.0.0'\n  udp_port 0"), '-l 0.0.0.0 -U 0'],
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
    ['a resource with defaults', instance('  memory 64')],
    ['a resource of loopback', instance("  listen '127.0.0.1'\n  udp_port 0")],
    ['a resource without an end', { 'recipes/a.rb': "memcached_instance 'x' do\n  listen '0.0.0.0'\n" }],
    ['broken YAML', vars('memcached_listen_ip: [0.0.0.0\n: }')],
  ])('%s', async (_what, files) => {
    expect(await readAs(roleSettings, files)).toEqual({ launches: [], problems: [] });
  });
});
