import type { Launch } from '../../launch/launch.ts';
import type { Location } from '../../text/source-file.ts';
import { folderOf } from './paths.ts';

/** The same text means the same launch, in whichever call it appears. */
export function launchKey({ name, at, program, argv, version, network }: Launch): string {
  const published =
    'published' in network
      ? network.published.map(({ hostAddress, hostPort, containerPort, protocol }) => [
          hostAddress?.text,
          hostPort,
          containerPort,
          protocol,
        ])
      : [];
  const limits = 'limits' in network ? network.limits.map(({ reach, protocol }) => [reach, protocol]) : [];
  const words = [program, ...argv].map((word) => word.text);
  const shownVersion = version.state === 'known' ? version.label : version.because;
  return JSON.stringify([name, folderOf(at.file.path), words, shownVersion, network.kind, published, limits]);
}

/** What is written twice is two launches, even if it does the same. */
export function placesOf({ at, network }: Launch): string {
  const ports = 'published' in network ? network.published.map((port) => port.at) : [];
  return [at, ...ports].map(placeKey).join(' ');
}

export function placeKey({ file, start, end }: Location): string {
  return `${file.path} ${start} ${end}`;
}
