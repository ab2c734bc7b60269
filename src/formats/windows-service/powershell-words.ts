import { TracedText } from '../../text/traced-text.ts';

/** What a script says about its variables: the words of their values. */
export type PowershellValues = ReadonlyMap<string, readonly TracedText[]>;

/** With longer values than Windows takes as a command line, what follows is not known. */
const LONGEST_LINE = 8191;
const NO_VALUES: PowershellValues = new Map();

/**
 * The words of a PowerShell command: `'…'` literal (`''` is one quote), `"…"` with backtick escapes and variables,
 * commas and parentheses apart. A variable that the script sets nowhere, or not for sure, is not known.
 */
export function powershellWords(command: TracedText, values: PowershellValues = new Map()): TracedText[] {
  const text = command.text;
  const words: TracedText[][] = [];
  let word: TracedText[] | undefined;
  const add = (piece: TracedText): void => {
    word ??= [];
    word.push(piece);
  };
  const end = (): void => {
    if (word) words.push(word);
    word = undefined;
  };
  let quote: string | undefined;
  let from = 0;
  let length = 0;
  const flush = (to: number): void => {
    if (from < to) add(command.slice(from, to));
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    const variable = quote === "'" ? undefined : variableAt(text, at);
    if (variable !== undefined) {
      flush(at);
      const reference = command.slice(at, at + variable.length);
      const known = length > LONGEST_LINE ? NO_VALUES : values;
      wordsOf(reference, known, quote !== undefined).forEach((piece, index) => {
        if (index > 0) end();
        add(piece);
        length += piece.length + 1;
      });
      at += variable.length - 1;
    } else if (quote !== undefined && char === quote && text[at + 1] === quote) {
      flush(++at);
    } else if (quote !== undefined && char === quote) {
      flush(at);
      word ??= [];
      quote = undefined;
    } else if (char === '`' && quote !== "'" && at + 1 < text.length) {
      flush(at);
      from = ++at;
      continue;
    } else if (quote === undefined && (char === '"' || char === "'")) {
      flush(at);
      word ??= [];
      quote = char;
    } else if (quote === undefined && /^[\s,()@]$/.test(char) && !isSplat(text, at)) {
      flush(at);
      end();
    } else continue;
    from = at + 1;
  }
  flush(text.length);
  end();
  return words.map((parts) => TracedText.concat(parts));
}

/** `$name`, `${name}`, `$env:NAME`, `$(…)`, or `@name`, which stands for the items of a list. */
function variableAt(text: string, at: number): string | undefined {
  if (isSplat(text, at)) return /^@[A-Za-z_]\w{0,80}/.exec(text.slice(at, at + 90))?.[0];
  if (text[at] !== '$') return undefined;
  return /^\$(?:\{[^}]{1,80}\}|[A-Za-z_][\w:.]{0,80}|\([^()]{0,80}\))/.exec(text.slice(at, at + 90))?.[0];
}

function isSplat(text: string, at: number): boolean {
  return text[at] === '@' && /\s/.test(text[at - 1] ?? ' ') && /[A-Za-z_]/.test(text[at + 1] ?? '');
}

/** The words of a variable, joined by blanks within quotes. */
function wordsOf(reference: TracedText, values: PowershellValues, quoted: boolean): readonly TracedText[] {
  const text = reference.text;
  const origin = reference.locate();
  const value = values.get(text.replace(/^[$@]\{?|\}$/g, '').toLowerCase());
  if (origin === undefined) return [];
  if (value === undefined || value.length === 0)
    return [TracedText.unknown(text, 'it is a PowerShell variable', origin, !quoted)];
  if (!quoted || value.length === 1) return value;
  const blank = TracedText.decoded(' ', origin);
  return [TracedText.concat(value.flatMap((item, index) => (index === 0 ? [item] : [blank, item])))];
}
