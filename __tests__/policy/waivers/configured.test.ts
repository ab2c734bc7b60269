import { describe, expect, it } from 'vitest';
import { checkFiles } from './repository.ts';

const COMPOSE = 'services:\n  cache:\n    image: memcached:1.6\n    ports: ["11211:11211"]\n';
const FILES = { 'dev/compose.yaml': COMPOSE, 'prod/compose.yaml': COMPOSE };

/** A configuration with one waiver, with these keys over those of a sound one. */
function waiver(keys: Readonly<Record<string, string | undefined>> = {}, more = ''): Record<string, string> {
  const all = { rule: 'published-port', path: 'dev/compose.yaml', reason: 'laptop only', ...keys };
  const lines = Object.entries(all).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${value}`],
  );
  return { '.memcached-guard.yml': `${more}waivers:\n  - ${lines.join('\n    ')}\n` };
}

describe('a waiver in the configuration', () => {
  it.each([
    ['dev/compose.yaml', ['waived', 'active']],
    ['./dev/compose.yaml', ['waived', 'active']],
    ['/dev/compose.yaml', ['waived', 'active']],
    ['dev', ['waived', 'active']],
    ['dev/**', ['waived', 'active']],
    ['*/compose.yaml', ['waived', 'waived']],
    ['**/compose.yaml', ['waived', 'waived']],
    ['{dev,prod}/compose.yaml', ['waived', 'waived']],
  ])('accepts what stands in %s', async (path, statuses) => {
    const { findings, exitCode } = await checkFiles({ ...FILES, ...waiver({ path: `"${path}"` }) });
    expect(findings.map(({ status }) => status)).toEqual(statuses);
    expect(exitCode).toBe(statuses.includes('active') ? 1 : 0);
  });

  it('is anchored at the root', async () => {
    const { said } = await checkFiles({ ...FILES, ...waiver({ path: 'compose.yaml' }) });
    expect(said).toEqual([
      'active unused-waiver at .memcached-guard.yml:2',
      'active published-port at dev/compose.yaml:4',
      'active published-port at prod/compose.yaml:4',
    ]);
  });

  it('keeps who decided what until when, and where', async () => {
    const { findings, exitCode } = await checkFiles({
      'dev/compose.yaml': COMPOSE,
      ...waiver({ rule: 'MG012', owner: '"@team-cache"', expires: '2027-01-31' }),
    });
    expect(findings).toHaveLength(1);
    const { waiver: kept, status } = findings[0]!;
    expect(status).toBe('waived');
    expect(kept).toMatchObject({ reason: 'laptop only', owner: '@team-cache', expires: '2027-01-31' });
    expect(kept!.at.file.path).toBe('.memcached-guard.yml');
    expect(kept!.at.file.positionAt(kept!.at.start).line).toBe(2);
    expect(exitCode).toBe(0);
  });

  it('can name one finding by its fingerprint', async () => {
    const { findings } = await checkFiles(FILES);
    const { fingerprint } = findings[1]!;
    const { findings: judged } = await checkFiles({ ...FILES, ...waiver({ path: '"**"', fingerprint }) });
    expect(judged.map(({ status, at }) => `${status} ${at.file.path}`)).toEqual([
      'active dev/compose.yaml',
      'waived prod/compose.yaml',
    ]);
  });

  it('works for JSON, which has no comments', async () => {
    const { said } = await checkFiles({
      'compose.json': '{"services": {"cache": {"image": "memcached:1.6", "ports": ["11211:11211"]}}}\n',
      '.memcached-guard.yml':
        'files: { compose.json: compose }\nwaivers:\n  - { rule: published-port, path: compose.json, reason: laptop only }\n',
    });
    expect(said).toEqual(['waived published-port at compose.json:1']);
  });

  it('expires at its date', async () => {
    const { findings, exitCode } = await checkFiles({
      'dev/compose.yaml': COMPOSE,
      ...waiver({ owner: '"@team-cache"', expires: '2027-01-30' }),
    });
    expect(findings.map(({ status, rule }) => `${status} ${rule}`)).toEqual(['active MG031', 'active MG012']);
    const { at } = findings[0]!;
    expect(at.file.text.slice(at.start, at.end)).toBe('2027-01-30');
    expect(exitCode).toBe(1);
  });

  it('is unused where it matches nothing, but not where nobody looked', async () => {
    const gone = await checkFiles(waiver());
    expect(gone.said).toEqual(['active unused-waiver at .memcached-guard.yml:2']);
    expect(gone.findings[0]?.message).toBe(
      'This waiver of published-port accepts nothing: there is no finding of this rule that it names.',
    );
    expect(gone.exitCode).toBe(0);
    const excluded = await checkFiles({ ...FILES, ...waiver({}, 'exclude: [dev, prod]\n') });
    expect(excluded.said).toEqual([]);
  });

  it('still counts where comments are forbidden', async () => {
    const { said } = await checkFiles({
      'dev/compose.yaml': COMPOSE,
      ...waiver({}, 'inline-waivers: forbid\n'),
    });
    expect(said).toEqual(['waived published-port at dev/compose.yaml:4']);
  });

  it.each([
    [{ rule: undefined }, 'waivers.0.rule is missing.'],
    [{ reason: undefined }, 'waivers.0.reason is missing.'],
    [{ path: undefined }, 'waivers.0.path is missing.'],
    [{ reason: '""' }, 'waivers.0.reason must not be empty.'],
    [{ reason: '"."' }, 'waivers.0.reason must not be empty.'],
    [{ rule: 'publish' }, 'waivers.0.rule: there is no rule "publish"; memcached-guard rules lists them.'],
    [{ rule: 'public-bnd' }, 'waivers.0.rule: there is no rule "public-bnd"; did you mean public-bind?'],
    [{ rule: 'invalid-waiver' }, 'waivers.0.rule: invalid-waiver cannot be waived.'],
    [{ rule: 'MG032' }, 'waivers.0.rule: unused-waiver cannot be waived.'],
    [{ expires: '2027-02-30' }, 'waivers.0.expires is no day; write it as 2027-01-31.'],
    [{ expires: '31.01.2027' }, 'waivers.0.expires is no day; write it as 2027-01-31.'],
    [
      { fingerprint: 'abc' },
      'waivers.0.fingerprint is no fingerprint; --format json shows those of findings.',
    ],
    [
      { path: '"{a,b}{a,b}{a,b}{a,b}{a,b}"' },
      'waivers.0.path is no usable pattern: a pattern has at most 4 groups in braces.',
    ],
    [
      { until: '2027-01-31' },
      'waivers.0.until is not a key of a waiver; the keys are rule, path, reason, owner, expires, fingerprint.',
    ],
  ])('is a mistake of the configuration: %j', async (keys, message) => {
    const { findings, exitCode } = await checkFiles({ 'dev/compose.yaml': COMPOSE, ...waiver(keys) });
    expect(findings[0]).toMatchObject({ rule: 'MG030', status: 'active', message });
    expect(findings[0]!.at.file.path).toBe('.memcached-guard.yml');
    expect(exitCode).toBe(2);
  });

  it.each([
    ['waivers: laptop\n', 'waivers must be a list of waivers.'],
    ['waivers: [laptop]\n', 'waivers.0 must be a mapping with rule, path and reason.'],
    ['inline-waivers: never\n', 'inline-waivers must be allow or forbid.'],
    ['baseline: ../known.json\n', 'baseline must be a path inside the repository.'],
    ['baseline: /known.json\n', 'baseline must be a path inside the repository.'],
  ])('%j is a mistake of the configuration', async (text, message) => {
    const { findings } = await checkFiles({ '.memcached-guard.yml': text });
    expect(findings.map((finding) => finding.message)).toEqual([message]);
  });
});
