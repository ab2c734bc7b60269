import { describe, expect, it } from 'vitest';
import { check } from '../../src/check.ts';
import { DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts';
import { memoryRepository } from '../../src/repository/memory-repository.ts';

async function findings(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const report = await check(memoryRepository(files), {
    configuration: DEFAULT_CONFIGURATION,
    today: '2027-01-01',
  });
  return report.findings.map(({ name, level, at }) => `${level} ${name} ${at.file.path}`);
}

const DOCKERFILE = 'FROM memcached:1.6\nCMD ["-m", "64", "-l", "0.0.0.0"]\n';

describe('an image that the repository builds', () => {
  it('is judged alone where nobody runs it', async () => {
    expect(await findings({ 'cache/Dockerfile': DOCKERFILE })).toEqual([
      'error public-bind cache/Dockerfile',
    ]);
  });

  it('is judged as its user runs it, also if that file never names memcached', async () => {
    const compose = (ports: string) => `services:\n  cache:\n    build: ./cache\n${ports}`;
    expect(await findings({ 'cache/Dockerfile': DOCKERFILE, 'compose.yaml': compose('') })).toEqual([]);
    expect(
      await findings({
        'cache/Dockerfile': DOCKERFILE,
        'compose.yaml': compose('    ports: ["11211:11211"]\n'),
      }),
    ).toEqual(['error published-port compose.yaml']);
  });

  it('is judged alone where another image is built by its side', async () => {
    const compose = 'services:\n  web:\n    build: ./web\n    ports: ["80:80"]\n';
    expect(
      await findings({
        'cache/Dockerfile': DOCKERFILE,
        'web/Dockerfile': 'FROM nginx:1.27\n',
        'compose.yaml': compose,
      }),
    ).toEqual(['error public-bind cache/Dockerfile']);
  });
});
