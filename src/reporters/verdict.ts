import { countsOf, type Report } from '../report/report.ts';
import { findRule } from '../rules/registry.ts';
import { listOf, plural, shownFindings, shownLevel } from './wording.ts';

/** What the run found, in one sentence without its full stop; the same words in every format. */
export function verdict(report: Report): string {
  const counts = countsOf(report);
  const found = countLevels(report);
  const aside = setAside(report);
  if (found !== '') return `${found} in ${scope(report)}${aside === '' ? '' : `; ${aside}`}`;
  if (counts.launches === 0) {
    return `nothing to check: no memcached is started in ${plural(counts.files, 'file')}${aside === '' ? '' : `; ${aside}`}`;
  }
  const beyond = aside === '' ? '' : ` beyond what is accepted (${aside})`;
  return `${plural(counts.launches, 'launch', 'launches')} of memcached checked in ${plural(counts.files, 'file')}: no UDP and no public bind${beyond}`;
}

const MOST_NAMED = 3;

/** That the baseline holds entries for findings that are gone; one line, or none. */
export function staleNote({ staleBaseline = [] }: Report): readonly string[] {
  if (staleBaseline.length === 0) return [];
  const named = staleBaseline
    .slice(0, MOST_NAMED)
    .map(({ rule, path }) => `${findRule(rule)?.name ?? rule} in ${path}`);
  const more = staleBaseline.length - named.length;
  const which = listOf([...named, ...(more === 0 ? [] : [`${more} more`])]);
  const one = staleBaseline.length === 1;
  return [
    `${plural(staleBaseline.length, 'entry', 'entries')} of the baseline ${one ? 'matches' : 'match'} nothing any more (${which}); memcached-guard baseline --prune removes ${one ? 'it' : 'them'}.`,
  ];
}

/** "3 errors and 1 warning", or nothing. */
function countLevels(report: Report): string {
  const levels = shownFindings(report).map(shownLevel);
  const parts = (['error', 'warning', 'notice'] as const).flatMap((level) => {
    const count = levels.filter((each) => each === level).length;
    return count === 0 ? [] : [plural(count, level)];
  });
  return listOf(parts);
}

function scope(report: Report): string {
  const counts = countsOf(report);
  return `${plural(counts.files, 'file')} (${plural(counts.launches, 'launch', 'launches')} of memcached)`;
}

function setAside(report: Report): string {
  const counts = countsOf(report);
  const baseline = report.findings.filter(({ status }) => status === 'baseline').length;
  return listOf([
    ...(counts.waived > 0 ? [`${counts.waived} waived`] : []),
    ...(baseline > 0 ? [`${baseline} in the baseline`] : []),
  ]);
}
