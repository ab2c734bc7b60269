import { lastStart } from './last-start.ts';
import type { Span } from './span.ts';

/** Line and column, both 1-based; columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Text whose every character is known. */
export interface LiteralRun {
  readonly kind: 'literal';
  readonly text: string;
  readonly origin: Location;
  /** Whether character n of `text` is character n of the source, so that a part of the run has a place of its own. */
  readonly exact: boolean;
}

/** Text that nobody can know from the files: `${BIND}` without a value, `$(hostname)`, `{{ ip }}`. */
export interface UnknownRun {
  readonly kind: 'unknown';
  /** What stands in its place, for people: `BIND`, `$(hostname -i)`, `{{ ip }}`. */
  readonly name: string;
  /** Why it is unknown, as the end of a sentence: "BIND is set nowhere in this repository". */
  readonly because: string;
  readonly origin: Location;
  /** Whether it can turn into any number of words (an unquoted `$OPTS` in a shell), also none. */
  readonly splits: boolean;
}

export type Run = LiteralRun | UnknownRun;

/**
 * One file's text and its line table. The only place where offsets become lines: everything before a
 * reporter speaks in offsets. Lines end at LF, CRLF or a lone CR, as GitHub and editors count them.
 */
export class SourceFile {
  /** Path from the repository's root, with `/`. */
  readonly path: string;
  readonly text: string;
  #starts: Uint32Array | undefined;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
  }

  /** Offsets at which lines begin; built on first use. */
  get lineStarts(): Uint32Array {
    this.#starts ??= findLineStarts(this.text);
    return this.#starts;
  }

  positionAt(offset: number): Position {
    const starts = this.lineStarts;
    const line = lastStart(starts, offset);
    return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
  }

  /** The text of a 1-based line, without its line break; empty beyond the end. */
  line(number: number): string {
    const start = this.lineStarts[number - 1];
    if (start === undefined) return '';
    const next = this.lineStarts[number] ?? this.text.length;
    return this.text.slice(start, next).replace(/[\r\n]+$/, '');
  }

  /** The span of a 1-based line, without its line break. */
  lineSpan(number: number): Span {
    const start = this.lineStarts[number - 1] ?? this.text.length;
    return { start, end: start + this.line(number).length };
  }

  /** A place in this file. */
  at(start: number, end: number): Location {
    return { file: this, start, end };
  }

  /** What stands at [start, end): one verbatim run; more in a file that was made from others. */
  runs(start: number, end: number): readonly Run[] {
    const text = this.text.slice(start, end);
    return text === '' ? [] : [{ kind: 'literal', text, origin: this.at(start, end), exact: true }];
  }
}

/** A span and the file it is in. */
export interface Location extends Span {
  readonly file: SourceFile;
}

/** Whether two locations are the same place. */
export function sameLocation(a: Location, b: Location): boolean {
  return a.file === b.file && a.start === b.start && a.end === b.end;
}

/** The characters at a location, as they stand in the file. */
export function sourceText(location: Location): string {
  return location.file.text.slice(location.start, location.end);
}

function findLineStarts(text: string): Uint32Array {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x0a || (code === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) starts.push(i + 1);
  }
  return Uint32Array.from(starts);
}
