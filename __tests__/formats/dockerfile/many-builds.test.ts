import { describe, expect, it } from 'vitest';
import { check } from '../../../src/check.ts';
import { DEFAULT_CONFIGURATION } from '../../../src/policy/configuration.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';

const LARGE = `FROM memcached AS a\n${'RUN x > y\n'.repeat(20_000)}FROM scratch\n`;
const times = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

/** Small files that ask for much work. */
const HOSTILE: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [
    'a script that builds one image again and again',
    { 'a.sh': 'docker build --target a -t memcached .\n'.repeat(10_000), Dockerfile: LARGE },
  ],
  [
    'a script that builds many images',
    {
      'a.sh': times(3000, (i) => `docker build --target a --build-arg A=${i} -t memcached:${i} .\n`),
      Dockerfile: LARGE,
    },
  ],
  [
    'a workflow that builds many images',
    {
      '.github/workflows/a.yml': `jobs:\n t:\n  steps:\n${times(3000, (i) => `   - uses: docker/build-push-action@v1\n     with: {target: a, build-args: "A=${i}"}\n`)}`,
      Dockerfile: LARGE,
    },
  ],
  [
    'a bake file with many targets',
    {
      'docker-bake.hcl': times(3000, (i) => `target "t${i}" {\n target = "a"\n args = { A = "${i}" }\n}\n`),
      Dockerfile: LARGE,
    },
  ],
  [
    'scripts that are looked for in many copies',
    {
      Dockerfile: `FROM memcached\n${'COPY a /a\n'.repeat(10_000)}${'RUN /a.sh /b/c.sh ./d.sh x/y\n'.repeat(10_000)}`,
    },
  ],
  [
    'many files behind many patterns',
    {
      Dockerfile: 'FROM debian\nCOPY . /\nCMD /a.sh memcached\n',
      '.dockerignore': '**/*a*b*c*d/**/x\n'.repeat(20_000),
      ...Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`a/b/c/s${i}/run`, 'x'])),
    },
  ],
];

describe('files that ask for much work', () => {
  it.each(HOSTILE)('end in time: %s', async (_, files) => {
    const start = process.cpuUsage();
    await check(memoryRepository(files), { configuration: DEFAULT_CONFIGURATION, today: '2027-01-01' });
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(5000);
  });
});
