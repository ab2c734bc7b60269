import { describe, expect, it } from 'vitest';
import { writtenComposeFiles } from '../../../src/formats/written-compose/format.ts';
import type { Launch } from '../../../src/launch/launch.ts';
import { commandLines, place, read } from '../host/read.ts';

const CACHE = 'services:\n  cache:\n    image: memcached:1.6\n    command: -m 64\n';
const script = (body: string) => `#!/bin/bash\nset -e\n${body}\ndocker compose up -d\n`;
const readScript = (body: string, others: Readonly<Record<string, string>> = {}) =>
  read(writtenComposeFiles, { 'setup.sh': script(body), ...others });

function portsOf({ network }: Launch): readonly string[] {
  if (network.kind !== 'container') return [network.kind];
  return network.published.map(({ at }) => {
    const { line, column } = at.file.positionAt(at.start);
    return `${at.file.path}:${line}:${column} ${at.file.text.slice(at.start, at.end)}`;
  });
}

describe('Compose files that scripts write', () => {
  it.each<[string, readonly string[]]>([
    [
      `cat > docker-compose.yml <<EOF\n${CACHE}    ports:\n      - "11211:11211"\nEOF`,
      ['setup.sh:9:10 11211:11211'],
    ],
    [
      `cat <<'EOF' > /opt/app/compose.yaml\n${CACHE}    ports: ["11211:11211"]\nEOF`,
      ['setup.sh:8:14 11211:11211'],
    ],
    [
      `sudo tee docker-compose.yml >/dev/null <<EOF\n${CACHE}    ports: ["11211:11211"]\nEOF`,
      ['setup.sh:8:14 11211:11211'],
    ],
    [
      `echo "services:" > docker-compose.yml\ncat >> docker-compose.yml <<EOF\n  cache:\n    image: memcached\n    ports:\n    - 11211:11211\nEOF`,
      ['setup.sh:8:7 11211:11211'],
    ],
    [`P=11211\ncat > docker-compose.yml <<EOF\n${CACHE}    ports: ["$P:11211"]\nEOF`, ['setup.sh:3:3 11211']],
    [`cat > docker-compose.yml <<EOF\n${CACHE}EOF`, []],
  ])('%j', async (body, ports) => {
    const { launches } = await readScript(body);
    expect(launches.flatMap(portsOf)).toEqual(ports);
    expect(launches.length).toBe(1);
  });

  it('have places', async () => {
    const reading = await readScript(`cat > docker-compose.yml <<EOF\n${CACHE}EOF`);
    expect(commandLines(reading)).toEqual(['-m 64']);
    expect(place(reading.launches[0]!)).toBe('7:14 -m 64');
  });

  it('stand on a machine, not beside the Compose files of the repository', async () => {
    const { launches } = await readScript(`cat > docker-compose.yml <<EOF\n${CACHE}EOF`, {
      'docker-compose.override.yml': 'services:\n  cache:\n    ports: ["11211:11211"]\n',
    });
    expect(launches.flatMap(portsOf)).toEqual([]);
  });
});

describe('what starts none', () => {
  it.each([
    `cat > notes.txt <<EOF\n${CACHE}EOF\n# docker-compose.yml`,
    `# cat > docker-compose.yml <<EOF\n#${CACHE.replace(/\n/g, '\n#')}\n#EOF`,
    'cat > docker-compose.yml <<EOF\nservices:\n  memcached:\n    image: redis\nEOF',
    'docker compose -f docker-compose.yml up memcached',
    'sed -i "s/memcached:1.5/memcached:1.6/" docker-compose.yml',
  ])('%j', async (body) => {
    expect(await readScript(body)).toEqual({ launches: [], problems: [] });
  });
});
