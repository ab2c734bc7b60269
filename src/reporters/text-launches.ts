import type { Report } from '../report/report.ts';
import { terminalText } from './escape/terminal.ts';
import { launchRows } from './launch-rows.ts';
import { placeText } from './region.ts';

/** Every launch with its sockets and who can reach them, for `--verbose`. */
export function launchLines(report: Report): readonly string[] {
  const lines = ['launches:'];
  for (const { launch, name, sockets } of launchRows(report)) {
    lines.push(`  ${terminalText(placeText(launch.at))}  ${terminalText(name)}`);
    for (const { opens, reach, why } of sockets)
      lines.push(`    ${terminalText(`${opens}: ${reach} (${why})`)}`);
  }
  return lines;
}
