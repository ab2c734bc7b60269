import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose } from '../../../src/formats/compose/format.ts';
import type { Launch, Reading } from '../../../src/launch/launch.ts';
import type { PublishedPort } from '../../../src/network/network.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';
import { isReadable } from '../../../src/repository/repository.ts';
import { type Location, sourceText } from '../../../src/text/source-file.ts';
import type { TracedText } from '../../../src/text/traced-text.ts';

/** What the format finds in a repository; it gets every file that it recognises. */
export async function read(files: Readonly<Record<string, string>>): Promise<Reading> {
  const repository = memoryRepository(files);
  const own = repository.paths.filter(
    (path) => compose.hasPath(path) || compose.hasContent(files[path] ?? '', path),
  );
  return compose.read(
    own.map((path) => repository.read(path)).filter((file) => isReadable(file)),
    repository,
  );
}

/** The files of `__tests__/fixtures/compose/NAME`. */
export function fixture(name: string): Record<string, string> {
  const root = fileURLToPath(new URL(`../../fixtures/compose/${name}`, import.meta.url));
  const files: Record<string, string> = {};
  for (const entry of readdirSync(root, { recursive: true })) {
    const path = join(root, String(entry));
    if (statSync(path).isFile())
      files[relative(root, path).split(sep).join('/')] = readFileSync(path, 'utf8');
  }
  return files;
}

/** `path:line:column text` of a place. */
export function place(at: Location): string {
  const { line, column } = at.file.positionAt(at.start);
  return `${at.file.path}:${line}:${column} ${sourceText(at)}`;
}

/** A word, unknown parts as `‹NAME›`. */
function word(text: TracedText): string {
  return text.runs.map((run) => (run.kind === 'literal' ? run.text : `‹${run.name}›`)).join('');
}

function commandLine({ program, argv }: Launch): string {
  return [program, ...argv].map(word).join(' ');
}

/** `127.0.0.1:11211→11211/tcp`, `*` for every address and for a random port. */
function published(port: PublishedPort): string {
  const range = (value: PublishedPort['hostPort']) =>
    value === undefined
      ? '*'
      : value === 'unknown'
        ? '?'
        : value.first === value.last
          ? `${value.first}`
          : `${value.first}-${value.last}`;
  const address = port.hostAddress === undefined ? '*' : word(port.hostAddress);
  return `${address}:${range(port.hostPort)}→${range(port.containerPort)}/${port.protocol}`;
}

/** A launch in one line: name, version, command line, network. */
export function shown(launch: Launch): string {
  const { network, version } = launch;
  const where =
    'published' in network
      ? [...network.published.map(published), ...network.limits.map(({ reach }) => `limit ${reach}`)].join(
          ' ',
        ) || network.kind
      : network.kind;
  return `${launch.name} | ${version.state === 'known' ? version.label : 'unknown'} | ${commandLine(launch)} | ${where}`;
}
