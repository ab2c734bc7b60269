import type { ExposedListener, Exposure } from '../exposure/exposure.ts';
import type { Launch } from '../launch/launch.ts';
import type { NetworkListener } from '../memcached/prediction.ts';
import { ALL_RELEASES, describeReleases, releasesOf, type Version } from '../memcached/version.ts';
import type { Network, PortRange, PublishedPort } from '../network/network.ts';
import { spellOut } from '../text/spell-out.ts';
import type { TracedText } from '../text/traced-text.ts';
import { redact, redactWords } from './redact.ts';
import { regionOf } from './region.ts';

/** One element of `launches`. */
export function launchJson({ launch, listeners }: Exposure): unknown {
  const { startLine, startColumn } = regionOf(launch.at);
  return {
    path: launch.at.file.path,
    line: startLine,
    column: startColumn,
    format: launch.format,
    name: redact(launch.name),
    program: wordJson(launch.program),
    argv: argvJson(launch),
    version: versionJson(launch.version),
    network: networkJson(launch.network),
    listeners: listeners.map((exposed) => listenerJson(exposed, launch.version)),
  };
}

/** The words after the program; a word with unknown parts says which. */
function argvJson({ argv }: Launch): readonly unknown[] {
  const texts = redactWords(argv.map(spellOut));
  return argv.map((word, index) => wordJson(word, texts[index]));
}

function wordJson(word: TracedText, text = redact(spellOut(word))): unknown {
  return word.isKnown ? text : { text, unknown: word.unknowns.map(({ name }) => redact(name)) };
}

function versionJson(version: Version): unknown {
  if (version.state === 'unknown') return { state: 'unknown', because: redact(version.because) };
  const { label, because, releases, udpPatchedOff } = version;
  const patched = udpPatchedOff ? { udpPatchedOff } : {};
  return {
    state: 'known',
    label,
    releases: describeReleases(releases),
    because: redact(because),
    ...patched,
  };
}

function networkJson(network: Network): unknown {
  const published = 'published' in network ? network.published.map(publishedJson) : [];
  const because =
    'because' in network && network.because !== undefined ? { because: redact(network.because) } : {};
  return { kind: network.kind, published, ...because };
}

function publishedJson({ hostAddress, hostPort, containerPort, protocol }: PublishedPort): unknown {
  return {
    hostAddress: hostAddress === undefined ? null : wordJson(hostAddress),
    hostPort: hostPort === undefined ? null : portJson(hostPort),
    containerPort: portJson(containerPort),
    protocol,
  };
}

/** A number, `"8000-8010"`, or `"unknown"`. */
function portJson(port: PortRange | 'unknown'): unknown {
  if (port === 'unknown') return port;
  return port.first === port.last ? port.first : `${port.first}-${port.last}`;
}

/** A socket in the words of the `listeners` command, with who can reach it. */
function listenerJson({ listener, reach, via }: ExposedListener, version: Version): unknown {
  const socket =
    listener.protocol === 'unix' ? { protocol: 'unix', path: listener.path } : networkSocket(listener);
  const unknown = unknownOf(listener);
  const asked = version.state === 'known' ? releasesOf(version) : ALL_RELEASES;
  const { first, last } = listener.releases;
  const always = first <= asked.first && asked.last <= last;
  return {
    ...socket,
    ...(unknown.length > 0 ? { unknown } : {}),
    ...(listener.certain ? {} : { certain: false }),
    ...(always ? {} : { versions: describeReleases(listener.releases) }),
    reach,
    via: via.map(redact),
  };
}

function networkSocket({ protocol, address, port }: NetworkListener): object {
  return {
    protocol,
    ...(address.kind === 'ip' ? { address: address.ip } : {}),
    ...(address.kind === 'name' ? { host: redact(address.host) } : {}),
    ...(port === 'unknown' ? {} : { port }),
  };
}

/** What cannot be decided about a socket, as reasons. */
function unknownOf(listener: ExposedListener['listener']): readonly string[] {
  if (listener.protocol === 'unix') return listener.path === undefined ? ['path'] : [];
  const address = listener.address.kind === 'unknown' ? [redact(listener.address.because)] : [];
  return listener.port === 'unknown' ? [...address, 'port'] : address;
}
