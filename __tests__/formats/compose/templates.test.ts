import { describe, expect, it } from 'vitest';
import { place, read, shown } from './read.ts';

type Files = Readonly<Record<string, string>>;

const service = (body: string) =>
  `services:\n  cache:\n    image: memcached:1.6\n${body.replace(/^(?=.)/gm, '    ')}\n`;

describe('a Compose file made by a template', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'takes the default of an expression',
      { 'docker-compose.yml.j2': service("command: -l {{ bind | default('0.0.0.0') }}\nnetwork_mode: host") },
      ['memcached -l 0.0.0.0 | host'],
    ],
    [
      'takes the values of its role',
      {
        'roles/a/templates/docker-compose.yml.j2': service('ports: ["{{ ip }}:{{ port }}:11211"]'),
        'roles/a/defaults/main.yml': 'ip: 127.0.0.1\nport: 11311\n',
      },
      ['memcached | 127.0.0.1:11311→11211/tcp'],
    ],
    [
      'leaves open what nothing says',
      { 'docker-compose.yml.j2': service('ports: ["{{ ip }}:11211:11211"]\ncommand: -U {{ udp }}') },
      ['memcached -U ‹{{ udp }}› | ‹{{ ip }}›:11211→11211/tcp'],
    ],
    [
      'may or may not have what stands under a condition',
      {
        'compose.yml.erb': service('network_mode: host').concat(
          '<% if @open -%>\n    command: -U 1\n<% end -%>\n',
        ),
      },
      ['memcached | host', 'memcached -U 1 | host'],
    ],
    [
      'is written by Go',
      { 'compose.yml.tmpl': service('ports: ["{{ .IP }}:11211:11211"]') },
      ['memcached | ‹{{ .IP }}›:11211→11211/tcp'],
    ],
    [
      'may put in whole lists',
      { 'compose.yml.j2': service('ports: {{ ports }}') },
      ['memcached | ‹{{ ports }}›:?→?/unknown'],
    ],
    [
      'stands in a role’s folder of templates',
      {
        'roles/a/templates/docker-compose.yml': service(
          "network_mode: host\ncommand: -l {{ ip | default('0.0.0.0') }}",
        ),
      },
      ['memcached -l 0.0.0.0 | host'],
    ],
    [
      'stands in a folder that is named by a template',
      {
        '{{cookiecutter.slug}}/docker-compose.yml': "{% if cookiecutter.cache == 'y' %}\n".concat(
          service('ports: ["11211:11211"]'),
          '{% endif %}\n',
        ),
      },
      ['memcached | *:11211→11211/tcp'],
    ],
    [
      'is none where only Swarm fills in',
      { 'compose.yml': service('hostname: "{{.Node.Hostname}}"\nports: ["11211:11211"]') },
      ['memcached | *:11211→11211/tcp'],
    ],
  ])('%s', async (_name, files, expected) => {
    const { launches, problems } = await read(files);
    const seen = launches.map((launch) => shown(launch).split(' | ').slice(2).join(' | '));
    expect(seen.sort()).toEqual([...expected].sort());
    expect(problems).toEqual([]);
  });

  it('points at the values, also in other files', async () => {
    const { launches } = await read({
      'roles/a/templates/docker-compose.yml.j2': service(
        "network_mode: host\ncommand: -l {{ ip }} -p {{ port | default('11311') }}",
      ),
      'roles/a/defaults/main.yml': 'ip: 0.0.0.0\n',
    });
    expect(launches[0]?.argv.map((word) => place(word.locate()!))).toEqual([
      'roles/a/templates/docker-compose.yml.j2:5:14 -l',
      'roles/a/defaults/main.yml:1:5 0.0.0.0',
      'roles/a/templates/docker-compose.yml.j2:5:26 -p',
      'roles/a/templates/docker-compose.yml.j2:5:48 11311',
    ]);
  });
});
