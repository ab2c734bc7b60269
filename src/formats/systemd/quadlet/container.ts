import type { Launch, Reading } from '../../../launch/launch.ts';
import { TracedText } from '../../../text/traced-text.ts';
import { dockerRunLaunches } from '../../docker-run/launches.ts';
import type { EnvironmentFiles } from '../environment-files.ts';
import { readService } from '../service.ts';
import { withoutPortsOfOthers } from '../shared-network.ts';
import { UnitEnvironment } from '../unit-environment.ts';
import { expandVariables } from '../variables.ts';
import { quadletImage } from './image.ts';
import { type NetworkOwner, networkOwner } from './owner.ts';
import { addedWord, commandWords, podmanWords } from './podman-words.ts';
import type { QuadletFiles, QuadletUnit } from './quadlet-unit.ts';

/**
 * The memcached in a Quadlet container (podman-systemd.unit(5)): the generator turns it into
 * `podman run … IMAGE EXEC…` of a service, whose words systemd reads as those of any unit.
 */
export function readContainer(unit: QuadletUnit, quadlets: QuadletFiles, files: EnvironmentFiles): Reading {
  const { own, context } = unit;
  const image = quadletImage(unit, quadlets);
  const rootfs = own.last('Rootfs');
  const place = image?.reference.at ?? rootfs?.at;
  if (place === undefined) return { launches: [], problems: [] };
  const owner = networkOwner(unit, quadlets);
  const [entrypoint, ...entrypointWords] = entrypointOf(unit);
  const words = [addedWord('run', place), ...owner.words];
  if (entrypoint) words.push(addedWord('--entrypoint', place), entrypoint);
  for (const { name, value, at } of own.environment())
    words.push(addedWord('--env', at), TracedText.concat([addedWord(`${name}=`, at), value]));
  for (const { value, at } of own.list('EnvironmentFile')) words.push(addedWord('--env-file', at), value);
  words.push(...podmanWords(unit));
  words.push(image?.reference.value ?? addedWord('rootfs', place), ...entrypointWords);
  const exec = own.last('Exec');
  if (exec) words.push(...commandWords(exec.value, context));

  const environment = new UnitEnvironment(
    readService({ file: unit.file, assignments: unit.assignments }, [], context),
    files,
  );
  const argv = expandVariables(words, environment.value);
  const invocation = { name: 'podman', program: addedWord('podman', place), argv, at: place };
  const plain = { conditional: false, ownNetwork: false, posixlyCorrect: false };
  const built = image?.built;
  const reading = dockerRunLaunches(
    { ...invocation, ...plain },
    {
      format: 'systemd',
      environment,
      repository: quadlets.repository,
      related: image?.related ?? [],
      ...(built !== undefined && { images: () => built }),
    },
  );
  const launches = reading.launches.map((launch) => inNetwork({ ...launch, name: unit.name }, owner));
  return { ...reading, launches };
}

/** `Entrypoint=` is one word, or a list in JSON whose first word podman takes for it. */
function entrypointOf(unit: QuadletUnit): readonly TracedText[] {
  const value = unit.own.last('Entrypoint')?.value;
  if (value === undefined) return [];
  if (!/^\[\s*".*"\s*\]$/s.test(value.text)) return [value];
  return [...value.text.matchAll(/"([^"\\]*)"/g)].map(({ index, 0: word }) =>
    value.slice(index + 1, index + word.length - 1),
  );
}

/** What the owner of its network does to a launch; in a shared network other ports are other containers'. */
function inNetwork(launch: Launch, { change, shared }: NetworkOwner): Launch {
  const { network } = launch;
  if (network.kind !== 'container') return launch;
  if (change !== undefined && 'kind' in change) return { ...launch, network: change };
  const limits = change === undefined ? network.limits : [...network.limits, change];
  const limited = { ...launch, network: { ...network, limits } };
  return shared ? withoutPortsOfOthers(limited) : limited;
}
