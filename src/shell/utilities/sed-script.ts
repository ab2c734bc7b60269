import { TracedText } from '../../text/traced-text.ts';
import { bracketTest } from './bracket-expression.ts';
import { compilePattern, type Step } from './posix-pattern.ts';

/** Which lines a command is for. */
export type Address =
  | { readonly kind: 'line'; readonly number: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'pattern'; readonly program: readonly Step[] };

/** The end of a range: an address, or some lines after its start. */
type RangeEnd = Address | { readonly kind: 'more'; readonly lines: number };

export type Action =
  | {
      readonly kind: 'substitute';
      readonly program: readonly Step[];
      readonly replacement: TracedText;
      /** The first match that is replaced, from 1. */
      readonly first: number;
      readonly all: boolean;
      readonly prints: boolean;
    }
  | { readonly kind: 'text'; readonly where: 'before' | 'after' | 'instead'; readonly text: TracedText }
  | { readonly kind: 'block'; readonly commands: readonly SedCommand[] }
  | { readonly kind: 'delete' | 'print' | 'quit' };

export interface SedCommand {
  readonly from?: Address;
  readonly to?: RangeEnd;
  readonly negated: boolean;
  readonly action: Action;
}

const DEEPEST = 8;

/**
 * Reads a sed script: substitutions, deletions, prints, texts, blocks and `q`, as GNU's sed 4.9 takes them;
 * `undefined` for anything else, and where a part is unknown that decides what is done.
 */
export function parseSed(script: TracedText, extended: boolean): readonly SedCommand[] | undefined {
  const reader = new Reader(script, extended);
  const commands = reader.commands(0);
  return reader.failed ? undefined : commands;
}

class Reader {
  readonly #script: TracedText;
  readonly #source: string;
  readonly #extended: boolean;
  #at = 0;
  failed = false;

  constructor(script: TracedText, extended: boolean) {
    this.#script = script;
    this.#source = script.text;
    this.#extended = extended;
  }

  commands(depth: number): readonly SedCommand[] {
    const commands: SedCommand[] = [];
    if (depth > DEEPEST) this.failed = true;
    while (!this.failed) {
      this.#skip(/[\s;]*/y);
      if (this.#at >= this.#source.length) {
        this.failed = depth > 0;
        break;
      }
      if (this.#source[this.#at] === '#') this.#skip(/[^\n]*/y);
      else if (this.#source[this.#at] === '}') {
        this.failed = depth === 0;
        this.#at++;
        break;
      } else commands.push(this.#command(depth));
    }
    return commands;
  }

  #command(depth: number): SedCommand {
    const from = this.#address();
    this.#skip(/[ \t]*/y);
    let to: RangeEnd | undefined;
    if (from !== undefined && this.#source[this.#at] === ',') {
      this.#at++;
      this.#skip(/[ \t]*/y);
      to = this.#rangeEnd();
      if (to === undefined) this.failed = true;
    }
    this.#skip(/[ \t]*/y);
    const negated = this.#skip(/![ \t!]*/y) !== '';
    const action = this.#action(depth, to !== undefined);
    return { ...(from && { from }), ...(to && { to }), negated, action };
  }

  #rangeEnd(): RangeEnd | undefined {
    const more = /^\+\d{1,6}/.exec(this.#source.slice(this.#at, this.#at + 8))?.[0];
    if (more === undefined) return this.#address();
    this.#at += more.length;
    return { kind: 'more', lines: Number(more.slice(1)) };
  }

  #address(): Address | undefined {
    const number = this.#skip(/\d{1,7}/y);
    if (number !== '') {
      if (this.#source[this.#at] === '~') this.failed = true;
      return { kind: 'line', number: Number(number) };
    }
    const char = this.#source.charAt(this.#at);
    if (char === '$') {
      this.#at++;
      return { kind: 'last' };
    }
    if (char !== '/' && char !== '\\') return undefined;
    if (char === '\\') this.#at++;
    const delimiter = this.#source.charAt(this.#at++);
    const text = this.#delimited(delimiter, true);
    const flags = this.#skip(/[IM]*/y);
    const program = this.#pattern(text, delimiter, flags);
    return program === undefined ? undefined : { kind: 'pattern', program };
  }

  #action(depth: number, isRange: boolean): Action {
    const letter = this.#source.charAt(this.#at++);
    if (letter === '{') return { kind: 'block', commands: this.commands(depth + 1) };
    if (letter === 's') return this.#substitution() ?? this.#fail();
    if (letter === 'a') return { kind: 'text', where: 'after', text: this.#text() };
    if (letter === 'i') return { kind: 'text', where: 'before', text: this.#text() };
    if (letter === 'c') return { kind: 'text', where: 'instead', text: this.#text() };
    const kind = letter === 'd' ? 'delete' : letter === 'p' ? 'print' : letter === 'q' ? 'quit' : undefined;
    this.#skip(/[ \t]*/y);
    if (kind === 'quit' && isRange) this.failed = true;
    if (kind === undefined || !/^(?:$|[;\n}#])/.test(this.#source.charAt(this.#at))) return this.#fail();
    return { kind };
  }

  #fail(): Action {
    this.failed = true;
    return { kind: 'print' };
  }

  #substitution(): Action | undefined {
    const delimiter = this.#source.charAt(this.#at++);
    if (!/^[^\sA-Za-z0-9\\&]$/.test(delimiter)) return undefined;
    const pattern = this.#delimited(delimiter, true);
    const replacement = this.#delimited(delimiter, false);
    const flags = this.#skip(/[gpiI0-9]*/y);
    this.#skip(/[ \t]*/y);
    if (!/^(?:$|[;\n}#])/.test(this.#source.charAt(this.#at))) return undefined;
    const program = this.#pattern(pattern, delimiter, flags.toUpperCase());
    if (program === undefined || !isReplacement(replacement.text, program)) return undefined;
    return {
      kind: 'substitute',
      program,
      replacement,
      first: Number(/\d{1,5}/.exec(flags)?.[0] ?? 1),
      all: flags.includes('g'),
      prints: flags.includes('p'),
    };
  }

  /** Up to a delimiter without a backslash before it, which is passed over; in a pattern, brackets hide it too. */
  #delimited(delimiter: string, isPattern: boolean): TracedText {
    const start = this.#at;
    for (; this.#at < this.#source.length; this.#at++) {
      const char = this.#source[this.#at];
      if (char === '\\') this.#at++;
      else if (char === '[' && isPattern)
        this.#at = (bracketTest(this.#source, this.#at + 1, false)?.end ?? this.#at + 1) - 1;
      else if (char === delimiter) {
        this.#at++;
        return this.#script.slice(start, this.#at - 1);
      }
    }
    this.failed = true;
    return TracedText.empty;
  }

  #pattern(text: TracedText, delimiter: string, flags: string): readonly Step[] | undefined {
    const options = { extended: this.#extended, ignoreCase: flags.includes('I') };
    const source = text.known?.replaceAll(
      `\\${delimiter}`,
      /[.*[\]^$]/.test(delimiter) ? `\\${delimiter}` : delimiter,
    );
    const isUsable = source !== undefined && source !== '' && !flags.includes('M');
    const program = isUsable ? compilePattern(source, options) : undefined;
    if (program === undefined) this.failed = true;
    return program;
  }

  /** The text of `a`, `i` and `c`: the rest of the line, and further lines after a backslash. */
  #text(): TracedText {
    this.#skip(/[ \t]*(?:\\(?:[ \t]*\n)?)?/y);
    const isEmpty = this.#at >= this.#source.length;
    const pieces: TracedText[] = [];
    let from = this.#at;
    for (; this.#at < this.#source.length && this.#source[this.#at] !== '\n'; this.#at++) {
      if (this.#source[this.#at] !== '\\') continue;
      pieces.push(this.#script.slice(from, this.#at));
      if (/[a-zA-Z0-9]/.test(this.#source.charAt(this.#at + 1))) this.failed = true;
      from = ++this.#at;
    }
    pieces.push(this.#script.slice(from, this.#at));
    if (isEmpty) this.failed = true;
    return TracedText.concat(pieces);
  }

  #skip(what: RegExp): string {
    what.lastIndex = this.#at;
    const found = what.exec(this.#source)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }
}

/** Whether a replacement has no escapes that are not followed (changes of case, character codes) and no group too many. */
function isReplacement(text: string, program: readonly Step[]): boolean {
  const groups = program.filter((step) => step.op === 'save').length / 2 - 1;
  return [...text.matchAll(/\\([\s\S])/g)].every(([, char = '']) =>
    /\d/.test(char) ? Number(char) <= groups : !/[A-Za-z]/.test(char) || /[nt]/.test(char),
  );
}
