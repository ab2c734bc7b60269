import { Minimatch } from 'minimatch';

/**
 * Which paths count: those that some `include` pattern matches (all where there is none) and no `exclude`
 * pattern does. Patterns are globs as in minimatch, from the root of the repository; a folder's name stands
 * for all below it, and a pattern without `/` matches at any depth.
 */
export function pathFilter(
  include: readonly string[],
  exclude: readonly string[],
): (path: string) => boolean {
  const included = include.flatMap(compile);
  const excluded = exclude.flatMap(compile);
  return (path) =>
    (included.length === 0 || included.some((pattern) => pattern.match(path))) &&
    !excluded.some((pattern) => pattern.match(path));
}

function compile(pattern: string): readonly Minimatch[] {
  const bare = pattern.replace(/^\.?\//, '').replace(/\/$/, '');
  const anywhere = bare.includes('/') || pattern.startsWith('/') ? bare : `**/${bare}`;
  const options = { dot: true, nonegate: true, nocomment: true, braceExpandMax: 1000 };
  return [new Minimatch(anywhere, options), new Minimatch(`${anywhere}/**`, options)];
}
