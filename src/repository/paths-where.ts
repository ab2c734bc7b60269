import type { Repository } from './repository.ts';

type Accepts = (path: string) => boolean;

const known = new WeakMap<readonly string[], Map<Accepts, readonly string[]>>();

/**
 * The paths of a repository of some kind, sought once: what asks for each of many files what lies beside it must not
 * go through all paths each time.
 *
 * @param accepts the same function each time, as the answer is known by it.
 */
export function pathsWhere({ paths }: Repository, accepts: Accepts): readonly string[] {
  const answers = known.get(paths) ?? new Map<Accepts, readonly string[]>();
  known.set(paths, answers);
  const found = answers.get(accepts) ?? paths.filter(accepts);
  answers.set(accepts, found);
  return found;
}
