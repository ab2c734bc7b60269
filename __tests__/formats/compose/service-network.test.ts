import { describe, expect, it } from 'vitest';
import { place, read, shown } from './read.ts';

const compose = (cache: string, rest = '') => ({
  'compose.yaml': `services:\n  cache:\n    image: memcached:1.6\n${cache.replace(/^(?=.)/gm, '    ')}\n${rest}`,
});

async function networkOf(files: Readonly<Record<string, string>>) {
  const { launches } = await read(files);
  const [launch] = launches.filter(({ name }) => name.startsWith('service cache'));
  const network = launch!.network;
  return {
    shown: shown(launch!).split(' | ').at(-1),
    ...('because' in network && network.because ? { because: network.because } : {}),
    limits: 'limits' in network ? network.limits.map(({ reach, at }) => `${reach} ${place(at)}`) : [],
    related: launch!.related.map(({ at, message }) => `${place(at)}: ${message}`),
  };
}

/** Attributes of the service and what follows the services, then where its sockets live. */
const NETWORKS: readonly (readonly [string, string, string])[] = [
  ['', '', 'container'],
  ['expose: [11211, "11211/udp", "11300-11310"]', '', 'container'],
  ['links: [web]', '  web: {image: nginx}', 'container'],
  ['network_mode: bridge', '', 'container'],
  ['network_mode: none', '', 'none'],
  ['network_mode: none\nports: ["11211:11211"]', '', 'none'],
  ['network_mode: host', '', 'host'],
  ['network_mode: host\nports: ["127.0.0.1:11211:11211"]', '', 'host'],
  ['networks: [h]', 'networks: {h: {external: true, name: host}}', 'host'],
  ['networks: [host]', 'networks: {host: {external: true}}', 'host'],
  ['networks: [h]', 'networks: {h: {external: {name: host}}}', 'host'],
  ['networks: [h]', 'networks: {h: {name: host}}', 'container'],
  [
    'networks: [back]\nports: ["11211:11211"]',
    'networks: {back: {internal: true}}',
    '*:11211→11211/tcp limit container',
  ],
  [
    'networks: [back, front]\nports: ["11211:11211"]',
    'networks: {back: {internal: true}, front: {}}',
    '*:11211→11211/tcp',
  ],
  [
    'networks: [back, default]\nports: ["11211:11211"]',
    'networks: {back: {internal: true}}',
    '*:11211→11211/tcp',
  ],
  [
    'ports: ["11211:11211"]',
    'networks: {default: {driver_opts: {com.docker.network.bridge.host_binding_ipv4: 127.0.0.1}}}',
    '127.0.0.1:11211→11211/tcp',
  ],
  [
    'ports: ["0.0.0.0:11211:11211"]',
    'networks: {default: {driver_opts: {com.docker.network.bridge.host_binding_ipv4: 127.0.0.1}}}',
    '0.0.0.0:11211→11211/tcp',
  ],
  [
    '',
    'networks: {default: {driver_opts: {com.docker.network.bridge.gateway_mode_ipv4: routed}}}',
    'unknown',
  ],
  [
    '',
    'networks: {default: {driver_opts: {com.docker.network.bridge.gateway_mode_ipv6: nat-unprotected}}}',
    'unknown',
  ],
  ['', 'networks: {default: {driver_opts: {com.docker.network.bridge.gateway_mode_ipv4: nat}}}', 'container'],
  ['', 'networks: {default: {enable_ipv6: true, ipam: {config: [{subnet: "fd00::/64"}]}}}', 'container'],
  ['', 'networks: {default: {enable_ipv6: true}}', 'container'],
  ['', 'networks: {default: {ipam: {config: [{subnet: "2001:db8::/64"}]}}}', 'container'],
  ['', 'networks: {default: {enable_ipv6: true, ipam: {config: [{subnet: "2001:db8::/64"}]}}}', 'unknown'],
  [
    'network_mode: "service:web"',
    '  web: {image: nginx, ports: ["8080:80", "11211:11211"]}',
    '*:11211→11211/tcp',
  ],
  ['network_mode: "service:web"', '  web: {image: nginx, ports: ["8080:80"]}', 'container'],
  ['network_mode: "service:web"', '  web: {image: nginx, network_mode: host}', 'host'],
  ['network_mode: "service:absent"', '', 'unknown'],
  ['network_mode: "container:web"', '', 'unknown'],
  [
    'network_mode: "container:vpn"',
    '  web: {image: x, container_name: vpn, ports: ["11211:11211"]}',
    '*:11211→11211/tcp',
  ],
  ['network_mode: "container:vpn"\ncontainer_name: vpn', '', 'unknown'],
  ['networks: [lan]', 'networks: {lan: {driver: macvlan}}', 'unknown'],
  ['networks: [lan]', 'networks: {lan: {driver: macvlan, ipam: {config: [{subnet: $LAN}]}}}', 'unknown'],
  [
    'networks: [lan]',
    'networks: {lan: {driver: ipvlan, ipam: {config: [{subnet: 192.168.1.0/24}]}}}',
    'host',
  ],
  ['networks: [lan]\nports: ["11211:11211"]', 'networks: {lan: {driver: macvlan}}', 'unknown'],
  [
    'networks: [lan, default]\nports: ["11211:11211"]',
    'networks: {lan: {driver: macvlan}}',
    '*:11211→11211/tcp',
  ],
  ['ports: [{target: 11211, published: 11211, mode: host}]', '', '*:11211→11211/tcp'],
  ['deploy: {endpoint_mode: dnsrr, mode: global}', '', 'container'],
];

describe('where the sockets of a service live', () => {
  it.each(NETWORKS)('%s, %s', async (service, rest, expected) => {
    expect((await networkOf(compose(service, rest))).shown).toBe(expected);
  });

  it('says who the peers in a local network are by its subnets', async () => {
    const lan = (subnets: string) =>
      networkOf(
        compose('networks: [lan]', `networks:\n  lan: {driver: macvlan, ipam: {config: [${subnets}]}}`),
      );
    const { because, limits } = await lan('{subnet: 192.168.1.0/24}, {subnet: "fd00::/64"}');
    expect(because).toBe('its macvlan network gives it an address of its own in the local network');
    expect(limits).toEqual(['private compose.yaml:6:51 192.168.1.0/24']);
    expect((await lan('{subnet: 192.168.1.0/24}, {subnet: 203.0.113.0/24}')).limits).toEqual([]);
  });

  it('names the other service where two share a network', async () => {
    const web = '  web: {image: nginx, container_name: front, ports: ["11211:11211"]}';
    for (const mode of ['service:web', 'container:front'])
      expect((await networkOf(compose(`network_mode: "${mode}"`, web))).related).toEqual([
        'compose.yaml:5:3 web: service cache shares the network of service web, whose ports lead to it',
      ]);
  });
});

describe('a file for docker stack deploy', () => {
  const service = (rest = '') =>
    `services:\n  cache:\n    image: memcached:1.6\n    ports: ["127.0.0.1:11211:11211"]\n${rest}`;

  it.each([
    ['docker-stack.yml', '', '*:11211→11211/tcp'],
    ['docker-stack.prod.yml', '', '*:11211→11211/tcp'],
    ['docker-compose.swarm.yml', '', '*:11211→11211/tcp'],
    ['deploy/stack.yml', '    deploy: {replicas: 1}\n', '*:11211→11211/tcp'],
    ['deploy/stack.yml', '', '127.0.0.1:11211→11211/tcp'],
    ['monitoring-stack.yml', '    deploy: {replicas: 1}\n', '127.0.0.1:11211→11211/tcp'],
    ['docker-compose.yml', '    deploy: {replicas: 1}\n', '127.0.0.1:11211→11211/tcp'],
  ])('%s%s', async (path, rest, expected) => {
    expect((await networkOf({ [path]: service(rest) })).shown).toBe(expected);
  });

  it.each<[string, string, string, string]>([
    ['swarm/app.yml', 'deploy.sh', 'docker stack deploy -c swarm/app.yml app\n', '*'],
    [
      'swarm/app.yml',
      'swarm/Makefile',
      'up:\n\tdocker stack deploy --prune \\\n\t  --compose-file=app.yml app\n',
      '*',
    ],
    [
      'app.yml',
      '.github/workflows/cd.yml',
      'jobs: {a: {steps: [{run: docker stack deploy -c ./app.yml a}]}}\n',
      '*',
    ],
    ['app.yml', 'bin/up.sh', 'docker stack deploy -c base.yml -c "$(pwd)/app.yml" app\n', '*'],
    [
      'app.yml',
      'deploy.sh',
      'docker stack deploy -c other.yml app\ndocker compose -f app.yml up\n',
      '127.0.0.1',
    ],
    ['app.yml', 'deploy.sh', 'docker stack ls; tool -c app.yml\n', '127.0.0.1'],
    ['app.yml', 'README.md', 'docker stack deploy -c app.yml app\n', '127.0.0.1'],
  ])('%s, named in %s: %j', async (path, script, text, address) => {
    const { shown: network } = await networkOf({ [path]: service(), [script]: text });
    expect(network).toBe(`${address}:11211→11211/tcp`);
  });

  it('says why its host address counts for nothing', async () => {
    const { launches } = await read({ 'docker-stack.yml': service() });
    const [network] = launches.map((launch) => launch.network);
    const [port] = network?.kind === 'container' ? network.published : [];
    expect(place(port!.at)).toBe('docker-stack.yml:4:14 127.0.0.1:11211:11211');
    expect(port!.description).toBe('every node (docker stack deploy ignores the address 127.0.0.1)');
  });
});
