import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MAIN, ROOT } from './step.ts';

/** Every file that is loaded before the first line of the action runs, and what they import from outside. */
function staticClosure(entry: string): { files: ReadonlyMap<string, string>; outside: ReadonlySet<string> } {
  const files = new Map<string, string>();
  const outside = new Set<string>();
  const visit = (file: string): void => {
    if (files.has(file)) return;
    const text = readFileSync(file, 'utf8');
    files.set(file, text);
    for (const [, specifier = ''] of text.matchAll(
      /^(?:import|export)\b[^'"\n]*?from\s*["']([^"']+)["']|^import\s*["']([^"']+)["']/gm,
    )) {
      if (specifier.startsWith('.')) visit(join(dirname(file), specifier));
      else outside.add(specifier.replace(/^node:/, ''));
    }
  };
  visit(entry);
  return { files, outside };
}

describe('dist/action.js', () => {
  const { files, outside } = staticClosure(MAIN);

  it('starts without an HTTP client', () => {
    for (const name of ['http', 'https', 'http2', 'tls', 'net']) expect(outside).not.toContain(name);
    for (const text of files.values())
      expect(text).not.toMatch(/node_modules\/(?:undici|@octokit|@actions\/(?:github|http-client))\//);
  });

  it('is small where nothing is found: at most 250 KB before the first line runs', () => {
    const size = [...files.values()].reduce((sum, text) => sum + text.length, 0);
    expect(size).toBeLessThanOrEqual(250_000);
  });

  it('imports nothing that is not in Node', () => {
    expect([...outside].filter((name) => !/^[a-z_]+(?:\/promises)?$/.test(name))).toEqual([]);
  });
});

describe('action.yml', () => {
  const text = readFileSync(join(ROOT, 'action.yml'), 'utf8');
  const section = (name: string): string =>
    new RegExp(`^${name}:\\n((?: .*\\n|\\n)*)`, 'm').exec(text)?.[1] ?? '';
  const keys = (name: string): readonly string[] =>
    [...section(name).matchAll(/^ {2}([a-z-]+):$/gm)].map((match) => match[1]!);

  it('runs what is built', () => {
    expect(section('runs')).toBe('  using: node24\n  main: dist/action.js\n');
    expect(existsSync(MAIN)).toBe(true);
  });

  it('has no default, which would outrank the configuration file', () => {
    expect(text).not.toMatch(/^\s*default:/m);
  });

  it('describes exactly the inputs that are read and the outputs that are set', () => {
    const read = readFileSync(join(ROOT, 'src/github/inputs.ts'), 'utf8');
    const used = [...read.matchAll(/\b(?:text|flag|choice|patterns)\('([a-z-]+)'/g)].map(
      (match) => match[1]!,
    );
    expect([...keys('inputs')].sort()).toEqual([...new Set(used)].sort());
    const set = readFileSync(join(ROOT, 'src/github/outputs.ts'), 'utf8');
    for (const output of keys('outputs')) expect(set).toMatch(new RegExp(`['\\s]${output}\\b`));
    for (const name of ['inputs', 'outputs']) {
      expect(section(name).match(/^ {4}description: .+\.$/gm)).toHaveLength(keys(name).length);
    }
  });
});
