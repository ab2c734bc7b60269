import * as core from '@actions/core';
import { countsOf, exitCode, type FailOn, type Report } from '../report/report.ts';

/** Where reports were written, as later steps name them. */
export interface ReportFiles {
  readonly sarif?: string;
  readonly json?: string;
}

/** Sets every output of action.yml; files that were not written are empty. */
export function setOutputs(report: Report, failOn: FailOn, files: ReportFiles): void {
  const { errors, warnings, notices, waived, launches } = countsOf(report);
  const outputs = {
    conclusion: exitCode(report, failOn) === 0 ? 'success' : 'failure',
    errors,
    warnings,
    notices,
    waived,
    launches,
    'sarif-file': files.sarif ?? '',
    'json-file': files.json ?? '',
  };
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}
