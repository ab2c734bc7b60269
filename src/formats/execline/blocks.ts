import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/**
 * The words of an execline script, by block: the script itself first, then what stands in each `{ … }`.
 * Words are separated by white space; `"…"` groups, with backslash escapes; `#` at a word's start begins a
 * comment (skarnet.org/software/execline/grammar.html).
 */
export function execlineBlocks(file: SourceFile): TracedText[][] {
  const main: TracedText[] = [];
  const blocks = [main];
  const open = [main];
  const text = file.text;
  for (let at = 0; at < text.length; ) {
    const char = text[at] ?? '';
    if (/\s/.test(char)) at++;
    else if (char === '#') {
      const newline = text.indexOf('\n', at);
      at = newline < 0 ? text.length : newline;
    } else {
      const { word, end, quoted } = readWord(file, at);
      at = end;
      if (!quoted && word.text === '{') {
        const block: TracedText[] = [];
        blocks.push(block);
        open.push(block);
      } else if (!quoted && word.text === '}') {
        if (open.length > 1) open.pop();
      } else open.at(-1)?.push(word);
    }
  }
  return blocks;
}

function readWord(file: SourceFile, start: number): { word: TracedText; end: number; quoted: boolean } {
  const text = file.text;
  const pieces: TracedText[] = [];
  let quoted = false;
  let within = false;
  let done = start;
  let at = start;
  while (at < text.length && (within || !/\s/.test(text[at] ?? ''))) {
    if (text[at] === '"') {
      pieces.push(TracedText.source(file, done, at));
      quoted = true;
      within = !within;
      done = ++at;
    } else if (text[at] === '\\' && at + 1 < text.length) {
      pieces.push(TracedText.source(file, done, at));
      const next = text[at + 1] ?? '';
      const escaped = within ? { n: '\n', t: '\t', r: '\r' }[next] : undefined;
      pieces.push(TracedText.decoded(escaped ?? next, file.at(at, at + 2)));
      at += 2;
      done = at;
    } else at++;
  }
  pieces.push(TracedText.source(file, done, at));
  return { word: TracedText.concat(pieces), end: at, quoted };
}
