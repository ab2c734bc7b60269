import { describe, expect, it } from 'vitest';
import { check } from '../../src/check.ts';
import { loadConfiguration } from '../../src/policy/load-configuration.ts';
import { memoryRepository } from '../../src/repository/memory-repository.ts';
import { RULES } from '../../src/rules/registry.ts';
import type { Example } from '../../src/rules/rule.ts';

async function firedBy({ files }: Example): Promise<readonly string[]> {
  const repository = memoryRepository(files);
  const loaded = await loadConfiguration(repository);
  const report = await check(repository, {
    configuration: loaded.configuration,
    configurationFindings: loaded.findings,
    today: '2027-01-01',
  });
  const active = report.findings.filter(({ status }) => status === 'active');
  return [...new Set(active.map(({ rule }) => rule))];
}

/** What a waiver no longer accepts is live again beside it. */
const LIVE_AGAIN: Readonly<Record<string, readonly string[]>> = { MG031: ['MG010', 'MG012'] };

describe.each(RULES.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
  it.each(rule.examples.bad.map((example) => [example.title, example] as const))(
    'fires on: %s',
    async (_title, example) => {
      expect(await firedBy(example)).toContain(rule.id);
    },
  );

  it.each(rule.examples.bad.map((example) => [example.title, example] as const))(
    'is alone on: %s',
    async (_title, example) => {
      const fired = await firedBy(example);
      expect(fired.filter((id) => !LIVE_AGAIN[rule.id]?.includes(id))).toEqual([rule.id]);
    },
  );

  it.each(rule.examples.good.map((example) => [example.title, example] as const))(
    'is quiet, as every rule, on: %s',
    async (_title, example) => {
      expect(await firedBy(example)).toEqual([]);
    },
  );

  it.each(rule.examples.odd.map((example) => [example.title, example] as const))(
    'is quiet on: %s',
    async (_title, example) => {
      expect(await firedBy(example)).not.toContain(rule.id);
    },
  );

  it('explains itself', () => {
    expect(rule.id).toMatch(/^MG\d{3}$/);
    expect(rule.summary).not.toMatch(/\.$/);
    expect(rule.why.length).toBeGreaterThan(60);
    expect(rule.fix).toMatch(/\.$/);
    expect(rule.examples.bad.length).toBeGreaterThan(0);
    expect(rule.examples.good.length + rule.examples.odd.length).toBeGreaterThan(
      rule.examples.bad.length - 1,
    );
    for (const reference of rule.references) expect(reference).toMatch(/^(https:\/\/|CVE-)/);
  });
});
