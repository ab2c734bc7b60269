import { applyOption } from './apply-option.ts';
import { checkSettings } from './checks.ts';
import { checkConnectionLimit } from './connection-limit.ts';
import { readOptions } from './getopt.ts';
import { readListenList } from './listen-list.ts';
import { decidePorts, type Ports } from './ports.ts';
import type { Machine, WordRange } from './prediction.ts';
import type { ReleaseView } from './release-view.ts';
import type { Refusal, Settings } from './settings.ts';
import { type OpenSocket, openSockets } from './sockets.ts';
import { type OpenUnixSocket, openUnixSocket } from './unix-socket.ts';
import type { Word } from './word.ts';

/** What one release does with a command line. */
export interface ReleaseOutcome {
  readonly settings: Settings;
  readonly ports: Ports;
  readonly refusal: Refusal | undefined;
  readonly sockets: readonly OpenSocket[];
  readonly unix: OpenUnixSocket | undefined;
  /** Unknown parts that may be any option; the outcome takes them to be none. */
  readonly anything: readonly WordRange[];
}

/** Predicts one release; `release.same` then says which other releases do the same. */
export function predictRelease(
  words: readonly Word[],
  release: ReleaseView,
  udpPatchedOff: boolean,
  machine: Machine,
): ReleaseOutcome {
  const settings: Settings = { listens: [], proxyBuild: machine.proxy ?? true };
  const anything: WordRange[] = [];
  let refusal: Refusal | undefined;
  for (const step of readOptions(words, release, machine.posixlyCorrect ?? false)) {
    if (step.kind === 'anything') anything.push(step.at);
    else refusal = step.kind === 'invalid' ? step : applyOption(settings, step, release);
    if (refusal) break;
  }
  const ports = decidePorts(settings, release, udpPatchedOff);
  const nothing = { settings, ports, anything, sockets: [], unix: undefined };
  refusal ??= checkSettings(settings, ports, machine, release);
  if (refusal) return { ...nothing, refusal };
  if (settings.socket) {
    const unix = openUnixSocket(settings.socket, settings, machine, release);
    if ('because' in unix) return { ...nothing, refusal: unix };
    const limit = checkConnectionLimit(settings, 1, 0, release);
    return limit ? { ...nothing, refusal: limit } : { ...nothing, refusal: undefined, unix };
  }
  const sockets = openNetworkSockets(settings, ports, machine, release);
  if ('because' in sockets) return { ...nothing, refusal: sockets };
  const tcp = sockets.filter(({ protocol }) => protocol === 'tcp').length;
  const limit = checkConnectionLimit(settings, tcp, sockets.length - tcp, release);
  return limit ? { ...nothing, refusal: limit } : { ...nothing, refusal: undefined, sockets };
}

/** TCP first, then UDP; the list is not even looked at where both are off. */
function openNetworkSockets(
  settings: Settings,
  { tcp, udp }: Ports,
  machine: Machine,
  release: ReleaseView,
): readonly OpenSocket[] | Refusal {
  if (!tcp.on && !udp.on) return [];
  const targets = readListenList(settings, release);
  if ('because' in targets) return targets;
  const sockets: OpenSocket[] = [];
  for (const [protocol, setting] of [
    ['tcp', tcp],
    ['udp', udp],
  ] as const) {
    if (!setting.on) continue;
    const open = openSockets(protocol, setting, targets, machine, release);
    if ('because' in open) return open;
    sockets.push(...open);
  }
  return sockets;
}
