import type { SourceFile } from '../../text/source-file.ts';
import type { Span } from '../../text/span.ts';
import { TracedText } from '../../text/traced-text.ts';
import { piecesAt } from '../host/ranges.ts';
import { BatchVariables } from './batch-variables.ts';
import { PowershellVariables } from './powershell-variables.ts';
import type { PowershellValues } from './powershell-words.ts';

/** Which shell reads the script. */
export type ScriptKind = 'batch' | 'powershell';

/** A line of a script that may start something. */
export interface ScriptLine {
  readonly text: TracedText;
  /** What PowerShell's variables are until the next line is read; a batch file's are in the text already. */
  readonly values: PowershellValues;
}

/** A list over several lines ends within as many. */
const LONGEST_LIST = 100;
const NO_VALUES: PowershellValues = new Map();

/**
 * The lines of a batch or PowerShell script that name memcached, continuation lines (`^`, a backtick, an open list)
 * joined, comments left out and a batch file's variables in.
 */
export function* scriptLines(file: SourceFile, kind: ScriptKind): Generator<ScriptLine> {
  const batch = kind === 'batch' ? new BatchVariables() : undefined;
  const powershell = kind === 'powershell' ? new PowershellVariables() : undefined;
  for (const written of joinedLines(file, kind)) {
    const isComment = kind === 'batch' ? /^\s*@?(?:rem\b|::)/i : /^\s*#/;
    if (isComment.test(written.text)) continue;
    const text = batch?.read(written) ?? powershell?.read(written) ?? written;
    const values = powershell?.values ?? NO_VALUES;
    if (/memcached|binpath|imagepath/i.test(text.text) || usesMemcached(text.text, values))
      yield { text, values };
  }
}

/** Whether a line uses a variable that holds the program. */
function usesMemcached(text: string, values: PowershellValues): boolean {
  if (!text.includes('$') && !text.includes('@')) return false;
  for (const [, name] of text.matchAll(/[$@]\{?(\w{1,80})/g)) {
    const value = values.get(name?.toLowerCase() ?? '');
    if (value?.some((word) => /memcached/i.test(word.text))) return true;
  }
  return false;
}

function joinedLines(file: SourceFile, kind: ScriptKind): TracedText[] {
  const lines: TracedText[] = [];
  const continuation = kind === 'batch' ? '^' : '`';
  let pieces: TracedText[] = [];
  let list = 0;
  let isComment = false;
  for (let number = 1; number <= file.lineStarts.length; number++) {
    const { start, end } = file.lineSpan(number);
    const text = file.text.slice(start, end);
    if (kind === 'powershell') {
      // `<# … #>` over several lines.
      if (isComment || /^\s*<#/.test(text)) {
        isComment = !text.includes('#>');
        continue;
      }
      list = list > 0 ? (/\)/.test(text) ? 0 : list - 1) : opensList(text) ? LONGEST_LIST : 0;
    }
    const continues = file.text[end - 1] === continuation && end > start;
    pieces.push(TracedText.source(file, start, continues ? end - 1 : end));
    if (continues || list > 0) {
      pieces.push(TracedText.decoded(' ', file.at(Math.max(end - 1, start), end)));
      continue;
    }
    lines.push(TracedText.concat(pieces));
    pieces = [];
  }
  if (pieces.length > 0) lines.push(TracedText.concat(pieces));
  return lines;
}

/** `$a = @(`, `$a = @("-l",`: the list goes on in the next line. */
function opensList(text: string): boolean {
  const open = text.lastIndexOf('@(');
  if (open < 0 || text.includes(')', open)) return false;
  return /=\s{0,20}$/.test(text.slice(Math.max(0, open - 21), open)) && /[,(]\s{0,20}$/.test(text.slice(-21));
}

/**
 * The commands of a line, separated by `&`, `&&`, `|`, `||`, or in PowerShell also by `;` and the braces of blocks,
 * outside quotes.
 */
export function commandsOf(line: TracedText, kind: ScriptKind): TracedText[] {
  const { text } = line;
  const ranges: Span[] = [];
  let start = 0;
  let quote: string | undefined;
  let called = kind === 'batch';
  const cut = (at: number): void => {
    // PowerShell prints what begins with a quote, unless it is called.
    if (called || !/^\s{0,40}["']/.test(text.slice(start, start + 42))) ranges.push({ start, end: at });
    start = at + 1;
    called = kind === 'batch';
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quote !== undefined) quote = char === quote ? undefined : quote;
    else if (char === '"' || (char === "'" && kind === 'powershell')) quote = char;
    else if (char === '&' && text[at - 1] === '>') continue;
    else if (kind === 'batch') {
      if (char === '^') at++;
      else if (char === '&' || char === '|') cut(at);
    } else if (char === '`') at++;
    else if (char === '#' && /\s/.test(text[at - 1] ?? '')) {
      cut(at);
      return piecesAt(line, ranges);
    } else if (char === '&' && /^\s*$/.test(text.slice(Math.max(start, at - 40), at))) {
      // The call operator: `& "C:\memcached\memcached.exe" -m 64`.
      start = at + 1;
      called = true;
    } else if (
      /[&|;]/.test(char) ||
      (char === '{' && text[at - 1] !== '$') ||
      (char === '}' && !isName(text, at))
    )
      cut(at);
  }
  cut(text.length);
  return piecesAt(line, ranges);
}

/** Whether a brace closes `${name}`. */
function isName(text: string, at: number): boolean {
  return text[at] === '}' && /\$\{[^{}]{1,80}$/.test(text.slice(Math.max(0, at - 83), at));
}
