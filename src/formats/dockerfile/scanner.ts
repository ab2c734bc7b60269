import type { Location, SourceFile } from '../../text/source-file.ts';
import { type Heredoc, heredocsIn } from './heredoc.ts';
import { type LogicalLine, LogicalLineBuilder } from './logical-line.ts';

/** What keeps BuildKit from reading or building a file. */
export interface BuildError {
  readonly at: Location;
  /** A sentence without its full stop. */
  readonly because: string;
}

/** A here-document and where its content stands. */
export interface HeredocContent extends Heredoc {
  readonly start: number;
  readonly end: number;
}

/** One instruction as written. */
interface ScannedLine {
  readonly line: LogicalLine;
  readonly heredocs: readonly HeredocContent[];
}

export interface ScannedFile {
  readonly lines: readonly ScannedLine[];
  /** The escape character: a backslash, or a backtick by `# escape=`. */
  readonly escape: string;
  readonly error?: BuildError;
}

/** Longest physical line that BuildKit's reader takes (`bufio.MaxScanTokenSize`). */
const LONGEST_LINE = 65_535;

/**
 * Cuts a Dockerfile into instructions as BuildKit's `parser.Parse` does: parser directives, comments,
 * continuation lines (also with blanks after the escape character, and comments or blank lines between), here-documents.
 */
export function scan(file: SourceFile): ScannedFile {
  return new Scanner(file).scan();
}

class Scanner {
  readonly #file: SourceFile;
  readonly #text: string;
  readonly #lines: ScannedLine[] = [];
  readonly #directives = new Set<string>();
  #at = 0;
  #escape = '\\';
  #directivesEnded = false;
  #error: BuildError | undefined;

  constructor(file: SourceFile) {
    this.#file = file;
    this.#text = file.text;
    if (this.#text.startsWith('\uFEFF')) this.#at = 1;
  }

  scan(): ScannedFile {
    while (this.#at < this.#text.length && this.#error === undefined) this.#instruction();
    const result = { lines: this.#lines, escape: this.#escape };
    return this.#error === undefined ? result : { ...result, error: this.#error };
  }

  /** The next physical line without its line break. */
  #next(): { start: number; end: number } {
    const start = this.#at;
    const found = this.#text.indexOf('\n', start);
    let end = found < 0 ? this.#text.length : found;
    this.#at = found < 0 ? end : found + 1;
    while (end > start && this.#text[end - 1] === '\r') end--;
    if (end - start > LONGEST_LINE) this.#fail(start, start + 1, 'a line is longer than 65535 bytes');
    return { start, end };
  }

  #instruction(): void {
    const first = this.#next();
    const start = this.#skipBlanks(first.start, first.end);
    if (this.#text[start] === '#' && start < first.end) {
      this.#comment(start, first.end);
      return;
    }
    this.#directivesEnded = true;
    const builder = new LogicalLineBuilder(this.#file);
    let continued = this.#add(builder, start, first.end);
    if (!continued && start === first.end) return;
    while (continued && this.#at < this.#text.length && this.#error === undefined) {
      const { start: from, end } = this.#next();
      const content = this.#skipBlanks(from, end);
      if (content < end && this.#text[content] !== '#') continued = this.#add(builder, from, end);
    }
    const line = builder.build(first.start);
    this.#lines.push({ line, heredocs: this.#heredocs(line) });
  }

  /** Adds a physical line without its escape character; whether another line follows. */
  #add(builder: LogicalLineBuilder, start: number, end: number): boolean {
    let last = end - 1;
    while (last >= start && (this.#text[last] === ' ' || this.#text[last] === '\t')) last--;
    const continued =
      last >= start &&
      this.#text[last] === this.#escape &&
      (last === start || this.#text[last - 1] !== this.#escape);
    builder.add(start, continued ? last : end);
    return continued;
  }

  #comment(start: number, end: number): void {
    if (this.#directivesEnded) return;
    const match = /^#\s*([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S.*)$/.exec(this.#text.slice(start, end));
    const name = match?.[1]?.toLowerCase();
    const value = match?.[2]?.trimEnd();
    if (name !== 'escape' && name !== 'syntax' && name !== 'check') {
      this.#directivesEnded = true;
      return;
    }
    if (this.#directives.has(name)) this.#fail(start, end, `only one ${name} parser directive can be used`);
    this.#directives.add(name);
    if (name !== 'escape') return;
    if (value === '\\' || value === '`') this.#escape = value;
    else this.#fail(start, end, `the escape directive takes a backslash or a backtick, not ${value}`);
  }

  #heredocs(line: LogicalLine): readonly HeredocContent[] {
    if (!line.text.includes('<<') || !/^(?:onbuild[\t\v\f\r ]+)?(?:run|copy|add)[\t\v\f\r ]/i.test(line.text))
      return [];
    return heredocsIn(line.text).flatMap((heredoc) => {
      const start = this.#at;
      while (this.#at < this.#text.length) {
        const { start: from, end } = this.#next();
        const text = this.#text.slice(from, end);
        if ((heredoc.chomp ? text.replace(/^\t+/, '') : text) === heredoc.name)
          return [{ ...heredoc, start, end: from }];
      }
      const place = line.place(0, line.text.length);
      this.#fail(place.start, place.end, `the here-document ${heredoc.name} has no end`);
      return [];
    });
  }

  #skipBlanks(start: number, end: number): number {
    let at = start;
    while (at < end && /\s/.test(this.#text[at] ?? '')) at++;
    return at;
  }

  #fail(start: number, end: number, because: string): void {
    this.#error ??= { at: this.#file.at(start, end), because };
  }
}
