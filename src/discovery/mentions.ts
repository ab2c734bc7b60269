import type { SearchableRepository } from '../repository/repository.ts';
import { carriesNothing } from './worth-sniffing.ts';

/** What marks a file as worth reading. */
export const MENTION = /memcache/i;

/**
 * Whether any file that could start something names memcached. Stops at the first; where there is none, no
 * format needs to be loaded. `looked` counts the files that were searched up to there.
 */
export function lookForMentions(
  repository: SearchableRepository,
  accepts: (path: string) => boolean,
  named: ReadonlyMap<string, string>,
): { readonly found: boolean; readonly looked: number } {
  let looked = 0;
  for (const path of repository.paths) {
    const relative = path.slice(repository.prefix.length);
    if (!accepts(relative)) continue;
    if (named.has(relative)) return { found: true, looked };
    if (carriesNothing(relative)) continue;
    if (MENTION.test(relative)) return { found: true, looked };
    looked++;
    if (repository.names(path, MENTION)) return { found: true, looked };
  }
  return { found: false, looked };
}
