import { type Finding, LEVELS, type Level } from '../policy/finding.ts';
import type { Report } from '../report/report.ts';
import { visible } from './escape/visible.ts';
import { commandPath } from './escape/workflow-command.ts';
import { firstLineOf } from './region.ts';
import { helpOf, messageOf, shownFindings, shownLevel } from './wording.ts';

/** One annotation as the runner takes it. */
export interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
  /** Absent for the one that says how many were left out. */
  readonly place?: {
    readonly file: string;
    readonly startLine: number;
    readonly endLine: number;
    readonly startColumn: number;
    /** Exclusive, as everywhere here. */
    readonly endColumn: number;
  };
}

/** The runner keeps this many of each type in a step and drops the rest without a word (`_maxCountPerIssueType`). */
const MOST_PER_TYPE = 10;
/** The runner cuts messages here (`_maxIssueMessageLength`). */
const LONGEST_MESSAGE = 4096;
const LONGEST_TITLE = 255;

/**
 * Spends the runner's budget: worst first, one finding one annotation, the last place of a type that
 * overflows says how many are missing and where to see them.
 */
export function planAnnotations(report: Report, whereToSeeAll: string): readonly Annotation[] {
  const findings = shownFindings(report);
  return LEVELS.flatMap((level) => {
    const ofLevel = findings.filter((finding) => shownLevel(finding) === level);
    if (ofLevel.length <= MOST_PER_TYPE) return ofLevel.map(annotate);
    const kept = ofLevel.slice(0, MOST_PER_TYPE - 1).map(annotate);
    const missing = ofLevel.length - kept.length;
    return [...kept, leftOut(level, missing, whereToSeeAll)];
  });
}

/**
 * The runner drops columns of annotations that span lines, so one keeps to its first line; the exact
 * extent is in the reports.
 */
function annotate(finding: Finding): Annotation {
  const level = shownLevel(finding);
  const help = `Fix: ${helpOf(finding)}`;
  const room = LONGEST_MESSAGE - help.length - 1;
  return {
    level,
    title: clip(visible(`${finding.rule} ${finding.name}`), LONGEST_TITLE),
    message: clip(
      `${clip(visible(messageOf(finding)), Math.max(room, 0))}\n${visible(help)}`,
      LONGEST_MESSAGE,
    ),
    place: { file: commandPath(finding.at.file.path), ...firstLineOf(finding.at) },
  };
}

function leftOut(level: Level, count: number, whereToSeeAll: string): Annotation {
  return {
    level,
    title: 'memcached-guard',
    message: `and ${count} more ${level}s: ${whereToSeeAll}`,
  };
}

/** Cuts between characters, never within a surrogate pair. */
function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = length - 1;
  return `${text.slice(0, /[\uD800-\uDBFF]/.test(text[end - 1] ?? '') ? end - 1 : end)}…`;
}
