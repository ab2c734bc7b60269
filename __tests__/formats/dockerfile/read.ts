import { dockerfile } from '../../../src/formats/dockerfile/format.ts';
import type { Launch, Reading } from '../../../src/launch/launch.ts';
import { describeReleases } from '../../../src/memcached/version.ts';
import type { Repository } from '../../../src/repository/repository.ts';
import { type Location, SourceFile, sourceText } from '../../../src/text/source-file.ts';
import type { TracedText } from '../../../src/text/traced-text.ts';

/** Reads small repositories, given as path and text; every Dockerfile in them is read. */
export async function read(texts: Readonly<Record<string, string>>): Promise<Reading> {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, new SourceFile(path, text)]));
  const repository: Repository = {
    paths: [...files.keys()].sort(),
    has: (path) => files.has(path),
    read: (path) => files.get(path),
  };
  const taken = [...files.values()].filter(
    (file) => dockerfile.hasPath(file.path) || dockerfile.hasContent(file.text, file.path),
  );
  return dockerfile.read(taken, repository);
}

/** A word; an unknown part is its name in `‹›`. */
export function wordText(word: TracedText): string {
  return word.runs.map((run) => (run.kind === 'literal' ? run.text : `‹${run.name}›`)).join('');
}

/** Program and words in one line. */
export function commandLine({ program, argv }: Launch): string {
  return [program, ...argv].map(wordText).join(' ');
}

/** What is known of a launch's memcached, in short. */
export function version({ version: found }: Launch): string {
  if (found.state === 'unknown') return 'unknown';
  return `${describeReleases(found.releases)}${found.udpPatchedOff === true ? ' (patched)' : ''}`;
}

/** `line:column` and the text there. */
export function shown(at: Location | undefined): string {
  if (at === undefined) return 'nowhere';
  const { line, column } = at.file.positionAt(at.start);
  return `${line}:${column} ${sourceText(at)}`;
}
