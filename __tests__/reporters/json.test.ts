import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { releaseIndex } from '../../src/memcached/releases.ts';
import { json } from '../../src/reporters/json.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';
import { CONTEXT, exposure, finding, locate, manyFindings, report, tcp } from './build.ts';

const schema = JSON.parse(readFileSync(new URL('../../schema/report.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);

// biome-ignore lint/suspicious/noExplicitAny: what was printed is read back as any reader would
function printed(...args: Parameters<typeof report>): any {
  const value = JSON.parse(json(report(...args), CONTEXT));
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
  return value;
}

describe('json', () => {
  it('names the entries of the baseline that are stale', () => {
    const at = new SourceFile('.memcached-guard-baseline.json', '{}').at(0, 1);
    const entry = { rule: 'MG010', path: 'etc/memcached.conf', fingerprint: 'f'.repeat(32) };
    expect(printed([], { staleBaseline: [{ ...entry, count: 1, at }] }).staleBaseline).toEqual([entry]);
  });

  it('is valid for an empty report', () => {
    expect(printed([])).toEqual({
      schemaVersion: 1,
      tool: { name: 'memcached-guard', version: '0.1.0' },
      summary: { files: 12, launches: 0, errors: 0, warnings: 0, notices: 0, waived: 0, incomplete: 0 },
      launches: [],
      findings: [],
    });
  });

  it('has a finding with its region, related places and waiver', () => {
    const at = locate('a.conf', '# é😀\n-l 0.0.0.0\n', '0.0.0.0');
    const waiver = { reason: 'laptop only', owner: '@team-cache', expires: '2027-01-31', at };
    const value = printed([finding(at, { status: 'waived', waiver, related: [{ at, message: 'here' }] })]);
    const region = { path: 'a.conf', startLine: 2, startColumn: 4, endLine: 2, endColumn: 11 };
    expect(value.findings).toEqual([
      {
        rule: 'MG010',
        name: 'public-bind',
        level: 'error',
        ...region,
        message: 'memcached listens on TCP 0.0.0.0:11211: everybody who can reach the machine can read it.',
        help: 'Write -l 127.0.0.1.',
        related: [{ ...region, message: 'here' }],
        fingerprint: 'print-a.conf-9',
        status: 'waived',
        waiver: { reason: 'laptop only', owner: '@team-cache', expires: '2027-01-31', ...region },
      },
    ]);
    expect(value.summary).toMatchObject({ errors: 0, waived: 1 });
  });

  it('says which parts of a word are unknown', () => {
    const file = new SourceFile('a.service', 'ExecStart=memcached -l${BIND}');
    const word = TracedText.concat([
      TracedText.source(file, 20, 22),
      TracedText.unknown('BIND', 'BIND is set nowhere', file.at(22, 29)),
    ]);
    const command = TracedText.unknown('$(hostname -i)', 'a command', file.at(22, 29));
    const value = printed([], { exposures: [exposure([], [], { argv: [word, command] })] });
    expect(value.launches[0].argv).toEqual([
      { text: '-l${BIND}', unknown: ['BIND'] },
      { text: '$(hostname -i)', unknown: ['$(hostname -i)'] },
    ]);
  });

  it('masks secrets in words, also where the option before names them', () => {
    const words = ['--password', 'hunter2', '--token=hunter2', '-l', '0.0.0.0'];
    const value = printed([], { exposures: [exposure(words, [])] });
    expect(value.launches[0].argv).toEqual(['--password', '***', '--token=***', '-l', '0.0.0.0']);
  });

  it('lists every kind of listener, network and version', () => {
    const file = new SourceFile('compose.yaml', 'ports: ["${BIND}:80:11211"]');
    const at = file.at(8, 26);
    const udp = { first: releaseIndex('1.2.5'), last: releaseIndex('1.5.5') };
    const port = tcp('0.0.0.0', 'public').listener;
    const listeners = [
      tcp('::', 'public', { via: ['published on 0.0.0.0:80', 'container port 11211/tcp'] }),
      {
        ...tcp('0.0.0.0', 'unknown'),
        listener: { ...port, address: { kind: 'name', host: 'cache.internal' } },
      },
      {
        ...tcp('0.0.0.0', 'unknown'),
        listener: { ...port, address: { kind: 'unknown', because: 'BIND is set nowhere' } },
      },
      {
        ...tcp('0.0.0.0', 'loopback'),
        listener: { ...port, protocol: 'udp', port: 'ephemeral', releases: udp },
      },
      { ...tcp('0.0.0.0', 'loopback'), listener: { ...port, port: 'unknown', certain: false } },
      { ...tcp('', 'loopback'), listener: { ...port, protocol: 'unix', path: '/run/m.sock' } },
      { ...tcp('', 'loopback'), listener: { ...port, protocol: 'unix', path: undefined } },
    ] as Parameters<typeof exposure>[1];
    const hostAddress = TracedText.unknown('BIND', 'BIND is set nowhere', at);
    const value = printed([], {
      exposures: [
        exposure(['-v'], listeners, {
          version: {
            state: 'known',
            label: '1.5',
            releases: { first: 0, last: udp.last },
            because: 'the tag says so',
          },
          network: {
            kind: 'container',
            limits: [],
            published: [
              {
                hostAddress,
                hostPort: { first: 80, last: 80 },
                containerPort: { first: 1, last: 2 },
                protocol: 'tcp',
                at,
              },
              { containerPort: 'unknown', protocol: 'unknown', at },
            ],
          },
        }),
      ],
    });
    const [launch] = value.launches;
    expect(launch.listeners).toEqual([
      {
        protocol: 'tcp',
        address: '::',
        port: 11211,
        reach: 'public',
        via: ['published on 0.0.0.0:80', 'container port 11211/tcp'],
      },
      {
        protocol: 'tcp',
        host: 'cache.internal',
        port: 11211,
        reach: 'unknown',
        via: ['memcached on TCP 0.0.0.0:11211'],
      },
      {
        protocol: 'tcp',
        port: 11211,
        unknown: ['BIND is set nowhere'],
        reach: 'unknown',
        via: ['memcached on TCP 0.0.0.0:11211'],
      },
      {
        protocol: 'udp',
        address: '0.0.0.0',
        port: 'ephemeral',
        versions: '1.2.5 to 1.5.5',
        reach: 'loopback',
        via: ['memcached on TCP 0.0.0.0:11211'],
      },
      {
        protocol: 'tcp',
        address: '0.0.0.0',
        unknown: ['port'],
        certain: false,
        reach: 'loopback',
        via: ['memcached on TCP 0.0.0.0:11211'],
      },
      { protocol: 'unix', path: '/run/m.sock', reach: 'loopback', via: ['memcached on TCP :11211'] },
      { protocol: 'unix', unknown: ['path'], reach: 'loopback', via: ['memcached on TCP :11211'] },
    ]);
    expect(launch.network).toEqual({
      kind: 'container',
      published: [
        {
          hostAddress: { text: '${BIND}', unknown: ['BIND'] },
          hostPort: 80,
          containerPort: '1-2',
          protocol: 'tcp',
        },
        { hostAddress: null, hostPort: null, containerPort: 'unknown', protocol: 'unknown' },
      ],
    });
    expect(launch.version).toMatchObject({ state: 'known', label: '1.5', releases: '1.5.5 or earlier' });
  });

  it('keeps every value and still shows what cannot be seen', () => {
    const path = 'a\u202E\u001B[31m\u2028\u{E0041}.conf';
    const shown = json(report([finding(locate(path, 'x', 'x'))]), CONTEXT);
    expect(shown).toContain('"a\\u202e\\u001b[31m\\u2028\\udb40\\udc41.conf"');
    expect(JSON.parse(shown).findings[0].path).toBe(path);
  });

  it('is valid with 2,000 findings', () => {
    expect(printed(manyFindings(2_000)).findings).toHaveLength(2_000);
  });
});
