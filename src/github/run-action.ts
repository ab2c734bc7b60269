import path from 'node:path';
import type { Git } from '../changes/git-changes.ts';
import { check } from '../check.ts';
import type { Fix } from '../fixes/fix.ts';
import type { Configuration, LoadedConfiguration } from '../policy/configuration.ts';
import type { Finding } from '../policy/finding.ts';
import { loadConfiguration, readConfiguration } from '../policy/load-configuration.ts';
import { overrideConfiguration } from '../policy/override-configuration.ts';
import { exitCode, type Report } from '../report/report.ts';
import { findReporter } from '../reporters/registry.ts';
import type { ReportContext } from '../reporters/reporter.ts';
import type { FileSystem } from '../repository/file-system.ts';
import { openRepository } from '../repository/open-repository.ts';
import type { SearchableRepository } from '../repository/repository.ts';
import { RULES } from '../rules/registry.ts';
import { SourceFile } from '../text/source-file.ts';
import { annotate } from './annotations.ts';
import { connector } from './api/connect.ts';
import { apiChanges } from './api-changes.ts';
import { writeChannels } from './channels.ts';
import { readEvent } from './event.ts';
import { InputError } from './input-error.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { writeJobSummary } from './job-summary.ts';
import { logVerbatim } from './log.ts';
import { type ReportFiles, setOutputs } from './outputs.ts';
import { sourceUrl } from './source-url.ts';
import { baselineFor, changeFor } from './what-counts.ts';
import { isCheckout, resolveWorkspace, type Workspace, writeReportFile } from './workspace.ts';

const CONFIGURATION_LIMIT = 1024 * 1024;

/** What the action takes from the machine it runs on. */
export interface ActionHost {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly fileSystem: FileSystem;
  readonly git: Git;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

/** Inputs → options → check → channels. Returns the exit code of the step; a channel never changes it. */
export async function runAction(host: ActionHost): Promise<number> {
  const inputs = readInputs();
  const root = host.environment['GITHUB_WORKSPACE'] || host.workingDirectory;
  const workspace = resolveWorkspace(root, inputs.path, host.fileSystem);
  const repository = openRepository(host.fileSystem, workspace.folder, workspace.prefix);
  const loaded = await configurationFor(inputs, workspace, repository, host.fileSystem);
  const configuration = overrideConfiguration(loaded.configuration, inputs.overrides);
  if (typeof configuration === 'string') {
    throw new InputError(`The input memcached-version does not fit: ${configuration}.`);
  }
  const event = readEvent(host.environment, host.fileSystem);
  const connect = connector(inputs.token, host.environment);
  // Links lead into the workflow's own repository, so only to what is checked out at its usual place.
  const own = workspace.checkout === path.resolve(root) && isCheckout(workspace.checkout, host.fileSystem);
  const api = connect && event && own ? apiChanges(connect, event) : undefined;
  const folder = { git: host.git, folder: workspace.folder, prefix: workspace.prefix };
  const change = await changeFor(inputs, folder, event, api);
  const options = {
    configuration,
    configurationFindings: loaded.findings,
    today: host.today,
    baseline: await baselineFor(inputs, workspace, repository, configuration.baseline, host.fileSystem),
  };
  const report = await check(repository, {
    ...options,
    ...(change === undefined ? {} : { change }),
    configurationOf: (other) => configurationBefore(inputs, workspace, other, host.fileSystem),
  });
  const fixes = await fixesFor(report, repository, (edited) => check(edited, options));
  const link = own ? sourceUrl(host.environment) : undefined;
  const context: ReportContext = {
    colour: false,
    failOn: configuration.failOn,
    rules: RULES,
    today: host.today,
    fixes,
    ...(link === undefined ? {} : { sourceUrl: link }),
  };
  logVerbatim(await render('text', report, context));
  if (inputs.annotations) {
    annotate(report, inputs.summary ? 'see the job summary' : 'see the log of this step');
  }
  if (inputs.summary) await writeJobSummary(await render('markdown', report, context));
  const files = await writeReports(inputs, workspace, report, context);
  setOutputs(report, configuration.failOn, files);
  const passes = exitCode(report, configuration.failOn) === 0;
  const summary = inputs.checks ? await render('markdown', report, context) : '';
  const lost = await writeChannels(inputs, event, connect, { report, fixes, passes, summary });
  if (lost.length > 0) logVerbatim(lost.join('\n'));
  return passes ? 0 : 1;
}

async function fixesFor(
  report: Report,
  repository: SearchableRepository,
  recheck: (edited: SearchableRepository) => Promise<Report>,
): Promise<ReadonlyMap<Finding, Fix>> {
  if (report.findings.length === 0) return new Map();
  return (await import('../fixes/offer-fixes.ts')).offerFixes(report, repository, recheck);
}

async function render(format: string, report: Report, context: ReportContext): Promise<string> {
  return (await findReporter(format))?.(report, context) ?? '';
}

async function writeReports(
  { sarifFile, jsonFile }: Inputs,
  { root }: Workspace,
  report: Report,
  context: ReportContext,
): Promise<ReportFiles> {
  if (sarifFile !== undefined) {
    writeReportFile(root, 'sarif-file', sarifFile, await render('sarif', report, context));
  }
  if (jsonFile !== undefined)
    writeReportFile(root, 'json-file', jsonFile, await render('json', report, context));
  return {
    ...(sarifFile === undefined ? {} : { sarif: sarifFile }),
    ...(jsonFile === undefined ? {} : { json: jsonFile }),
  };
}

/** The configuration that the repository had before the change. */
async function configurationBefore(
  inputs: Inputs,
  workspace: Workspace,
  repository: SearchableRepository,
  fileSystem: FileSystem,
): Promise<Configuration> {
  const { configuration } = await configurationFor(inputs, workspace, repository, fileSystem);
  const overridden = overrideConfiguration(configuration, inputs.overrides);
  return typeof overridden === 'string' ? configuration : overridden;
}

/** The file of the input `config`, from the workspace; else what the checked folder brings. */
async function configurationFor(
  { config }: Inputs,
  { root, checkout }: Workspace,
  repository: SearchableRepository,
  fileSystem: FileSystem,
): Promise<LoadedConfiguration> {
  if (config === undefined) return loadConfiguration(repository);
  const bytes = fileSystem.read(path.resolve(root, config), CONFIGURATION_LIMIT);
  if (bytes === undefined) {
    throw new InputError(`The input config takes a file of the workspace, and "${config}" cannot be read.`);
  }
  const name = path.relative(checkout, path.resolve(root, config)).replaceAll('\\', '/');
  const file = new SourceFile(name, new TextDecoder().decode(bytes));
  return readConfiguration(file);
}
