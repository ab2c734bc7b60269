import type { SourceFile } from '../../text/source-file.ts';
import type { Instruction, Statement } from './instruction.ts';
import { parseInstruction } from './parse-instruction.ts';
import { type BuildError, scan } from './scanner.ts';

/** One `FROM` and what follows it. */
export interface Stage {
  readonly index: number;
  readonly name?: string;
  readonly from: Instruction & { readonly statement: Extract<Statement, { kind: 'from' }> };
  readonly instructions: readonly Instruction[];
}

/** A Dockerfile cut into stages, before anything is expanded. */
export interface ParsedDockerfile {
  /** `ARG` before the first `FROM`. */
  readonly globals: readonly Instruction[];
  readonly stages: readonly Stage[];
  readonly escapeToken: string;
}

/** More stages than this are taken for an attempt to keep the reader busy. */
const MOST_STAGES = 200;

/** Reads a Dockerfile's instructions and stages, with everything that BuildKit checks before it builds. */
export function parseDockerfile(file: SourceFile): ParsedDockerfile | BuildError {
  const scanned = scan(file);
  if (scanned.error !== undefined) return scanned.error;
  const globals: Instruction[] = [];
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  for (const { line, heredocs } of scanned.lines) {
    const refuse = (because: string): BuildError => ({ at: line.place(0, line.text.length), because });
    const statement = parseInstruction(line, scanned.escape);
    if ('error' in statement) return refuse(statement.error);
    const instruction = { line, heredocs, statement };
    if (statement.kind === 'from') {
      const name = statement.name === undefined ? {} : { name: statement.name };
      stages.push({ index: stages.length, ...name, from: { line, heredocs, statement }, instructions: [] });
      if (stages.length > MOST_STAGES) return refuse(`it has more than ${MOST_STAGES} stages`);
      continue;
    }
    const stage = stages.at(-1);
    if (stage !== undefined) stage.instructions.push(instruction);
    else if (statement.kind === 'arg') globals.push(instruction);
    else return refuse('there is no FROM before this instruction');
  }
  if (stages.length > 0) return { globals, stages, escapeToken: scanned.escape };
  return { at: file.at(0, Math.min(file.text.length, file.line(1).length)), because: 'there is no FROM' };
}
