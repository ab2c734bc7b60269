import { expect } from 'vitest';
import { systemd } from '../../../src/formats/systemd/format.ts';
import type { Network } from '../../../src/network/network.ts';
import { readAs, show } from './fixture.ts';

export type Files = Readonly<Record<string, string>>;

export const FOLDER = 'etc/containers/systemd';
/** Files of Quadlet's own folder. */
export const inFolder = (files: Files): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${FOLDER}/${name}`, text]));

/** Each launch as its words and its network. */
export async function launchesOf(files: Files): Promise<readonly string[]> {
  const { launches, problems } = await readAs(systemd, inFolder(files));
  expect(problems).toEqual([]);
  return launches.map(({ argv, network }) => [...argv.map(show), '|', networkOf(network)].join(' ').trim());
}

function networkOf(network: Network): string {
  if (network.kind === 'unknown') return `unknown: ${network.because}`;
  if (network.kind !== 'container') return network.kind;
  const ports = network.published.map(({ hostAddress, hostPort, containerPort }) => {
    const range = (port: typeof containerPort | undefined) =>
      port === undefined ? 'random' : port === 'unknown' ? '?' : `${port.first}`;
    return `${hostAddress ? `${show(hostAddress)}:` : ''}${range(hostPort)}:${range(containerPort)}`;
  });
  const limits = network.limits.map(({ reach, because }) => `(${reach}: ${because})`);
  return [...ports, ...limits].join(' ') || 'nothing published';
}
