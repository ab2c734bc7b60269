import { sourceText } from '../text/source-file.ts';
import type { BaselineEntry } from './baseline.ts';
import type { Finding } from './finding.ts';

type Recorded = Omit<BaselineEntry, 'at'>;

export interface RecordOptions {
  /** What the file holds now; reasons, owners and days are kept. */
  readonly previous: readonly BaselineEntry[];
  /** Whether a path was looked at; entries of others are kept as they are. */
  readonly lookedAt: (path: string) => boolean;
  /** Masks secrets in words that are written down. */
  readonly redact: (text: string) => string;
}

const MOST_WORDS = 80;
/** Findings about waivers are mended, not recorded. */
const NEVER = new Set(['MG030', 'MG031', 'MG032']);

/** The entries that know exactly today's findings. Pure. */
export function recordBaseline(findings: readonly Finding[], options: RecordOptions): readonly Recorded[] {
  const { previous, lookedAt, redact } = options;
  const known = new Map(previous.map((entry) => [entry.fingerprint, entry]));
  const entries = new Map<string, Recorded>();
  for (const finding of findings) {
    if (finding.status !== 'active' || NEVER.has(finding.rule)) continue;
    const { rule, fingerprint, at } = finding;
    const { reason, owner, expires } = known.get(fingerprint) ?? {};
    entries.set(fingerprint, {
      rule,
      path: at.file.path,
      words: shorten(redact(sourceText(at))),
      fingerprint,
      count: (entries.get(fingerprint)?.count ?? 0) + 1,
      ...(reason === undefined ? {} : { reason }),
      ...(owner === undefined ? {} : { owner }),
      ...(expires === undefined ? {} : { expires }),
    });
  }
  return [...previous.filter(({ path }) => !lookedAt(path)), ...entries.values()];
}

/** The entries without those that match no finding of today; adds nothing. Pure. */
export function pruneBaseline(findings: readonly Finding[], options: RecordOptions): readonly Recorded[] {
  const today = recordBaseline(findings, { ...options, previous: [] });
  const counts = new Map(today.map(({ fingerprint, count }) => [fingerprint, count]));
  return options.previous.flatMap((entry) => {
    if (!options.lookedAt(entry.path)) return [entry];
    const count = Math.min(entry.count, counts.get(entry.fingerprint) ?? 0);
    return count === 0 ? [] : [{ ...entry, count }];
  });
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= MOST_WORDS
    ? line
    : `${line.slice(0, MOST_WORDS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
