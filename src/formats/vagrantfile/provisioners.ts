import type { Location, SourceFile } from '../../text/source-file.ts';
import type { Span } from '../../text/span.ts';
import { TracedText } from '../../text/traced-text.ts';
import { type RubyString, RubyStrings } from './ruby-strings.ts';

const INLINE =
  /(?:\binline:|:inline\s{0,20}=>|["']inline["']\s{0,20}=>|\.inline\s{0,20}=(?![=~>]))\s{0,200}/g;
const ASSIGNMENT = /^\s*([$@]?\w+)\s*=(?![=~>])\s*/;
const HERE_DOCUMENT = /<<[-~]?["']?[A-Za-z_]/;
const DEEPEST = 8;
const LONGEST = 500_000;

/** The scripts of a Vagrantfile's inline shell provisioners, in order. */
export function inlineScripts(file: SourceFile): readonly TracedText[] {
  const { scripts, variables } = collect(file);
  const decoder = new Decoder(file, variables);
  return scripts.flatMap((script) => {
    const literal = typeof script === 'string' ? variables.get(script) : script;
    return literal === undefined || literal === 'varies' ? [] : [decoder.text(literal)];
  });
}

type Variables = ReadonlyMap<string, RubyString | 'varies'>;

/** The values of `inline`, each a literal or the name of a variable, and the variables that hold strings. */
function collect(file: SourceFile): { scripts: (RubyString | string)[]; variables: Variables } {
  const strings = new RubyStrings(file);
  const scripts: (RubyString | string)[] = [];
  const variables = new Map<string, RubyString | 'varies'>();
  let inComment = false;
  let done = 0;
  for (let number = 1; number <= file.lineStarts.length; number++) {
    const span = file.lineSpan(number);
    if (span.end <= done) continue;
    const start = Math.max(span.start, done);
    const line = file.text.slice(start, span.end);
    if (line === '__END__') break;
    if (/^=(?:begin|end)\b/.test(line)) inComment = line.startsWith('=begin');
    if (inComment) continue;
    const code = line.slice(0, /(?:^|\s)#(?!\{)/.exec(line)?.index);
    const name = ASSIGNMENT.exec(code);
    if (name?.[1] !== undefined) {
      const literal = strings.at(start + name[0].length);
      variables.set(name[1], literal === undefined || variables.has(name[1]) ? 'varies' : literal);
      done = Math.max(done, literal?.end ?? 0);
    }
    for (const { 0: key, index } of code.matchAll(INLINE)) {
      const at = afterBlanks(file.text, start + index + key.length);
      if (at < done) continue;
      const literal = strings.at(at);
      const variable = /^[$@]?\w+(?=\s*(?:[,)}\n]|$))/.exec(file.text.slice(at, at + 200))?.[0];
      if (literal !== undefined) {
        scripts.push(literal);
        done = Math.max(done, literal.end);
      } else if (variable !== undefined) scripts.push(variable);
    }
    const other = HERE_DOCUMENT.exec(code);
    if (other !== null) done = Math.max(done, strings.hereDocument(start + other.index)?.end ?? 0);
  }
  return { scripts, variables };
}

function afterBlanks(text: string, offset: number): number {
  const blanks = /^\s*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
  return offset + blanks;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', s: ' ', '\n': '' };

/** Decodes the literals of one file; what references to references add up to has a limit. */
class Decoder {
  readonly #file: SourceFile;
  readonly #variables: Variables;
  readonly #known = new Map<RubyString, TracedText>();
  readonly #open = new Set<RubyString>();
  #left = LONGEST;

  constructor(file: SourceFile, variables: Variables) {
    this.#file = file;
    this.#variables = variables;
  }

  /** A literal's text; `#{name}` becomes that variable's, every other `#{…}` is unknown. */
  text(literal: RubyString): TracedText {
    const known = this.#known.get(literal);
    if (known !== undefined) return known;
    this.#open.add(literal);
    const pieces = literal.pieces.map((span) =>
      literal.interpolates ? this.#interpolated(span) : TracedText.source(this.#file, span.start, span.end),
    );
    this.#open.delete(literal);
    const text = TracedText.concat(pieces);
    this.#known.set(literal, text);
    return text;
  }

  #interpolated({ start, end }: Span): TracedText {
    const file = this.#file;
    const pieces: TracedText[] = [];
    let done = start;
    for (const match of file.text.slice(start, end).matchAll(/\\([\s\S])|#\{([^{}]{0,300})\}/g)) {
      const { 0: written, 1: escaped, 2: expression = '', index } = match;
      const place = file.at(start + index, start + index + written.length);
      pieces.push(TracedText.source(file, done, place.start));
      done = place.end;
      const plain = escaped === undefined ? undefined : ESCAPES[escaped];
      if (escaped === undefined) pieces.push(this.#value(written, expression.trim(), place));
      else if (plain === undefined) pieces.push(TracedText.source(file, place.start + 1, place.end));
      else pieces.push(TracedText.decoded(plain, place));
    }
    pieces.push(TracedText.source(file, done, end));
    return TracedText.concat(pieces);
  }

  #value(written: string, name: string, place: Location): TracedText {
    const variable = this.#variables.get(name);
    if (
      variable !== undefined &&
      variable !== 'varies' &&
      this.#open.size < DEEPEST &&
      !this.#open.has(variable)
    ) {
      const value = this.text(variable);
      this.#left -= value.length;
      if (this.#left >= 0) return value;
    }
    return TracedText.unknown(written, 'Ruby works it out', place);
  }
}
