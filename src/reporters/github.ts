import type { Report } from '../report/report.ts';
import { planAnnotations } from './annotation-plan.ts';
import { workflowCommand } from './escape/workflow-command.ts';
import type { ReportContext, Reporter } from './reporter.ts';
import { verdict } from './verdict.ts';

/** Workflow commands, for `--format github` in a step that runs the command; the Action has its own channel. */
export const github: Reporter = (report: Report, context: ReportContext): string => {
  const all = 'run memcached-guard with --format text to see them';
  const lines = planAnnotations(report, all).map(({ level, title, message, place }) =>
    workflowCommand(
      level,
      {
        file: place?.file,
        line: place?.startLine,
        endLine: place?.endLine,
        col: place?.startColumn,
        endColumn: place?.endColumn,
        title,
      },
      message,
    ),
  );
  if (!context.quiet) lines.push(`memcached-guard: ${verdict(report)}`);
  return lines.map((line) => `${line}\n`).join('');
};
