/** What docker-compose 1.29 refuses although Compose 2 takes it, or reads otherwise, by reason. Seen with 1.29.2. */
const DIFFERENCES: Readonly<Record<string, readonly string[]>> = {
  'it refuses include': [
    'extends-and-include: compose.yaml',
    'extends-and-include: .',
    'include',
    'include with an outer variable',
    'include of several paths',
  ],
  'it refuses !reset and !override': [
    'override-replaces: .',
    'an override resets ports',
    'an override resets the command',
    'an override replaces ports',
  ],
  'it refuses several documents': ['two documents'],
  'it refuses dockerfile_inline': ['inline-dockerfile: compose.yaml', 'inline-dockerfile: .'],
  'it refuses provider, models, develop and the content of configs': [
    'a provider',
    'a model',
    'develop',
    'configs and secrets with content',
  ],
  'it refuses null as a command, an entrypoint or ports': [
    'command: null',
    'command: ~',
    'entrypoint: null\ncommand: -U 11211',
    'an override takes the command away',
    'an override with null ports',
  ],
  'it refuses a host port in expose': ['quiet: compose.yaml', 'quiet: .'],
  'it refuses the same port twice in one file': ['ports: "11211:11211", "11211:11211"'],
  'it refuses an empty host address, and so a variable that is set nowhere': [
    'unset-host-address: compose.yaml',
    'unset-host-address: .',
    'ports: ":11211:11211"',
    'ports: ":11211"',
    'ports: "${HOST_IP}:11211:11211"',
  ],
  'it refuses protocols in capitals and several of them': [
    'ports: "11211:11211/UDP"',
    'ports: "11211:11211/tcp/udp"',
  ],
  'its long syntax knows no host_ip, name, app_protocol, range or empty port': [
    'ports: {target: 11211, published: "11211-11215", host_ip: 127.0.0.1}',
    'ports: {target: 11211, published: $P}',
    'ports: {target: 11211, published: 11211, name: x, app_protocol: http}',
    'an override uses the long syntax',
  ],
  'it refuses ${A:+y} and ${A+y}': ['command: -l ${A:+y} -v', 'command: -l ${A+y} -v'],
  'it refuses a dollar sign before what is no name': ['command: -l $1', 'command: -l $(id)'],
  'it takes expressions inside a default for text': ['command: -l ${A:-${B:-c}}', 'command: -l ${A:-$B}'],
  'it reads YAML 1.1, where pairs of numbers below 60 are one number': ['ports: 22:22', 'ports: 33:59'],
  'it takes a port above 65535': ['ports: "65536:11211"'],
  'its .env expands nothing and knows no colon': ['.env: B=2\nA=$B', '.env: A: 1'],
  'it takes a port on every address and one on 0.0.0.0 for two': ['an override writes the wildcard out'],
  'it looks for docker-compose.yml before compose.yaml': ['both compose.yaml and docker-compose.yml'],
};

const REASONS = new Map(
  Object.entries(DIFFERENCES).flatMap(([reason, names]) => names.map((name) => [name, reason] as const)),
);

/** Why docker-compose 1.29 makes something else of a project; `undefined`: it does not. */
export function differenceOf1(name: string): string | undefined {
  return REASONS.get(name);
}

/** Projects that releases of Compose 2 before 2.40 do not read as we do. Seen with 2.26.1. */
export const NEW_IN_2: ReadonlySet<string> = new Set([
  // They took any text for a host address, and the empty one for every address.
  'ports: {target: 11211, published: 11211, host_ip: ""}',
  'ports: {target: 11211, published: 11211, host_ip: localhost}',
  // They do not know these attributes.
  'a provider',
  'a model',
]);
