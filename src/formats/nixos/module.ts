import type { Launch } from '../../launch/launch.ts';
import type { Network } from '../../network/network.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { hostLaunches } from '../host/host-launch.ts';
import type { NixBinding } from './bindings.ts';
import { FORMAT } from './name.ts';

type Options = ReadonlyMap<string, NixBinding>;

/** The options that decide about memcached's words; others, as those of a Compose service, are another module's. */
const OPTIONS = new Set(
  'enable listen port enableUnixSocket maxMemory maxConnections extraOptions bind startArgs user package'.split(
    ' ',
  ),
);

/**
 * What `services.memcached` starts: of NixOS (nixpkgs, nixos/modules/services/databases/memcached.nix), and of
 * devenv, whose options are `bind` and `startArgs` (devenv, src/modules/services/memcached.nix).
 */
export function moduleLaunches(bindings: readonly NixBinding[]): Launch[] {
  const machines = new Map<string, Map<string, NixBinding>>();
  for (const binding of bindings) {
    const at = binding.path.findIndex(
      (part, index) => part === 'memcached' && binding.path[index - 1] === 'services',
    );
    const option = binding.path[at + 1];
    const before = binding.path.slice(0, Math.max(at - 1, 0));
    if (at < 0 || option === undefined || binding.path.length > at + 2 || !OPTIONS.has(option)) continue;
    // `systemd.services.memcached` is the unit; `options.…` declares the module itself.
    if (before.at(-1) === 'systemd' || before.includes('options')) continue;
    const machine = before.join('.');
    const options = machines.get(machine) ?? new Map<string, NixBinding>();
    machines.set(machine, options.set(option, binding));
  }
  return [...machines].flatMap(([machine, options]) => launchOf(machine, options, bindings));
}

function launchOf(machine: string, options: Options, bindings: readonly NixBinding[]): Launch[] {
  const enable = options.get('enable');
  if (enable?.value.kind === 'boolean' && !enable.value.value) return [];
  const place = options.get('listen') ?? options.get('bind') ?? enable ?? [...options.values()][0];
  if (place === undefined) return [];
  const { at } = place;
  const condition = enable?.value.kind === 'boolean' ? undefined : 'where another module enables it';
  const invocation = {
    name: 'memcached',
    program: TracedText.decoded('memcached', at),
    argv: options.has('bind') || options.has('startArgs') ? devenvArgv(options, at) : argvOf(options, at),
    at,
    conditional: false,
    ownNetwork: false,
    posixlyCorrect: false,
  };
  const name = `services.memcached${machine ? ` of ${machine}` : ''}`;
  const launches = hostLaunches([invocation], { format: FORMAT, name, at, condition });
  const network = containerNetwork(machine, bindings);
  return network ? launches.map((launch) => ({ ...launch, network })) : launches;
}

/** A NixOS container with `privateNetwork` and no forwarded port is reached from its host only (systemd-nspawn). */
function containerNetwork(machine: string, bindings: readonly NixBinding[]): Network | undefined {
  const container = /^(.*\bcontainers\.[^.]+)\.config$/.exec(machine)?.[1];
  if (container === undefined) return undefined;
  const has = (option: string): NixBinding | undefined =>
    bindings.find(({ path }) => path.join('.').startsWith(`${container}.${option}`));
  const own = has('privateNetwork')?.value;
  if (own?.kind !== 'boolean' || !own.value || has('forwardPorts') || has('hostBridge')) return undefined;
  return { kind: 'container', published: [], limits: [] };
}

/** `--port=… --listen=…`, then `startArgs`, which devenv joins with blanks for a shell to split. */
function devenvArgv(options: Options, at: Location): TracedText[] {
  const pair = (flag: string, option: string, fallback: string): TracedText => {
    const binding = options.get(option);
    const value = textOf(binding) ?? TracedText.decoded(fallback, at);
    return TracedText.concat([TracedText.decoded(flag, binding?.at ?? at), value]);
  };
  return [
    pair('--port=', 'port', '11211'),
    pair('--listen=', 'bind', '127.0.0.1'),
    ...extraOptions(options.get('startArgs')),
  ];
}

/** `-s SOCKET` or `-l LISTEN -p PORT`, then `-m`, `-c` and the extra options, as the module's ExecStart has them. */
function argvOf(options: Options, at: Location): TracedText[] {
  const fixed = (text: string, option: string): TracedText =>
    TracedText.decoded(text, options.get(option)?.at ?? at);
  const pair = (flag: string, option: string, fallback: string): TracedText[] => [
    fixed(flag, option),
    ...splitBySystemd(textOf(options.get(option)) ?? TracedText.decoded(fallback, at)),
  ];
  const socket = options.get('enableUnixSocket');
  const bySocket = socket?.value.kind === 'boolean' && socket.value.value;
  const network = bySocket
    ? [fixed('-s', 'enableUnixSocket'), fixed('/run/memcached/memcached.sock', 'enableUnixSocket')]
    : [...pair('-l', 'listen', '127.0.0.1'), ...pair('-p', 'port', '11211')];
  return [
    ...network,
    ...pair('-m', 'maxMemory', '64'),
    ...pair('-c', 'maxConnections', '1024'),
    ...extraOptions(options.get('extraOptions')),
  ];
}

function textOf(binding: NixBinding | undefined): TracedText | undefined {
  if (binding === undefined) return undefined;
  if (binding.value.kind === 'text') return binding.value.text;
  return unknownValue(binding, false);
}

function extraOptions(binding: NixBinding | undefined): TracedText[] {
  if (binding === undefined) return [];
  if (binding.value.kind !== 'list') return [unknownValue(binding, true)];
  return binding.value.items.flatMap(splitBySystemd);
}

function unknownValue(binding: NixBinding, splits: boolean): TracedText {
  const source = binding.at.file.text.slice(binding.at.start, binding.at.end);
  return TracedText.unknown(source.slice(0, 80), 'it is a Nix expression', binding.at, splits);
}

/** The module joins values without quoting, so the unit's parser splits them; quotes and `$` are left to it. */
function splitBySystemd(value: TracedText): TracedText[] {
  if (/["'\\$%]/.test(value.text)) {
    const origin = value.runs[0]?.origin;
    if (origin === undefined) return [];
    return [TracedText.unknown(value.text.slice(0, 80), 'systemd expands it', origin, true)];
  }
  return [...value.text.matchAll(/\S+/g)].map((word) => value.slice(word.index, word.index + word[0].length));
}
