import { TracedText } from '../../text/traced-text.ts';
import type { ReadOptions } from '../wrappers/options.ts';
import { sedLines } from './sed.ts';

type Lines = readonly TracedText[];

/** What `perl -p -e 's/a/b/; …'` makes of lines; anything but substitutions that sed has too is not followed. */
export function perlLines(lines: Lines, options: ReadOptions): Lines | undefined {
  const scripts = options.options.filter(({ name }) => name === 'e').map(({ value }) => value);
  const edits: { readonly name: string; readonly value: TracedText }[] = [];
  for (const script of scripts) {
    const commands = script === undefined ? undefined : substitutionsIn(script);
    if (commands === undefined) return undefined;
    for (const value of commands) edits.push({ name: 'e', value });
  }
  return sedLines(lines, { options: [...edits, { name: 'E' }], rest: [], dashes: false });
}

/** The substitutions of a Perl script, as sed writes them. */
function substitutionsIn(script: TracedText): readonly TracedText[] | undefined {
  const source = script.text;
  const commands: TracedText[] = [];
  let at = 0;
  while (true) {
    while (/[\s;]/.test(source.charAt(at))) at++;
    if (at >= source.length) return commands;
    const start = at;
    const delimiter = source.charAt(start + 1);
    if (source[start] !== 's' || !/^[^\sA-Za-z0-9\\({[<&$@']$/.test(delimiter)) return undefined;
    const middle = endOf(source, delimiter, start + 2);
    const end = middle === undefined ? undefined : endOf(source, delimiter, middle + 1);
    if (middle === undefined || end === undefined) return undefined;
    const flags = /^[gi]*/.exec(source.slice(end + 1, end + 4))?.[0] ?? '';
    at = end + 1 + flags.length;
    if (!/^\s*(?:;|$)/.test(source.slice(at, at + 80))) return undefined;
    const pattern = sedPattern(script.slice(start + 2, middle));
    const replacement = sedReplacement(script.slice(middle + 1, end));
    if (pattern === undefined || replacement === undefined) return undefined;
    const tail = script.slice(end, at);
    commands.push(
      TracedText.concat([
        script.slice(start, start + 2),
        pattern,
        script.slice(middle, middle + 1),
        replacement,
        tail,
      ]),
    );
  }
}

function endOf(source: string, delimiter: string, from: number): number | undefined {
  for (let i = from; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === delimiter) return i;
  }
  return undefined;
}

const LONGEST_PATTERN = 500;

/** What Perl has beyond extended expressions: lazy and possessive repetition, `(?…)`, variables, most escapes. */
const BEYOND_POSIX = /\(\?|[*+?}][?+]|[$@][A-Za-z_{]|\\[a-ce-mo-ru-vx-zA-RT-VX-Z0-9]|\[[^\]]*\\[a-z]/;

function sedPattern(pattern: TracedText): TracedText | undefined {
  const at = pattern.locate();
  const { known } = pattern;
  if (known === undefined || at === undefined || known.length > LONGEST_PATTERN) return undefined;
  if (BEYOND_POSIX.test(known.replaceAll('\\b', ''))) return undefined;
  return TracedText.decoded(known.replaceAll('\\d', '[0-9]'), at);
}

/** `$1` and `$&` in Perl are `\1` and `&` in sed, and a plain `&` is nothing special. */
function sedReplacement(replacement: TracedText): TracedText | undefined {
  const pieces: TracedText[] = [];
  const source = replacement.text;
  let from = 0;
  for (const match of source.matchAll(/\\[\s\S]|[$@]\{?(\w*|&)\}?|&/g)) {
    const [whole, name = ''] = match;
    const isReference = whole.startsWith('$') && /^(?:\d|&)$/.test(name);
    if (!isReference && /^[$@]./.test(whole)) return undefined;
    if (!isReference && whole !== '&') continue;
    const end = match.index + whole.length;
    const at = replacement.slice(match.index, end).locate();
    if (at === undefined) continue;
    const inSed = whole === '&' ? '\\&' : name === '&' ? '&' : `\\${name}`;
    pieces.push(replacement.slice(from, match.index), TracedText.decoded(inSed, at));
    from = end;
  }
  return TracedText.concat([...pieces, replacement.slice(from)]);
}
