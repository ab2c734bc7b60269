import { isReadable, type Repository } from '../../repository/repository.ts';
import { matchesPattern } from './pattern.ts';

/** Whether a file is left out of a build context, by its path in it. */
export type IgnoreTest = (path: string) => boolean;

interface Rule {
  readonly parts: readonly string[];
  /** A name that every path which it matches has in it. */
  readonly needle: string;
  readonly isException: boolean;
}

/** Rules of one file beyond this are not read. */
const MOST_RULES = 200;
/** Parts of one pattern; one with more matches nothing. */
const MOST_PARTS = 20;

const tests = new WeakMap<Repository, Map<string, IgnoreTest | undefined>>();

/**
 * What a build context leaves out (BuildKit's `dockerignore`, moby `patternmatcher`): `NAME.dockerignore` beside
 * the Dockerfile, else `.dockerignore` in the root of the context. Sets of characters (`[ab]`) are not followed.
 *
 * @param folder of the context.
 */
export function ignoreTest(repository: Repository, dockerfile: string, folder: string): IgnoreTest {
  const read = (path: string): IgnoreTest | undefined => {
    const known = tests.get(repository) ?? new Map<string, IgnoreTest | undefined>();
    tests.set(repository, known);
    if (!known.has(path)) {
      const file = repository.has(path) ? repository.read(path) : undefined;
      known.set(path, isReadable(file) ? testOf(file.text) : undefined);
    }
    return known.get(path);
  };
  const root = folder === '' || folder === '.' ? '' : `${folder}/`;
  return read(`${dockerfile}.dockerignore`) ?? read(`${root}.dockerignore`) ?? (() => false);
}

function testOf(text: string): IgnoreTest {
  const rules = text
    .replace(/^\uFEFF/, '')
    .split('\n', 5000)
    .flatMap(ruleOf)
    .slice(0, MOST_RULES);
  const known = new Map<string, boolean>();
  return (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    let isIgnored = false;
    for (const { parts: pattern, needle, isException } of rules)
      if (isIgnored === isException && path.includes(needle) && matches(parts, pattern))
        isIgnored = !isException;
    known.set(path, isIgnored);
    return isIgnored;
  };
}

function ruleOf(line: string): readonly Rule[] {
  const written = line.startsWith('#') ? '' : line.trim();
  const isException = written.startsWith('!');
  const parts: string[] = [];
  for (const part of (isException ? written.slice(1) : written).trim().split('/'))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  if (parts.length === 0 || parts.length > MOST_PARTS) return [];
  const needle = parts.find((part) => !/[*?[\\]/.test(part)) ?? '';
  return [{ parts, needle, isException }];
}

/** Whether a pattern matches a path or a folder that it is in; `**` stands for any number of folders. */
function matches(path: readonly string[], pattern: readonly string[]): boolean {
  // The parts of the path that the pattern up to here may have taken.
  let taken = new Set([0]);
  for (const part of pattern) {
    const next = new Set<number>();
    if (part === '**') for (let more = Math.min(...taken); more <= path.length; more++) next.add(more);
    else
      for (const count of taken)
        if (count < path.length && isPart(path[count] ?? '', part)) next.add(count + 1);
    taken = next;
  }
  // A `**` at the end is what is in the folder, not the folder itself.
  return [...taken].some((count) => count > 0);
}

function isPart(part: string, pattern: string): boolean {
  return part === pattern || (/[*?]/.test(pattern) && matchesPattern(part, pattern));
}
