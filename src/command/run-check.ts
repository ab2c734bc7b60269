import { check } from '../check.ts';
import { patternProblem } from '../discovery/path-filter.ts';
import { FORMATS } from '../formats/registry.ts';
import { DEFAULT_CONFIGURATION } from '../policy/configuration.ts';
import {
  type LoadedConfiguration,
  loadConfiguration,
  readConfiguration,
} from '../policy/configuration-file.ts';
import { overrideConfiguration } from '../policy/override-configuration.ts';
import { exitCode, type Report } from '../report/report.ts';
import { findReporter } from '../reporters/registry.ts';
import type { ReportContext } from '../reporters/reporter.ts';
import type { SearchableRepository } from '../repository/repository.ts';
import { RULES } from '../rules/registry.ts';
import { SourceFile } from '../text/source-file.ts';
import type { Host } from './host.ts';
import type { CheckCommand } from './parse-command-line.ts';
import { resolvePaths } from './resolve-paths.ts';
import { UserError } from './user-error.ts';

const CONFIGURATION_LIMIT = 1024 * 1024;

/** Checks, prints the report, writes the report files. Returns the exit code, which no format changes. */
export async function runCheck(command: CheckCommand, host: Host): Promise<number> {
  const started = host.now();
  refusePatterns([...command.include, ...command.exclude]);
  const { repository, only } = await resolvePaths(command, host);
  const loaded = await configurationFor(command, repository, host);
  const configuration = overrideConfiguration(loaded.configuration, command);
  if (typeof configuration === 'string') throw new UserError(`--memcached-version: ${configuration}.`);
  const report = await check(repository, {
    configuration,
    configurationFindings: loaded.findings,
    today: host.today,
    ...(only ? { only } : {}),
  });
  const context: ReportContext = {
    colour: command.colour === 'always' || (command.colour === 'auto' && wantsColour(host)),
    failOn: configuration.failOn,
    rules: RULES,
    today: host.today,
    quiet: command.quiet,
  };
  for (const { format, path } of command.outputs) {
    writeReport(host, path, await render(format, report, { ...context, colour: false, quiet: false }));
  }
  host.print(await render(command.format, report, context));
  if (command.timing) host.printError(`checked in ${Math.round(host.now() - started)} ms\n`);
  return exitCode(report, configuration.failOn);
}

async function render(format: string, report: Report, context: ReportContext): Promise<string> {
  const reporter = await findReporter(format);
  if (reporter === undefined) throw new UserError(`There is no format "${format}".`);
  return reporter(report, context);
}

async function configurationFor(
  command: CheckCommand,
  repository: SearchableRepository,
  host: Host,
): Promise<LoadedConfiguration> {
  const formats = FORMATS.map(({ name }) => name);
  if (command.noConfig) return { configuration: DEFAULT_CONFIGURATION, findings: [] };
  if (command.config === undefined) return loadConfiguration(repository, formats);
  const path = command.config.replaceAll('\\', '/');
  const absolute = path.startsWith('/') ? path : `${host.workingDirectory}/${path}`;
  const bytes = host.fileSystem.read(absolute, CONFIGURATION_LIMIT);
  if (bytes === undefined) throw new UserError(`The configuration ${command.config} cannot be read.`);
  return readConfiguration(new SourceFile(path, new TextDecoder().decode(bytes)), formats);
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
    host.writeFile(path.startsWith('/') ? path : `${host.workingDirectory}/${path}`, text);
  } catch (error) {
    throw new UserError(
      `The report cannot be written to ${path}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function refusePatterns(patterns: readonly string[]): void {
  for (const pattern of patterns) {
    const problem = patternProblem(pattern);
    if (problem !== undefined) throw new UserError(`"${pattern}" is no usable pattern: ${problem}.`);
  }
}
