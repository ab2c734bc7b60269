import { TracedText } from '../../text/traced-text.ts';

/** Longer names are not looked for. */
const LONGEST_NAME = 200;
/** cmd.exe refuses longer lines, also once the values are in. */
const LONGEST_LINE = 8191;

/**
 * The variables of a batch file, which cmd.exe puts in before it splits a line: `set NAME=VALUE` and
 * `set "NAME=VALUE"`. What is asked for, calculated or set under a condition is not known, nor what is set
 * nowhere, since a batch file has the variables of its caller.
 */
export class BatchVariables {
  readonly #values = new Map<string, TracedText | undefined>();
  /** How many parentheses are open: lines inside may be left out or repeated. */
  #depth = 0;

  /** A line with the values in, once it has been taken note of. Lines come in their order. */
  read(line: TracedText): TracedText {
    const expanded = this.#expand(line);
    this.#assign(expanded);
    for (const char of expanded.text) {
      if (char === '(') this.#depth++;
      else if (char === ')' && this.#depth > 0) this.#depth--;
    }
    return expanded;
  }

  #assign(line: TracedText): void {
    const text = line.text;
    const statement = /^\s*(?:.{0,200}?[\s()&])?@?set\s+(?:\/([a-z])\s+)?("?)([^="\s][^="]{0,200})=/i.exec(
      text,
    );
    if (statement === null) return;
    const [head, flag, quote, name = ''] = statement;
    const end = quote === '"' ? closingQuote(text, head.length) : text.trimEnd().length;
    const isSure = flag === undefined && this.#depth === 0 && /^\s*@?set\s/i.test(text);
    const value =
      isSure && !/[&|<>]/.test(text) ? line.slice(head.length, Math.max(head.length, end)) : undefined;
    this.#values.set(name.trim().toLowerCase(), value);
  }

  #expand(line: TracedText): TracedText {
    const text = line.text;
    if (!text.includes('%') && !text.includes('!')) return line;
    const pieces: TracedText[] = [];
    let done = 0;
    let length = 0;
    let quoted = false;
    for (let at = 0; at < text.length; at++) {
      if (text[at] === '"') quoted = !quoted;
      const reference = referenceAt(text, at);
      if (reference === undefined) continue;
      const value = this.#valueOf(line.slice(at, at + reference.length), !quoted);
      pieces.push(line.slice(done, at), value);
      length += at - done + value.length;
      if (length > LONGEST_LINE) return line;
      done = at + reference.length;
      at = done - 1;
    }
    pieces.push(line.slice(done));
    return TracedText.concat(pieces);
  }

  #valueOf(reference: TracedText, splits: boolean): TracedText {
    const text = reference.text;
    const origin = reference.locate();
    if (text === '%%') return reference.slice(1);
    const value = this.#values.get(text.slice(1, -1).toLowerCase());
    if (value !== undefined || origin === undefined) return value ?? reference;
    return TracedText.unknown(text, 'nothing in this batch file says its value', origin, splits);
  }
}

/** `%NAME%`, `%NAME:~0,3%`, `!NAME!`, `%1`, `%*`, `%~dp0`, a loop's `%%i`, or `%%`. */
function referenceAt(text: string, at: number): string | undefined {
  const char = text[at];
  if (char !== '%' && char !== '!') return undefined;
  const rest = text.slice(at, at + LONGEST_NAME);
  if (char === '!') return /^![A-Za-z_][^!\s"]*!/.exec(rest)?.[0];
  return /^%(?:~[a-z$:]*\d|[\d*]|%~?[A-Za-z](?![A-Za-z])|%|[^%\s"=&|<>][^%"&|<>]*%)/i.exec(rest)?.[0];
}

function closingQuote(text: string, from: number): number {
  const close = text.lastIndexOf('"');
  return close < from ? text.trimEnd().length : close;
}
