import { describe, expect, it } from 'vitest';
import { ansibleTasks } from '../../../src/formats/ansible-tasks/format.ts';
import type { Launch } from '../../../src/launch/launch.ts';
import { commandLines, place, read, wordText } from '../host/read.ts';

const task = (module: string, more: string) =>
  `- name: cache\n  ${module}:\n${more.replace(/^/gm, '    ')}\n`;
const readTasks = (text: string, others: Readonly<Record<string, string>> = {}) =>
  read(ansibleTasks, { 'roles/cache/tasks/main.yml': text, ...others });

function networkOf({ network }: Launch): string {
  if (network.kind !== 'container') return network.kind;
  const ports = network.published.map(({ hostAddress, hostPort, containerPort, protocol }) => {
    const port = (range: typeof hostPort) => (typeof range === 'object' ? range.first : (range ?? 'random'));
    return `${hostAddress ? `${wordText(hostAddress)}:` : ''}${port(hostPort)}:${port(containerPort)}/${protocol}`;
  });
  return ['container', ...ports].join(' ');
}

describe('containers of tasks', () => {
  it.each<[string, string, string, string]>([
    ['docker_container', 'image: memcached:1.5\nports: ["11211:11211"]', '', 'container 11211:11211/tcp'],
    [
      'community.docker.docker_container',
      'image: memcached\ncommand: memcached -m 64 -U 0\npublished_ports:\n  - "127.0.0.1:11211:11211"',
      '-m 64 -U 0',
      'container 127.0.0.1:11211:11211/tcp',
    ],
    ['docker_container', 'image: memcached\ncommand: ["-m", "64"]\nnetwork_mode: host', '-m 64', 'host'],
    [
      'docker_swarm_service',
      'image: memcached\nargs: [-m, "64"]\npublish:\n  - {published_port: 1, target_port: 11211}\n  - {target_port: 11211, protocol: udp}',
      '-m 64',
      'container 1:11211/tcp random:11211/udp',
    ],
    ['docker_container', 'image: memcached\nnetworks:\n  - name: backend', '', 'container'],
    [
      'docker_container',
      'image: memcached\nports: 11211:11211,11212:11211/udp',
      '',
      'container 11211:11211/tcp 11212:11211/udp',
    ],
    ['docker_container', 'image: memcached\npublished_ports: all', '', 'container random:11211/tcp'],
    [
      'docker_container',
      'image: memcached\ndefault_host_ip: 127.0.0.1\nports: ["11211:11211", "11211", "10.0.0.1:1:11211"]',
      '',
      'container 127.0.0.1:11211:11211/tcp 127.0.0.1:random:11211/tcp 10.0.0.1:1:11211/tcp',
    ],
    [
      'docker_container',
      'image: memcached\nentrypoint: [sh, -c]\ncommand: ["exec memcached -vv"]',
      '-vv',
      'container',
    ],
    [
      'containers.podman.podman_container',
      'image: docker.io/library/memcached\npublish: ["0.0.0.0:11211:11211"]\nnetwork: [host]',
      '',
      'host',
    ],
    [
      'docker_container',
      'image: memcached:{{ v }}\nports: ["{{ p }}:11211"]',
      '',
      'container unknown:11211/tcp',
    ],
  ])('%s %j', async (module, more, argv, network) => {
    const reading = await readTasks(task(module, more));
    expect(commandLines(reading)).toEqual([argv]);
    expect(reading.launches.map(networkOf)).toEqual([network]);
  });

  it('take lists that the role sets', async () => {
    const reading = await readTasks(
      task('docker_container', 'image: memcached\nports: "{{ cache_ports }}"'),
      {
        'roles/cache/defaults/main.yml': 'cache_ports:\n  - 11211:11211\n',
      },
    );
    expect(reading.launches.map(networkOf)).toEqual(['container 11211:11211/tcp']);
    const { network } = reading.launches[0]!;
    const at = network.kind === 'container' ? network.published[0]?.at : undefined;
    expect(at?.file.path).toBe('roles/cache/defaults/main.yml');
    expect(place(reading.launches[0]!)).toBe('3:12 memcached');
  });

  it.each<[string, string]>([
    ['docker_container', 'image: redis\nname: memcached\nports: ["6379:6379"]'],
    ['docker_container', 'image: prom/memcached-exporter\nports: ["9150:9150"]'],
    ['docker_container', 'image: memcached\nstate: absent\nports: ["11211:11211"]'],
    ['docker_container', 'name: memcached\nstate: stopped'],
    ['docker_image', 'name: memcached\nsource: pull'],
    ['kubernetes.core.k8s', 'definition:\n  image: memcached\n  command: memcached'],
  ])('none: %s %j', async (module, more) => {
    expect(await readTasks(task(module, more))).toEqual({ launches: [], problems: [] });
  });
});
