import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** Go's types of a YAML scalar; what a schema and a merge look at. */
export type ScalarType = 'string' | 'int' | 'float' | 'bool' | 'null' | 'timestamp';

/** A scalar of a Compose file. The text is what Go prints for it: `0x2bcb` is `11211`, null is empty. */
export interface ScalarValue {
  readonly kind: 'scalar';
  readonly type: ScalarType;
  readonly text: TracedText;
  readonly at: Location;
}

export interface Entry {
  readonly key: Location;
  readonly value: Value;
}

export interface MapValue {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Entry>;
  readonly at: Location;
}

export interface ListValue {
  readonly kind: 'list';
  readonly items: readonly Value[];
  readonly at: Location;
}

/** A Compose file or a part of it after decoding; immutable, and every part knows its place. */
export type Value = ScalarValue | MapValue | ListValue;

/** Why Compose refuses, and where. */
export interface ComposeError {
  readonly message: string;
  readonly at: Location | undefined;
  /** Of what is wrong: `['services', 'cache', 'ports', '0']`. */
  readonly path: readonly string[];
}

export function stringValue(text: TracedText, at: Location): ScalarValue {
  return { kind: 'scalar', type: 'string', text, at };
}

/** A string that Compose itself puts there, at the place that made it do so. */
export function impliedString(text: string, at: Location): ScalarValue {
  return stringValue(TracedText.decoded(text, at), at);
}

export function nullValue(at: Location): ScalarValue {
  return { kind: 'scalar', type: 'null', text: TracedText.empty, at };
}

export function mapValue(entries: Iterable<readonly [string, Entry]>, at: Location): MapValue {
  return { kind: 'map', entries: new Map(entries), at };
}

export function listValue(items: readonly Value[], at: Location): ListValue {
  return { kind: 'list', items, at };
}

export function isNullValue(value: Value | undefined): boolean {
  return value === undefined || (value.kind === 'scalar' && value.type === 'null');
}

/** The value under a key; `undefined` where there is none or the value is no mapping. */
export function member(value: Value | undefined, key: string): Value | undefined {
  return value?.kind === 'map' ? value.entries.get(key)?.value : undefined;
}

/** The text if it is a string. */
export function stringText(value: Value | undefined): TracedText | undefined {
  return value?.kind === 'scalar' && value.type === 'string' ? value.text : undefined;
}

/** The same mapping with one entry set. */
export function withEntry(map: MapValue, key: string, value: Value): MapValue {
  const entry = { key: map.entries.get(key)?.key ?? value.at, value };
  return { ...map, entries: new Map(map.entries).set(key, entry) };
}

export function withoutEntry(map: MapValue, key: string): MapValue {
  if (!map.entries.has(key)) return map;
  const entries = new Map(map.entries);
  entries.delete(key);
  return { ...map, entries };
}

/** The same mapping with every value replaced; `undefined` removes it. */
export function mapEntries(
  map: MapValue,
  change: (value: Value, key: string) => Value | undefined,
): MapValue {
  const entries = new Map<string, Entry>();
  for (const [key, entry] of map.entries) {
    const value = change(entry.value, key);
    if (value !== undefined) entries.set(key, value === entry.value ? entry : { ...entry, value });
  }
  return { ...map, entries };
}

/** Whether two values say the same, wherever they stand. */
export function sameValue(a: Value, b: Value): boolean {
  if (a.kind === 'scalar') return b.kind === 'scalar' && a.type === b.type && a.text.text === b.text.text;
  if (a.kind === 'list')
    return (
      b.kind === 'list' &&
      a.items.length === b.items.length &&
      a.items.every((item, i) => b.items[i] !== undefined && sameValue(item, b.items[i]))
    );
  if (b.kind !== 'map' || a.entries.size !== b.entries.size) return false;
  for (const [key, { value }] of a.entries) {
    const other = b.entries.get(key)?.value;
    if (other === undefined || !sameValue(value, other)) return false;
  }
  return true;
}

/** Whether a path has the form of a pattern whose `*` stands for any one part. */
export function matchesPath(path: readonly string[], pattern: readonly string[]): boolean {
  return path.length === pattern.length && pattern.every((part, i) => part === '*' || part === path[i]);
}
