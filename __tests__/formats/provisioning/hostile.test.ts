import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ansibleTasks } from '../../../src/formats/ansible-tasks/format.ts';
import { chefRecipes } from '../../../src/formats/chef-recipes/format.ts';
import { circus } from '../../../src/formats/circus/format.ts';
import type { Format } from '../../../src/formats/format.ts';
import { makefile } from '../../../src/formats/makefile/format.ts';
import { monit } from '../../../src/formats/monit/format.ts';
import { pm2 } from '../../../src/formats/pm2/format.ts';
import { puppetManifests } from '../../../src/formats/puppet-manifests/format.ts';
import { roleSettings } from '../../../src/formats/role-settings/format.ts';
import { saltStates } from '../../../src/formats/salt-states/format.ts';
import { terraform } from '../../../src/formats/terraform/format.ts';
import { vagrantfile } from '../../../src/formats/vagrantfile/format.ts';
import { contains } from '../../../src/text/span.ts';
import { read } from '../host/read.ts';

/** Each format with a path it takes, a beginning that gets it going, and pieces of its syntax. */
const FORMATS: readonly (readonly [Format, string, string, readonly string[]])[] = [
  [
    ansibleTasks,
    'tasks/main.yml',
    '- command: memcached\n',
    [
      '- shell: memcached ',
      '- lineinfile: path=/etc/memcached.conf regexp="^-l" line="-l ',
      '- replace: path=/etc/memcached.conf regexp=. replace="aa"\n',
      '  with_items: [a, b]\n',
      '- block:\n',
      '  ',
      '{{ a }}',
      '{{',
      '"',
      "'",
      '\\',
      '$A',
      '- docker_container: {image: memcached, ports: ["1:1"]}\n',
    ],
  ],
  [
    saltStates,
    'a.sls',
    'a:\n  cmd.run:\n    - name: memcached\n',
    [
      'a:\n',
      '  cmd.run: [',
      '  file.managed:\n',
      '    - contents: x\n',
      '    - names:\n',
      '{% if a %}',
      '{{ b }}',
      '"',
      '\\',
    ],
  ],
  [
    terraform,
    'main.tf',
    '# memcached\nresource "docker_container" "m" {\n',
    [
      '<<EOF\n',
      '<<-EOF\n',
      'EOF\n',
      '#!/bin/sh\n',
      '#cloud-config\n',
      '${',
      '}',
      '{',
      '"',
      'image = "memcached"\n',
      'provisioner "shell" {',
    ],
  ],
  [monit, 'monitrc', 'check process memcached\n', ['start program = "', '"', "'", '\\', 'memcached ', '#']],
  [
    circus,
    'circus.ini',
    '[watcher:memcached]\ncmd=',
    ['cmd=', 'args=', '$(circus.', ')', '"', '\\', '[env:m]\n', '\n  '],
  ],
  [
    pm2,
    'pm2.json',
    '{"apps": [{"script": "memcached"',
    ['}', '{', '[', ']', ',', '"args": "', '"', '\\', 'env: '],
  ],
  [
    vagrantfile,
    'Vagrantfile',
    '# memcached\nd.run "memcached"',
    [
      'd.run "memcached", ',
      'args: "',
      'image: ',
      '"',
      '\\',
      ',\n',
      'x.vm.network :forwarded_port, guest: 1',
      'x.vm.network ',
      '#{a}',
    ],
  ],
  [
    makefile,
    'Makefile',
    'a:\n\tmemcached ',
    [
      'define a\n',
      'endef\n',
      '$(call a,',
      '$(or ',
      '$(if ',
      '$(a)',
      ')',
      ',',
      'a: b = ',
      'include Makefile\n',
      '\t',
      '\n',
    ],
  ],
  [
    roleSettings,
    'recipes/a.rb',
    "memcached_instance 'a' do\n",
    ['end\n', "listen '", '[', ']', "'", 'udp_port ', 'memcached_instance '],
  ],
  [
    roleSettings,
    'a.pp',
    "class { 'memcached':\n",
    ["listen_ip => '", '{', '}', "'", '[', 'include memcached\n', ','],
  ],
  [
    chefRecipes,
    'recipes/b.rb',
    "execute 'memcached' do\n",
    [
      'end\n',
      "execute '",
      "command '",
      'code <<E\n',
      'E\n',
      'do\n',
      '[',
      ']',
      "'",
      '#{a}',
      "docker_container 'memcached' do\n",
    ],
  ],
  [
    puppetManifests,
    'b.pp',
    "exec { 'memcached':\n",
    [
      '}',
      "exec { '",
      "command => '",
      '"',
      "'",
      '[',
      ',',
      '${a}',
      '\\',
      "file_line { 'a': path => '/etc/memcached.conf', line => '-l",
    ],
  ],
];

describe.each(FORMATS)('$name at %s', (format, path, start, pieces) => {
  const piece = fc.oneof(
    fc.constantFrom(...pieces, ' ', '\n', '\r\n', '\t', 'memcached', '\ufeff', '\u0000', '\ufdd0'),
    fc.string({ maxLength: 6 }),
  );

  it('never throws and points into the file, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(piece, { maxLength: 30 }), async (begun, parts) => {
        const { launches, problems } = await read(format, { [path]: (begun ? start : '') + parts.join('') });
        const places = [...launches, ...problems].map(({ at }) => at);
        const origins = launches.flatMap(({ argv }) =>
          argv.flatMap(({ runs }) => runs.map(({ origin }) => origin)),
        );
        for (const at of [...places, ...origins])
          expect(contains({ start: 0, end: at.file.text.length }, at)).toBe(true);
      }),
      { numRuns: 60, seed: 20180227 },
    );
  });

  it('ends soon on a large text of one piece', async () => {
    for (const part of [...pieces, ' ', 'a']) {
      const text = start + part.repeat(Math.ceil(16_000 / part.length));
      const before = performance.now();
      await read(format, { [path]: text });
      expect(performance.now() - before, JSON.stringify(part)).toBeLessThan(3000);
    }
  });
});

describe('aliases of aliases', () => {
  const chain = (first: string, key: string) =>
    Array.from({ length: 11 }, (_, i) => {
      const items =
        i === 0
          ? first
          : Array(10)
              .fill(`{${key}: *a${i - 1}}`)
              .join(', ');
      return `- {${key}: &a${i} [${items}]}\n`;
    }).join('');

  it.each<[string, Format, Readonly<Record<string, string>>]>([
    ['of tasks', ansibleTasks, { 'a.yml': `${chain('{shell: memcached -d}', 'block')}- shell: memcached\n` }],
    [
      'of variables',
      roleSettings,
      {
        'a.yml': `${chain('1', 'vars')}-\n  memcached_listen_ip: 0.0.0.0\n- geerlingguy.memcached\n`,
      },
    ],
  ])('%s cost little', async (_what, format, files) => {
    const before = performance.now();
    await read(format, files);
    expect(performance.now() - before).toBeLessThan(3000);
  });
});

it('seeks the variables of a manifest once for all its strings', async () => {
  const variables = Array.from({ length: 1500 }, (_, i) => `$a${i}`).join('');
  const resources = Array.from(
    { length: 60 },
    (_, i) => `exec { 'x${i}': command => "memcached ${variables}" }\n`,
  );
  const { launches } = await read(puppetManifests, { 'a.pp': resources.join('') });
  expect(launches).toHaveLength(60);
});
