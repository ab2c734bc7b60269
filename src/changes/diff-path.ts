const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13 };

/** A path as git's headers write it: alone, ended by a tab, or quoted as in C where it holds unusual bytes. */
export function unquotePath(text: string): string {
  const path = text.replace(/\t?\r?$/, '');
  if (!path.startsWith('"')) return path;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (let at = 1; at < path.length && path[at] !== '"'; at++) {
    if (path[at] !== '\\') {
      const char = String.fromCodePoint(path.codePointAt(at) ?? 0);
      bytes.push(...encoder.encode(char));
      at += char.length - 1;
      continue;
    }
    at++;
    const octal = /^[0-7]{3}/.exec(path.slice(at, at + 3))?.[0];
    if (octal === undefined) bytes.push(ESCAPES[path[at] ?? ''] ?? (path.charCodeAt(at) || 0) & 0xff);
    else {
      bytes.push(Number.parseInt(octal, 8) & 0xff);
      at += 2;
    }
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** The path in `diff --git a/P b/P`, where both are the same; it is all there is for a file without hunks. */
export function pathOfHeader(line: string): string | undefined {
  const rest = line.slice('diff --git '.length);
  if (rest.startsWith('"')) {
    const path = unquotePath(rest);
    return path.startsWith('a/') ? path.slice(2) : undefined;
  }
  // "a/" + path + " b/" + path
  const path = rest.slice(2, (rest.length - 1) / 2);
  return rest === `a/${path} b/${path}` ? path : undefined;
}
