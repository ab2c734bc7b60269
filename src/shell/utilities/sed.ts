import { TracedText, UNKNOWN_MARK } from '../../text/traced-text.ts';
import { implied } from '../interpreter/output.ts';
import { hasOption, type ReadOptions } from '../wrappers/options.ts';
import { type Effort, type Match, search } from './pattern-machine.ts';
import type { Step } from './posix-pattern.ts';
import { type Action, type Address, parseSed, type SedCommand } from './sed-script.ts';

/** Lines longer than this are not matched. */
const LONGEST_LINE = 2000;
/** Steps of the pattern machine for one run of sed; a usual edit of a usual file takes a few thousand. */
const MOST_EFFORT = 1_000_000;

/** What may stand where something is unknown: a pattern that would match it might match the real value. */
const SAMPLES = ['10.20.30.40', 'name', '1024'];

type Lines = readonly TracedText[];

/** What sed makes of lines; `undefined` where that is not followed or depends on something unknown. */
export function sedLines(lines: Lines, options: ReadOptions): Lines | undefined {
  const given = options.options.filter(({ name }) => name === 'e' || name === 'expression');
  const scripts = given.length > 0 ? given.map(({ value }) => value) : [options.rest[0]];
  const others = options.options.some(({ name }) => !KNOWN_OPTIONS.test(name));
  if (others || lines.some((line) => line.length > LONGEST_LINE)) return undefined;
  const script = joined(scripts);
  const extended = hasOption(options, 'E', 'r', 'regexp-extended');
  const commands = script === undefined ? undefined : parseSed(script, extended);
  if (commands === undefined) return undefined;
  return new Run(lines, hasOption(options, 'n', 'quiet', 'silent')).result(commands);
}

const KNOWN_OPTIONS =
  /^(?:[eErnisu]|expression|regexp-extended|quiet|silent|in-place|separate|unbuffered|follow-symlinks)$/;

/** Several `-e` are lines of one script. */
function joined(scripts: readonly (TracedText | undefined)[]): TracedText | undefined {
  const pieces: TracedText[] = [];
  for (const [i, script] of scripts.entries()) {
    if (script === undefined) return undefined;
    if (i > 0) pieces.push(implied('\n', script.locate()));
    pieces.push(script);
  }
  return TracedText.concat(pieces);
}

/** How a line leaves the script. */
type End = 'printed' | 'dropped' | 'quit';

class Run {
  readonly #lines: Lines;
  readonly #quiet: boolean;
  readonly #effort: Effort = { left: MOST_EFFORT };
  readonly #open = new Map<SedCommand, number>();
  #output: TracedText[] = [];
  #after: TracedText[] = [];
  #line: TracedText = TracedText.empty;
  #number = 0;
  #isUnsure = false;

  constructor(lines: Lines, quiet: boolean) {
    this.#lines = lines;
    this.#quiet = quiet;
  }

  result(commands: readonly SedCommand[]): Lines | undefined {
    for (const [i, line] of this.#lines.entries()) {
      this.#line = line;
      this.#number = i + 1;
      this.#after = [];
      const end = this.#run(commands);
      if (this.#isUnsure || this.#effort.left < 0) return undefined;
      if (end !== 'dropped' && !this.#quiet) this.#output.push(this.#line);
      this.#output.push(...this.#after);
      if (end === 'quit') break;
    }
    return this.#output;
  }

  #run(commands: readonly SedCommand[]): End {
    for (const command of commands) {
      this.#effort.left--;
      if (this.#selects(command) === command.negated) continue;
      const end = this.#act(command.action, command);
      if (end !== 'printed') return end;
    }
    return 'printed';
  }

  #act(action: Action, command: SedCommand): End {
    switch (action.kind) {
      case 'block':
        return this.#run(action.commands);
      case 'delete':
        return 'dropped';
      case 'quit':
        return 'quit';
      case 'print':
        this.#output.push(this.#line);
        return 'printed';
      case 'text':
        if (action.where === 'after') this.#after.push(action.text);
        else if (action.where === 'before' || command.negated || !this.#open.has(command))
          this.#output.push(action.text);
        return action.where === 'instead' ? 'dropped' : 'printed';
      case 'substitute': {
        const changed = this.#substituted(action);
        if (changed !== undefined) this.#line = changed;
        if (changed !== undefined && action.prints) this.#output.push(changed);
        return 'printed';
      }
    }
  }

  /** Whether the line is one of a command's; keeps account of ranges that are open. */
  #selects(command: SedCommand): boolean {
    const { from, to } = command;
    if (from === undefined) return true;
    if (to === undefined) return this.#isAt(from);
    const end = this.#open.get(command);
    if (end !== undefined) {
      if (to.kind === 'pattern' ? this.#isAt(to) : this.#number >= end) this.#open.delete(command);
      return to.kind === 'pattern' || this.#number <= end || this.#isAt(from);
    }
    const isFromZero = from.kind === 'line' && from.number === 0 && this.#number === 1;
    if (isFromZero && to.kind === 'pattern') {
      if (!this.#isAt(to)) this.#open.set(command, Number.POSITIVE_INFINITY);
      return true;
    }
    if (!this.#isAt(from)) return false;
    const last =
      to.kind === 'line'
        ? to.number
        : to.kind === 'more'
          ? this.#number + to.lines
          : to.kind === 'last'
            ? this.#lines.length
            : Number.POSITIVE_INFINITY;
    if (last > this.#number) this.#open.set(command, last);
    return true;
  }

  #isAt(address: Address): boolean {
    if (address.kind === 'line') return address.number === this.#number;
    if (address.kind === 'last') return this.#number === this.#lines.length;
    return this.#find(address.program, this.#line.text, 0) !== undefined;
  }

  /** Searches the line; sets a mark where an unknown part could change the answer. */
  #find(program: readonly Step[], text: string, from: number): Match | undefined {
    const found = search(program, text, from, this.#effort);
    if (found !== undefined || !text.includes(UNKNOWN_MARK)) return found;
    const isOpen = SAMPLES.some(
      (sample) => search(program, text.replaceAll(UNKNOWN_MARK, sample), from, this.#effort) !== undefined,
    );
    if (isOpen) this.#isUnsure = true;
    return undefined;
  }

  /** `undefined` where nothing matches. */
  #substituted({
    program,
    replacement,
    first,
    all,
  }: Action & { kind: 'substitute' }): TracedText | undefined {
    const line = this.#line;
    const pieces: TracedText[] = [];
    let done = 0;
    let count = 0;
    let previousEnd = -1;
    for (let from = 0; from <= line.length && this.#effort.left >= 0; ) {
      const match =
        count > 0 ? search(program, line.text, from, this.#effort) : this.#find(program, line.text, from);
      if (match === undefined) break;
      const [start = 0, end = 0] = match;
      // No empty match right after another one.
      const counts = end > start || start !== previousEnd;
      if (counts) count++;
      previousEnd = end;
      if (counts && count >= first) {
        pieces.push(line.slice(done, start), ...replaced(line, match, replacement));
        done = end;
        if (!all) break;
      }
      from = end > start ? end : end + 1;
    }
    return pieces.length === 0 ? undefined : TracedText.concat([...pieces, line.slice(done)]);
  }
}

/** The replacement with `&`, `\1`, `\n` and `\t`. */
function replaced(line: TracedText, match: Match, replacement: TracedText): readonly TracedText[] {
  const pieces: TracedText[] = [];
  const source = replacement.text;
  let from = 0;
  for (let i = 0; i < source.length; i++) {
    if (source[i] !== '&' && source[i] !== '\\') continue;
    pieces.push(replacement.slice(from, i));
    const next = source.charAt(i + 1);
    const at = replacement.slice(i, i + 2).locate();
    if (source[i] === '&') pieces.push(groupOf(line, match, 0));
    else if (/\d/.test(next)) pieces.push(groupOf(line, match, Number(next)));
    else if (next === 'n') pieces.push(implied('\n', at));
    else if (next === 't') pieces.push(implied('\t', at));
    else pieces.push(replacement.slice(i + 1, i + 2));
    if (source[i] === '\\') i++;
    from = i + 1;
  }
  pieces.push(replacement.slice(from));
  return pieces;
}

function groupOf(line: TracedText, match: Match, index: number): TracedText {
  const start = match[2 * index] ?? -1;
  const end = match[2 * index + 1] ?? -1;
  return start < 0 || end < start ? TracedText.empty : line.slice(start, end);
}
