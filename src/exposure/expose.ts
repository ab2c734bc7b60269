import type { Launch } from '../launch/launch.ts';
import { predict } from '../memcached/predict.ts';
import type { Listener, Machine } from '../memcached/prediction.ts';
import { releaseIndex } from '../memcached/releases.ts';
import { ALL_RELEASES, type ReleaseRange, type Version } from '../memcached/version.ts';
import type { Network, Reach } from '../network/network.ts';
import { containerReach, deadPorts } from './container-reach.ts';
import { describeListener } from './describe.ts';
import type { ExposedListener, Exposure } from './exposure.ts';
import { hostReach, limitReach } from './host-reach.ts';
import type { ReachSettings } from './reach-settings.ts';

/** Predicts a launch's sockets and says who can connect to each. The one place where reach is decided. */
export function expose(launch: Launch, settings: ReachSettings, machine: Machine): Exposure {
  const prediction = predict(launch.argv, plausible(launch.version), {
    ...machine,
    ...(launch.posixlyCorrect ? { posixlyCorrect: true } : {}),
  });
  const { network } = launch;
  const listeners = prediction.listeners.map((listener) => exposeListener(listener, network, settings));
  const inside = network.kind === 'container' || network.kind === 'pod';
  const dead =
    inside && prediction.listeners.length > 0 ? deadPorts(network.published, prediction.listeners) : [];
  return { launch, prediction, listeners, dead };
}

/**
 * No distribution that still gets updates ships a release before 1.4.0 (2009). Taking 1.2.5 for possible, in which
 * UDP cannot be turned off, would put a UDP socket beside every command line that says -U 0.
 */
function plausible(version: Version): Version {
  if (version.state === 'known') return version;
  return { state: 'known', releases: SINCE_1_4, label: '1.4.0 or later', because: version.because };
}

const SINCE_1_4: ReleaseRange = { first: releaseIndex('1.4.0'), last: ALL_RELEASES.last };

function exposeListener(listener: Listener, network: Network, settings: ReachSettings): ExposedListener {
  switch (network.kind) {
    case 'host':
      return limited(
        { listener, reach: hostReach(listener, settings), via: [describeListener(listener)] },
        network,
      );
    case 'container':
    case 'pod':
      return limited(containerReach(listener, network.published, settings), network);
    case 'image':
      return { listener, ...imageReach(listener, network.usedHere, settings) };
    case 'none':
      return { listener, reach: 'none', via: [describeListener(listener), network.because] };
    case 'unknown': {
      const reach = hostReach(listener, settings);
      const via = [describeListener(listener), network.because];
      return { listener, reach: reach === 'loopback' ? reach : 'unknown', via };
    }
  }
}

function limited(exposed: ExposedListener, network: Extract<Network, { limits: unknown }>): ExposedListener {
  const { reach, applied } = limitReach(exposed.reach, exposed.listener, network.limits);
  const { otherMappings } = exposed;
  return {
    ...exposed,
    reach,
    via: [...exposed.via, ...applied.map((limit) => limit.because)],
    ...(otherMappings ? { otherMappings: otherMappings.map((other) => limited(other, network)) } : {}),
  };
}

/**
 * An image publishes nothing, so its reach is its users'. Where none is known, a wildcard that was written
 * out asks for everybody, while memcached's own default says nothing about how the image will be run.
 */
function imageReach(
  listener: Listener,
  usedHere: boolean,
  settings: ReachSettings,
): { readonly reach: Reach; readonly via: readonly string[] } {
  const via = [describeListener(listener)];
  if (usedHere) return { reach: 'container', via: [...via, 'reached as those who run the image publish it'] };
  const reach = hostReach(listener, settings);
  if (listener.protocol === 'unix' || listener.addressCause !== undefined || reach !== 'public')
    return { reach, via };
  return { reach: 'unknown', via: [...via, 'reached as whoever runs the image publishes it'] };
}
