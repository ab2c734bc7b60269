import {
  EVENT_ID,
  type Event,
  type MappingEvent,
  parseEvents,
  type ScalarEvent,
  type SequenceEvent,
  YAMLException,
} from 'js-yaml';
import type { SourceFile } from '../text/source-file.ts';
import type { TracedText } from '../text/traced-text.ts';
import { DEFICIENT_INDENTATION, joinLine } from './lenient-indent.ts';
import type { ScalarStyle, YamlDocument, YamlIssue, YamlNode, YamlPair, YamlScalar } from './node.ts';
import { scalarText } from './scalar-text.ts';

/** Collections may be nested this deep. */
export const MAX_DEPTH = 200;

const STYLES: readonly (ScalarStyle | undefined)[] = [
  undefined,
  'plain',
  'single-quoted',
  'double-quoted',
  'literal',
  'folded',
];
const CHOMPINGS = ['clip', 'clip', 'strip', 'keep'] as const;
const FLOW = 2;

/** A collection under construction. */
interface Open {
  readonly children: YamlNode[];
  readonly close: (children: YamlNode[]) => void;
}

interface Read {
  readonly documents: readonly YamlDocument[];
  readonly issues: readonly YamlIssue[];
}

/** Characters that may be read again to make up for lines that are not indented enough. */
const RELAX_BUDGET = 4_000_000;

/** How a file that is not quite YAML is read. */
export interface ReadOptions {
  /** The text to take the structure from, with the same offsets; the file's own by default. */
  readonly structure?: string;
  /** What is made of a scalar's text. */
  readonly decode?: (text: TracedText) => TracedText;
}

/** The fast path: js-yaml's events. It stops at the first error and then gives only that. */
export function readEvents(
  file: SourceFile,
  { structure = file.text, decode = (text: TracedText) => text }: ReadOptions = {},
): Read | { readonly failure: YamlIssue } {
  let text = structure;
  let firstFailure: YamlIssue | undefined;
  for (let read = 0; ; read += text.length) {
    try {
      return new EventReader(file, decode).read(parseEvents(text, { maxDepth: MAX_DEPTH }));
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const at = Math.min(error.mark?.position ?? 0, file.text.length);
      const failure = issueOf(error.reason, at);
      firstFailure ??= failure;
      const joined =
        error.reason === DEFICIENT_INDENTATION && read <= RELAX_BUDGET ? joinLine(text, at) : undefined;
      if (joined === undefined || joined === text)
        return { failure: failure.kind === 'limit' ? failure : firstFailure };
      text = joined;
    }
  }
}

function issueOf(reason: string, at: number): YamlIssue {
  const isLimit = reason.includes('maxDepth');
  const message = isLimit ? `it is nested more than ${MAX_DEPTH} levels deep` : reason;
  return { kind: isLimit ? 'limit' : 'syntax', start: at, end: at, message };
}

class EventReader {
  readonly file: SourceFile;
  readonly #decode: (text: TracedText) => TracedText;
  readonly #issues: YamlIssue[] = [];
  readonly #stack: Open[] = [];
  #anchors = new Map<string, YamlNode>();
  /** Where the last thing ended: the place of a value that is not there. */
  #cursor = 0;

  constructor(file: SourceFile, decode: (text: TracedText) => TracedText) {
    this.file = file;
    this.#decode = decode;
  }

  read(events: readonly Event[]): Read {
    const documents: YamlDocument[] = [];
    for (const event of events) {
      if (event.type === EVENT_ID.DOCUMENT) {
        this.#anchors = new Map();
        const version = event.directives.find((directive) => directive.kind === 'yaml')?.version;
        this.#stack.push({
          children: [],
          close: ([root]) => documents.push({ root, ...(version === undefined ? {} : { version }) }),
        });
      } else if (event.type === EVENT_ID.POP) {
        const open = this.#stack.pop();
        open?.close(open.children);
      } else this.#node(event);
    }
    return { documents, issues: this.#issues };
  }

  #node(event: Exclude<Event, { type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }>): void {
    if (event.type === EVENT_ID.ALIAS) this.#alias(event.anchorStart, event.anchorEnd);
    else if (event.type === EVENT_ID.SCALAR) {
      const named = this.#properties(event);
      this.#add({ ...named, ...this.#scalar(event) });
    } else this.#collection(event);
  }

  /** Tag and anchor; an absent value stands behind them. */
  #properties(event: ScalarEvent | SequenceEvent | MappingEvent): { tag?: string; anchor?: string } {
    const { anchorStart, anchorEnd, tagStart, tagEnd } = event;
    this.#cursor = Math.max(this.#cursor, anchorEnd, tagEnd);
    return {
      ...(tagStart < 0 ? {} : { tag: this.file.text.slice(tagStart, tagEnd) }),
      ...(anchorStart < 0 ? {} : { anchor: this.file.text.slice(anchorStart, anchorEnd) }),
    };
  }

  #collection(event: SequenceEvent | MappingEvent): void {
    const { file } = this;
    const { start } = event;
    const children: YamlNode[] = [];
    const span = { file, start, end: start, flow: event.style === FLOW, ...this.#properties(event) };
    if (event.type === EVENT_ID.SEQUENCE) {
      const node = { ...span, kind: 'sequence' as const, items: children };
      this.#add(node);
      this.#stack.push({ children, close: () => this.#close(node) });
      return;
    }
    const pairs: YamlPair[] = [];
    const node = { ...span, kind: 'mapping' as const, pairs };
    this.#add(node);
    this.#stack.push({
      children,
      close: () => {
        pairs.push(...this.#pairs(children));
        this.#close(node);
      },
    });
  }

  #add(node: YamlNode): void {
    this.#stack.at(-1)?.children.push(node);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    this.#cursor = Math.max(this.#cursor, node.end);
  }

  #close(node: { readonly start: number; end: number; readonly flow: boolean }): void {
    node.end = node.flow ? closerAfter(this.file.text, node.start, this.#cursor) : this.#cursor;
    this.#cursor = node.end;
  }

  #alias(start: number, end: number): void {
    const name = this.file.text.slice(start, end);
    const target = this.#anchors.get(name);
    const span = { start: start - 1, end };
    if (target === undefined)
      this.#issues.push({ kind: 'unknown-anchor', ...span, message: `the anchor ${name} is not defined` });
    this.#add({ kind: 'alias', file: this.file, ...span, name, target });
  }

  #scalar(event: ScalarEvent): YamlScalar {
    const { file } = this;
    const decode = this.#decode;
    const style = STYLES[event.style] ?? 'plain';
    const absent = event.valueStart < 0;
    const from = absent ? this.#cursor : event.valueStart;
    const to = absent ? this.#cursor : event.valueEnd;
    const quote = style === 'single-quoted' || style === 'double-quoted' ? 1 : 0;
    const block = { indent: event.indent, chomping: CHOMPINGS[event.chomping] ?? 'clip' };
    let text: TracedText | undefined;
    return {
      kind: 'scalar',
      file,
      start: from - quote,
      end: to + quote,
      style,
      absent,
      get text() {
        text ??= decode(scalarText(file, from, to, style, block));
        return text;
      },
    };
  }

  #pairs(children: readonly YamlNode[]): YamlPair[] {
    const pairs: YamlPair[] = [];
    const keys = new Set<string>();
    for (let i = 0; i + 1 < children.length; i += 2) {
      const key = children[i];
      const value = children[i + 1];
      if (key === undefined || value === undefined) continue;
      pairs.push({ key, value });
      if (key.kind !== 'scalar') continue;
      const name = key.text.text;
      if (keys.has(name))
        this.#issues.push({
          kind: 'duplicate-key',
          start: key.start,
          end: key.end,
          message: `the key ${name} is there twice`,
        });
      keys.add(name);
    }
    return pairs;
  }
}

/** Where a flow collection ends whose last part ends at `from`; a pair without braces (`[a: b]`) ends there. */
function closerAfter(text: string, start: number, from: number): number {
  if (text[start] !== '[' && text[start] !== '{') return from;
  let at = Math.max(from, start + 1);
  while (/[ \t\r\n,]/.test(text[at] ?? '')) at += 1;
  return text[at] === ']' || text[at] === '}' ? at + 1 : from;
}
