import type { Format } from '../formats/format.ts';
import { isReadable, type SearchableRepository, type Unreadable } from '../repository/repository.ts';
import type { SourceFile } from '../text/source-file.ts';
import { MENTION } from './mentions.ts';
import { carriesNothing, isMadeByAutomake, isWorthSniffing } from './worth-sniffing.ts';

/** The files that matter, by the format that reads them. */
export interface Discovery {
  readonly files: ReadonlyMap<Format, readonly SourceFile[]>;
  readonly unreadable: readonly Unreadable[];
  /** How many files were looked into. */
  readonly looked: number;
}

export interface DiscoveryOptions {
  readonly formats: readonly Format[];
  /** Whether a path (without the repository's prefix) counts. */
  readonly accepts: (path: string) => boolean;
  /** Path (without prefix) to the name of its format, as the configuration says. */
  readonly named: ReadonlyMap<string, string>;
}

/**
 * Finds the files that can start memcached. Paths decide first; only where they say nothing is a file's
 * beginning searched for the word, and only then is it read. A format gets all its files that name memcached
 * and those of the same format beside them, such as an override that only adds a port.
 */
export function discover(repository: SearchableRepository, options: DiscoveryOptions): Discovery {
  const files = new Map<Format, SourceFile[]>();
  const unreadable: Unreadable[] = [];
  const waiting: { readonly format: Format; readonly path: string }[] = [];
  const foldersThatMatter = new Set<string>();
  let looked = 0;

  const take = (format: Format, path: string): void => {
    const read = repository.read(path);
    if (!isReadable(read)) {
      const isNew = read !== undefined && !unreadable.some((other) => other.path === path);
      if (isNew && !isMadeByAutomake(path)) unreadable.push(read);
      return;
    }
    const list = files.get(format) ?? [];
    if (!list.includes(read)) list.push(read);
    files.set(format, list);
    foldersThatMatter.add(folderKey(format, path));
  };

  for (const path of repository.paths) {
    const relative = path.slice(repository.prefix.length);
    if (!options.accepts(relative)) continue;
    const named = options.named.get(relative);
    if (named === undefined && carriesNothing(relative)) continue;
    const byPath = options.formats.filter((format) =>
      named === undefined ? format.hasPath(relative) : format.name === named,
    );
    if (byPath.length === 0 && !isWorthSniffing(relative)) continue;
    looked++;
    const names = named !== undefined || MENTION.test(relative) || repository.names(path, MENTION);
    for (const format of byPath) {
      if (names) take(format, path);
      else if (!format.readsAlone) waiting.push({ format, path });
    }
    // A path can mislead: a memcached.conf may hold a unit's environment or a supervisord program.
    if (names && named === undefined && !byPath.some((format) => reads(repository, format, path))) {
      for (const format of formatsByContent(repository, path, options.formats, unreadable)) {
        take(format, path);
      }
    }
  }
  for (const { format, path } of waiting) {
    const wanted = format.readsAll ? files.size > 0 : foldersThatMatter.has(folderKey(format, path));
    if (wanted) take(format, path);
  }
  return { files, unreadable, looked };
}

function reads(repository: SearchableRepository, format: Format, path: string): boolean {
  const read = repository.read(path);
  return !isReadable(read) || format.hasContent(read.text, path);
}

function formatsByContent(
  repository: SearchableRepository,
  path: string,
  formats: readonly Format[],
  unreadable: Unreadable[],
): readonly Format[] {
  const read = repository.read(path);
  if (isReadable(read)) return formats.filter((format) => format.hasContent(read.text, path));
  // A picture or archive that happens to hold the word is nothing; a text that is too large may be something.
  if (read !== undefined && !read.because.includes('binary')) unreadable.push(read);
  return [];
}

function folderKey(format: Format, path: string): string {
  return `${format.name} ${path.slice(0, path.lastIndexOf('/') + 1)}`;
}
