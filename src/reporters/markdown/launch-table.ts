import type { Report } from '../../report/report.ts';
import { markdownCode, markdownRow, markdownText } from '../escape/markdown.ts';
import { type LaunchRow, launchRows } from '../launch-rows.ts';
import type { ReportContext } from '../reporter.ts';
import { placeLink } from './place-link.ts';
import { keepRows, leftOutNote } from './rows.ts';

/** Every launch: where it is, what it opens, who can reach that and why. */
export function launchTable(report: Report, context: ReportContext, bytes: number): readonly string[] {
  const launches = launchRows(report);
  if (launches.length === 0) return [];
  const { rows, missing } = keepRows(tableRows(launches, context), launches.length, bytes);
  const head = [markdownRow(['Launch', 'Opens', 'Reach', 'Why']), markdownRow(['---', '---', '---', '---'])];
  return [
    '### Launches of memcached',
    [...head, ...rows].join('\n'),
    ...leftOutNote(missing, 'launch', 'launches'),
  ];
}

function* tableRows(launches: readonly LaunchRow[], { sourceUrl }: ReportContext): Iterable<string> {
  for (const { launch, name, sockets } of launches) {
    const where = `${markdownText(name)}<br>${placeLink(launch.at, sourceUrl)}`;
    yield sockets
      .map(({ opens, reach, why }, index) =>
        markdownRow([
          index === 0 ? where : '',
          opens.split(', ').map(markdownCode).join('<br>'),
          reach === 'public' ? `**${reach}**` : reach,
          markdownText(why),
        ]),
      )
      .join('\n');
  }
}
