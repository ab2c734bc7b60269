import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { dockerRunLaunches } from '../docker-run/launches.ts';
import { joinReadings } from '../host/host-reading.ts';
import type { NixBinding } from './bindings.ts';
import { FORMAT } from './name.ts';

type Options = ReadonlyMap<string, NixBinding>;

/**
 * The containers of `virtualisation.oci-containers.containers.NAME`, which NixOS starts by `podman run` or
 * `docker run`, and those of arion (`services.NAME.service`), which Compose starts.
 */
export function containerReading(bindings: readonly NixBinding[], repository: Repository): Reading {
  const containers = new Map<string, Map<string, NixBinding>>();
  for (const binding of bindings) {
    const { path } = binding;
    const option = path.at(-1);
    const isContainer = path.at(-3) === 'containers' && path.at(-4) === 'oci-containers';
    const isService = path.at(-2) === 'service' && path.at(-4) === 'services';
    if (option === undefined || !(isContainer || isService)) continue;
    const key = path.slice(0, -1).join('.');
    const options = containers.get(key) ?? new Map<string, NixBinding>();
    containers.set(key, options.set(option, binding));
  }
  return joinReadings([...containers.values()].map((options) => readContainer(options, repository)));
}

function readContainer(options: Options, repository: Repository): Reading {
  const image = options.get('image');
  if (image === undefined) return { launches: [], problems: [] };
  const { at } = image;
  const fixed = (text: string): TracedText => TracedText.decoded(text, at);
  const each = (option: string, flag: string): TracedText[] =>
    items(options.get(option)).flatMap((item) => (isOpen(item) ? [item] : [fixed(flag), item]));
  const argv = [
    fixed('run'),
    ...each('ports', '-p'),
    ...each('networks', '--network'),
    ...each('network_mode', '--network'),
    ...each('entrypoint', '--entrypoint'),
    ...items(options.get('extraOptions')),
    ...items(image),
    ...items(options.get('cmd') ?? options.get('command')),
  ];
  const autoStart = options.get('autoStart')?.value;
  const isOff = autoStart?.kind === 'boolean' && !autoStart.value;
  return dockerRunLaunches(
    {
      name: 'podman',
      program: fixed('podman'),
      argv,
      at,
      conditional: false,
      ownNetwork: false,
      posixlyCorrect: false,
    },
    {
      format: FORMAT,
      environment: unknownEnvironment,
      repository,
      ...(isOff && { condition: 'once the container is started' }),
    },
  );
}

function items(binding: NixBinding | undefined): readonly TracedText[] {
  if (binding === undefined) return [];
  const { value, at } = binding;
  if (value.kind === 'list') return value.items;
  if (value.kind === 'text') return [value.text];
  if (value.kind === 'boolean') return [TracedText.decoded(String(value.value), at)];
  return [unknownItem(at)];
}

/** Any number of items: an expression in place of the list. */
function isOpen(item: TracedText): boolean {
  return item.length === 1 && item.splits;
}

function unknownItem(at: Location): TracedText {
  const source = at.file.text.slice(at.start, Math.min(at.end, at.start + 80));
  return TracedText.unknown(source, 'it is a Nix expression', at, true);
}
