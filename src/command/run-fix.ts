import { check } from '../check.ts';
import { type AllFixed, fixAll } from '../fixes/fix-all.ts';
import { unifiedDiff } from '../fixes/unified-diff.ts';
import { exitCode, failing } from '../report/report.ts';
import { terminalText } from '../reporters/escape/terminal.ts';
import { redact } from '../reporters/redact.ts';
import { plural } from '../reporters/wording.ts';
import { isReadable, type SearchableRepository } from '../repository/repository.ts';
import type { Host } from './host.ts';
import type { FixCommand } from './parse-command-line.ts';
import { type Prepared, prepare } from './prepare.ts';
import { CannotFinish, UserError } from './user-error.ts';

const FILE_LIMIT = 1024 * 1024;

/**
 * Prints the confirmed fixes as a diff, or with `--write` makes them. Returns 1 while findings remain in the files,
 * so also where a diff was only shown.
 */
export async function runFix(command: FixCommand, host: Host): Promise<number> {
  const prepared = await prepare(command, host);
  const { repository, only, configuration, configurationFindings } = prepared;
  if (configurationFindings.length > 0) {
    throw new UserError(
      'The configuration has mistakes, which memcached-guard check shows; mend them first.',
    );
  }
  const fixed = await fixAll(repository, (edited) =>
    check(edited, { configuration, today: host.today, ...(only ? { only } : {}) }),
  );
  const { failOn } = configuration;
  if (!command.write) {
    for (const [path, text] of fixed.texts)
      host.print(shown(unifiedDiff(path, textOf(repository, path), text), host));
    host.printError(
      `memcached-guard: ${summary(fixed, failing(fixed.after, failOn).length, 'can be mended')}\n`,
    );
    return exitCode(fixed.before, failOn);
  }
  for (const path of fixed.texts.keys()) refuseUnfaithful(path, prepared, host);
  for (const [path, text] of fixed.texts) write(path, text, prepared, host);
  host.print(`memcached-guard: ${summary(fixed, failing(fixed.after, failOn).length, 'mended')}\n`);
  return exitCode(fixed.after, failOn);
}

function summary({ fixes, texts }: AllFixed, left: number, verb: string): string {
  const rest =
    left === 0
      ? 'nothing else to mend'
      : `${plural(left, 'finding')} ${left === 1 ? 'is' : 'are'} left to you`;
  if (fixes === 0) return left === 0 ? 'nothing to mend' : rest;
  return `${plural(fixes, 'finding')} ${verb} in ${plural(texts.size, 'file')}, ${rest}`;
}

/** A pipe gets the diff as `git apply` needs it; a person sees what he would else not see, and no secrets. */
function shown(diff: string, { isTerminal }: Host): string {
  if (!isTerminal) return diff;
  return diff.replace(/[^\n]+/g, (line) => redact(terminalText(line.replace(/\r$/, ''))));
}

function textOf(repository: SearchableRepository, path: string): string {
  const file = repository.read(path);
  return isReadable(file) ? file.text : '';
}

/** Files are written as UTF-8, so one whose bytes are anything else would change beyond its fix. */
function refuseUnfaithful(path: string, { repository, root }: Prepared, host: Host): void {
  const bytes = host.fileSystem.read(absolute(path, repository, root), FILE_LIMIT + 1);
  const text = textOf(repository, path);
  const encoded = new TextEncoder().encode(text);
  const isSame = bytes?.length === encoded.length && encoded.every((byte, index) => bytes[index] === byte);
  if (!isSame) {
    throw new CannotFinish(
      `${path} is not written as UTF-8 or has changed meanwhile, so nothing was written; exclude it, or mend it by hand.`,
    );
  }
}

function write(path: string, text: string, { repository, root }: Prepared, host: Host): void {
  try {
    host.writeFile(absolute(path, repository, root), text);
  } catch (error) {
    throw new CannotFinish(`${path} cannot be written: ${error instanceof Error ? error.message : error}`);
  }
}

function absolute(path: string, { prefix }: SearchableRepository, root: string): string {
  return `${root.replace(/\/$/, '')}/${path.slice(prefix.length)}`;
}
