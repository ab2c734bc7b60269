import type { Listener, Prediction } from '../memcached/prediction.ts';
import { describeReleases, type ReleaseRange } from '../memcached/version.ts';
import { type Answer, predictRequest, toAnswer } from './answer.ts';
import { type RequestError, readVersion, UPSTREAM_BUILD } from './request.ts';

/** What `memcached-guard listeners -- ARGV...` has to say: lines for people, the same for programs. */
export interface Description {
  readonly lines: readonly string[];
  readonly answer: Answer;
}

/**
 * Answers the question for one command line.
 * @param argv the words after the program
 * @param version as `parseReleases` reads it; every release is in question without one
 */
export function describeCommandLine(
  argv: readonly string[],
  version: string | undefined,
): Description | RequestError {
  const releases = readVersion(version);
  if ('error' in releases) return releases;
  const prediction = predictRequest({ argv, releases, machine: UPSTREAM_BUILD });
  return { lines: describe(prediction, releases), answer: toAnswer(prediction, releases) };
}

/** A prediction in sentences that need no knowledge of memcached's history. */
function describe(prediction: Prediction, releases: ReleaseRange): readonly string[] {
  const { starts, refusal, udp } = prediction;
  const version = describeReleases(releases);
  const subject = `memcached${version === 'any version' ? '' : ` ${version}`}`;
  if (prediction.printsOnly) return [`${subject} opens nothing: ${refusal?.because}`];
  if (starts === 'no')
    return [`${subject} does not start: ${refusal?.because ?? 'it refuses this command line'}`];
  const eras = splitEras(prediction, releases);
  const lines = eras.map(({ range, listeners }) => {
    const who = eras.length === 1 && starts === 'yes' ? subject : `memcached ${describeReleases(range)}`;
    return `${who} opens ${listeners.length === 0 ? 'no socket' : list(listeners.map(describeListener))}`;
  });
  if (eras.length === 1 && udp.state !== 'depends')
    lines[0] += (udp.state === 'on' ? ' because ' : '; UDP is off because ') + udp.because;
  else lines.push(`UDP ${UDP_STATES[udp.state]}: ${udp.because}`);
  if (starts === 'depends' && refusal) {
    lines.push(`memcached ${describeReleases(refusal.releases)} does not start: ${refusal.because}`);
  }
  return [...lines, ...prediction.unknowns.map(({ because }) => `unknown: ${because}`)];
}

const UDP_STATES = { on: 'is on', off: 'is off', depends: 'depends' } as const;

interface Era {
  readonly range: ReleaseRange;
  readonly listeners: readonly Listener[];
}

/** Cuts the releases in question where the set of sockets changes, without those known not to start. */
function splitEras({ listeners, refusal }: Prediction, asked: ReleaseRange): readonly Era[] {
  const ranges = [...listeners.map((listener) => listener.releases), ...(refusal ? [refusal.releases] : [])];
  const starts = new Set([asked.first, ...ranges.flatMap(({ first, last }) => [first, last + 1])]);
  const cuts = [...starts].filter((cut) => cut <= asked.last).sort((a, b) => a - b);
  const eras = cuts.map((first, index) => {
    const range = { first, last: (cuts[index + 1] ?? asked.last + 1) - 1 };
    return {
      range,
      listeners: listeners.filter(({ releases }) => releases.first <= first && first <= releases.last),
    };
  });
  return eras.filter(
    (era) =>
      !refusal ||
      era.listeners.length > 0 ||
      era.range.first < refusal.releases.first ||
      era.range.first > refusal.releases.last,
  );
}

/** "TCP 0.0.0.0:11211", "UDP [::1]:11300", "the unix socket /run/memcached.sock". */
function describeListener(listener: Listener): string {
  if (listener.protocol === 'unix') {
    if (listener.path === '') return 'an abstract unix socket without a name';
    return listener.path === undefined ? 'a unix socket' : `the unix socket ${listener.path}`;
  }
  const { protocol, address, port, dualStack } = listener;
  const host =
    address.kind === 'ip'
      ? bracketed(address.ip)
      : address.kind === 'name'
        ? address.host
        : '(unknown address)';
  const spelled =
    port === 'ephemeral' ? '(a port that the kernel picks)' : port === 'unknown' ? '(unknown port)' : port;
  return `${protocol.toUpperCase()} ${host}:${spelled}${dualStack ? ' (also for IPv4)' : ''}`;
}

function bracketed(ip: string): string {
  return ip.includes(':') ? `[${ip}]` : ip;
}

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
