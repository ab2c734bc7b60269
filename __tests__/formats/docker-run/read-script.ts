import { dockerLaunches } from '../../../src/formats/docker-run/launches.ts';
import type { Reading } from '../../../src/launch/launch.ts';
import type { Network, PortRange } from '../../../src/network/network.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';
import { unknownEnvironment } from '../../../src/shell/environment.ts';
import { invocationsIn } from '../../../src/shell/invocations.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';

/** What the engines' command lines of a script start; the files are those of the repository. */
export function readScript(script: string, files: Readonly<Record<string, string>> = {}): Reading {
  const file = new SourceFile('ops/run.sh', script);
  const text = TracedText.source(file, 0, script.length);
  return dockerLaunches(invocationsIn(text, unknownEnvironment, { dialect: 'bash' }), {
    format: 'docker-run',
    environment: unknownEnvironment,
    repository: memoryRepository(files),
  });
}

/** The kind of network and, of a container, its published ports: `container *:11211:11211/tcp`. */
export function networkText(network: Network | undefined): string {
  if (network?.kind !== 'container') return network?.kind ?? 'no launch';
  const port = (range: PortRange | 'unknown' | undefined) => {
    if (range === undefined) return '';
    if (range === 'unknown') return '?';
    return range.first === range.last ? `${range.first}` : `${range.first}-${range.last}`;
  };
  const ports = network.published.map(
    ({ hostAddress, hostPort, containerPort, protocol }) =>
      `${hostAddress?.known ?? (hostAddress === undefined ? '*' : '?')}:${port(hostPort)}:${port(containerPort)}/${protocol}`,
  );
  return ['container', ...ports].join(' ');
}
