import { type Files, image, service, services } from './small-services.ts';

const over = (base: string, override: string, name = 'compose.override.yaml'): Files => ({
  'compose.yaml': services({ cache: image(base) }),
  [name]: services({ cache: override }),
});

/** Projects of several files, services or documents. */
export const SMALL_PROJECTS: Readonly<Record<string, Files>> = {
  'an override replaces the command': over('command: -U 11211', 'command: -U 0'),
  'an override takes the command away': over('command: -U 11211', 'command: null'),
  'an override empties the command': over('command: -U 11211', 'command: []'),
  'an override appends a port': over('ports: ["11211:11211"]', 'ports: ["127.0.0.1:11211:11211"]'),
  'an override repeats a port': over('ports: ["11211:11211"]', 'ports: ["11211:11211"]'),
  'an override publishes on another port': over('ports: ["11211:11211"]', 'ports: ["11212:11211"]'),
  'an override writes the wildcard out': over('ports: ["11211:11211"]', 'ports: ["0.0.0.0:11211:11211"]'),
  'an override uses the long syntax': over(
    'ports: ["11211:11211"]',
    'ports: [{target: 11211, published: "11211", host_ip: 127.0.0.1}]',
  ),
  'an override with no ports': over('ports: ["11211:11211"]', 'ports: []'),
  'an override with null ports': over('ports: ["11211:11211"]', 'ports:'),
  'an override resets ports': over('ports: ["11211:11211"]', 'ports: !reset []'),
  'an override resets the command': over('command: -U 11211', 'command: !reset null'),
  'an override replaces ports': over('ports: ["11211:11211"]', 'ports: !override ["127.0.0.1:11211:11211"]'),
  'an override sets host mode': over('ports: ["11211:11211"]', 'network_mode: host'),
  'an override changes the image': over('command: -v', 'image: memcached:1.5.5'),
  'an override of another name': over('', 'command: -U 0', 'docker-compose.override.yml'),
  'both compose.yaml and docker-compose.yml': service('', {
    'docker-compose.yml': services({ other: image('') }),
  }),
  'two documents': {
    'compose.yaml': `${services({ cache: image('command: -v') })}---\n${services({ cache: 'command: -U 0' })}`,
  },
  'a JSON file': {
    'compose.yaml': '{"services": {"cache": {"image": "memcached", "ports": ["11211:11211"]}}}',
  },
  'services at the top': { 'docker-compose.yml': 'cache:\n  image: memcached\n' },
  'a version': {
    'docker-compose.yml': `version: "3.8"\n${services({ cache: image('ports: ["11211:11211"]') })}`,
  },
  'version 2': {
    'docker-compose.yml': `version: "2"\n${services({ cache: image('ports: ["11211:11211"]') })}`,
  },
  'a key twice': service('command: -v\ncommand: -U 0'),
  'another service in host mode': {
    'compose.yaml': services({
      cache: image('network_mode: "service:web"'),
      web: 'image: nginx\nports: ["8080:80", "11211:11211"]',
    }),
  },
  'an internal network': {
    'compose.yaml': `${services({ cache: image('networks: [back]\nports: ["11211:11211"]') })}networks: {back: {internal: true}}\n`,
  },
  'an internal and another network': {
    'compose.yaml': `${services({ cache: image('networks: [back, front]\nports: ["11211:11211"]') })}networks: {back: {internal: true}, front: {}}\n`,
  },
  'the network of the host': {
    'compose.yaml': `${services({ cache: image('networks: [h]') })}networks: {h: {external: true, name: host}}\n`,
  },
  'a macvlan network': {
    'compose.yaml': `${services({ cache: image('networks: [lan]') })}networks: {lan: {driver: macvlan}}\n`,
  },
  'a network bound to loopback': {
    'compose.yaml': `${services({ cache: image('networks: [b]\nports: ["11211:11211"]') })}networks: {b: {driver: bridge, driver_opts: {com.docker.network.bridge.host_binding_ipv4: 127.0.0.1}}}\n`,
  },
  'extends in the same file': {
    'compose.yaml': services({
      base: image('ports: ["11211:11211"]'),
      cache: 'extends: {service: base}\nports: ["127.0.0.1:11212:11211"]',
    }),
  },
  'extends of another file': {
    'compose.yaml': services({ cache: 'extends: {file: sub/base.yml, service: base}\ncommand: -U 0' }),
    'sub/base.yml': services({ base: image('env_file: own.env\nports: ["11211:11211"]') }),
    'sub/own.env': 'A=1\n',
  },
  'extends through two folders': {
    'compose.yaml': services({ cache: 'extends: {file: a/one.yml, service: one}' }),
    'a/one.yml': services({ one: 'extends: {file: ../b/two.yml, service: two}\ncommand: -U 0' }),
    'b/two.yml': services({ two: image('ports: ["11211:11211"]') }),
  },
  'extends of a missing service': { 'compose.yaml': services({ cache: 'extends: {service: base}' }) },
  include: {
    'compose.yaml': 'include: [sub/mc.yml]\n',
    'sub/mc.yml': services({ cache: image('command: -l ${L:-none}') }),
    'sub/.env': 'L=127.0.0.1\n',
    '.env': 'M=1\n',
  },
  'include with an outer variable': {
    'compose.yaml': 'include: [sub/mc.yml]\n',
    'sub/mc.yml': services({ cache: image('command: -l ${L:-none}') }),
    'sub/.env': 'L=127.0.0.1\n',
    '.env': 'L=0.0.0.0\n',
  },
  'include of several paths': {
    'compose.yaml':
      'include:\n  - path: [sub/mc.yml, over.yml]\n    project_directory: other\n    env_file: [sub/a.env, sub/b.env]\n',
    'sub/mc.yml': services({ cache: image('command: -l ${L:-none}') }),
    'over.yml': services({ cache: 'ports: ["${P}:11211"]' }),
    'sub/a.env': 'L=127.0.0.1\nP=1\n',
    'sub/b.env': 'P=11211\n',
    'other/.env': 'L=0.0.0.0\n',
  },
  'include of the same name': {
    'compose.yaml': `include: [sub/mc.yml]\n${services({ cache: 'command: -U 0' })}`,
    'sub/mc.yml': services({ cache: image('') }),
  },
  'include of a missing file': { 'compose.yaml': `include: [mc.yml]\n${services({ cache: image('') })}` },
  'a profile': service('profiles: [dev]\nports: ["11211:11211"]'),
  'a merge key': {
    'compose.yaml': `x-a: &a\n  image: memcached:1.6\n  ports: ["11211:11211"]\n${services({ cache: '<<: *a\nports: ["127.0.0.1:11211:11211"]' })}`,
  },
  'merge keys in a list': {
    'compose.yaml': `x-a: &a {image: memcached:1.6, command: -U 0}\nx-b: &b {command: -U 11211, ports: ["11211:11211"]}\n${services({ cache: '<<: [*a, *b]' })}`,
  },
  'two merge keys': {
    'compose.yaml': `x-a: &a {image: memcached:1.6, command: -U 0}\nx-b: &b {ports: ["11211:11211"]}\n${services({ cache: '<<: *a\n<<: *b' })}`,
  },
  'a merge key after the rest': {
    'compose.yaml': `x-a: &a {image: memcached:1.6, command: -U 0}\n${services({ cache: 'command: -v\n<<: *a' })}`,
  },
  'a merge key of a mapping that merges': {
    'compose.yaml': `x-a: &a {image: memcached:1.6}\nx-b: &b {<<: *a, command: -v}\n${services({ cache: '<<: *b' })}`,
  },
  'a merge key with a mapping in place': {
    'compose.yaml': `x-a: &a {command: -U 0}\n${services({ cache: '<<: [*a, {image: memcached, command: -v}]' })}`,
  },
  'a quoted merge key': {
    'compose.yaml': `x-a: &a {image: memcached}\n${services({ cache: '"<<": *a\ncommand: -v' })}`,
  },
  'an alias as ports': {
    'compose.yaml': `x-p: &p ["11211:11211"]\n${services({ cache: image('ports: *p') })}`,
  },
  'an alias as service': {
    'compose.yaml': `${services({ cache: image('') }).replace('cache:', 'cache: &c')}  copy: *c\n`,
  },
  'variables for a service are not for its command': service('env_file: own.env\ncommand: -l ${L:-none}', {
    'own.env': 'L=0.0.0.0\n',
  }),
  COMPOSE_FILE: {
    '.env': 'COMPOSE_FILE=a.yml:b/b.yml\n',
    'compose.yaml': services({ other: image('') }),
    'a.yml': services({ cache: image('') }),
    'b/b.yml': services({ cache: 'ports: ["11211:11211"]' }),
  },
  'COMPOSE_FILE with a separator': {
    '.env': 'COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=a.yml,b.yml\n',
    'a.yml': services({ cache: image('') }),
    'b.yml': services({ cache: 'ports: ["11211:11211"]' }),
  },
  'configs and secrets with content': {
    'compose.yaml': `${services({ cache: image('configs: [c]\nsecrets: [s]') })}configs: {c: {content: "-l 0.0.0.0"}}\nsecrets: {s: {environment: X}}\n`,
  },
  'a provider': { 'compose.yaml': services({ db: 'provider: {type: x}', cache: image('depends_on: [db]') }) },
  'a model': { 'compose.yaml': `${services({ cache: image('models: [m]') })}models: {m: {model: ai/x}}\n` },
  develop: service('develop: {watch: [{action: sync, path: ., target: /x}]}'),
  'a volume that needs none': service('volumes: ["./memcached.conf:/etc/memcached.conf:ro"]'),
};
