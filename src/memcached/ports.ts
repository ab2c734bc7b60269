import { CHANGES } from './changes.ts';
import type { WordRange } from './prediction.ts';
import type { ReleaseView } from './release-view.ts';
import { type MaybeNumber, type Settings, type Use, udpOnByDefault } from './settings.ts';

/** Why a protocol has the port that it has. */
type PortSource =
  /** Nothing on the command line says anything. */
  | 'default'
  /** Its own option, `-p` or `-U`. */
  | 'own'
  /** The other protocol's option, which this release lets decide for both. */
  | 'other'
  /** `-U 0` in 1.2.5 and 1.2.6, which is as good as nothing. */
  | 'ignored';

export interface PortSetting {
  readonly on: boolean;
  /** Whether that is sure; an unknown `-U` may be 0. */
  readonly certain: boolean;
  /** As a C int. */
  readonly port: MaybeNumber;
  readonly source: PortSource;
  /** The option and its value that decided. */
  readonly causes: readonly WordRange[];
}

export interface Ports {
  readonly tcp: PortSetting;
  readonly udp: PortSetting;
}

const DEFAULT_PORT = 11211;

/** Works out both ports from `-p` and `-U`, which depend on each other differently in each era. */
export function decidePorts(settings: Settings, release: ReleaseView, udpPatchedOff: boolean): Ports {
  const own = {
    tcp: fromOption(settings.port, settings.portUse),
    udp: doubtUnknown(fromOption(settings.udpPort, settings.udpUse)),
  };
  const tcp = own.tcp ?? byDefault(DEFAULT_PORT);
  if (!release.has(CHANGES.portsCanBeOff)) return before127(tcp, own.udp, release, udpPatchedOff);
  const udpDefault = own.udp === undefined && udpOnByDefault(release) && !udpPatchedOff ? DEFAULT_PORT : 0;
  const udp = own.udp ?? byDefault(udpDefault);
  if (!release.has(CHANGES.portsFollowEachOther)) return { tcp, udp };
  if (own.udp !== undefined && own.tcp === undefined)
    return { tcp: tcpFollowing(own.udp, release, udpPatchedOff), udp };
  if (own.tcp !== undefined && own.udp === undefined) {
    return { tcp, udp: udpFollowing(own.tcp, udp, release, udpPatchedOff) };
  }
  return { tcp, udp };
}

function fromOption(port: MaybeNumber | undefined, use: Use | undefined): PortSetting | undefined {
  if (port === undefined || use === undefined) return undefined;
  return { on: port !== 0, certain: true, port, source: 'own', causes: [use.at, use.value.range] };
}

/** An unknown `-U` may be 0. An unknown `-p` may be, too, but nobody has a variable for "no TCP". */
function doubtUnknown(udp: PortSetting | undefined): PortSetting | undefined {
  return udp?.port === 'unknown' ? { ...udp, certain: false } : udp;
}

function byDefault(port: number): PortSetting {
  return { on: port !== 0, certain: true, port, source: 'default', causes: [] };
}

/** 1.2.0 to 1.2.6: TCP cannot be turned off; UDP is off until 1.2.5 and cannot be turned off from then on. */
function before127(
  tcp: PortSetting,
  udp: PortSetting | undefined,
  release: ReleaseView,
  udpPatchedOff: boolean,
): Ports {
  const always = { ...tcp, on: true };
  if (release.has(CHANGES.udpAlwaysOn) && !udpPatchedOff) {
    if (udp === undefined) return { tcp: always, udp: { ...always, source: 'default' } };
    if (udp.port === 0) return { tcp: always, udp: { ...always, source: 'ignored', causes: udp.causes } };
    return { tcp: always, udp: { ...udp, on: true, certain: true } };
  }
  if (udp === undefined) return { tcp: always, udp: byDefault(0) };
  const on = udp.port === 'unknown' || udp.port > 0;
  return { tcp: always, udp: { ...udp, on } };
}

function tcpFollowing(udp: PortSetting, release: ReleaseView, udpPatchedOff: boolean): PortSetting {
  const zeroSpreads = !release.has(CHANGES.zeroDoesNotSpread) && !udpPatchedOff;
  if (udp.port === 0 && !zeroSpreads) return byDefault(DEFAULT_PORT);
  return { ...udp, source: 'other', certain: udp.port !== 'unknown' || !zeroSpreads };
}

function udpFollowing(
  tcp: PortSetting,
  udp: PortSetting,
  release: ReleaseView,
  udpPatchedOff: boolean,
): PortSetting {
  if (udpPatchedOff || release.has(CHANGES.udpOffByDefault)) return udp;
  if (tcp.port === 0 && release.has(CHANGES.zeroDoesNotSpread)) return udp;
  return { ...tcp, source: 'other' };
}
