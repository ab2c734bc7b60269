import { check } from '../../src/check.ts';
import { applyEdits, combineEdits } from '../../src/fixes/apply-edits.ts';
import type { Fix } from '../../src/fixes/fix.ts';
import { offerFixes } from '../../src/fixes/offer-fixes.ts';
import { type Configuration, DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts';
import type { Finding } from '../../src/policy/finding.ts';
import type { Report } from '../../src/report/report.ts';
import { memoryRepository } from '../../src/repository/memory-repository.ts';

export type Files = Readonly<Record<string, string>>;

export interface Fixed {
  readonly before: Report;
  readonly fixes: ReadonlyMap<Finding, Fix>;
  /** Every file, with all fixes made. */
  readonly files: Files;
  readonly after: Report;
  /** How many checks it took to confirm the fixes. */
  readonly checks: number;
}

/** Checks files and makes every fix that is offered. */
export async function fixFiles(files: Files, changes: Partial<Configuration> = {}): Promise<Fixed> {
  const options = { configuration: { ...DEFAULT_CONFIGURATION, ...changes }, today: '2026-01-01' };
  const repository = memoryRepository(files);
  let checks = 0;
  const before = await check(repository, options);
  const fixes = await offerFixes(before, repository, (edited) => {
    checks++;
    return check(edited, options);
  });
  const fixed: Record<string, string> = { ...files };
  for (const [path, edits] of combineEdits([...fixes.values()]) ?? []) {
    fixed[path] = applyEdits(files[path]!, edits);
  }
  return {
    before,
    fixes,
    files: fixed,
    after: await check(memoryRepository(fixed), options),
    checks,
  };
}

/** The one file, with all fixes made. */
export async function fixFile(path: string, text: string): Promise<string> {
  return (await fixFiles({ [path]: text })).files[path]!;
}
