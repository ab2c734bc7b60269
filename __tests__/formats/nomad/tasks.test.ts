import { describe, expect, it } from 'vitest';
import { nomad } from '../../../src/formats/nomad/format.ts';
import { place, read, shown } from '../kubernetes/read.ts';

const job = (network: string, driver: string, config: string, more = '') => `job "cache" {
  group "g" {
    ${network}
    task "t" {
      driver = "${driver}"
      config {
        ${config}
      }
      ${more}
    }
  }
}
`;
const IMAGE = 'image = "memcached:1.6.31"';
const OLD = 'image = "memcached:1.4.39"';
const STATIC = 'network {\n port "mc" { static = 11211 }\n}';
const bridge = (port: string) => `network {\n mode = "bridge"\n port "mc" {\n ${port}\n }\n}`;

/** A job, and what its task runs: version, words, network. */
const TASKS: readonly (readonly [string, string, string])[] = [
  ['CMD of the image', job('', 'docker', IMAGE), '1.6.31 | memcached | container'],
  [
    'command and args replace it',
    job('', 'docker', `${IMAGE}\ncommand = "memcached"\nargs = ["-m", "64"]`),
    '1.6.31 | memcached -m 64 | container',
  ],
  [
    'args alone',
    job('', 'docker', `${IMAGE}\nargs = ["-m", 64, "-vv"]`),
    '1.6.31 | memcached -m 64 -vv | container',
  ],
  [
    'an entrypoint',
    job('', 'docker', `${IMAGE}\nentrypoint = ["memcached", "-v"]\nargs = ["-c 10"]`),
    '1.6.31 | memcached -v -c 10 | container',
  ],
  [
    'nothing is split',
    job('', 'docker', `${IMAGE}\nargs = ["-p 11211 -U 11211"]`),
    '1.6.31 | memcached -p 11211 -U 11211 | container',
  ],
  [
    'a shell',
    job(
      '',
      'docker',
      `${IMAGE}\ncommand = "sh"\nargs = ["-c", "exec memcached -l $BIND"]`,
      'env { BIND = "0.0.0.0" }',
    ),
    '1.6.31 | memcached -l 0.0.0.0 | container',
  ],
  [
    'a static port',
    job(STATIC, 'docker', `${IMAGE}\nports = ["mc"]`),
    '1.6.31 | memcached | 11211→11211/tcp',
  ],
  [
    'it is mapped for UDP, too',
    job(STATIC, 'docker', `${OLD}\nports = ["mc"]`),
    '1.4.39 | memcached | 11211→11211/tcp 11211→11211/udp',
  ],
  [
    'a port of a group that the task does not list',
    job(STATIC, 'docker', IMAGE),
    '1.6.31 | memcached | container',
  ],
  [
    'another port inside',
    job('network {\n port "mc" {\n static = 80\n to = 11211\n }\n}', 'docker', `${IMAGE}\nports = ["mc"]`),
    '1.6.31 | memcached | 80→11211/tcp',
  ],
  [
    'a port that Nomad picks',
    job('network {\n port "mc" { to = 11211 }\n}', 'docker', `${IMAGE}\nports = ["mc"]`),
    '1.6.31 | memcached | *→11211/tcp',
  ],
  [
    'the same inside',
    job(
      'network {\n port "mc" { to = -1 }\n}',
      'docker',
      `${IMAGE}\nports = ["mc"]\nargs = ["-p", "\${NOMAD_PORT_mc}"]`,
    ),
    '1.6.31 | memcached -p ‹NOMAD_PORT_mc› | *→?/tcp',
  ],
  [
    'a port by its variable',
    job(
      STATIC.replace('11211', '11300'),
      'docker',
      `${IMAGE}\nports = ["mc"]\nargs = ["-p", "\${NOMAD_PORT_mc}"]`,
    ),
    '1.6.31 | memcached -p 11300 | 11300→11300/tcp',
  ],
  [
    'a private network of the client',
    job(
      'network {\n port "mc" {\n static = 11211\n host_network = "private"\n }\n}',
      'docker',
      `${IMAGE}\nports = ["mc"]`,
    ),
    '1.6.31 | memcached | private 11211→11211/tcp',
  ],
  [
    'loopback of the client',
    job(
      'network {\n port "mc" {\n static = 11211\n host_network = "loopback"\n }\n}',
      'docker',
      `${IMAGE}\nports = ["mc"]`,
    ),
    '1.6.31 | memcached | loopback 11211→11211/tcp',
  ],
  [
    'a bridge maps the ports of its group',
    job(bridge('static = 11300\n to = 11211'), 'docker', IMAGE),
    '1.6.31 | memcached | 11300→11211/tcp',
  ],
  [
    'for programs of the client as well',
    job(bridge('static = 11211'), 'exec', 'command = "memcached"'),
    'unknown | memcached | 11211→11211/tcp 11211→11211/udp',
  ],
  [
    'ports of others are not its own',
    job(bridge('static = 8080\n to = 80'), 'docker', IMAGE),
    '1.6.31 | memcached | container',
  ],
  [
    'the network of the client',
    job(STATIC, 'docker', `${IMAGE}\nnetwork_mode = "host"\nargs = ["-l", "0.0.0.0"]`),
    '1.6.31 | memcached -l 0.0.0.0 | host',
  ],
  ['no network', job('network { mode = "none" }', 'docker', IMAGE), '1.6.31 | memcached | none'],
  [
    'a network of its own',
    job('network { mode = "cni/cache" }', 'docker', IMAGE),
    '1.6.31 | memcached | container',
  ],
  [
    'a mode from outside',
    `variable "mode" {}\n${job('network { mode = var.mode }', 'docker', IMAGE)}`,
    '1.6.31 | memcached | unknown',
  ],
  [
    'the older map of ports',
    job(
      '',
      'docker',
      `${IMAGE}\nport_map { mc = 11211 }`,
      'resources {\n network {\n port "mc" { static = 11300 }\n }\n}',
    ),
    '1.6.31 | memcached | 11300→11211/tcp',
  ],
  [
    'as a value',
    job('', 'docker', `${IMAGE}\nport_map = { mc = 11211 }`, 'resources {\n network {\n port "mc" {}\n }\n}'),
    '1.6.31 | memcached | *→11211/tcp',
  ],
  [
    'podman',
    job(STATIC, 'podman', 'image = "docker://docker.io/library/memcached:1.6.31"\nports = ["mc"]'),
    '1.6.31 | memcached | 11211→11211/tcp',
  ],
  [
    'a program of the client',
    job('', 'exec', 'command = "/usr/bin/memcached"\nargs = ["-l", "127.0.0.1", "-U", "0"]'),
    'unknown | /usr/bin/memcached -l 127.0.0.1 -U 0 | host',
  ],
  [
    'without isolation',
    job('', 'raw_exec', 'command = "sh"\nargs = ["-c", "memcached -U 0 -l 10.0.0.1"]'),
    'unknown | memcached -U 0 -l 10.0.0.1 | host',
  ],
  [
    'a mesh',
    job(
      'network { mode = "bridge" }\nservice {\n port = "11211"\n connect {\n sidecar_service {}\n }\n}',
      'docker',
      `${IMAGE}\nargs = ["-l", "127.0.0.1"]`,
    ),
    '1.6.31 | memcached -l 127.0.0.1 | container',
  ],
  [
    'values of the file',
    `variable "tag" { default = "1.4.39" }\nlocals { bind = "0.0.0.0" }\n${job('', 'docker', 'image = "memcached:${var.tag}"\nargs = ["-l", local.bind]')}`,
    '1.4.39 | memcached -l 0.0.0.0 | container',
  ],
  [
    'values from outside',
    `variable "bind" {}\n${job('', 'docker', `${IMAGE}\nargs = ["-l", var.bind, "-m", "\${meta.size}"]`)}`,
    '1.6.31 | memcached -l ‹var.bind› -m ‹meta.size› | container',
  ],
  [
    'a script that the task gets',
    job(
      '',
      'exec',
      'command = "local/start.sh"',
      'template {\n destination = "local/start.sh"\n data = <<EOT\n#!/bin/sh\nexec memcached -U 0 -l {{ env "NOMAD_IP_mc" }}\nEOT\n}',
    ),
    'unknown | memcached -U 0 -l ‹env "NOMAD_IP_mc"› | host',
  ],
  [
    'in its container',
    job(
      '',
      'docker',
      `${IMAGE}\ncommand = "/bin/sh"\nargs = ["\${NOMAD_TASK_DIR}/start.sh"]`,
      'template {\n destination = "${NOMAD_TASK_DIR}/start.sh"\n data = "#!/bin/sh\\nmemcached -vv\\n"\n}',
    ),
    '1.6.31 | memcached -vv | container',
  ],
];

describe('tasks of Nomad jobs', () => {
  it.each(TASKS)('%s', async (_, text, expected) => {
    const { launches, problems } = await read({ 'cache.nomad': text }, nomad);
    expect(launches.map((launch) => shown(launch).replace('task t of job cache | ', ''))).toEqual([expected]);
    expect(problems).toEqual([]);
  });

  it.each([
    [
      'an exporter',
      job(
        STATIC,
        'docker',
        'image = "prom/memcached-exporter:v0.14.3"\nports = ["mc"]\nargs = ["--memcached.address", "x:11211"]',
      ),
    ],
    [
      'a client',
      job(STATIC, 'docker', 'image = "web:1"\nports = ["mc"]', 'env { MEMCACHED_HOST = "cache" }'),
    ],
    [
      'a template of its settings',
      job(
        STATIC,
        'docker',
        'image = "web:1"',
        'template {\n destination = "local/app.env"\n data = "CACHE=memcached:11211"\n}',
      ),
    ],
  ])('%s starts none', async (_, text) => {
    expect(await read({ 'cache.nomad': text }, nomad)).toEqual({ launches: [], problems: [] });
  });

  it('reads packs and dynamic blocks', async () => {
    const pack = job(STATIC, 'docker', `${OLD}\nports = ["mc"]`).replace(
      'job "cache"',
      'job [[ template "name" . ]]',
    );
    const dynamic = job(STATIC, 'docker', IMAGE)
      .replace('task "t" {', 'dynamic "task" {\n for_each = var.caches\n labels = [task.value]\n content {')
      .replace(/\}\n$/, '}\n}\n');
    const { launches } = await read({ 'a.nomad.tpl': pack, 'b.nomad': dynamic }, nomad);
    expect(launches.map(shown)).toEqual([
      'task t of job template "name" . | 1.4.39 | memcached | 11211→11211/tcp 11211→11211/udp',
      'task task.value of job cache | 1.6.31 | memcached | container',
    ]);
  });

  it('points at words of a script that the task gets', async () => {
    const text = job(
      '',
      'raw_exec',
      'command = "local/start.sh"',
      'template {\n destination = "local/start.sh"\n data = <<EOT\n#!/bin/sh\nexec memcached -U 11211\nEOT\n}',
    );
    const { launches } = await read({ 'cache.nomad': text }, nomad);
    expect(launches[0]?.argv.map((word) => place(word.locate()!))).toEqual([
      'cache.nomad:13:16 -U',
      'cache.nomad:13:19 11211',
    ]);
  });
});
