import { deadPorts } from '../../exposure/container-reach.ts';
import type { Launch } from '../../launch/launch.ts';
import { predict } from '../../memcached/predict.ts';

/** A launch in a network that it shares: a published port that it does not answer on belongs to another container. */
export function withoutPortsOfOthers(launch: Launch): Launch {
  const { network } = launch;
  if (network.kind !== 'container') return launch;
  const { listeners } = predict(launch.argv, launch.version);
  const dead = new Set(deadPorts(network.published, listeners));
  const published = network.published.filter((port) => !dead.has(port));
  return { ...launch, network: { ...network, published } };
}
