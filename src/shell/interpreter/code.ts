import { type ParsedScript, parse } from 'unbash';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { ShellDialect } from '../wrappers/step.ts';
import { firstDashError } from './dash-errors.ts';

type Statement = ParsedScript['commands'][number];

/**
 * Shell text and what it parses to. The parser's offsets index `text`; `slice` turns them into traced
 * text in time that depends on the piece alone, so that a here-document of many parts stays linear.
 */
export class Code {
  readonly text: TracedText;
  readonly #starts: Uint32Array;

  constructor(text: TracedText) {
    this.text = text;
    this.#starts = new Uint32Array(text.runs.length + 1);
    let at = 0;
    for (const [i, run] of text.runs.entries()) {
      this.#starts[i] = at;
      at += run.kind === 'literal' ? run.text.length : 1;
    }
    this.#starts[text.runs.length] = at;
  }

  /** The piece [from, to) with its origins. */
  slice(from: number, to: number): TracedText {
    if (to <= from) return TracedText.empty;
    const pieces: TracedText[] = [];
    for (let i = this.#runAt(from); i < this.text.runs.length; i++) {
      const run = this.text.runs[i];
      const start = this.#starts[i] ?? 0;
      if (run === undefined || start >= to) break;
      if (run.kind === 'unknown') {
        pieces.push(TracedText.unknown(run.name, run.because, run.origin, run.splits));
        continue;
      }
      const a = Math.max(from - start, 0);
      const b = Math.min(to - start, run.text.length);
      const { file, start: origin } = run.origin;
      const place = run.exact ? file.at(origin + a, origin + b) : run.origin;
      pieces.push(TracedText.decoded(run.text.slice(a, b), place, run.exact));
    }
    return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : TracedText.concat(pieces);
  }

  /** Where a non-empty piece stands; the nearest place before it otherwise. */
  locate(from: number, to: number): Location | undefined {
    const run = this.text.runs[this.#runAt(from)];
    if (run?.kind === 'literal' && run.exact) {
      const start = run.origin.start + Math.max(from - (this.#starts[this.#runAt(from)] ?? 0), 0);
      if (to - from <= run.origin.end - start)
        return run.origin.file.at(start, start + Math.max(to - from, 0));
    }
    return this.slice(from, Math.max(to, from + 1)).locate() ?? this.text.runs.at(-1)?.origin;
  }

  #runAt(offset: number): number {
    let low = 0;
    let high = this.text.runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return Math.max(low, 0);
  }
}

export interface ParsedCode {
  readonly code: Code;
  /** Complete commands before the first syntax error, grouped by line: a shell reads them one by one. */
  readonly statements: readonly Statement[];
  /** A syntax error ends the script after these statements. */
  readonly broken: boolean;
}

/**
 * Parses a script. Where it breaks the grammar of its shell, only the commands on the lines above the
 * broken one are kept, as shells run each complete command before they read the next.
 */
export function parseCode(text: TracedText, dialect: ShellDialect): ParsedCode {
  const code = new Code(text);
  const script = parse(text.text);
  return keepComplete(code, script, dialect);
}

/** The same for a script that the parser found within another (`$(…)`). */
export function keepComplete(code: Code, script: ParsedScript, dialect: ShellDialect): ParsedCode {
  const positions = (script.errors ?? []).map((error) => error.pos);
  if (dialect === 'sh') {
    const error = firstDashError(script, code.text.text);
    if (error !== undefined) positions.push(error);
  }
  if (positions.length === 0) return { code, statements: script.commands, broken: false };
  const first = Math.min(...positions);
  return { code, statements: beforeLineOf(first, script.commands, code.text.text), broken: true };
}

/** Statements on the lines before the one that holds the offset. */
function beforeLineOf(offset: number, statements: readonly Statement[], text: string): readonly Statement[] {
  let group = 0;
  for (const [i, statement] of statements.entries()) {
    if (startOf(statement) > offset) break;
    const previous = statements[i - 1];
    if (previous !== undefined && text.slice(previous.end, startOf(statement)).includes('\n')) group = i;
    if (previous === undefined) group = i;
  }
  const last = statements[statements.length - 1];
  const after = last !== undefined && last.end <= offset && text.slice(last.end, offset).includes('\n');
  const unclosed = statements.some((statement) => statement.end <= statement.pos);
  return after && !unclosed ? statements : statements.slice(0, group);
}

/** The parser leaves an unclosed compound command without a range. */
function startOf(statement: Statement): number {
  return statement.pos;
}
