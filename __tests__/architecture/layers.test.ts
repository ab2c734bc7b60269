import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

/** Data flows down this list, and imports only point up it. */
const LAYERS = [
  'text',
  'repository',
  'shell',
  'memcached',
  'listeners',
  'network',
  'launch',
  'exposure',
  'images',
  'yaml',
  'templates',
  'formats',
  'discovery',
  'rules',
  'policy',
  'changes',
  'report',
  'fixes',
  'check',
  'reporters',
  'github',
  'command',
  'doors',
];

/** The doors, and what they are made of, may know the process they run in. */
const DOORS = ['cli.ts', 'action.ts'];

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));

function layerOf(path: string): string {
  const [top = ''] = path.split(/[\\/]/);
  if (DOORS.includes(top)) return 'doors';
  if (top === 'check.ts' || top === 'exposures.ts') return 'check';
  return top === 'tool-version.ts' ? 'text' : top;
}

function importsOf(path: string): readonly string[] {
  const text = readFileSync(join(SRC, path), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
}

describe('architecture', () => {
  it('has no folder outside the layers', () => {
    expect([...new Set(files.map(layerOf))].filter((layer) => !LAYERS.includes(layer))).toEqual([]);
  });

  it('imports in one direction only', () => {
    const wrong = files.flatMap((path) =>
      importsOf(path)
        .filter((specifier) => specifier.startsWith('.'))
        .map((specifier) => relative(SRC, normalize(join(SRC, dirname(path), specifier))))
        .filter((target) => LAYERS.indexOf(layerOf(target)) > LAYERS.indexOf(layerOf(path)))
        .map((target) => `${path} imports ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('has no cycles between files', () => {
    const graph = new Map(
      files.map((path) => [
        path,
        importsOf(path)
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => relative(SRC, normalize(join(SRC, dirname(path), specifier)))),
      ]),
    );
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
        return;
      }
      if (done.has(path)) return;
      for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of files) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it('keeps process, console, clock and randomness out of everything below the doors', () => {
    const offenders = files
      .filter((path) => layerOf(path) !== 'doors')
      .filter((path) => {
        const code = readFileSync(join(SRC, path), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
        return /\bprocess\.(env|argv|cwd|std|exit|platform|hrtime|nextTick)|\bconsole\.|\bDate\.now|new Date\(\)|Math\.random/.test(
          code,
        );
      });
    expect(offenders).toEqual([]);
  });

  it('reaches the machine only where its name says so', () => {
    const allowed = new Map([
      ['repository/node-file-system.ts', ['node:fs']],
      ['command/parse-command-line.ts', ['node:util']],
      ['changes/node-git.ts', ['node:child_process']],
    ]);
    const wrong = files
      .filter((path) => !['doors', 'github'].includes(layerOf(path)))
      .flatMap((path) =>
        importsOf(path)
          .filter((specifier) => specifier.startsWith('node:') && !allowed.get(path)?.includes(specifier))
          .map((specifier) => `${path} imports ${specifier}`),
      );
    expect(wrong).toEqual([]);
  });

  it('imports @actions/* only in src/github and the Action', () => {
    const wrong = files.filter(
      (path) =>
        layerOf(path) !== 'github' &&
        path !== 'action.ts' &&
        importsOf(path).some((specifier) => specifier.startsWith('@actions/')),
    );
    expect(wrong).toEqual([]);
  });

  it('has no drawer files and none above 300 lines', () => {
    expect(files.filter((path) => /(^|[\\/])(utils?|helpers?|common|misc)(\.ts$|[\\/])/.test(path))).toEqual(
      [],
    );
    const long = files.filter((path) => readFileSync(join(SRC, path), 'utf8').split('\n').length > 301);
    expect(long).toEqual([]);
  });
});
