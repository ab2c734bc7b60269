import type { SourceFile } from '../../../text/source-file.ts';
import { TracedText } from '../../../text/traced-text.ts';
import type { HclAttribute, HclBlock, HclBody, HclValue } from './node.ts';
import { type Interpolate, Scanner } from './scanner.ts';

/** Blocks and lists may be nested this deep. */
const MAX_DEPTH = 60;
/** An action of a template in the place of a label is no longer than this. */
const LONGEST_ACTION = 300;

/**
 * Reads an HCL file as far as literals go: blocks, attributes, texts, lists, objects. Everything that would
 * have to be computed is one unknown. Never throws; what cannot be read is passed over.
 */
export function parseHcl(file: SourceFile, interpolate: Interpolate = () => undefined): HclBody {
  return new Parser(new Scanner(file, interpolate), interpolate).body(0);
}

/** The value that begins at an offset of a file, such as the argument of a function. */
export function parseHclValue(
  file: SourceFile,
  start: number,
  interpolate: Interpolate = () => undefined,
): HclValue {
  const scan = new Scanner(file, interpolate);
  scan.at = start;
  return new Parser(scan, interpolate).value(0);
}

class Parser {
  readonly #scan: Scanner;
  readonly #interpolate: Interpolate;

  constructor(scan: Scanner, interpolate: Interpolate) {
    this.#scan = scan;
    this.#interpolate = interpolate;
  }

  /** Attributes and blocks up to the closing brace, which is left standing, or the end. */
  body(depth: number): HclBody {
    const scan = this.#scan;
    const attributes: HclAttribute[] = [];
    const blocks: HclBlock[] = [];
    const end = scan.file.text.length;
    for (scan.skip(true); scan.at < end && (depth === 0 || !scan.isAt('}')); scan.skip(true)) {
      const start = scan.at;
      const name = scan.peek() === '"' ? scan.quoted().text : scan.identifier();
      if (name === undefined) {
        scan.at += 1;
        continue;
      }
      scan.skip(false);
      if (scan.isAt('=') && !scan.isAt('==')) {
        scan.at += 1;
        attributes.push({ name, value: this.value(depth + 1) });
      } else this.#block(name, start, depth, blocks);
    }
    return { attributes, blocks };
  }

  #block(type: string, start: number, depth: number, blocks: HclBlock[]): void {
    const scan = this.#scan;
    const labels: TracedText[] = [];
    for (scan.skip(false); ; scan.skip(false)) {
      const from = scan.at;
      if (scan.peek() === '"') labels.push(scan.quoted());
      else if (scan.isAt('[[')) labels.push(this.#packed(from));
      else if (scan.identifier() !== undefined) labels.push(TracedText.source(scan.file, from, scan.at));
      else break;
    }
    if (!scan.isAt('{')) return;
    scan.at += 1;
    if (depth >= MAX_DEPTH) {
      scan.at = scan.file.text.length;
      return;
    }
    const body = this.body(depth + 1);
    if (scan.isAt('}')) scan.at += 1;
    blocks.push({ type, labels, body, start, end: scan.at });
  }

  /** `[[ … ]]` of a Nomad pack in the place of a label. */
  #packed(from: number): TracedText {
    const scan = this.#scan;
    const close = scan.file.text.indexOf(']]', from);
    scan.at = close < 0 || close - from > LONGEST_ACTION ? from + 2 : close + 2;
    const written = scan.file.text.slice(from + 2, Math.max(from + 2, scan.at - 2)).trim();
    return TracedText.unknown(
      written,
      'it is filled in when the pack is rendered',
      scan.file.at(from, scan.at),
    );
  }

  value(depth: number): HclValue {
    const scan = this.#scan;
    scan.skip(false);
    const start = scan.at;
    const value = depth >= MAX_DEPTH ? undefined : this.#literal(depth);
    scan.skip(false);
    // `"a" == x ? …` or `[…][0]`: the literal is only the beginning of an expression.
    if (value !== undefined && (/^[\n,\]})]?$/.test(scan.peek()) || value.kind === 'object')) return value;
    return this.#expression(start);
  }

  #literal(depth: number): HclValue | undefined {
    const scan = this.#scan;
    const start = scan.at;
    const { file } = scan;
    const char = scan.peek();
    if (char === '"') {
      const text = scan.quoted();
      return { kind: 'text', quoted: true, text, start, end: scan.at };
    }
    if (char === '[') return this.#list(start, depth);
    if (char === '{') return this.#object(start, depth);
    if (scan.isAt('<<')) {
      const text = scan.heredoc();
      return text && { kind: 'text', quoted: true, text, start, end: scan.at };
    }
    const word = /^(?:-?\d[\d.]{0,40}|true|false|null)(?![\w.[(])/.exec(
      file.text.slice(start, start + 50),
    )?.[0];
    if (word === undefined) return undefined;
    scan.at += word.length;
    return {
      kind: 'text',
      quoted: false,
      text: TracedText.source(file, start, scan.at),
      start,
      end: scan.at,
    };
  }

  #list(start: number, depth: number): HclValue {
    const scan = this.#scan;
    const items: HclValue[] = [];
    scan.at += 1;
    const end = scan.file.text.length;
    for (scan.skip(true); scan.at < end && !scan.isAt(']'); scan.skip(true)) {
      const before = scan.at;
      if (scan.isAt(',')) scan.at += 1;
      else items.push(this.value(depth + 1));
      if (scan.at === before) scan.at += 1;
    }
    if (scan.at < end) scan.at += 1;
    return { kind: 'list', items, start, end: scan.at };
  }

  #object(start: number, depth: number): HclValue {
    const scan = this.#scan;
    const attributes: HclAttribute[] = [];
    scan.at += 1;
    const end = scan.file.text.length;
    for (scan.skip(true); scan.at < end && !scan.isAt('}'); scan.skip(true)) {
      const name = scan.peek() === '"' ? scan.quoted().text : scan.identifier();
      scan.skip(false);
      if (name !== undefined && (scan.isAt('=') || scan.isAt(':'))) {
        scan.at += 1;
        attributes.push({ name, value: this.value(depth + 1) });
      } else scan.at += 1;
    }
    if (scan.at < end) scan.at += 1;
    return { kind: 'object', attributes, start, end: scan.at };
  }

  /** An expression: a reference that is known, or something that is not computed here. */
  #expression(start: number): HclValue {
    const scan = this.#scan;
    const { file } = scan;
    scan.at = start;
    scan.passExpression();
    const written = file.text.slice(start, scan.at).replace(/\s+$/, '');
    const end = start + written.length;
    const value = this.#interpolate(written);
    if (value !== undefined) return { kind: 'text', quoted: true, text: value, start, end };
    if (written === '') return { kind: 'text', quoted: false, text: TracedText.empty, start, end };
    const because = `${written} is not computed here`;
    return {
      kind: 'expression',
      text: TracedText.unknown(written, because, file.at(start, end), true),
      start,
      end,
    };
  }
}
