import type { Location, SourceFile } from '../../text/source-file.ts';

/** An assignment of a sourced shell file, as far as it can be told from its line. */
export interface Assignment {
  readonly name: string;
  /** The value without white space and one pair of quotes around it. */
  readonly value: string;
  /** The whole assignment. */
  readonly at: Location;
}

/** The assignments at the beginning of lines, in order. */
export function assignmentsIn(file: SourceFile): Assignment[] {
  const found: Assignment[] = [];
  const line = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)\+?=(.*)$/gm;
  for (const match of file.text.matchAll(line)) {
    const [whole, name = '', raw = ''] = match;
    const start = match.index + whole.length - whole.trimStart().length;
    const quoted = /^(?:"([^"]*)"|'([^']*)')/.exec(raw);
    const value = quoted?.[1] ?? quoted?.[2] ?? /^\S*/.exec(raw)?.[0] ?? '';
    const at = file.at(start, match.index + whole.trimEnd().length);
    found.push({ name, value, at });
  }
  return found;
}

/** The last assignment of a name: the one that holds. */
export function lastOf(assignments: readonly Assignment[], name: string): Assignment | undefined {
  return assignments.findLast((assignment) => assignment.name === name);
}
