import { type ParsedScript, parse } from 'unbash';
import type { TracedText } from '../../text/traced-text.ts';
import { IndexedText } from '../indexed-text.ts';
import type { ShellDialect } from '../wrappers/step.ts';
import { firstDashError } from './dash-errors.ts';

type Statement = ParsedScript['commands'][number];

/** Shell text, by the offsets of what the parser made of it. */
export class Code extends IndexedText {}

export interface ParsedCode {
  readonly code: Code;
  /** Complete commands before the first syntax error, grouped by line: a shell reads them one by one. */
  readonly statements: readonly Statement[];
  /** The offset of a syntax error, which ends the script after these statements. */
  readonly brokenAt?: number;
}

/**
 * Parses a script. Where it breaks the grammar of its shell, only the commands on the lines above the
 * broken one are kept, as shells run each complete command before they read the next.
 */
export function parseCode(text: TracedText, dialect: ShellDialect): ParsedCode {
  const code = new Code(text);
  const script = parseText(text.text, dialect);
  return keepComplete(code, script, dialect);
}

/** Stands for a dollar sign that is an ordinary character; texts are always taken from the source. */
const PLAIN_DOLLAR = '\uE000';

/** The parser reads bash, to which `$[…]` is arithmetic; to dash it is the characters `$` and `[`. */
export function parseText(text: string, dialect: ShellDialect): ParsedScript {
  if (dialect === 'bash' || !text.includes('$[')) return parse(text);
  return parse(text.replace(/\\.|\$\$|\$\[/gs, (match) => (match === '$[' ? `${PLAIN_DOLLAR}[` : match)));
}

/** The same for a script that the parser found within another (`$(…)`). */
export function keepComplete(code: Code, script: ParsedScript, dialect: ShellDialect): ParsedCode {
  const positions = (script.errors ?? []).map((error) => error.pos);
  if (dialect === 'sh') {
    const error = firstDashError(script, code.text.text);
    if (error !== undefined) positions.push(error);
  }
  if (positions.length === 0) return { code, statements: script.commands };
  const first = Math.min(...positions);
  return { code, statements: beforeLineOf(first, script.commands, code.text.text), brokenAt: first };
}

/** Statements on the lines before the one that holds the offset. */
function beforeLineOf(offset: number, statements: readonly Statement[], text: string): readonly Statement[] {
  const before = statements.filter((statement) => startOf(statement) <= offset);
  let group = 0;
  for (const [i, statement] of before.entries()) {
    const previous = before[i - 1];
    if (previous !== undefined && text.slice(previous.end, startOf(statement)).includes('\n')) group = i;
  }
  const last = before.at(-1);
  const after = last !== undefined && last.end <= offset && text.slice(last.end, offset).includes('\n');
  const unclosed = before.some((statement) => statement.end <= statement.pos);
  return after && !unclosed ? before : before.slice(0, group);
}

/** The parser leaves an unclosed compound command without a range. */
function startOf(statement: Statement): number {
  return statement.pos;
}
