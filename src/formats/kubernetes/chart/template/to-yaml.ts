import type { Location } from '../../../../text/source-file.ts';
import { TracedText } from '../../../../text/traced-text.ts';
import { ExpansionBudget, entries, follow } from '../../../../yaml/access.ts';
import type { YamlNode } from '../../../../yaml/node.ts';
import { RunIndex } from '../run-index.ts';

const ESCAPED: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};
const DEEPEST = 30;

/** Writes a node as YAML in which each text keeps its place; what is written between them stands at `at`. */
export function toYaml(node: YamlNode, at: Location): TracedText {
  const pieces: TracedText[] = [];
  write(node, 0, { at, pieces, budget: new ExpansionBudget() });
  return TracedText.concat(pieces);
}

interface Out {
  readonly at: Location;
  readonly pieces: TracedText[];
  readonly budget: ExpansionBudget;
}

function write(node: YamlNode, depth: number, out: Out): void {
  const found = follow(node);
  const say = (text: string): void => {
    out.pieces.push(TracedText.decoded(text, out.at));
  };
  if (found === undefined || depth > DEEPEST || !out.budget.spend()) {
    say('null');
    return;
  }
  if (found.kind === 'scalar') {
    out.pieces.push(scalar(found.style, found.text, out.at));
    return;
  }
  const indent = `\n${'  '.repeat(depth)}`;
  const isEmpty =
    found.kind === 'sequence'
      ? found.items.length === 0
      : found.kind === 'mapping' && found.pairs.length === 0;
  if (isEmpty) {
    say(found.kind === 'sequence' ? '[]' : '{}');
    return;
  }
  if (found.kind === 'sequence')
    for (const [index, item] of found.items.entries()) {
      say(index === 0 && depth === 0 ? '- ' : `${indent}- `);
      write(item, depth + 1, out);
    }
  else if (found.kind === 'mapping')
    for (const [index, { key, value }] of [...entries(found, out.budget).values()].entries()) {
      if (index > 0 || depth > 0) say(indent);
      write(key, DEEPEST, out);
      say(': ');
      write(value, depth + 1, out);
    }
}

function scalar(style: string, text: TracedText, at: Location): TracedText {
  if (style === 'plain' && text.text !== '' && !/[\r\n]/.test(text.text)) return text;
  return style === 'plain' && text.text === '' ? TracedText.decoded('null', at) : doubleQuoted(text, at);
}

/** The text in double quotes. */
export function doubleQuoted(text: TracedText, at: Location): TracedText {
  const quote = TracedText.decoded('"', at);
  const pieces: TracedText[] = [quote];
  const index = new RunIndex(text);
  let done = 0;
  for (const { 0: char, index: offset } of text.text.matchAll(/["\\\n\r\t]/g)) {
    pieces.push(index.slice(done, offset));
    const place = index.locate(offset, offset + 1) ?? at;
    pieces.push(TracedText.decoded(ESCAPED[char] ?? char, place));
    done = offset + 1;
  }
  pieces.push(index.slice(done, text.length), quote);
  return TracedText.concat(pieces);
}

/** Blanks before each line. */
export function indented(text: TracedText, width: number, at: Location): TracedText {
  const blanks = TracedText.decoded(' '.repeat(width), at);
  const pieces: TracedText[] = [blanks];
  const index = new RunIndex(text);
  let done = 0;
  for (const { index: offset } of text.text.matchAll(/\n/g)) {
    pieces.push(index.slice(done, offset + 1), blanks);
    done = offset + 1;
  }
  pieces.push(index.slice(done, text.length));
  return TracedText.concat(pieces);
}
