import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { firstLineOf } from '../../src/reporters/region.ts';
import { text } from '../../src/reporters/text.ts';
import { RULES } from '../../src/rules/registry.ts';
import { type Files, fixFiles } from '../fixes/fix-files.ts';

interface Pattern {
  readonly regexp: string;
  readonly loop?: boolean;
  readonly [property: string]: string | number | boolean | undefined;
}

const { problemMatcher } = JSON.parse(
  readFileSync(new URL('../../.github/problem-matchers/memcached-guard.json', import.meta.url), 'utf8'),
) as { problemMatcher: readonly { owner: string; pattern: readonly Pattern[] }[] };
const PROPERTIES = ['file', 'line', 'column', 'severity', 'code', 'message'];

/** What the runner's IssueMatcher.cs makes of a log: patterns match line after line, without colours; a miss starts anew. */
function matched(log: string, patterns: readonly Pattern[]): readonly Readonly<Record<string, string>>[] {
  const found: Record<string, string>[] = [];
  let at = 0;
  let problem: Record<string, string> = {};
  for (const line of log.split(/\r?\n/).map((each) => each.replaceAll(/\u001B\[[0-9;]*m/g, ''))) {
    let match = new RegExp(patterns[at]!.regexp).exec(line);
    if (match === null && at > 0) {
      at = 0;
      problem = {};
      match = new RegExp(patterns[0]!.regexp).exec(line);
    }
    if (match === null) continue;
    for (const property of PROPERTIES) {
      const group = patterns[at]![property];
      if (typeof group === 'number') problem[property] = match[group] ?? '';
    }
    at++;
    if (at < patterns.length) continue;
    found.push(problem);
    at = 0;
    problem = {};
  }
  return found;
}

const FILES: Files = {
  'etc/memcached.conf': '-l 0.0.0.0\n-U 11211\n',
  'a b:3:4  error/memcached.conf': '-l ::\n-U 0\n',
  'deploy/compose.yaml':
    'services:\n  cache:\n    image: memcached:1.4\n    command: -l ${BIND}\n    ports: ["11211:11211"]\n',
  'memcached.service': '[Service]\nExecStart=/usr/bin/memcached -l ${BIND} -U 0\n',
  'ops/compose.yaml': 'services:\n  cache:\n    image: "memcached:1.6\n    ports: [\n',
};

describe('the problem matcher', () => {
  it('has one owner, and patterns that the runner takes', () => {
    expect(problemMatcher.map(({ owner }) => owner)).toEqual(['memcached-guard']);
    for (const { pattern } of problemMatcher) {
      expect(pattern.at(-1)).toHaveProperty('message');
      expect(pattern.flatMap((each) => PROPERTIES.filter((property) => property in each))).toEqual(
        PROPERTIES,
      );
    }
  });

  it.each([false, true])(
    'finds every finding of the text report and nothing else (colours: %s)',
    async (colour) => {
      const { before } = await fixFiles(FILES);
      const levels = new Set(before.findings.map(({ level }) => level));
      expect([...levels].sort()).toEqual(['error', 'warning']);
      const log = text(before, { colour, failOn: 'error', rules: RULES });
      const seen = matched(log, problemMatcher[0]!.pattern);
      expect(seen.map(({ message, ...rest }) => rest)).toEqual(
        before.findings.map((finding) => ({
          file: finding.at.file.path,
          line: String(firstLineOf(finding.at).startLine),
          column: String(firstLineOf(finding.at).startColumn),
          severity: finding.level,
          code: `${finding.rule} ${finding.name}`,
        })),
      );
      expect(seen.map(({ message }) => message)).toEqual(before.findings.map(({ message }) => message));
    },
  );

  it('finds nothing in other logs', () => {
    const log = 'src/a.ts:3:4: error TS2304: x\n  at b (c:1:2)\n\nerror MG001 udp-enabled\n';
    expect(matched(log, problemMatcher[0]!.pattern)).toEqual([]);
  });
});
