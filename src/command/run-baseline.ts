import { check } from '../check.ts';
import { pathFilter } from '../discovery/path-filter.ts';
import { BASELINE_PATH, type BaselineEntry } from '../policy/baseline.ts';
import { BASELINE_LIMIT, baselineText } from '../policy/baseline-file.ts';
import { readBaseline } from '../policy/find-baseline.ts';
import { pruneBaseline, type RecordOptions, recordBaseline } from '../policy/record-baseline.ts';
import { visible } from '../reporters/escape/visible.ts';
import { redact } from '../reporters/redact.ts';
import { plural } from '../reporters/wording.ts';
import type { Host } from './host.ts';
import type { BaselineCommand } from './parse-command-line.ts';
import { inWorkingDirectory, type Prepared, prepare } from './prepare.ts';
import { UserError } from './user-error.ts';

/** Writes today's findings down as known, or with `--prune` removes those that are gone. */
export async function runBaseline(command: BaselineCommand, host: Host): Promise<number> {
  const prepared = await prepare(command, host);
  const { repository, only, configuration, configurationFindings } = prepared;
  if (configurationFindings.length > 0) {
    throw new UserError(
      'The configuration has mistakes, which memcached-guard check shows; mend them first.',
    );
  }
  const { name, absolute } = placeOf(command, prepared, host);
  const previous = readPrevious(name, absolute, host);
  if (command.prune && previous === undefined) {
    throw new UserError(`There is no baseline ${name} to prune; without --prune it is written.`);
  }
  const report = await check(repository, { configuration, today: host.today, ...(only ? { only } : {}) });
  const options: RecordOptions = {
    previous: previous ?? [],
    lookedAt: scopeOf(prepared),
    redact: (text) => visible(redact(text)),
  };
  const entries = (command.prune ? pruneBaseline : recordBaseline)(report.findings, options);
  write(name, absolute, baselineText(entries), host);
  const before = new Set((previous ?? []).map(({ fingerprint }) => fingerprint));
  const after = new Set(entries.map(({ fingerprint }) => fingerprint));
  const added = [...after].filter((each) => !before.has(each)).length;
  const removed = [...before].filter((each) => !after.has(each)).length;
  const change = command.prune ? `${removed} removed` : `${added} new, ${removed} removed`;
  host.print(`${name} knows ${plural(entries.length, 'finding')} (${change}).\n`);
  return 0;
}

/** The file of `--output`, else that of the configuration, else the usual one, at the root of what is checked. */
function placeOf(
  command: BaselineCommand,
  { repository, root, configuration }: Prepared,
  host: Host,
): { readonly name: string; readonly absolute: string } {
  if (command.output !== undefined) {
    return { name: command.output, absolute: inWorkingDirectory(command.output, host) };
  }
  const path = configuration.baseline ?? BASELINE_PATH;
  return { name: repository.prefix + path, absolute: `${root}/${path}` };
}

function readPrevious(name: string, absolute: string, host: Host): readonly BaselineEntry[] | undefined {
  const bytes = host.fileSystem.read(absolute, BASELINE_LIMIT + 1);
  if (bytes === undefined) return undefined;
  const loaded = readBaseline(name, bytes);
  if ('error' in loaded) throw new UserError(`${loaded.error} Delete it to start anew.`);
  return loaded.entries;
}

/** What this run says something about: entries beyond it are kept. */
function scopeOf({ repository, only, configuration }: Prepared): (path: string) => boolean {
  const accepts = pathFilter(configuration.include, configuration.exclude);
  return (path) => {
    if (only !== undefined) return only.has(path);
    return accepts(path.slice(repository.prefix.length)) || !repository.has(path);
  };
}

function write(name: string, absolute: string, text: string, host: Host): void {
  try {
    host.writeFile(absolute, text);
  } catch (error) {
    throw new UserError(
      `The baseline cannot be written to ${name}: ${error instanceof Error ? error.message : error}`,
    );
  }
}
