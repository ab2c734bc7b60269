import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { supervisord } from '../../../src/formats/supervisord/format.ts';
import { commandLines, place, positions, read, wordPlaces } from '../host/read.ts';

interface Case {
  readonly conf: string;
  readonly argv?: readonly (readonly string[])[];
  readonly refused?: true;
}

/** Cases in which the answer differs, with the reason. */
const EXCEPTIONS = new Map([
  [
    '[program:m]\ncommand=memcached -l %(ENV_NOPE)s\n',
    "the variable may be in supervisord's own environment, which the repository does not say: it is unknown",
  ],
]);

/** What supervisor 4.2.5 and `shlex.split` made of these files (Python 3.11, only PATH and LANG set). */
const cases = readFileSync(new URL('../../fixtures/supervisord/recorded.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

describe('the argv that supervisord makes', () => {
  it(`equals the recorded one in ${cases.length} cases`, async () => {
    const wrong: unknown[] = [];
    for (const recorded of cases) {
      if (EXCEPTIONS.has(recorded.conf)) continue;
      const { launches } = await read(supervisord, { 'supervisord.conf': recorded.conf });
      const actual = launches.map((launch) => [launch.program, ...launch.argv].map((word) => word.text));
      const expected = (recorded.argv ?? []).filter(([program]) => program === 'memcached');
      if (JSON.stringify(actual) !== JSON.stringify(expected)) wrong.push({ ...recorded, actual });
    }
    expect(wrong).toEqual([]);
  });
});

describe('programs', () => {
  it('get a shell only where they call one, with the variables of environment=', async () => {
    const conf = '[program:m]\nenvironment=IP="10.0.0.5"\ncommand=bash -c "exec memcached -l $IP -p $PORT"\n';
    expect(commandLines(await read(supervisord, { 'a.conf': conf }))).toEqual(['-l 10.0.0.5 -p ‹PORT…›']);
  });

  it("leave supervisord's own variables open", async () => {
    const conf = '[program:m]\ncommand=/usr/bin/memcached -l %(ENV_BIND)s -s %(here)s/m.sock\n';
    expect(commandLines(await read(supervisord, { 'a.conf': conf }))).toEqual([
      '-l ‹%(ENV_BIND)s› -s ‹%(here)s›/m.sock',
    ]);
  });

  it('of a template', async () => {
    const conf = '[program:m]\n{% if x %}\ncommand=memcached -l {{ ip }}\n{% endif %}\n';
    expect(commandLines(await read(supervisord, { 'supervisord.conf.j2': conf }))).toEqual(['-l ‹{{ ip }}›']);
  });

  it('not started by themselves carry a condition', async () => {
    const { launches } = await read(supervisord, {
      'a.conf': '[program:m]\nautostart=False\ncommand=memcached\n',
    });
    expect(launches[0]!.condition).toBe('once supervisorctl starts it, for autostart is off');
  });

  it('have places', async () => {
    const conf =
      '[program:m]\nnumprocs=2\ncommand = memcached\n  -l "0.0.0.0"\n  -p 1121%(process_num)d ; x\n';
    const { launches } = await read(supervisord, { 'a.conf': conf });
    expect(launches.map(({ name }) => name)).toEqual(['program:m', 'program:m, process 1']);
    expect(place(launches[0]!)).toBe('3:11 memcached\n  -l "0.0.0.0"\n  -p 1121%(process_num)d');
    expect(wordPlaces(launches[0]!).slice(0, 2)).toEqual(['-l', '0.0.0.0']);
    expect(positions(launches[0]!)).toEqual(['4:3', '4:7', '5:3', '5:6']);
  });

  it('of a memcached.conf', async () => {
    const conf = '[program:memcached]\ncommand=memcached -l 0.0.0.0\n';
    expect(commandLines(await read(supervisord, { 'deploy/memcached.conf': conf }))).toEqual(['-l 0.0.0.0']);
  });
});

describe('a configuration beside a Dockerfile', () => {
  const conf = '[program:m]\ncommand=memcached\n';
  const networkOf = async (files: Readonly<Record<string, string>>) =>
    (await read(supervisord, files)).launches.map(({ network }) => network.kind);

  it.each<[string, string, string]>([
    ['docker/supervisord.conf', 'docker/Dockerfile', 'FROM debian\nCMD ["supervisord", "-n"]\n'],
    [
      'docker/conf/supervisord.conf',
      'docker/app.Dockerfile',
      'FROM debian\nRUN apt-get install supervisor\n',
    ],
    ['supervisord.conf', 'Dockerfile', 'FROM x\nENTRYPOINT /usr/bin/supervisord\n'],
  ])('that starts supervisord is for its image: %s %s', async (path, dockerfile, text) => {
    expect(await networkOf({ [path]: conf, [dockerfile]: text })).toEqual(['image']);
  });

  it.each<[string, string, string]>([
    ['docker/supervisord.conf', 'docker/Dockerfile', 'FROM debian\nCMD ["app"] # no daemon of it\n'],
    ['deploy/supervisord.conf', 'Dockerfile', 'FROM debian\nCMD ["supervisord"]\n'],
    ['deploy/supervisord.conf', 'docker/Dockerfile', 'FROM debian\nCMD ["supervisord"]\n'],
    ['supervisord.conf', 'Dockerfile.md', 'CMD ["app"]\n'],
  ])('that does not, or elsewhere, is for a host: %s %s', async (path, dockerfile, text) => {
    expect(await networkOf({ [path]: conf, [dockerfile]: text })).toEqual(['host']);
  });
});

describe('sections of other kinds', () => {
  it.each<[string, string[]]>([
    ['[fcgi-program:m]\nsocket=tcp://localhost:1\ncommand=memcached -l 1.2.3.4\n', ['-l 1.2.3.4']],
    [
      '[supervisord]\nenvironment=IP="0.0.0.0"\n[program:m]\ncommand=memcached -l %(ENV_IP)s\n',
      ['-l 0.0.0.0'],
    ],
    ['[program:m]\nuser=nobody\ncommand=memcached -l %(host_node_name)s\n', ['-l ‹%(host_node_name)s›']],
    ['[program:m]\ncommand=/usr/bin/env memcached -l ::\nprocess_name=x\n', ['-l ::']],
    ['[program:m]\ncommand=docker run -p 11211:11211 memcached:1.5 -m 64\n', ['-m 64']],
  ])('%j', async (text, expected) => {
    expect(commandLines(await read(supervisord, { 'supervisord.conf': text }))).toEqual(expected);
  });
});

describe('what starts none', () => {
  it.each([
    '-l 0.0.0.0\n-p 11211\n',
    '[program:web]\ncommand=web --cache memcached:11211\n',
    '[program:web]\n;command=memcached\ncommand=web\n',
    '[program:memcached_exporter]\ncommand=memcached_exporter --memcached.address=a:11211\n',
    '[program:memcached]\ncommand=/usr/bin/redis-server\n',
    '[group:memcached]\nprograms=a,b\n',
    '[program:memcached]\n',
    'command=memcached\n',
    '[inet_http_server]\nport=*:9001\n# memcached\n',
  ])('%j', async (text) => {
    expect(await read(supervisord, { 'memcached.conf': text })).toEqual({ launches: [], problems: [] });
  });
});
