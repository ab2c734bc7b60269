import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { TracedText } from '../text/traced-text.ts';

/** How a scalar is written (YAML 1.2.2, chapters 7.3 and 8.1). */
export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

/** What every node has. The span covers quotes, not the tag and the anchor before them. */
interface NodeBase extends Span {
  readonly file: SourceFile;
  /** As written: `!reset`, `!!str`. */
  readonly tag?: string;
  /** Without `&`. */
  readonly anchor?: string;
}

export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  /** The decoded text; every character knows its place. Nothing is typed: `0777` stays `0777`. Decoded on first use. */
  readonly text: TracedText;
  /** Nothing is written there (`key:`): its span is empty. */
  readonly absent: boolean;
}

export interface YamlPair {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

export interface YamlMapping extends NodeBase {
  readonly kind: 'mapping';
  readonly flow: boolean;
  /** In order, duplicates and merge keys included. */
  readonly pairs: readonly YamlPair[];
}

export interface YamlSequence extends NodeBase {
  readonly kind: 'sequence';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

interface YamlAlias extends NodeBase {
  readonly kind: 'alias';
  readonly name: string;
  /** The node with that anchor; it can hold this alias itself. `undefined`: no such anchor before it. */
  readonly target: YamlNode | undefined;
}

export type YamlNode = YamlScalar | YamlMapping | YamlSequence | YamlAlias;

export interface YamlDocument {
  /** `undefined`: nothing but comments. */
  readonly root: YamlNode | undefined;
  /** Of a `%YAML` directive. */
  readonly version?: string;
}

/** Something wrong with a file; what could be read is there all the same. */
export interface YamlIssue extends Span {
  readonly kind: 'syntax' | 'duplicate-key' | 'unknown-anchor' | 'limit';
  /** A clause without full stop: "a mapping is not closed". */
  readonly message: string;
}

export interface YamlResult {
  readonly file: SourceFile;
  readonly documents: readonly YamlDocument[];
  readonly issues: readonly YamlIssue[];
}
