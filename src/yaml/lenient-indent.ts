/** The reason js-yaml gives. */
export const DEFICIENT_INDENTATION = 'deficient indentation';

/**
 * Joins the line at `position` to the one before it, without changing any offset. YAML 1.2 wants the lines of
 * a list in brackets or of a quoted text indented further than their parent; libyaml, go-yaml and with them
 * nearly every reader do not care, and people close a bracket under its key. Only the structure is read from
 * the result, so it does not matter that a quoted text loses its line break there.
 */
export function joinLine(text: string, position: number): string | undefined {
  let lineStart = startOfLine(text, position);
  if (lineStart === 0) return undefined;
  const end = position;
  for (;;) {
    const previous = startOfLine(text, beforeBreak(text, lineStart));
    const line = text.slice(previous, beforeBreak(text, lineStart));
    const comment = commentStart(line);
    const content = comment === undefined ? line.length : comment;
    const isEmpty = line.slice(0, content).trim() === '';
    const from = previous + content;
    if (!isEmpty || previous === 0) return blank(text, from, end);
    lineStart = previous;
  }
}

/** Spaces from the end of the last content to the next: comments and line breaks between them go. */
function blank(text: string, start: number, end: number): string {
  return `${text.slice(0, start)}${' '.repeat(end - start)}${text.slice(end)}`;
}

function startOfLine(text: string, position: number): number {
  for (let at = position; at > 0; at--) if (text[at - 1] === '\n' || text[at - 1] === '\r') return at;
  return 0;
}

/** The end of the line before the one that starts here, without its line break. */
function beforeBreak(text: string, lineStart: number): number {
  const at = lineStart - 1;
  return text[at] === '\n' && text[at - 1] === '\r' ? at - 1 : at;
}

/** Where a comment starts in a line: a `#` behind a blank, outside of quotes. */
function commentStart(line: string): number | undefined {
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? '';
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '#' && (at === 0 || line[at - 1] === ' ' || line[at - 1] === '\t')) return at;
  }
  return undefined;
}
