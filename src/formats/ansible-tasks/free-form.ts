import type { Span } from '../../text/span.ts';
import { TracedText } from '../../text/traced-text.ts';

/** Options of command and shell that stand in the same string as the command (Ansible, parsing/splitter.py). */
const BESIDE_COMMAND = /^(?:creates|removes|chdir|executable|warn|stdin|stdin_add_newline|strip_empty_ends)=/;

/** The arguments of a module in one string: `dest=/etc/x line="a b"`. */
export function argumentsIn(text: TracedText): ReadonlyMap<string, TracedText> {
  const found = new Map<string, TracedText>();
  for (const { start, end } of tokensOf(text.text)) {
    const name = /^(\w{1,60})=/.exec(text.text.slice(start, end))?.[1];
    if (name !== undefined) found.set(name, plain(text.slice(start + name.length + 1, end)));
  }
  return found;
}

/** A command in one string, and the options beside it. */
export function commandIn(text: TracedText): {
  readonly command: TracedText;
  readonly options: ReadonlyMap<string, TracedText>;
} {
  const options = new Map<string, TracedText>();
  const pieces: TracedText[] = [];
  let done = 0;
  for (const { start, end } of tokensOf(text.text)) {
    const name = BESIDE_COMMAND.exec(text.text.slice(start, end))?.[0];
    if (name === undefined) continue;
    options.set(name.slice(0, -1), plain(text.slice(start + name.length, end)));
    pieces.push(text.slice(done, start));
    done = end;
  }
  return { command: done === 0 ? text : TracedText.concat([...pieces, text.slice(done)]), options };
}

/** Words that quotes and Jinja's braces keep together. */
function tokensOf(text: string): readonly Span[] {
  const tokens: Span[] = [];
  let quote = '';
  let braces = 0;
  let start = -1;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const pair = text.slice(at, at + 2);
    if (quote === '' && braces === 0 && /\s/.test(char)) {
      if (start >= 0) tokens.push({ start, end: at });
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (char === '\\') at++;
    else if (pair === '{{' || pair === '}}') {
      braces = Math.max(0, braces + (pair === '{{' ? 1 : -1));
      at++;
    } else if (char === quote) quote = '';
    else if (quote === '' && braces === 0 && (char === '"' || char === "'")) quote = char;
  }
  if (start >= 0) tokens.push({ start, end: text.length });
  return tokens;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

/** Without the quotes around it, escapes decoded. */
function plain(value: TracedText): TracedText {
  const { text } = value;
  const isQuoted = text.length > 1 && /^["']/.test(text) && text.endsWith(text.charAt(0));
  const inner = isQuoted ? value.slice(1, text.length - 1) : value;
  const pieces: TracedText[] = [];
  let done = 0;
  for (const { 0: written, 1: char = '', index } of inner.text.matchAll(/\\([nt"'\\])/g)) {
    pieces.push(inner.slice(done, index));
    done = index + written.length;
    const at = inner.locate(index, done);
    const decoded = ESCAPES[char];
    if (decoded === undefined || at === undefined) pieces.push(inner.slice(index + 1, done));
    else pieces.push(TracedText.decoded(decoded, at));
  }
  return done === 0 ? inner : TracedText.concat([...pieces, inner.slice(done)]);
}
