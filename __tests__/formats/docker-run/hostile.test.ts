import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dockerLaunches } from '../../../src/formats/docker-run/launches.ts';
import { unknownEnvironment } from '../../../src/shell/environment.ts';
import type { Invocation } from '../../../src/shell/invocation.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';

const PIECES = [
  'run',
  'create',
  'container',
  'build',
  '-t',
  'memcached',
  'memcached:1.5',
  '-p',
  '-dp',
  '-P',
  '11211:11211',
  '::1:1:1',
  '1-65535:1-65535',
  '127.0.0.1::1',
  '--publish=',
  'target=1,published=2',
  '--network',
  'host',
  'name=a,alias=b',
  '--net=container:x',
  '--entrypoint',
  '',
  '--',
  '-',
  '--=',
  '-=',
  '--env-file',
  '-e',
  'A=1',
  '=',
  '--expose',
  '1-2/udp',
  '--rm',
  '--restart=always',
  '--help',
  '-l',
  '0.0.0.0',
  '\u0000',
  'é',
  '?',
  '?*',
  '--pod',
  '--ip',
  '[::1]',
  '.',
]; // prettier-ignore

function invocation(name: string, texts: readonly string[]): Invocation {
  const file = new SourceFile('run.sh', [name, ...texts].join(' '));
  let at = name.length + 1;
  const argv = texts.map((text) => {
    const place = file.at(at, at + text.length);
    at += text.length + 1;
    if (text.startsWith('?')) return TracedText.unknown('X', 'nobody knows', place, text === '?*');
    return TracedText.source(file, place.start, place.end);
  });
  const whole = file.at(0, file.text.length);
  const program = TracedText.source(file, 0, name.length);
  return { name, program, argv, at: whole, conditional: false, ownNetwork: false, posixlyCorrect: false };
}

describe('hostile command lines', () => {
  it('never throw, and every place lies in the file', () => {
    const words = fc.array(fc.constantFrom(...PIECES), { maxLength: 25 });
    const engines = fc.constantFrom('docker', 'podman', 'nerdctl');
    fc.assert(
      fc.property(engines, words, (engine, texts) => {
        const found = [invocation(engine, ['run', ...texts]), invocation(engine, texts)];
        const { launches, problems } = dockerLaunches(found, {
          format: 'x',
          environment: unknownEnvironment,
        });
        for (const { at } of [...launches, ...problems])
          expect(at.end).toBeLessThanOrEqual(at.file.text.length);
      }),
      { numRuns: 2000, seed: 11211 },
    );
  });

  it.each([
    ['ports', ['run', ...Array.from({ length: 40_000 }, () => '-p1-100:1-100'), 'memcached']],
    ['variables', ['run', ...Array.from({ length: 40_000 }, (_, i) => `-eA${i}=1`), 'bitnami/memcached']],
    ['networks', ['run', ...Array.from({ length: 40_000 }, (_, i) => `--net=n${i}`), 'memcached']],
    ['one word', ['run', `-${'i'.repeat(200_000)}`, 'memcached', 'x'.repeat(200_000)]],
    ['arguments', ['run', '-P', 'memcached', ...Array.from({ length: 100_000 }, () => '-v')]],
  ])('read a long one in time: %s', (_, texts) => {
    const start = performance.now();
    dockerLaunches([invocation('docker', texts)], { format: 'x', environment: unknownEnvironment });
    expect(performance.now() - start).toBeLessThan(2500);
  });
});
