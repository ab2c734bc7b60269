import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expose } from '../../../src/exposure/expose.ts';
import type { Format } from '../../../src/formats/format.ts';
import { kubernetes } from '../../../src/formats/kubernetes/format.ts';
import type { Launch, Reading } from '../../../src/launch/launch.ts';
import type { PublishedPort } from '../../../src/network/network.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';
import { isReadable } from '../../../src/repository/repository.ts';
import { publicService } from '../../../src/rules/public-service.ts';
import { type Location, sourceText } from '../../../src/text/source-file.ts';
import type { TracedText } from '../../../src/text/traced-text.ts';

/** What the format finds in a repository; it gets the files that discovery would give it. */
export async function read(
  files: Readonly<Record<string, string>>,
  format: Format = kubernetes,
): Promise<Reading> {
  const repository = memoryRepository(files);
  const named = repository.paths.filter((path) => {
    const text = files[path] ?? '';
    return (format.hasPath(path) || format.hasContent(text, path)) && /memcache/i.test(path + text);
  });
  const folders = new Set(named.map(folderOf));
  const beside = repository.paths.filter((path) => format.hasPath(path) && folders.has(folderOf(path)));
  return format.read(
    [...new Set([...named, ...beside])]
      .map((path) => repository.read(path))
      .filter((file) => isReadable(file)),
    repository,
  );
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** The files of a folder below `__tests__/fixtures`. */
export function fixture(name: string): Record<string, string> {
  const root = fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url));
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
export function word(text: TracedText): string {
  return text.runs.map((run) => (run.kind === 'literal' ? run.text : `‹${run.name}›`)).join('');
}

function port(value: PublishedPort['hostPort']): string {
  if (value === undefined) return '*';
  return value === 'unknown' ? '?' : `${value.first}`;
}

/** `public 11300→11211/tcp`, the address before its port where there is one. */
export function published(mapping: PublishedPort): string {
  const address = mapping.hostAddress === undefined ? '' : `${word(mapping.hostAddress)}:`;
  const reach = mapping.reach === undefined ? '' : `${mapping.reach} `;
  return `${reach}${address}${port(mapping.hostPort)}→${port(mapping.containerPort)}/${mapping.protocol}`;
}

/** A launch in one line: name, version, command line, network. */
export function shown(launch: Launch): string {
  const { network, version, program, argv } = launch;
  const where = 'published' in network && network.published.map(published).join(' ');
  const label = version.state === 'known' ? version.label : 'unknown';
  return `${launch.name} | ${label} | ${[program, ...argv].map(word).join(' ')} | ${where || network.kind}`;
}

/** Where the rule `public-service` speaks. */
export function taken({ launches }: Reading): readonly string[] {
  return launches.flatMap((launch) => {
    const exposure = expose(launch, { privateNetworks: [] }, {});
    return [...(publicService.check?.(exposure, { requireExplicitUdpOff: false }) ?? [])].map(({ at }) =>
      place(at),
    );
  });
}
