import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { json } from '../../src/reporters/json.ts';
import { markdown } from '../../src/reporters/markdown.ts';
import { sarif } from '../../src/reporters/sarif.ts';
import { RULES } from '../../src/rules/registry.ts';
import { type Files, fixFiles } from './fix-files.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

const FILES: Files = {
  'etc/memcached.conf': '# é😀\r\n-l 0.0.0.0\r\n-U 11211\r\n',
  'compose.yaml': 'services:\n  cache:\n    image: memcached:1.4\n    ports: ["11211:11211"]\n',
};

/** What a reader of a report makes of edits given as lines and columns. */
interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

function replace(text: string, edits: readonly { readonly region: Region; readonly text: string }[]): string {
  const lines = text.split(/(?<=\n)/);
  const offset = (line: number, column: number): number =>
    lines.slice(0, line - 1).join('').length + column - 1;
  return [...edits]
    .map(({ region, text: replacement }) => ({
      start: offset(region.startLine, region.startColumn),
      end: offset(region.endLine, region.endColumn),
      replacement,
    }))
    .sort((a, b) => b.start - a.start)
    .reduce(
      (rest, { start, end, replacement }) => rest.slice(0, start) + replacement + rest.slice(end),
      text,
    );
}

async function reported() {
  const fixed = await fixFiles(FILES);
  const context = { colour: false, failOn: 'error', rules: RULES, fixes: fixed.fixes } as const;
  return { ...fixed, context };
}

describe('fixes in reports', () => {
  it('JSON: edits that make the fixed files, valid by the schema, none where none is known', async () => {
    const { before, files, context } = await reported();
    const report = JSON.parse(json(before, context));
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
    for (const [path, text] of Object.entries(FILES)) {
      const edits = report.findings
        .flatMap(
          ({ fix }: { fix?: { edits: (Region & { path: string; text: string })[] } }) => fix?.edits ?? [],
        )
        .filter((edit: { path: string }) => edit.path === path);
      expect(edits.length).toBeGreaterThan(0);
      expect(
        replace(
          text,
          edits.map((edit: Region & { text: string }) => ({ region: edit, text: edit.text })),
        ),
      ).toBe(files[path]);
    }
    const bind = report.findings.find(({ rule }: { rule: string }) => rule === 'MG010');
    expect(bind).not.toHaveProperty('fix');
  });

  it('SARIF: replacements that make the fixed files, and never an empty list', async () => {
    const { before, files, context } = await reported();
    const { results } = JSON.parse(sarif(before, context)).runs[0];
    for (const [path, text] of Object.entries(FILES)) {
      const changes = results
        .flatMap(({ fixes = [] }) => fixes)
        .flatMap(({ artifactChanges }: { artifactChanges: unknown[] }) => artifactChanges)
        .filter((change: { artifactLocation: { uri: string } }) => change.artifactLocation.uri === path)
        .flatMap(({ replacements }: { replacements: unknown[] }) => replacements);
      expect(
        replace(
          text,
          changes.map((change: { deletedRegion: Region; insertedContent: { text: string } }) => ({
            region: change.deletedRegion,
            text: change.insertedContent.text,
          })),
        ),
      ).toBe(files[path]);
    }
    const bind = results.find(({ ruleId }: { ruleId: string }) => ruleId === 'MG010');
    expect(bind).not.toHaveProperty('fixes');
    expect(JSON.parse(sarif(before, { ...context, fixes: new Map() })).runs[0].results[0]).not.toHaveProperty(
      'fixes',
    );
  });

  it('Markdown: the fix as a diff, in words where there is none', async () => {
    const { before, context } = await reported();
    const text = markdown(before, context);
    expect(text).toContain(
      '**Fix:** Write -U 0 in place of 11211.\n\n```diff\n--- a/etc/memcached.conf\n+++ b/etc/memcached.conf\n@@ -1,3 +1,3 @@\n # é😀\n -l 0.0.0.0\n--U 11211\n+-U 0\n```',
    );
    expect(text).toContain('**Fix:** Write -l 127.0.0.1, or the private address that the clients use.');
  });

  it('Markdown: a diff never leaves its block and shows no secret', async () => {
    const { before, fixes } = await fixFiles({
      'etc/memcached.conf': '# ```` </pre> \u202E password=hunter2\n-l 127.0.0.1\n-U 11211\n',
    });
    const text = markdown(before, { colour: false, failOn: 'error', rules: RULES, fixes });
    expect(text).toContain('`````diff\n');
    expect(text).toContain('<U+202E> password=***');
    expect(text).not.toContain('hunter2');
  });
});
