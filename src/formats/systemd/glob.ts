/**
 * The paths that a pattern of `EnvironmentFile=` matches, sorted: `*`, `?` and `[…]` within one component,
 * `\` protects a character, a leading dot must be written out (glob(7)). The pattern is absolute; the
 * paths have no leading `/`.
 */
export function matchPaths(pattern: string, paths: readonly string[]): readonly string[] {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  return paths.filter((path) => matchesPath(parts, path)).sort();
}

function matchesPath(parts: readonly string[], path: string): boolean {
  const names = path.split('/');
  return names.length === parts.length && names.every((name, i) => matchesName(parts[i] ?? '', name));
}

/** Whether a pattern matches one name; after a mismatch only the last `*` is retried, so time is bounded. */
function matchesName(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !/^\\?\./.test(pattern)) return false;
  let p = 0;
  let n = 0;
  let star = -1;
  let retry = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      retry = n;
      continue;
    }
    const width = matchOne(pattern, p, name.charAt(n));
    if (width > 0) {
      p += width;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++retry;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/** How many characters of the pattern match one character; 0 if they do not. */
function matchOne(pattern: string, at: number, char: string): number {
  const first = pattern.charAt(at);
  if (first === '?') return 1;
  if (first === '\\' && at + 1 < pattern.length) return pattern[at + 1] === char ? 2 : 0;
  const end = first === '[' ? pattern.indexOf(']', at + (/^[!^]/.test(pattern.slice(at + 1)) ? 3 : 2)) : -1;
  if (end < 0) return first === char ? 1 : 0;
  const negated = '!^'.includes(pattern.charAt(at + 1));
  const set = pattern.slice(at + (negated ? 2 : 1), end);
  return inSet(set, char) === negated ? 0 : end + 1 - at;
}

function inSet(set: string, char: string): boolean {
  for (let i = 0; i < set.length; i++) {
    const low = set.charAt(i);
    if (set[i + 1] === '-' && i + 2 < set.length) {
      if (low <= char && char <= set.charAt(i + 2)) return true;
      i += 2;
    } else if (low === char) return true;
  }
  return false;
}
