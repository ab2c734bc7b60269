import * as v from 'valibot';
import { findRule } from '../rules/registry.ts';
import { SourceFile } from '../text/source-file.ts';
import type { BaselineEntry } from './baseline.ts';
import { decisionEntries } from './configuration-schema.ts';
import { ruleProblem } from './waivers/configured-waivers.ts';

/** More than the findings of any repository take. */
export const BASELINE_LIMIT = 16 * 1024 * 1024;

const VERSION = 1;

const text = v.string('must be a text');

const entrySchema = v.strictObject(
  {
    rule: v.pipe(
      text,
      v.check(
        (name) => ruleProblem(name) === undefined,
        ({ input }) => `is wrong: ${ruleProblem(input)}`,
      ),
    ),
    path: text,
    words: v.optional(text),
    fingerprint: v.pipe(text, v.regex(/^[0-9a-f]{32}$/, 'is no fingerprint')),
    count: v.optional(
      v.pipe(v.number('must be a number'), v.integer('must be whole'), v.minValue(1, 'must be 1 or more')),
      1,
    ),
    ...decisionEntries,
    reason: v.optional(decisionEntries.reason),
  },
  objectProblem,
);

const baselineSchema = v.strictObject(
  {
    version: v.literal(VERSION, `must be ${VERSION}; a newer memcached-guard may have written the file`),
    findings: v.array(entrySchema, 'must be a list'),
  },
  objectProblem,
);

function objectProblem({ expected, received }: { expected: string | null; received: string }): string {
  if (expected === 'never') return 'is not a key of a baseline';
  return received === 'undefined' ? 'is missing' : 'must be an object';
}

/** Reads a baseline. Returns a clause that says what is wrong where it is none. */
export function parseBaseline(path: string, bytes: Uint8Array): readonly BaselineEntry[] | string {
  if (bytes.length > BASELINE_LIMIT) return 'it is larger than 16 MiB';
  const file = new SourceFile(path, new TextDecoder().decode(bytes));
  let data: unknown;
  try {
    data = JSON.parse(file.text);
  } catch (error) {
    return `it is no JSON${placeOfError(error, file)}`;
  }
  const parsed = v.safeParse(baselineSchema, data, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    const where = (issue.path ?? []).map(({ key }) => String(key)).join('.');
    return `${where === '' ? 'it' : where} ${issue.message}`;
  }
  const places = fingerprintPlaces(file);
  return parsed.output.findings.map(({ rule, reason, owner, expires, words, ...entry }): BaselineEntry => {
    const [start, end] = places.get(entry.fingerprint) ?? [0, 1];
    return {
      rule: findRule(rule)?.id ?? rule,
      ...entry,
      ...(words === undefined ? {} : { words }),
      ...(reason === undefined ? {} : { reason }),
      ...(owner === undefined ? {} : { owner }),
      ...(expires === undefined ? {} : { expires }),
      at: file.at(start, end),
    };
  });
}

/** Writes a baseline: one entry a line, in an order that does not change. */
export function baselineText(entries: readonly Omit<BaselineEntry, 'at'>[]): string {
  const lines = entries.toSorted(inFile).map((entry) => `    ${entryText(entry)}`);
  const list = lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n  ]`;
  return `{\n  "version": ${VERSION},\n  "findings": ${list}\n}\n`;
}

function entryText(entry: Omit<BaselineEntry, 'at'>): string {
  const { rule, path, words, fingerprint, count, reason, owner, expires } = entry;
  const name = findRule(rule)?.name ?? rule;
  const pairs = Object.entries({ rule: name, path, words, fingerprint, count, reason, owner, expires });
  return `{ ${pairs.flatMap(([key, value]) => (value === undefined ? [] : [`"${key}": ${JSON.stringify(value)}`])).join(', ')} }`;
}

function inFile(a: Omit<BaselineEntry, 'at'>, b: Omit<BaselineEntry, 'at'>): number {
  const keys = (['path', 'rule', 'fingerprint'] as const).map((key) =>
    a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0,
  );
  return keys.find((order) => order !== 0) ?? 0;
}

/** Never the engine's own words: they quote the file, which may be a link to something else. */
function placeOfError(error: unknown, file: SourceFile): string {
  const match = error instanceof Error ? /position (\d{1,9})/.exec(error.message) : null;
  if (match === null) return '';
  const { line, column } = file.positionAt(Number(match[1]));
  return ` (line ${line}, column ${column})`;
}

function fingerprintPlaces(file: SourceFile): ReadonlyMap<string, readonly [number, number]> {
  const places = new Map<string, readonly [number, number]>();
  for (const { 0: quoted, index } of file.text.matchAll(/"[0-9a-f]{32}"/g)) {
    const fingerprint = quoted.slice(1, -1);
    if (!places.has(fingerprint)) places.set(fingerprint, [index + 1, index + 33]);
  }
  return places;
}
