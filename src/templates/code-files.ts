import { isReadable, type Repository } from '../repository/repository.ts';
import type { SourceFile } from '../text/source-file.ts';
import { type AssignedValue, literalAt } from './literal-value.ts';

/** Assignments of one name that are looked at in one file. */
const MOST = 16;

/** The files of some of the paths whose text holds a word. */
export function filesNaming(
  repository: Repository,
  paths: readonly string[],
  word: string,
): readonly SourceFile[] {
  return paths.flatMap((path) => {
    const file = repository.read(path);
    return isReadable(file) && file.text.includes(word) ? [file] : [];
  });
}

/** The values right after each match of a pattern, which begins at a name; comment lines do not count. */
export function valuesAfter(
  file: SourceFile,
  pattern: RegExp,
  from = 0,
  to = file.text.length,
): AssignedValue[] {
  const values: AssignedValue[] = [];
  for (const match of file.text.slice(from, to).matchAll(pattern)) {
    const at = from + match.index;
    const line = file.text.slice(file.text.lastIndexOf('\n', at) + 1, at + 1);
    if (line.length > 1000 || /^\s*#/.test(line)) continue;
    values.push(literalAt(file, at + match[0].length));
    if (values.length >= MOST) break;
  }
  return values;
}
