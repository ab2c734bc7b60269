import { readdirSync, readFileSync } from 'node:fs';
import type { Format } from '../../../src/formats/format.ts';
import type { Reading } from '../../../src/launch/launch.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';
import { isReadable } from '../../../src/repository/repository.ts';
import type { Location } from '../../../src/text/source-file.ts';
import type { TracedText } from '../../../src/text/traced-text.ts';

/** The files of a small fixture repository. */
export function fixtureFiles(name: string): Readonly<Record<string, string>> {
  const root = new URL(`../../fixtures/${name}/`, import.meta.url);
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.flatMap((entry) => {
      if (!entry.isFile()) return [];
      const path = `${entry.parentPath}/${entry.name}`.replaceAll('\\', '/');
      return [[path.slice(path.indexOf(`${name}/`) + name.length + 1), readFileSync(path, 'utf8')]];
    }),
  );
}

/** What a format makes of these files, as it does in a run: those it knows by path or by content. */
export function readAs(format: Format, files: Readonly<Record<string, string>>): Promise<Reading> {
  const repository = memoryRepository(files);
  const own = repository.paths
    .map((path) => repository.read(path))
    .filter(isReadable)
    .filter(({ path, text }) => format.hasPath(path) || format.hasContent(text, path));
  return format.read(own, repository);
}

/** `path:line:column-column` of a place. */
export function placeOf(at: Location | undefined): string {
  if (!at) return 'nowhere';
  const start = at.file.positionAt(at.start);
  const end = at.file.positionAt(at.end);
  const last = start.line === end.line ? `${end.column}` : `${end.line}:${end.column}`;
  return `${at.file.path}:${start.line}:${start.column}-${last}`;
}

/** A word with each unknown part as `<name>`, or `<name…>` where it can be any number of words. */
export function show(word: TracedText): string {
  return word.runs
    .map((run) => (run.kind === 'literal' ? run.text : `<${run.name}${run.splits ? '…' : ''}>`))
    .join('');
}

/** A word and where it stands. */
export function showPlaced(word: TracedText): string {
  return `${show(word)} @ ${placeOf(word.locate())}`;
}
