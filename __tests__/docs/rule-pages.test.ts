import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rulePage, ruleTable } from '../../scripts/rule-page.ts';
import { RULES } from '../../src/rules/registry.ts';

describe('documentation of the rules', () => {
  it.each(RULES.map((rule) => [rule.name, rule] as const))(
    'docs/rules/%s.md is what the rule says',
    async (name, rule) => {
      await expect(rulePage(rule)).toMatchFileSnapshot(`../../docs/rules/${name}.md`);
    },
  );

  it('has a page for every rule and no other', () => {
    const pages = readdirSync(new URL('../../docs/rules/', import.meta.url)).sort();
    expect(pages).toEqual(RULES.map(({ name }) => `${name}.md`).sort());
  });

  it('has the table of the rules in the README', () => {
    expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toContain(ruleTable(RULES));
  });

  it('never uses an id twice', () => {
    expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
    expect(RULES.map(({ id }) => id)).toEqual(RULES.map(({ id }) => id).sort());
  });
});
