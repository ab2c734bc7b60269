/** The lines of a file's new version that a diff shows, by 1-based number, without their line breaks. */
export type PatchLines = ReadonlyMap<number, string>;

/** Reads the `patch` of a changed file, in which GitHub lets people comment on every line that it shows. */
export function patchLines(patch: string): PatchLines {
  const lines = new Map<number, string>();
  let at = 0;
  for (const line of patch.split('\n')) {
    const hunk = /^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@/.exec(line);
    if (hunk?.[1] !== undefined) at = Number(hunk[1]);
    else if (line.startsWith('+') || line.startsWith(' ')) lines.set(at++, line.slice(1));
  }
  return lines;
}
