import { countsOf, type Report } from '../report/report.ts';
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

/** "3 errors and 1 warning", or nothing. */
export function countLevels(report: Report): string {
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
