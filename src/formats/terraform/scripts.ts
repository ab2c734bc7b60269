import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { piecesAt } from '../host/ranges.ts';
import { attribute, blocks, type HclBody, type HclValue } from '../nomad/hcl/node.ts';
import { type Interpolate, Scanner } from '../nomad/hcl/scanner.ts';

const OPENER = /^[^#\n]{0,300}?(?=<<(-?)([A-Za-z_]\w{0,60})\r?$)/gm;

/** The here-documents of a file, wherever they stand: `user_data = base64encode(<<-EOF …)`. */
export function heredocs(file: SourceFile, variables: Interpolate): readonly TracedText[] {
  const found: TracedText[] = [];
  const scanner = new Scanner(file, variables);
  // Where each marker closes a document last, so that none is looked for in vain.
  const closers = new Map<string, number>();
  for (const { 1: word = '', index } of file.text.matchAll(/^[ \t]*(\w{1,61})[ \t\r]*$/gm))
    closers.set(word, index);
  let done = 0;
  for (const { 0: before, 1: dash, 2: marker = '', index } of file.text.matchAll(OPENER)) {
    if (index < done || (closers.get(marker) ?? -1) < index) continue;
    scanner.at = index + before.length;
    const text = scanner.heredoc();
    const last = file.text.slice(file.text.lastIndexOf('\n', scanner.at - 1) + 1, scanner.at);
    if (text === undefined || last.trim() !== marker) continue;
    done = scanner.at;
    found.push(dash === '-' ? withoutIndent(text) : text);
  }
  return found;
}

/** `<<-` takes away the indentation that all lines have. */
function withoutIndent(text: TracedText): TracedText {
  const lines = [...text.text.matchAll(/[^\n]*\n|[^\n]+$/g)].map(({ 0: line, index }) => ({
    start: index,
    end: index + line.length,
    indent: line.trim() === '' ? Number.POSITIVE_INFINITY : line.length - line.trimStart().length,
  }));
  const least = lines.reduce((found, { indent }) => Math.min(found, indent), Number.POSITIVE_INFINITY);
  if (least === 0 || !Number.isFinite(least)) return text;
  const spans = lines.map(({ start, end, indent }) => ({
    start: Number.isFinite(indent) ? start + least : start,
    end,
  }));
  return TracedText.concat(piecesAt(text, spans));
}

/** Commands that run on a machine. */
export interface ScriptLines {
  readonly name: string;
  readonly lines: TracedText;
}

const DEEPEST = 20;

/** Scripts among here-documents, and what provisioners and start-up scripts of machines run. */
export function scriptsOf(body: HclBody, texts: readonly TracedText[]): readonly ScriptLines[] {
  const scripts = texts.filter(({ text }) => /^\s*#!/.test(text));
  const found: ScriptLines[] = scripts.map((text) => ({
    name: 'script of a machine',
    lines: text.slice(text.length - text.text.trimStart().length),
  }));
  collect(body, found, 0);
  return found;
}

function collect(body: HclBody, found: ScriptLines[], depth: number): void {
  if (depth > DEEPEST) return;
  const start = attribute(body, 'metadata_startup_script');
  if (start?.kind === 'text' && !/^\s*#!/.test(start.text.text))
    found.push({ name: 'start-up script', lines: start.text });
  for (const block of blocks(body, 'provisioner')) {
    const kind = block.labels[0]?.text ?? '';
    const inline = /^(?:remote-exec|shell)$/.test(kind) ? attribute(block.body, 'inline') : undefined;
    const command = kind === 'local-exec' ? attribute(block.body, 'command') : undefined;
    const lines = linesOf(inline ?? command);
    if (lines !== undefined && !/^\s*#!/.test(lines.text)) found.push({ name: `provisioner ${kind}`, lines });
  }
  for (const block of body.blocks) collect(block.body, found, depth + 1);
}

function linesOf(value: HclValue | undefined): TracedText | undefined {
  if (value?.kind === 'text') return value.text;
  if (value?.kind !== 'list') return undefined;
  return TracedText.concat(
    value.items.flatMap((item) => {
      const at = item.kind === 'text' ? item.text.locate() : undefined;
      if (item.kind !== 'text' || at === undefined) return [];
      return [item.text, TracedText.decoded('\n', at.file.at(at.end, at.end))];
    }),
  );
}
