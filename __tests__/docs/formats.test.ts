import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/formats/registry.ts';

const PAGE = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8');
const ROWS = [...PAGE.matchAll(/^\| `([\w-]+)` \| (.+) \| (.+) \|$/gm)].map(
  ([, name = '', , files = '']) =>
    [name, [...files.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path)] as const,
);
/** Signs of content that stand beside the paths. */
const CONTENT = new Set(['#cloud-config', 'shell-script']);

describe('the page of formats', () => {
  it('has every format, in the order of the registry or another, and no more', () => {
    expect(ROWS.map(([name]) => name).sort()).toEqual(FORMATS.map(({ name }) => name).sort());
  });

  it.each(ROWS)('%s: its paths are recognised', (name, paths) => {
    const format = FORMATS.find((one) => one.name === name)!;
    const others = paths.filter((path) => !CONTENT.has(path) && !format.hasPath(path));
    expect(others).toEqual([]);
  });
});
