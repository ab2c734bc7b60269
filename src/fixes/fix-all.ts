import type { Report } from '../report/report.ts';
import { isReadable, type SearchableRepository } from '../repository/repository.ts';
import { applyEdits, combineEdits } from './apply-edits.ts';
import { withTexts } from './edited-repository.ts';
import { offerFixes, type Recheck } from './offer-fixes.ts';

export interface AllFixed {
  /** The new text of every file that changes. */
  readonly texts: ReadonlyMap<string, string>;
  /** How many findings were mended. */
  readonly fixes: number;
  /** The repository as it is. */
  readonly before: Report;
  /** The repository with the new texts. */
  readonly after: Report;
}

/** Fixes are offered in batches; this many batches are made. */
const MOST_ROUNDS = 20;

/** Makes every fix that can be offered, in memory. */
export async function fixAll(repository: SearchableRepository, check: Recheck): Promise<AllFixed> {
  const before = await check(repository);
  const texts = new Map<string, string>();
  let after = before;
  let count = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const now = withTexts(repository, texts);
    const fixes = await offerFixes(after, now, check);
    const edits = combineEdits([...fixes.values()]);
    if (fixes.size === 0 || edits === undefined) break;
    for (const [path, changes] of edits) {
      const file = now.read(path);
      if (isReadable(file)) texts.set(path, applyEdits(file.text, changes));
    }
    count += fixes.size;
    after = await check(withTexts(repository, texts));
  }
  return { texts, fixes: count, before, after };
}
