import { describe, expect, it } from 'vitest';
import { chefRecipes } from '../../../src/formats/chef-recipes/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const lines = async (text: string) =>
  commandLines(await read(chefRecipes, { 'recipes/default.rb': `# memcached\n${text}\n` }));
const PACKAGED = '-m 64 -p 11211 -u memcache';
const PID = '-P /var/run/memcached/memcached.pid';

describe('resources', () => {
  it.each<[string, string[]]>([
    ["execute 'start' do\n  command 'memcached -d -l 0.0.0.0'\nend", ['-d -l 0.0.0.0']],
    ["execute 'memcached -vv'", ['-vv']],
    ["execute 'x' do\n  command ['memcached', '-l', '::']\nend", ['-l ::']],
    [
      'execute "x" do\n  command "memcached -l #{node[\'ip\']}"\n  user \'root\'\nend',
      ["-l ‹#{node['ip']}›"],
    ],
    ["bash 'x' do\n  code <<-EOH\n    IP=::1\n    memcached -l $IP\n  EOH\nend", ['-l ::1']],
    ["if x\n  script 'x' do\n    interpreter 'bash'\n    code 'memcached -d'\n  end\nend", ['-d']],
    ['file \'/etc/memcached.conf\' do\n  content "-m 64\\n-l 0.0.0.0\\n"\nend', ['-m 64 -l 0.0.0.0']],
    ["file 'conf' do\n  path '/etc/memcached.conf'\n  content <<~CONF\n    -l ::\n  CONF\nend", ['-l ::']],
    [
      "replace_or_add 'bind' do\n  path '/etc/memcached.conf'\n  pattern '^-l'\n  line '-l 0.0.0.0'\nend",
      [`${PACKAGED} -l 0.0.0.0 ${PID}`],
    ],
    ["docker_container 'memcached' do\n  tag '1.5'\n  port '11211:11211'\n  command '-m 64'\nend", ['-m 64']],
  ])('%j', async (text, expected) => {
    expect(await lines(text)).toEqual(expected);
  });

  it('have names and places', async () => {
    const { launches } = await read(chefRecipes, {
      'recipes/a.rb': "execute 'start' do\n  command 'memcached -l 0.0.0.0'\nend\n",
    });
    expect(launches[0]!.name).toBe('execute start');
    expect(place(launches[0]!)).toBe('2:12 memcached -l 0.0.0.0');
    expect(positions(launches[0]!)).toEqual(['2:22', '2:25']);
  });

  it('publish ports', async () => {
    const { launches } = await read(chefRecipes, {
      'recipes/a.rb':
        "docker_container 'cache' do\n  repo 'memcached'\n  port ['127.0.0.1:1:11211', '2:11211']\nend\n",
    });
    const { network } = launches[0]!;
    const hosts =
      network.kind === 'container' ? network.published.map(({ hostAddress }) => hostAddress?.text) : [];
    expect(hosts).toEqual(['127.0.0.1', undefined]);
  });
});

describe('what starts none', () => {
  it.each([
    "execute 'x' do\n  command 'service memcached restart'\nend",
    "# execute 'memcached -l 0.0.0.0'",
    "execute 'x' do\n  # command 'memcached -l 0.0.0.0'\n  command 'ls'\nend",
    "package 'memcached'\nservice 'memcached' do\n  action [:enable, :start]\nend",
    "template '/etc/memcached.conf' do\n  variables(listen: '0.0.0.0')\nend",
    "file '/root/note' do\n  content 'memcached -l 0.0.0.0'\nend",
    "script 'x' do\n  interpreter 'python'\n  code 'memcached -l 0.0.0.0'\nend",
    "docker_container 'memcached' do\n  action :stop\n  port '11211:11211'\nend",
    "docker_container 'redis' do\n  port '6379:6379'\nend",
    "docker_image 'memcached' do\n  tag '1.5'\nend",
    "bash 'x' do\n  code <<-EOH\n    memcached -l 0.0.0.0\n",
  ])('%j', async (text) => {
    expect(await lines(text)).toEqual([]);
  });
});
