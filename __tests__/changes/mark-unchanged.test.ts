import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/changes/change.ts';
import { check } from '../../src/check.ts';
import { loadConfiguration } from '../../src/policy/load-configuration.ts';
import { exitCode } from '../../src/report/report.ts';
import { memoryRepository } from '../../src/repository/memory-repository.ts';
import type { SearchableRepository } from '../../src/repository/repository.ts';
import { changeBetween } from './change-between.ts';

type Files = Readonly<Record<string, string>>;

async function checkChange(after: Files, change: Change, today = '2027-01-31') {
  const configurationOf = async (repository: SearchableRepository) =>
    (await loadConfiguration(repository)).configuration;
  const repository = memoryRepository(after);
  const configuration = await configurationOf(repository);
  const report = await check(repository, { configuration, configurationOf, change, today });
  return {
    said: report.findings.map(({ status, name, at }) => `${status} ${name} ${at.file.path}`),
    exitCode: exitCode(report, 'error'),
  };
}

const CONF = { 'memcached.conf': '-m 64\n-l 0.0.0.0\n-U 0\n' };
const SERVICE =
  '[Service]\nEnvironmentFile=/etc/sysconfig/memcached\nExecStart=/usr/bin/memcached -U 0 $OPTIONS\n';
const COMPOSE =
  'services:\n  web:\n    image: nginx:1.27\n  cache:\n    image: memcached:1.6\n    ports: ["${HOST:-127.0.0.1}:11211:11211"]\n';

describe('a finding that a change did not cause', () => {
  it.each<[string, Files, Files, Files?]>([
    ['nothing', CONF, {}],
    ['where its line stands', CONF, { 'memcached.conf': '# new\n\n-m 64\n-l 0.0.0.0\n-U 0\n' }],
    ['a line below', CONF, { 'memcached.conf': '-m 64\n-l 0.0.0.0\n-U 0\n# end\n' }],
    ['a neighbouring line that is gone', CONF, { 'memcached.conf': '-l 0.0.0.0\n-U 0\n' }],
    ['another file', CONF, { 'README.md': 'memcached\n', 'other/memcached.conf': '-l 127.0.0.1\n-U 0\n' }],
    [
      'the place of its file',
      CONF,
      { 'memcached.conf': '', 'ops/memcached.conf': CONF['memcached.conf'] },
      { 'ops/memcached.conf': 'memcached.conf' },
    ],
    [
      'another service',
      { 'compose.yaml': COMPOSE.replace('${HOST:-127.0.0.1}:', '') },
      { 'compose.yaml': COMPOSE.replace('${HOST:-127.0.0.1}:', '').replace('1.27', '1.29') },
    ],
  ])('is only shown: it changed %s', async (_, before, edits, moved) => {
    const after = Object.fromEntries(
      Object.entries({ ...before, ...edits }).filter(([, text]) => text !== ''),
    );
    const { said, exitCode } = await checkChange(after, changeBetween(before, after, moved));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^unchanged (public-bind|published-port) /);
    expect(exitCode).toBe(0);
  });
});

describe('a finding that a change caused', () => {
  it.each<[string, Files, Files, string]>([
    ['its words', CONF, { 'memcached.conf': '-m 64\n-l ::\n-U 0\n' }, 'public-bind memcached.conf'],
    [
      'another word of its command line',
      CONF,
      { 'memcached.conf': '-m 128\n-l 0.0.0.0\n-U 0\n' },
      'public-bind memcached.conf',
    ],
    ['a new file', {}, CONF, 'public-bind memcached.conf'],
    [
      'an option that was taken away',
      { 'memcached.conf': '-m 64\n-l 127.0.0.1\n-c 10\n-U 0\n' },
      { 'memcached.conf': '-m 64\n-c 10\n-U 0\n' },
      'default-bind memcached.conf',
    ],
    [
      'an option that was commented out',
      { 'memcached.conf': '-l 10.0.0.1\n-m 64\n-U 0\n' },
      { 'memcached.conf': '-l 10.0.0.1\n-m 64\n# -U 0\n' },
      'udp-not-disabled memcached.conf',
    ],
    [
      'a value in .env',
      { 'compose.yaml': COMPOSE, '.env': 'A=1\n' },
      { '.env': 'A=1\nHOST=0.0.0.0\n' },
      'published-port compose.yaml',
    ],
    [
      'a .env that is gone',
      {
        'compose.yaml': COMPOSE.replace('${HOST:-127.0.0.1}', '${HOST:-0.0.0.0}'),
        '.env': 'HOST=127.0.0.1\n',
      },
      { '.env': '' },
      'published-port compose.yaml',
    ],
    [
      'the tag of an image',
      { 'compose.yaml': COMPOSE },
      { 'compose.yaml': COMPOSE.replace('memcached:1.6', 'memcached:1.5.5') },
      'udp-on-by-default compose.yaml',
    ],
    [
      'an environment file',
      { 'memcached.service': SERVICE, 'etc/sysconfig/memcached': 'OPTIONS="-l 127.0.0.1"\n' },
      { 'etc/sysconfig/memcached': 'OPTIONS="-l 0.0.0.0"\n' },
      'public-bind etc/sysconfig/memcached',
    ],
    [
      'a new drop-in',
      { 'memcached.service': '[Service]\nExecStart=/usr/bin/memcached -U 0 -l 127.0.0.1\n' },
      {
        'memcached.service.d/open.conf':
          '[Service]\nExecStart=\nExecStart=/usr/bin/memcached -U 0 -l 0.0.0.0\n',
      },
      'public-bind memcached.service.d/open.conf',
    ],
    [
      'a drop-in that is gone',
      {
        'memcached.service': '[Service]\nExecStart=/usr/bin/memcached -U 0 -l 0.0.0.0\n',
        'memcached.service.d/closed.conf':
          '[Service]\nExecStart=\nExecStart=/usr/bin/memcached -U 0 -l 127.0.0.1\n',
      },
      { 'memcached.service.d/closed.conf': '' },
      'public-bind memcached.service',
    ],
    [
      'a new override',
      { 'compose.yaml': 'services:\n  cache:\n    image: memcached:1.6\n' },
      { 'compose.override.yaml': 'services:\n  cache:\n    ports: ["11211:11211"]\n' },
      'published-port compose.override.yaml',
    ],
    [
      'a waiver that is gone',
      { 'memcached.conf': '# memcached-guard: allow public-bind -- behind a firewall\n-l 0.0.0.0\n-U 0\n' },
      { 'memcached.conf': '-l 0.0.0.0\n-U 0\n' },
      'public-bind memcached.conf',
    ],
    [
      'a waiver that is gone from the configuration',
      {
        ...CONF,
        '.memcached-guard.yml':
          'strict: false\nwaivers:\n  - rule: public-bind\n    path: memcached.conf\n    reason: behind a firewall\n',
      },
      { '.memcached-guard.yml': 'strict: false\n' },
      'public-bind memcached.conf',
    ],
    [
      'a folder that is no longer excluded',
      { ...CONF, '.memcached-guard.yml': 'exclude: ["*.conf"]\n' },
      { '.memcached-guard.yml': 'exclude: []\n' },
      'public-bind memcached.conf',
    ],
    [
      'a name that makes the file count',
      { 'examples/memcached.md': '-l 0.0.0.0\n-U 0\n' },
      { 'memcached.conf': '-l 0.0.0.0\n-U 0\n' },
      'public-bind memcached.conf',
    ],
  ])('fails: %s', async (_, before, edits, finding) => {
    const after = Object.fromEntries(
      Object.entries({ ...before, ...edits }).filter(([, text]) => text !== ''),
    );
    const { said, exitCode } = await checkChange(after, changeBetween(before, after));
    expect(said).toContain(`active ${finding}`);
    expect(exitCode).toBe(1);
  });

  it('and no other', async () => {
    const before = {
      ...CONF,
      'ops/memcached.conf': '-l 0.0.0.0\n-U 0\n',
      'compose.yaml': COMPOSE.replace('${HOST:-127.0.0.1}:', ''),
    };
    const after = { ...before, 'ops/memcached.conf': '-l 127.0.0.1\n-U 11211\n' };
    expect((await checkChange(after, changeBetween(before, after))).said).toEqual([
      'unchanged published-port compose.yaml',
      'unchanged public-bind memcached.conf',
      'active udp-enabled ops/memcached.conf',
    ]);
  });
});

const edit = (line: number, added: readonly string[], removed: readonly string[]) => ({
  line,
  added,
  removed,
});

describe('what is not known counts as caused', () => {
  it.each<[string, Change, string]>([
    ['a file that is only said to differ', [{ path: 'memcached.conf', status: 'modified' }], 'active'],
    ['a file of which it is not said what was in it', [{ path: 'cache.env', status: 'removed' }], 'active'],
    [
      'a change of another state of the file',
      [{ path: 'memcached.conf', status: 'modified', edits: [edit(1, ['-m 1024\n'], ['-m 64\n'])] }],
      'active',
    ],
    [
      'a change beyond the end of the file',
      [{ path: 'memcached.conf', status: 'modified', edits: [edit(9, [], ['-U 0\n'])] }],
      'active',
    ],
    [
      'a change of another state of a file that does not matter',
      [{ path: 'notes.txt', status: 'modified', edits: [edit(7, ['x\n'], ['y\n'])] }],
      'unchanged',
    ],
    ['a picture that is gone', [{ path: 'logo.png', status: 'removed' }], 'unchanged'],
    ['another file that differs', [{ path: 'package-lock.json', status: 'modified' }], 'unchanged'],
  ])('%s', async (_, change, status) => {
    const { said } = await checkChange({ ...CONF, 'package-lock.json': '{}\n' }, change);
    expect(said).toEqual([`${status} public-bind memcached.conf`]);
  });

  it('a file whose lines git does not see', async () => {
    const files = { 'cache.service': '[Service]\rExecStart=/usr/bin/memcached -U 0 -l 0.0.0.0\n# note\n' };
    const change: Change = [
      {
        path: 'cache.service',
        status: 'modified',
        edits: [{ line: 2, added: ['# note\n'], removed: ['# nota\n'] }],
      },
    ];
    for (const line of (await checkChange(files, change)).said) expect(line).toMatch(/^active /);
  });
});

it('a waiver that expires is no doing of the change', async () => {
  const before = {
    'memcached.conf':
      '# memcached-guard: allow public-bind until 2027-01-30 -- behind a firewall\n-l 0.0.0.0\n-U 0\n',
  };
  const after = { ...before, 'README.md': 'new\n' };
  expect(await checkChange(after, changeBetween(before, after))).toEqual({
    said: ['unchanged expired-waiver memcached.conf', 'unchanged public-bind memcached.conf'],
    exitCode: 0,
  });
});
