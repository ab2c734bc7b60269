import { check } from '../../../src/check.ts';
import type { Finding } from '../../../src/policy/finding.ts';
import { loadConfiguration } from '../../../src/policy/load-configuration.ts';
import { exitCode } from '../../../src/report/report.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';

const TODAY = '2027-01-31';

/** What a check of these files says, and how it ends. */
export async function checkFiles(files: Readonly<Record<string, string>>, today = TODAY) {
  const repository = memoryRepository(files);
  const loaded = await loadConfiguration(repository);
  const report = await check(repository, {
    configuration: loaded.configuration,
    configurationFindings: loaded.findings,
    today,
  });
  return {
    report,
    findings: report.findings,
    said: report.findings.map(describeFinding),
    exitCode: exitCode(report, loaded.configuration.failOn),
  };
}

/** `waived public-bind at etc/memcached.conf:2`. */
function describeFinding({ status, name, at }: Finding): string {
  return `${status} ${name} at ${at.file.path}:${at.file.positionAt(at.start).line}`;
}
