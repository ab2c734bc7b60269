/** A here-document that an instruction announces. */
export interface Heredoc {
  readonly name: string;
  /** `<<-`: leading tabs of its lines are dropped. */
  readonly chomp: boolean;
  /** Variables in it are expanded; not if a part of its name is quoted. */
  readonly expand: boolean;
}

/**
 * The here-documents that a line announces: words `<<NAME`, `<<-NAME`, `<<"NAME"`, also with a descriptor
 * number before and blanks after `<<`, never a `<<` inside quotes. A line with an open quote has none.
 */
export function heredocsIn(line: string): readonly Heredoc[] {
  const words = wordsOf(line);
  return words.flatMap((word) => {
    const match = /^\d*<<(-?)\s*([^<]+)$/.exec(word);
    const raw = match?.[2];
    if (raw === undefined) return [];
    const name = raw.replace(/["']|\\(.)/g, '$1');
    return name === '' || /\s/.test(raw)
      ? []
      : [{ name, chomp: match?.[1] === '-', expand: !/["']/.test(raw) }];
  });
}

function wordsOf(line: string): readonly string[] {
  const words: string[] = [];
  let start = -1;
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? '';
    if (/\s/.test(char)) {
      if (start >= 0) words.push(line.slice(start, at));
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (char === '\\') at++;
    else if (char === "'" || char === '"') {
      const end = quoteEnd(line, at);
      if (end < 0) return [];
      at = end;
    } else if (char === '<' && line[at + 1] === '<') {
      at++;
      while (/[ \t\r]/.test(line[at + 1] ?? '')) at++;
    }
  }
  if (start >= 0) words.push(line.slice(start));
  return words;
}

function quoteEnd(line: string, open: number): number {
  const quote = line[open];
  for (let at = open + 1; at < line.length; at++) {
    if (line[at] === quote) return at;
    if (quote === '"' && line[at] === '\\') at++;
  }
  return -1;
}
