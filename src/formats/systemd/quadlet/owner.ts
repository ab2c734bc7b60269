import type { Network, ReachLimit } from '../../../network/network.ts';
import type { TracedText } from '../../../text/traced-text.ts';
import type { Assignment } from '../unit-file.ts';
import { addedWord, networkWords } from './podman-words.ts';
import type { QuadletFiles, QuadletUnit } from './quadlet-unit.ts';

/** How many containers may lean on each other's network. */
const DEEPEST = 4;

/** Whose network a container uses: its own, its pod's or another container's. */
export interface NetworkOwner {
  /** The words of `podman run` that decide its ports and networks. */
  readonly words: readonly TracedText[];
  /** Other containers use it too, so that a port may be theirs. */
  readonly shared: boolean;
  /** What the networks themselves do to it. */
  readonly change?: Network | ReachLimit;
}

/** The network of a container: that of its pod or of the container it joins, where they have it. */
export function networkOwner(unit: QuadletUnit, files: QuadletFiles, depth = 0): NetworkOwner {
  const pod = unit.own.last('Pod');
  if (pod !== undefined) {
    const found = pod.value.known === undefined ? undefined : files.named(pod.value.known, unit);
    if (found === undefined) return { words: [addedWord('--pod', pod.at), pod.value], shared: true };
    return { ...networkOf(found, files), shared: true };
  }
  const joined = unit.own.list('Network').find(({ value }) => value.text.endsWith('.container'));
  if (joined === undefined) return networkOf(unit, files);
  const other = depth < DEEPEST ? files.named(joined.value.text, unit) : undefined;
  if (other !== undefined) return { ...networkOwner(other, files, depth + 1), shared: true };
  const name = `container:systemd-${joined.value.text.replace(/\.container$/, '')}`;
  return { words: [addedWord('--network', joined.at), addedWord(name, joined.at)], shared: true };
}

function networkOf(unit: QuadletUnit, files: QuadletFiles): NetworkOwner {
  const words: TracedText[] = [];
  const networks = unit.own.list('Network').map((line) => namedNetwork(line, unit, files));
  for (const { line, name } of networks) words.push(addedWord('--network', line.at), name);
  for (const line of unit.own.list('PublishPort')) words.push(addedWord('--publish', line.at), line.value);
  if (unit.name.endsWith('.pod')) words.push(...networkWords(unit));
  const change = networks.length > 0 ? changeBy(networks.map(({ unit: network }) => network)) : undefined;
  return { words, shared: false, ...(change !== undefined && { change }) };
}

/** `cache.network` is the network that its unit names, or else `systemd-cache`; options behind a colon do not matter. */
function namedNetwork(line: Assignment, from: QuadletUnit, files: QuadletFiles) {
  const { value } = line;
  const colon = value.text.indexOf(':');
  const plain = colon < 0 || /^(?:container|ns):/.test(value.text) ? value : value.slice(0, colon);
  if (!plain.text.endsWith('.network')) return { line, name: plain, unit: undefined };
  const unit = plain.known === undefined ? undefined : files.named(plain.known, from);
  const given = unit?.own.last('NetworkName')?.value;
  return { line, name: given ?? addedWord(`systemd-${plain.text.replace(/\.network$/, '')}`, line.at), unit };
}

/** Containers in nothing but internal networks cannot be reached from outside, whatever they publish. */
function changeBy(networks: readonly (QuadletUnit | undefined)[]): Network | ReachLimit | undefined {
  const driver = networks
    .map((network) => network?.own.last('Driver')?.value.known)
    .find((name) => name === 'macvlan' || name === 'ipvlan');
  if (driver !== undefined) {
    const because = `its ${driver} network gives it an address of its own in the local network`;
    return { kind: 'unknown', because };
  }
  const internal = networks.map((network) => network?.own.last('Internal'));
  const [first] = internal;
  if (first === undefined || !internal.every((line) => /^(?:1|yes|true|on)$/i.test(line?.value.text ?? '')))
    return undefined;
  return { reach: 'container', because: 'it is only in networks with Internal=true', at: first.at };
}
