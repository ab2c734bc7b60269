import { isWorthSniffing } from '../discovery/worth-sniffing.ts';
import type { Finding } from '../policy/finding.ts';
import { type Location, sourceText } from '../text/source-file.ts';
import { type Change, type ChangedLines, changedLines } from './change.ts';
import { undoEdits } from './repository-before.ts';

export interface Before {
  /** The findings of the repository as it was. */
  readonly findings: () => Promise<readonly Finding[]>;
  /** The text of a file that was read now; a change in it may matter. */
  readonly textNow: (path: string) => string | undefined;
}

/**
 * Marks the active findings that a change did not cause. One is caused where the change touched its words, a
 * related place or a word of its command line; or where it was not there before, since what makes a finding may
 * have been taken away: a `-U 0`, a drop-in, a waiver. What cannot be known counts as caused.
 */
export async function markUnchanged(
  findings: readonly Finding[],
  change: Change,
  before: Before,
): Promise<readonly Finding[]> {
  const lines = changedLines(change);
  const untouched = new Set(
    findings.filter(({ status }) => status === 'active').filter((finding) => !isTouched(finding, lines)),
  );
  if (untouched.size === 0 || !canBeUndone(change, before)) return findings;
  const known = new KnownFindings(await before.findings(), change);
  return findings.map((finding) =>
    untouched.has(finding) && known.has(finding) ? { ...finding, status: 'unchanged' } : finding,
  );
}

/** Whether a change touched any place that a finding rests on. */
function isTouched(finding: Finding, lines: ChangedLines): boolean {
  for (const place of placesOf(finding)) {
    if (isPlaceTouched(place, lines)) return true;
  }
  return false;
}

function* placesOf({ at, related, exposure }: Finding): Iterable<Location> {
  yield at;
  for (const place of related) yield place.at;
  if (exposure === undefined) return;
  const { launch } = exposure;
  yield launch.at;
  for (const place of launch.related) yield place.at;
  for (const word of [launch.program, ...launch.argv]) {
    for (const { origin } of word.runs) yield origin;
  }
}

function isPlaceTouched({ file, start, end }: Location, lines: ChangedLines): boolean {
  const changed = lines.get(file.path);
  if (changed === undefined) return false;
  // Lines that end at a lone CR are one line to git.
  if (changed === 'whole file' || /\r(?!\n)/.test(file.text)) return true;
  const first = file.positionAt(start).line;
  const last = file.positionAt(Math.max(start, end - 1)).line;
  return changed.some((range) => range.first <= last && range.last >= first);
}

/** Whether it is known what every file that could matter was before. */
function canBeUndone(change: Change, { textNow }: Before): boolean {
  return change.every(({ path, status, edits }) => {
    if (status === 'added') return true;
    if (status === 'removed') return edits !== undefined || !isWorthSniffing(path);
    const now = textNow(path);
    return now === undefined || (edits !== undefined && undoEdits(now, edits) !== undefined);
  });
}

/** What was found before; files that were renamed since are recognised by their words. */
class KnownFindings {
  readonly #prints: ReadonlySet<string>;
  readonly #words = new Set<string>();
  readonly #renamed: ReadonlySet<string>;

  constructor(findings: readonly Finding[], change: Change) {
    const active = findings.filter(({ status }) => status === 'active');
    this.#prints = new Set(active.map(({ fingerprint }) => fingerprint));
    const present = new Map(
      change.flatMap(({ path, previousPath }) => (previousPath === undefined ? [] : [[previousPath, path]])),
    );
    this.#renamed = new Set(present.values());
    for (const { rule, at } of active) {
      const path = present.get(at.file.path);
      if (path !== undefined) this.#words.add(wordsKey(rule, path, at));
    }
  }

  has({ rule, fingerprint, at }: Finding): boolean {
    if (this.#prints.has(fingerprint)) return true;
    const { path } = at.file;
    return this.#renamed.has(path) && this.#words.has(wordsKey(rule, path, at));
  }
}

function wordsKey(rule: string, path: string, at: Location): string {
  return `${rule} ${path} ${sourceText(at)}`;
}
