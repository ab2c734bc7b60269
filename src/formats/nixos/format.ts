import type { Launch } from '../../launch/launch.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { type NixBinding, nixBindings } from './bindings.ts';
import { nixTokens } from './tokens.ts';

/**
 * `services.memcached` of NixOS (nixpkgs, nixos/modules/services/databases/memcached.nix), and of devenv,
 * whose options are `bind` and `startArgs` (devenv, src/modules/services/memcached.nix).
 */
export const nixos: Format = {
  name: 'nixos',
  title: 'NixOS module',
  hasPath: (path) => path.endsWith('.nix'),
  hasContent: () => false,
  async read(files) {
    return { launches: files.flatMap(launchesOf), problems: [] };
  },
};

type Options = ReadonlyMap<string, NixBinding>;

function launchesOf(file: SourceFile): Launch[] {
  if (!file.text.includes('memcached')) return [];
  const machines = new Map<string, Map<string, NixBinding>>();
  for (const binding of nixBindings(file, nixTokens(file))) {
    const at = binding.path.findIndex(
      (part, index) => part === 'memcached' && binding.path[index - 1] === 'services',
    );
    const option = binding.path[at + 1];
    const before = binding.path.slice(0, Math.max(at - 1, 0));
    if (at < 0 || option === undefined || binding.path.length > at + 2) continue;
    // `systemd.services.memcached` is the unit; `options.…` declares the module itself.
    if (before.at(-1) === 'systemd' || before.includes('options')) continue;
    const machine = before.join('.');
    const options = machines.get(machine) ?? new Map<string, NixBinding>();
    machines.set(machine, options.set(option, binding));
  }
  return [...machines].flatMap(([machine, options]) => launchOf(machine, options));
}

function launchOf(machine: string, options: Options): Launch[] {
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
  return hostLaunches([invocation], { format: nixos.name, name, at, condition });
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
