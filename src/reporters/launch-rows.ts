import { describeListener, describeSocket } from '../exposure/describe.ts';
import type { ExposedListener, Exposure } from '../exposure/exposure.ts';
import type { Launch } from '../launch/launch.ts';
import { describeReleases, releasesOf } from '../memcached/version.ts';
import type { Reach } from '../network/network.ts';
import type { Report } from '../report/report.ts';
import { redact } from './redact.ts';

/** One launch as overviews tell it. */
export interface LaunchRow {
  readonly launch: Launch;
  readonly name: string;
  readonly sockets: readonly SocketRow[];
}

interface SocketRow {
  /** "TCP 0.0.0.0:11211, TCP [::]:11211": sockets that share reach and reason. */
  readonly opens: string;
  /** "public", "container". */
  readonly reach: Reach;
  /** The path from the peer to memcached, outermost first. */
  readonly why: string;
}

export function launchRows(report: Report): readonly LaunchRow[] {
  return report.exposures.map((exposure) => ({
    launch: exposure.launch,
    name: redact(exposure.launch.name),
    sockets: socketRows(exposure),
  }));
}

function socketRows(exposure: Exposure): readonly SocketRow[] {
  const { prediction, listeners } = exposure;
  if (listeners.length === 0) {
    const opens = prediction.starts === 'no' ? 'does not start' : 'opens no socket';
    return [{ opens, reach: 'none', why: redact(prediction.refusal?.because ?? prediction.udp.because) }];
  }
  const rows = new Map<string, SocketRow>();
  for (const exposed of listeners) {
    const { reach } = exposed;
    const why = redact(reasons(exposure, exposed).join(', '));
    const same = rows.get(`${reach} ${why}`);
    const opens =
      same === undefined ? socketOf(exposure, exposed) : `${same.opens}, ${socketOf(exposure, exposed)}`;
    rows.set(`${reach} ${why}`, { opens, reach, why });
  }
  return [...rows.values()];
}

/** The path to the socket without the socket itself; for a plain one on a host, whose choice its address is. */
function reasons({ launch, prediction }: Exposure, { listener, via }: ExposedListener): readonly string[] {
  const path = via.filter((step) => step !== describeListener(listener));
  if (path.length === 0)
    path.push(prediction.listen.state === 'default' ? prediction.listen.because : 'as its command line says');
  return launch.condition === undefined ? path : [...path, launch.condition];
}

/** Says so where an unknown value or the version decides whether it is opened. */
function socketOf({ launch }: Exposure, { listener }: ExposedListener): string {
  const asked = releasesOf(launch.version);
  const { first, last } = listener.releases;
  const always = first <= asked.first && asked.last <= last;
  const when = always ? '' : ` (with ${describeReleases(listener.releases)})`;
  return redact(`${listener.certain ? '' : 'perhaps '}${describeSocket(listener)}${when}`);
}
