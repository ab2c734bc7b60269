import type { Level } from '../policy/finding.ts';
import type { Report } from '../report/report.ts';
import type { Location, SourceFile } from '../text/source-file.ts';
import { jsonText } from './escape/json.ts';
import { visible } from './escape/visible.ts';
import { redact } from './redact.ts';
import { referenceUrl } from './reference-url.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { helpOf, messageOf, shownFindings, shownLevel } from './wording.ts';

const SEVERITIES: Record<Level, string> = { error: 'ERROR', warning: 'WARNING', notice: 'INFO' };

/** Reviewdog's diagnostic format (reviewdog/proto/rdf), whose columns count UTF-8 bytes. */
export const rdjson: Reporter = (report: Report, { rules }: ReportContext): string =>
  jsonText({
    source: { name: 'memcached-guard' },
    diagnostics: shownFindings(report).map((finding) => {
      const references = rules.find(({ id }) => id === finding.rule)?.references ?? [];
      const url = references.map(referenceUrl).find((each) => each !== undefined);
      return {
        message: visible(`${messageOf(finding)} Fix: ${helpOf(finding)}`),
        location: locationOf(finding.at),
        severity: SEVERITIES[shownLevel(finding)],
        code: { value: `${finding.rule} ${finding.name}`, ...(url === undefined ? {} : { url }) },
        ...(finding.related.length === 0
          ? {}
          : {
              related_locations: finding.related.map(({ at, message }) => ({
                message: visible(redact(message)),
                location: locationOf(at),
              })),
            }),
      };
    }),
  });

function locationOf({ file, start, end }: Location): unknown {
  return { path: file.path, range: { start: positionOf(file, start), end: positionOf(file, end) } };
}

/** Line and byte column, both 1-based; the end is exclusive. */
function positionOf(file: SourceFile, offset: number): unknown {
  const { line, column } = file.positionAt(offset);
  const before = file.text.slice(offset - column + 1, offset);
  return { line, column: new TextEncoder().encode(before).length + 1 };
}
