import type { ExposedListener, Exposure } from '../../src/exposure/exposure.ts';
import type { Listener } from '../../src/memcached/prediction.ts';
import { ALL_RELEASES } from '../../src/memcached/version.ts';
import type { Reach } from '../../src/network/network.ts';
import type { Finding } from '../../src/policy/finding.ts';
import type { Report } from '../../src/report/report.ts';
import type { ReportContext, RuleInfo } from '../../src/reporters/reporter.ts';
import { type Location, SourceFile } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

const RULE_INFOS: readonly RuleInfo[] = [
  rule('MG001', 'udp-enabled', 'error'),
  rule('MG010', 'public-bind', 'error'),
  rule('MG020', 'unresolved-value', 'warning'),
  rule('MG021', 'unreadable-file', 'warning'),
];

function rule(id: string, name: string, level: RuleInfo['level']): RuleInfo {
  return {
    id,
    name,
    level,
    summary: `When ${name} fires`,
    why: `Why ${name} matters.`,
    fix: 'Write -l 127.0.0.1.',
    references: [
      'https://github.com/memcached/memcached/wiki/ConfiguringServer#networking',
      'CVE-2018-1000115',
    ],
  };
}

export const CONTEXT: ReportContext = { colour: false, failOn: 'error', rules: RULE_INFOS };

/** The place of `word` in a text, as `path:line:column` would name it. */
export function locate(path: string, text: string, word: string, from = 0): Location {
  const start = text.indexOf(word, from);
  if (start < 0) throw new Error(`no ${JSON.stringify(word)} in the text`);
  return new SourceFile(path, text).at(start, start + word.length);
}

export function finding(at: Location, more: Partial<Finding> = {}): Finding {
  return {
    rule: 'MG010',
    name: 'public-bind',
    level: 'error',
    at,
    message: 'memcached listens on TCP 0.0.0.0:11211: everybody who can reach the machine can read it.',
    help: 'Write -l 127.0.0.1.',
    related: [],
    fingerprint: `print-${at.file.path}-${at.start}`,
    status: 'active',
    ...more,
  };
}

export function report(findings: readonly Finding[], more: Partial<Report> = {}): Report {
  return { toolVersion: '0.1.0', files: 12, exposures: [], findings, configurationValid: true, ...more };
}

/** An exposure of a `memcached.conf` with these words, one a line. */
export function exposure(
  words: readonly string[],
  listeners: readonly ExposedListener[],
  more: Partial<Exposure['launch']> = {},
  path = 'etc/memcached.conf',
): Exposure {
  const file = new SourceFile(path, `${words.join('\n')}\n`);
  let at = 0;
  const argv = words.map((word) => {
    const piece = TracedText.source(file, at, at + word.length);
    at += word.length + 1;
    return piece;
  });
  const where = file.at(0, Math.max(words[0]?.length ?? 1, 1));
  return {
    launch: {
      format: 'debian-conf',
      name: path,
      at: where,
      program: TracedText.decoded('/usr/bin/memcached', where),
      argv,
      version: { state: 'unknown', because: 'nothing in the repository says which memcached this starts' },
      network: { kind: 'host', limits: [] },
      related: [],
      ...more,
    },
    prediction: {
      starts: 'yes',
      listeners: listeners.map(({ listener }) => listener),
      udp: { state: 'off', because: '-U 0 turns UDP off' },
      udpPort: { state: 'default', value: 0, because: '-U 0 turns UDP off' },
      listen: { state: 'default', value: '', because: 'no -l, so every interface' },
      unknowns: [],
    },
    listeners,
    dead: [],
  };
}

export function tcp(ip: string, reach: Reach, more: Partial<ExposedListener> = {}): ExposedListener {
  const listener: Listener = {
    protocol: 'tcp',
    address: { kind: 'ip', ip },
    port: 11211,
    causes: [],
    releases: ALL_RELEASES,
    certain: true,
  };
  return { listener, reach, via: [`memcached on TCP ${ip.includes(':') ? `[${ip}]` : ip}:11211`], ...more };
}

/** `count` findings, each on a line of its own in one long file. */
export function manyFindings(count: number, level: Finding['level'] = 'error'): readonly Finding[] {
  const file = new SourceFile('etc/memcached.conf', '-l 0.0.0.0\n'.repeat(count));
  return Array.from({ length: count }, (_, i) =>
    finding(file.at(i * 11 + 3, i * 11 + 10), { level, fingerprint: `print-${i}` }),
  );
}
