import { TracedText } from '../../text/traced-text.ts';

const MOST_WORDS = 1000;
/** Longer words are left as they are, since nested groups are scanned again and again. */
const LONGEST_WORD = 4000;

/**
 * Brace expansion of a raw word, before any other expansion (bash manual, Brace Expansion): `{a,b}` and
 * `{1..5..2}`, nested, next to quotes. The results are raw words again. `undefined` where there is nothing
 * to expand or it would give too many words.
 */
export function expandBraces(word: TracedText): readonly TracedText[] | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const budget = { words: MOST_WORDS, steps: 10_000 };
  const result = expand(word, budget);
  return budget.words < 0 || budget.steps < 0 || result.length <= 1 ? undefined : result;
}

interface Budget {
  words: number;
  steps: number;
}

function expand(word: TracedText, budget: Budget): readonly TracedText[] {
  if (budget.steps-- < 0) return [word];
  const source = word.text;
  for (let open = nextBrace(source, 0); open >= 0; open = nextBrace(source, open + 1)) {
    const group = readGroup(source, open);
    if (group === undefined) continue;
    const inner =
      group.commas.length > 0 ? alternatives(word, open, group, budget) : sequence(word, open, group.close);
    if (inner === undefined) continue;
    const before = word.slice(0, open);
    const after = expand(word.slice(group.close + 1), budget);
    const results: TracedText[] = [];
    for (const middle of inner)
      for (const end of after) {
        if (budget.words-- < 0) return [word];
        results.push(TracedText.concat([before, middle, end]));
      }
    return results;
  }
  return [word];
}

function alternatives(word: TracedText, open: number, group: Group, budget: Budget): readonly TracedText[] {
  const bounds = [open, ...group.commas, group.close];
  return bounds.slice(1).flatMap((end, i) => expand(word.slice((bounds[i] ?? open) + 1, end), budget));
}

/** `{1..3}`, `{a..e..2}`, `{01..10}`; never with variables, which are expanded later. */
function sequence(word: TracedText, open: number, close: number): readonly TracedText[] | undefined {
  const inner = word.slice(open + 1, close);
  const at = inner.locate();
  const match = /^(-?\d{1,9}|[A-Za-z])\.\.(-?\d{1,9}|[A-Za-z])(?:\.\.(-?\d{1,9}))?$/.exec(inner.text);
  const [, first, last, step] = match ?? [];
  if (first === undefined || last === undefined || at === undefined) return undefined;
  const letters = /[A-Za-z]/.test(first);
  if (letters !== /[A-Za-z]/.test(last)) return undefined;
  const from = letters ? first.charCodeAt(0) : Number(first);
  const to = letters ? last.charCodeAt(0) : Number(last);
  const by = Math.max(Math.abs(Number(step ?? 1)), 1);
  const width = [first, last].some((end) => /^-?0\d/.test(end)) ? Math.max(first.length, last.length) : 0;
  if (Math.abs(to - from) / by > MOST_WORDS) return undefined;
  const texts: TracedText[] = [];
  for (let n = from; from <= to ? n <= to : n >= to; n += from <= to ? by : -by)
    texts.push(TracedText.decoded(letters ? String.fromCharCode(n) : pad(n, width), at));
  return texts;
}

function pad(number: number, width: number): string {
  const digits = String(Math.abs(number));
  return number < 0 ? `-${digits.padStart(width - 1, '0')}` : digits.padStart(width, '0');
}

interface Group {
  readonly close: number;
  readonly commas: readonly number[];
}

/** The closing brace and the commas of a group; quotes and `${…}` are passed over. */
function readGroup(source: string, open: number): Group | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let i = open + 1; i < source.length; i = skip(source, i)) {
    const char = source[i];
    if (char === '{' && source[i - 1] !== '$') depth++;
    else if (char === ',' && depth === 0) commas.push(i);
    else if (char === '}' && depth-- === 0) return { close: i, commas };
  }
  return undefined;
}

function nextBrace(source: string, from: number): number {
  for (let i = from; i < source.length; i = skip(source, i))
    if (source[i] === '{' && source[i - 1] !== '$') return i;
  return -1;
}

/** The offset after the character, quotation or expansion at an offset. */
function skip(source: string, at: number): number {
  const char = source[at];
  if (char === '\\') return at + 2;
  if (char === "'") return after(source.indexOf("'", at + 1), source);
  if (char === '"' || char === '`') {
    let i = at + 1;
    while (i < source.length && source[i] !== char) i += source[i] === '\\' ? 2 : 1;
    return i + 1;
  }
  if (char === '$' && (source[at + 1] === '{' || source[at + 1] === '(')) {
    const close = source[at + 1] === '{' ? '}' : ')';
    const open = source.charAt(at + 1);
    let depth = 0;
    for (let i = at + 1; i < source.length; i++) {
      if (source[i] === open) depth++;
      else if (source[i] === close && --depth === 0) return i + 1;
    }
    return source.length;
  }
  return at + 1;
}

function after(index: number, source: string): number {
  return index < 0 ? source.length : index + 1;
}
