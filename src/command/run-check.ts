import type { Change } from '../changes/change.ts';
import { changesSince } from '../changes/git-changes.ts';
import { type CheckOptions, check } from '../check.ts';
import { offerFixes } from '../fixes/offer-fixes.ts';
import type { BaselineEntry } from '../policy/baseline.ts';
import { BASELINE_LIMIT } from '../policy/baseline-file.ts';
import { findBaseline, type LoadedBaseline, readBaseline } from '../policy/find-baseline.ts';
import { exitCode, type Report } from '../report/report.ts';
import { findReporter } from '../reporters/registry.ts';
import type { ReportContext } from '../reporters/reporter.ts';
import type { SearchableRepository } from '../repository/repository.ts';
import { RULES } from '../rules/registry.ts';
import type { Host } from './host.ts';
import type { CheckCommand } from './parse-command-line.ts';
import { inWorkingDirectory, type Prepared, prepare } from './prepare.ts';
import { UserError } from './user-error.ts';

const WITH_FIXES = new Set(['json', 'sarif', 'markdown']);

/** Checks, prints the report, writes the report files. Returns the exit code, which no format changes. */
export async function runCheck(command: CheckCommand, host: Host): Promise<number> {
  const started = host.now();
  const prepared = await prepare(command, host);
  const { repository, root, only, configuration, configurationFindings, configurationOf } = prepared;
  const baseline = baselineFor(command, configuration.baseline, repository, root, host);
  const options: CheckOptions = {
    configuration,
    configurationFindings,
    today: host.today,
    baseline,
    ...(only ? { only } : {}),
  };
  const report = await check(repository, {
    ...options,
    ...(await changeFor(command, prepared, host)),
    configurationOf,
  });
  const context: ReportContext = {
    colour: command.colour === 'always' || (command.colour === 'auto' && wantsColour(host)),
    failOn: configuration.failOn,
    rules: RULES,
    today: host.today,
    quiet: command.quiet,
    ...(showsFixes(command)
      ? { fixes: await offerFixes(report, repository, (edited) => check(edited, options)) }
      : {}),
  };
  for (const { format, path } of command.outputs) {
    writeReport(host, path, await render(format, report, { ...context, colour: false, quiet: false }));
  }
  host.print(await render(command.format, report, context));
  if (command.timing) host.printError(`checked in ${Math.round(host.now() - started)} ms\n`);
  return exitCode(report, configuration.failOn);
}

/** Fixes cost further checks, and only some formats have a place for them. */
function showsFixes({ format, outputs }: CheckCommand): boolean {
  return [format, ...outputs.map((output) => output.format)].some((name) => WITH_FIXES.has(name));
}

async function render(format: string, report: Report, context: ReportContext): Promise<string> {
  const reporter = await findReporter(format);
  if (reporter === undefined) throw new UserError(`There is no format "${format}".`);
  return reporter(report, context);
}

/** What `--changed-since` leaves to fail; everything, and a sentence why, where that is not known. */
async function changeFor(
  { changedSince }: CheckCommand,
  { repository, root }: Prepared,
  host: Host,
): Promise<{ readonly change?: Change }> {
  if (changedSince === undefined) return {};
  const change = await changesSince({ git: host.git, folder: root, prefix: repository.prefix }, changedSince);
  if (!('unavailable' in change)) return { change };
  host.printError(`memcached-guard: ${change.unavailable}\n`);
  return {};
}

/** The file of `--baseline`, else that of the configuration, else the usual one. */
function baselineFor(
  command: CheckCommand,
  configured: string | undefined,
  repository: SearchableRepository,
  root: string,
  host: Host,
): readonly BaselineEntry[] {
  if (command.noBaseline) return [];
  const loaded =
    command.baseline === undefined
      ? findBaseline(repository, configured, (path) =>
          host.fileSystem.read(`${root}/${path}`, BASELINE_LIMIT + 1),
        )
      : readNamedBaseline(command.baseline, host);
  if (loaded === undefined) return [];
  if ('error' in loaded) throw new UserError(loaded.error);
  return loaded.entries;
}

function readNamedBaseline(name: string, host: Host): LoadedBaseline {
  const bytes = host.fileSystem.read(inWorkingDirectory(name, host), BASELINE_LIMIT + 1);
  if (bytes === undefined) throw new UserError(`The baseline ${name} cannot be read.`);
  return readBaseline(name.replaceAll('\\', '/'), bytes);
}

/** no-color.org, and the usual wish for colour in a pipe. */
function wantsColour(host: Host): boolean {
  if ((host.environment['NO_COLOR'] ?? '') !== '') return false;
  const forced = host.environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return host.isTerminal && host.environment['TERM'] !== 'dumb';
}

function writeReport(host: Host, path: string, text: string): void {
  try {
    host.writeFile(inWorkingDirectory(path, host), text);
  } catch (error) {
    throw new UserError(
      `The report cannot be written to ${path}: ${error instanceof Error ? error.message : error}`,
    );
  }
}
