/**
 * A basic or extended POSIX regular expression as one of JavaScript's; `undefined` for what is not followed, and for
 * what could take long on hostile input: repeated groups and many repetitions.
 */
export function posixExpression(source: string, extended: boolean, flags: string): RegExp | undefined {
  if (source.length > 200 || /\\[1-9]|\[[[.=]|\[\^?\[/.test(source.replace(/\[:\w+:\]/g, '')))
    return undefined;
  let out = '';
  let repetitions = 0;
  for (let i = 0; i < source.length; i++) {
    const char = source.charAt(i);
    const next = source.charAt(i + 1);
    if (char === '[') {
      const end = bracketEnd(source, i);
      if (end < 0) return undefined;
      out += bracket(source.slice(i, end + 1));
      i = end;
    } else if (char === '\\') {
      i++;
      const swapped = '(){}|+?'.includes(next);
      if (swapped && !extended) {
        if (next !== '|' && next !== '(') repetitions++;
        out += next;
      } else if (/[a-zA-Z]/.test(next)) {
        if (!/[sSwWbBn]/.test(next)) return undefined;
        out += `\\${next}`;
      } else out += `\\${next}`;
      if (next === '') return undefined;
    } else if (!extended && '(){}|+?'.includes(char)) out += `\\${char}`;
    else if (char === '*' && out === '') out += '\\*';
    else {
      if ('*+?{'.includes(char)) repetitions++;
      out += char;
    }
  }
  if (repetitions > 4 || /\)[*+{]/.test(out)) return undefined;
  try {
    return new RegExp(out, flags);
  } catch {
    return undefined;
  }
}

function bracketEnd(source: string, start: number): number {
  let i = start + 1;
  if (source[i] === '^') i++;
  if (source[i] === ']') i++;
  for (; i < source.length; i++) {
    if (source.startsWith('[:', i)) i = Math.max(source.indexOf(':]', i), i) + 1;
    else if (source[i] === ']') return i;
  }
  return -1;
}

const CLASSES: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  xdigit: '0-9A-Fa-f',
};

function bracket(source: string): string {
  const negated = source[1] === '^';
  const inner = source.slice(negated ? 2 : 1, -1);
  const parts = inner.replace(/\[:(\w{1,10}):\]|[\\[\]^]/g, (text, name: string | undefined) =>
    name === undefined ? `\\${text}` : (CLASSES[name] ?? ''),
  );
  return `[${negated ? '^' : ''}${parts}]`;
}
