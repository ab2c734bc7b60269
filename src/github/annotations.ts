import * as core from '@actions/core';
import type { Report } from '../report/report.ts';
import { planAnnotations } from '../reporters/annotation-plan.ts';

const SEND = { error: core.error, warning: core.warning, notice: core.notice };

/** Sends the findings to the runner, within what it keeps. */
export function annotate(report: Report, whereToSeeAll: string): void {
  for (const { level, title, message, place } of planAnnotations(report, whereToSeeAll)) {
    SEND[level](message, { title, ...place });
  }
}
