import type { SourceFile } from '../../text/source-file.ts';
import type { Span } from '../../text/span.ts';
import { TracedText } from '../../text/traced-text.ts';
import { piecesAt } from '../host/ranges.ts';
import { BatchVariables } from './batch-variables.ts';

/** Which shell reads the script. */
export type ScriptKind = 'batch' | 'powershell';

/**
 * The lines of a batch or PowerShell script that name memcached, continuation lines (`^`, a backtick) joined,
 * comments left out and a batch file's variables in.
 */
export function scriptLines(file: SourceFile, kind: ScriptKind): TracedText[] {
  const lines: TracedText[] = [];
  const continuation = kind === 'batch' ? '^' : '`';
  const variables = kind === 'batch' ? new BatchVariables() : undefined;
  let pieces: TracedText[] = [];
  for (let number = 1; number <= file.lineStarts.length; number++) {
    const { start, end } = file.lineSpan(number);
    const continues = file.text[end - 1] === continuation && end > start;
    pieces.push(TracedText.source(file, start, continues ? end - 1 : end));
    if (continues) {
      pieces.push(TracedText.decoded(' ', file.at(end - 1, end)));
      continue;
    }
    const written = TracedText.concat(pieces);
    pieces = [];
    const isComment = kind === 'batch' ? /^\s*@?(?:rem\b|::)/i : /^\s*#/;
    if (isComment.test(written.text)) continue;
    const line = variables?.read(written) ?? written;
    if (/memcached|binpath|imagepath/i.test(line.text)) lines.push(line);
  }
  return lines;
}

/** The commands of a line, separated by `&`, `&&`, `|`, `||` or `;` (PowerShell) outside quotes. */
export function commandsOf(line: TracedText, kind: ScriptKind): TracedText[] {
  const text = line.text;
  const ranges: Span[] = [];
  let start = 0;
  let quote: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (quote !== undefined) quote = char === quote ? undefined : quote;
    else if (char === '"' || (char === "'" && kind === 'powershell')) quote = char;
    else if (
      char === '&' &&
      kind === 'powershell' &&
      /^\s*$/.test(text.slice(Math.max(start, at - 40), at))
    ) {
      // The call operator: `& "C:\memcached\memcached.exe" -m 64`.
      start = at + 1;
    } else if (char === '&' || char === '|' || (char === ';' && kind === 'powershell')) {
      ranges.push({ start, end: at });
      start = at + 1;
    }
  }
  ranges.push({ start, end: text.length });
  return piecesAt(line, ranges);
}

/**
 * The words of a PowerShell command: `'…'` literal (`''` is one quote), `"…"` with backtick escapes and
 * variables that are not known, commas and parentheses apart.
 */
export function powershellWords(command: TracedText): TracedText[] {
  const text = command.text;
  const words: TracedText[][] = [];
  let word: TracedText[] | undefined;
  const add = (piece: TracedText): void => {
    word ??= [];
    word.push(piece);
  };
  let quote: string | undefined;
  let from = 0;
  const flush = (to: number): void => {
    if (from < to) add(command.slice(from, to));
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    const variable = quote === "'" ? undefined : variableAt(text, at);
    if (variable !== undefined) {
      flush(at);
      const piece = command.slice(at, at + variable.length);
      const origin = piece.locate();
      if (origin)
        add(TracedText.unknown(variable, 'it is a PowerShell variable', origin, quote === undefined));
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
    } else if (quote === undefined && /^[\s,()@]$/.test(char)) {
      flush(at);
      if (word) words.push(word);
      word = undefined;
    } else continue;
    from = at + 1;
  }
  flush(text.length);
  if (word) words.push(word);
  return words.map((parts) => TracedText.concat(parts));
}

function variableAt(text: string, at: number): string | undefined {
  if (text[at] !== '$') return undefined;
  return /^\$(?:\{[^}]{1,80}\}|[A-Za-z_][\w:.]{0,80}|\([^()]{0,80}\))/.exec(text.slice(at, at + 90))?.[0];
}
