import { describe, expect, it } from 'vitest';
import { MemoryMachine } from './memory-host.ts';

const PATH = '.memcached-guard-baseline.json';
const COMPOSE = 'services:\n  cache:\n    image: memcached:1.6\n    ports: ["11211:11211"]\n';
const OPEN = { 'memcached.conf': '-l 0.0.0.0\n-U 11211\n', 'dev/compose.yaml': COMPOSE };

/** A repository whose findings are all in its baseline. */
async function adopted(files: Readonly<Record<string, string>> = OPEN): Promise<MemoryMachine> {
  const machine = new MemoryMachine(files);
  expect(await machine.run('baseline')).toMatchObject({ exitCode: 0, errors: '' });
  return machine;
}

describe('baseline', () => {
  it('records what is there, one finding a line, in an order that does not change', async () => {
    const machine = new MemoryMachine(OPEN);
    expect((await machine.run('baseline')).output).toBe(`${PATH} knows 3 findings (3 new, 0 removed).\n`);
    const text = machine.read(PATH);
    expect(text.replaceAll(/[0-9a-f]{32}/g, '<fingerprint>')).toBe(`{
  "version": 1,
  "findings": [
    { "rule": "published-port", "path": "dev/compose.yaml", "words": "11211:11211", "fingerprint": "<fingerprint>", "count": 1 },
    { "rule": "udp-enabled", "path": "memcached.conf", "words": "-U 11211", "fingerprint": "<fingerprint>", "count": 1 },
    { "rule": "public-bind", "path": "memcached.conf", "words": "0.0.0.0", "fingerprint": "<fingerprint>", "count": 1 }
  ]
}
`);
    expect((await machine.run('baseline')).output).toBe(`${PATH} knows 3 findings (0 new, 0 removed).\n`);
    expect(machine.read(PATH)).toBe(text);
  });

  it('is empty where nothing is found', async () => {
    const machine = await adopted({ 'memcached.conf': '-l 127.0.0.1\n-U 0\n' });
    expect(machine.read(PATH)).toBe('{\n  "version": 1,\n  "findings": []\n}\n');
    expect((await machine.run('check')).exitCode).toBe(0);
  });

  it('never writes secrets down', async () => {
    const machine = await adopted({
      'cache.service': '[Service]\nExecStart=/usr/bin/memcached -l 10.0.0.1 -u password=hunter2hunter2\n',
    });
    expect(machine.read(PATH)).toContain('-u password=***');
    expect(machine.read(PATH)).not.toContain('hunter2');
  });

  it('lets a check pass, which says so', async () => {
    const machine = await adopted();
    expect(await machine.run('check')).toEqual({
      exitCode: 0,
      errors: '',
      output:
        'memcached-guard: 2 launches of memcached checked in 3 files: no UDP and no public bind beyond what is accepted (3 in the baseline)\n',
    });
    const report = JSON.parse((await machine.run('check', '--format', 'json')).output);
    expect(report.findings.map(({ status }: { status: string }) => status)).toEqual([
      'baseline',
      'baseline',
      'baseline',
    ]);
    expect((await machine.run('check', '--no-baseline')).exitCode).toBe(1);
  });

  it('knows a finding whose line moved', async () => {
    const machine = await adopted();
    machine.write('memcached.conf', '# a new first line\n\n-U   11211\n-m 64\n-l 0.0.0.0\n');
    expect((await machine.run('check')).exitCode).toBe(0);
  });

  it.each([
    ['another port', 'memcached.conf', '-l 0.0.0.0\n-U 11311\n', 'memcached.conf:2:1  error  MG001'],
    [
      'one more address',
      'memcached.conf',
      '-l 0.0.0.0\n-U 11211\n-l 8.8.8.8\n',
      'memcached.conf:3:4  error  MG010',
    ],
    ['another address', 'memcached.conf', '-l ::\n-U 11211\n', 'memcached.conf:1:4  error  MG010'],
    [
      'another mapping',
      'dev/compose.yaml',
      COMPOSE.replace('"11211:', '"11999:'),
      'dev/compose.yaml:4:14  error  MG012',
    ],
    ['a new launch', 'new/memcached.conf', '-U 0\n', 'new/memcached.conf:1:1  error  MG011'],
  ])('does not know %s', async (_, path, text, place) => {
    const machine = await adopted();
    machine.write(path, text);
    const { exitCode, output } = await machine.run('check');
    expect(exitCode).toBe(1);
    expect(output.split('\n')[0]).toContain(place);
    expect(output).toContain('1 error in ');
  });

  it('accounts for as many findings as it counts', async () => {
    const machine = await adopted();
    machine.write(PATH, machine.read(PATH).replace('"count": 1', '"count": 2'));
    const { output, exitCode } = await machine.run('check');
    expect(exitCode).toBe(0);
    expect(output).toContain('1 entry of the baseline matches nothing any more');
  });

  it('says which entries are stale, and prunes them', async () => {
    const machine = await adopted();
    machine.write('memcached.conf', '-l 0.0.0.0\n-U 0\n');
    machine.write('new/memcached.conf', '-U 0\n');
    expect(await machine.run('check', 'memcached.conf')).toMatchObject({ exitCode: 0 });
    const { output, exitCode } = await machine.run('check');
    expect(exitCode).toBe(1);
    expect(output).toContain(
      '1 entry of the baseline matches nothing any more (udp-enabled in memcached.conf); memcached-guard baseline --prune removes it.\n',
    );
    expect((await machine.run('baseline', '--prune')).output).toBe(`${PATH} knows 2 findings (1 removed).\n`);
    expect(machine.read(PATH)).not.toContain('udp-enabled');
    expect(machine.read(PATH)).not.toContain('new/memcached.conf');
    expect((await machine.run('check')).output).not.toContain('any more');
  });

  it('keeps reasons, and holds an entry to its last day', async () => {
    const machine = await adopted();
    const decided = machine
      .read(PATH)
      .replace(
        '"words": "0.0.0.0"',
        '"words": "0.0.0.0", "reason": "behind a firewall", "owner": "@team-cache", "expires": "2027-01-31"',
      );
    machine.write(PATH, decided);
    await machine.run('baseline');
    expect(machine.read(PATH)).toContain(
      '"reason": "behind a firewall", "owner": "@team-cache", "expires": "2027-01-31" }',
    );
    const report = JSON.parse((await machine.run('check', '--format', 'json')).output);
    expect(report.findings.find(({ rule }: { rule: string }) => rule === 'MG010')).toMatchObject({
      status: 'baseline',
      waiver: { reason: 'behind a firewall', owner: '@team-cache', expires: '2027-01-31', path: PATH },
    });
    machine.today = '2027-02-01';
    const { output, exitCode } = await machine.run('check');
    expect(exitCode).toBe(1);
    expect(output).toContain(`${PATH}:6:`);
    expect(output).toContain(
      'MG031 expired-waiver\n  The baseline accepts public-bind in memcached.conf until 2027-01-31, so it counts again.',
    );
    expect(output).toContain('MG010 public-bind');
    await machine.run('baseline');
    expect((await machine.run('check')).exitCode).toBe(1);
  });

  it('is read from where the configuration or the caller says', async () => {
    const machine = new MemoryMachine({
      ...OPEN,
      '.memcached-guard.yml': 'baseline: ops/known.json\n',
    });
    const missing = await machine.run('check');
    expect(missing).toMatchObject({
      exitCode: 2,
      errors:
        'memcached-guard: The baseline ops/known.json, which the configuration names, does not exist or is ignored by git; memcached-guard baseline writes it.\n',
    });
    await machine.run('baseline');
    expect(machine.read('ops/known.json')).toContain('public-bind');
    expect((await machine.run('check')).exitCode).toBe(0);
    await machine.run('baseline', '--output', 'elsewhere.json');
    expect((await machine.run('check', '--no-config')).exitCode).toBe(1);
    expect((await machine.run('check', '--no-config', '--baseline', 'elsewhere.json')).exitCode).toBe(0);
    expect(await machine.run('check', '--baseline', 'nowhere.json')).toMatchObject({
      exitCode: 2,
      errors: 'memcached-guard: The baseline nowhere.json cannot be read.\n',
    });
  });

  it('of a folder stands in the folder', async () => {
    const machine = new MemoryMachine(OPEN);
    await machine.run('baseline', 'dev');
    expect(machine.read(`dev/${PATH}`)).toContain('"path": "dev/compose.yaml"');
    expect((await machine.run('check', 'dev')).exitCode).toBe(0);
    expect((await machine.run('check')).exitCode).toBe(1);
  });

  it('keeps what it was not asked about', async () => {
    const machine = await adopted();
    machine.write('dev/compose.yaml', 'services: {}\n');
    machine.write('memcached.conf', '-l 0.0.0.0\n-U 0\n');
    expect((await machine.run('baseline', '--exclude', 'dev')).output).toContain('knows 2 findings');
    expect((await machine.run('check', '--exclude', 'dev')).output).not.toContain('any more');
    expect((await machine.run('baseline', 'dev/compose.yaml', '--prune')).output).toContain(
      'knows 1 finding (',
    );
  });

  it('does not record what is wrong with waivers', async () => {
    const machine = await adopted({
      'memcached.conf': '# memcached-guard: allow public-bind\n-l 0.0.0.0\n-U 0\n',
    });
    expect(machine.read(PATH)).not.toContain('invalid-waiver');
    expect((await machine.run('check')).exitCode).toBe(1);
  });

  it.each([
    ['{', 'it is no JSON (line 1, column 2)'],
    ['', 'it is no JSON'],
    ['[]', 'version is missing'],
    ['7', 'it must be an object'],
    [
      '{"version": 2, "findings": []}',
      'version must be 1; a newer memcached-guard may have written the file',
    ],
    ['{"version": 1}', 'findings is missing'],
    ['{"version": 1, "findings": {}}', 'findings must be a list'],
    ['{"version": 1, "findings": [7]}', 'findings.0 must be an object'],
    ['{"version": 1, "findings": [{"rule": "MG001"}]}', 'findings.0.path is missing'],
    [
      entry({ rule: 'udp-on' }),
      'findings.0.rule is wrong: there is no rule "udp-on"; memcached-guard rules lists them',
    ],
    [entry({ rule: 'MG030' }), 'findings.0.rule is wrong: invalid-waiver cannot be waived'],
    [entry({ fingerprint: 'x' }), 'findings.0.fingerprint is no fingerprint'],
    [entry({ count: 0 }), 'findings.0.count must be 1 or more'],
    [entry({ expires: '2027-02-30' }), 'findings.0.expires is no day; write it as 2027-01-31'],
    [entry({ reason: '' }), 'findings.0.reason must not be empty'],
    [entry({ line: 3 }), 'findings.0.line is not a key of a baseline'],
  ])('%s is a mistake of the user', async (text, clause) => {
    const machine = new MemoryMachine({ ...OPEN, [PATH]: text });
    const sentence = `memcached-guard: The baseline ${PATH} cannot be used: ${clause}.`;
    expect(await machine.run('check')).toMatchObject({ exitCode: 2, output: '', errors: `${sentence}\n` });
    expect(await machine.run('baseline')).toMatchObject({
      exitCode: 2,
      errors: `${sentence} Delete it to start anew.\n`,
    });
  });

  it.each([
    [['baseline', '--prune'], {}, `There is no baseline ${PATH} to prune; without --prune it is written.`],
    [
      ['baseline'],
      { '.memcached-guard.yml': 'strickt: true\n' },
      'The configuration has mistakes, which memcached-guard check shows; mend them first.',
    ],
  ])('%j needs a sound ground', async (args, files, sentence) => {
    const machine = new MemoryMachine({ ...OPEN, ...files });
    expect(await machine.run(...args)).toMatchObject({
      exitCode: 2,
      errors: `memcached-guard: ${sentence}\n`,
    });
  });
});

function entry(more: Readonly<Record<string, unknown>>): string {
  const sound = { rule: 'MG001', path: 'a', fingerprint: 'a'.repeat(32), count: 1 };
  return JSON.stringify({ version: 1, findings: [{ ...sound, ...more }] });
}
