import type { Report } from '../report/report.ts';
import { visible } from '../reporters/escape/visible.ts';
import { firstLineOf } from '../reporters/region.ts';
import { helpOf, messageOf, plural, shownFindings, shownLevel, worstFirst } from '../reporters/wording.ts';
import type { ApiClient } from './api/client.ts';
import type { GitHubEvent } from './event.ts';

/** The API takes this many annotations in one request. */
const BATCH = 50;
/** More annotations than this are no help; the job summary has the rest. */
const MOST_ANNOTATIONS = 500;
/** `output.summary` may have 65,535 characters. */
const LONGEST_SUMMARY = 65_000;
const PERMISSION = 'checks: write';
const NAME = 'memcached-guard';

export interface CheckRunText {
  /** The verdict in a sentence. */
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
}

/** Sets a check run on the head commit, with an annotation for every finding in batches. Throws an `ApiFailure`. */
export async function publishCheckRun(
  client: ApiClient,
  { owner, repo, headSha }: GitHubEvent,
  report: Report,
  passes: boolean,
  text: CheckRunText,
): Promise<void> {
  const findings = worstFirst(shownFindings(report));
  const annotations = findings.slice(0, MOST_ANNOTATIONS).map(annotation);
  const missing = findings.length - annotations.length;
  const more = missing > 0 ? `\n\n_${plural(missing, 'more finding')} without an annotation._` : '';
  const fits = text.summary.length + more.length <= LONGEST_SUMMARY;
  const output = { title: visible(text.title), summary: (fits ? text.summary : visible(text.title)) + more };
  const created = await client.request(
    'POST /repos/{owner}/{repo}/check-runs',
    {
      owner,
      repo,
      name: NAME,
      head_sha: headSha,
      status: 'completed',
      conclusion: passes ? 'success' : 'failure',
      output: { ...output, annotations: annotations.slice(0, BATCH) },
    },
    PERMISSION,
  );
  const id = (created as { readonly id?: unknown } | null)?.id;
  if (typeof id !== 'number') return;
  for (let at = BATCH; at < annotations.length; at += BATCH) {
    await client.request(
      'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
      {
        owner,
        repo,
        check_run_id: id,
        output: { ...output, annotations: annotations.slice(at, at + BATCH) },
      },
      PERMISSION,
    );
  }
}

function annotation(finding: Report['findings'][number]): Readonly<Record<string, unknown>> {
  const level = shownLevel(finding);
  const { startLine, endLine, startColumn, endColumn } = firstLineOf(finding.at);
  return {
    path: finding.at.file.path,
    start_line: startLine,
    end_line: endLine,
    start_column: startColumn,
    end_column: endColumn,
    annotation_level: level === 'error' ? 'failure' : level,
    title: visible(`${finding.rule} ${finding.name}`),
    message: `${visible(messageOf(finding))}\nFix: ${visible(helpOf(finding))}`,
  };
}
