import { visible } from './visible.ts';

/**
 * Text for one line, list item or table cell of GitHub Markdown, where nothing in it is markup, HTML, a
 * link, a formula or a cell's end. Character references cannot stand for structure (CommonMark 0.31, 6.2),
 * so they hold everywhere, also in cells and between HTML tags.
 */
export function markdownText(text: string): string {
  return visible(text.replace(/\t/g, ' '))
    .replace(/[&<>"'`*_~#!$@\\|[\]{}]/g, reference)
    .replace(/:(?=\/\/)/g, reference)
    .replace(/(www)\./gi, '$1&#46;');
}

/** A value from the repository, in code type. */
export function markdownCode(text: string): string {
  return text === '' ? '' : `<code>${markdownText(text)}</code>`;
}

/** A link; the label is Markdown already, the address is encoded where it could end the link. */
export function markdownLink(label: string, url: string): string {
  const target = url.replace(/[()<>[\]|\\`"'\s]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return `[${label}](${target})`;
}

/** A row of a table; cells are Markdown already. */
export function markdownRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A fenced block whose fence is longer than any in its lines. */
export function markdownFence(language: string, lines: readonly string[]): string {
  const shown = lines.map(visible);
  const longest = shown.reduce((most, line) => Math.max(most, longestRun(line)), 2);
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...shown, fence].join('\n');
}

/**
 * A fenced block that holds exactly these lines, such as a suggestion that people commit; `undefined` where one has
 * something in it that they would not see.
 */
export function markdownVerbatim(language: string, lines: readonly string[]): string | undefined {
  if (lines.some((line) => visible(line.replaceAll('\t', '')) !== line.replaceAll('\t', '')))
    return undefined;
  const fence = '`'.repeat(lines.reduce((most, line) => Math.max(most, longestRun(line)), 2) + 1);
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
}

function longestRun(line: string): number {
  let longest = 0;
  for (const [run] of line.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
