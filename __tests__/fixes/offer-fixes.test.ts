import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RULES } from '../../src/rules/registry.ts';
import { fixFiles } from './fix-files.ts';

const FIXED = ['MG001', 'MG002', 'MG003', 'MG012'];

/** Bad examples that only people can mend. */
const LEFT = new Set(['an address in a stack file, which docker stack deploy ignores']);

describe('offerFixes', () => {
  it('mends every bad example of the rules that have a fix', async () => {
    for (const rule of RULES.filter(({ id }) => FIXED.includes(id))) {
      for (const { files, title } of rule.examples.bad) {
        const { after, checks, fixes } = await fixFiles(files);
        if (LEFT.has(title)) {
          expect(fixes.size).toBe(0);
          continue;
        }
        expect(after.findings, `${rule.name}: ${title}`).toEqual([]);
        expect(checks).toBe(1);
      }
    }
  });

  it('leaves what it cannot mend, and nothing new', async () => {
    const { before, after, fixes } = await fixFiles({
      'etc/memcached.conf': '-l 0.0.0.0\n-U 11211\n',
      'compose.yaml':
        'services:\n  cache:\n    image: memcached:1.4\n    ports: [{target: 11211, published: 11212}]\n',
    });
    expect(before.findings.map(({ rule }) => rule)).toEqual(['MG002', 'MG012', 'MG010', 'MG001']);
    expect(fixes.size).toBe(2);
    expect(after.findings.map(({ rule }) => rule).sort()).toEqual(['MG010', 'MG012']);
    const known = new Set(before.findings.map(({ fingerprint }) => fingerprint));
    expect(after.findings.every(({ fingerprint }) => known.has(fingerprint))).toBe(true);
  });

  it('finds the good ones among proposals that fail, in a bounded number of checks', async () => {
    const many = Array.from({ length: 53 }, (_, i): [string, string] => [
      `${i}/memcached.conf`,
      '-l 10.0.0.5\n',
    ]);
    const dead =
      'services:\n  cache:\n    image: memcached:1.5.5\n    ports: ["127.0.0.1:11211:11211/udp"]\n';
    const files = { ...Object.fromEntries(many), '20/compose.yaml': dead };
    const { before, fixes, checks, after } = await fixFiles(files);
    expect(before.findings).toHaveLength(54);
    expect(fixes.size).toBe(49);
    expect(after.findings).toHaveLength(5);
    expect(checks).toBeLessThanOrEqual(24);
  });

  it('keeps every byte outside its edits and is done after one time, for any words around', async () => {
    const word = fc.constantFrom('-v', '-m 64', '-c 100', '-o modern', '-t 4', '-l 127.0.0.1');
    const eol = fc.constantFrom('\n', '\r\n');
    const comment = fc.constantFrom('', '# -U 0', '# ünïcode 😀', '#');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(word, comment), { minLength: 1, maxLength: 5 }),
        eol,
        async (lines, end) => {
          const text = lines.map(([words, note]) => `${note}${end}${words}${end}`).join('');
          const { files } = await fixFiles({ 'etc/memcached.conf': text });
          const fixed = files['etc/memcached.conf']!;
          expect(
            fixed.replace(`-U 0${end}`, '') === text ||
              fixed.replace(`${end}-U 0`, '') === text ||
              fixed === text,
          ).toBe(true);
          expect((await fixFiles(files)).files).toEqual(files);
        },
      ),
      { seed: 3, numRuns: 60 },
    );
  });
});
