import { describe, expect, it } from 'vitest';
import { systemd } from '../../../src/formats/systemd/format.ts';
import { placeOf, readAs, show } from './fixture.ts';

async function launchesOf(files: Record<string, string>): Promise<readonly string[]> {
  const { launches, problems } = await readAs(systemd, files);
  expect(problems).toEqual([]);
  return launches.map(
    ({ name, argv, condition }) =>
      `${name}: ${argv.map(show).join(' ')}${condition ? ` (${condition})` : ''}`,
  );
}

const SERVICE = (lines: string) => `[Service]\n${lines}\n`;
const READS_DEFAULT = SERVICE('EnvironmentFile=/etc/default/memcached\nExecStart=/usr/bin/memcached $OPTS');

describe('where the environment file of a unit is found', () => {
  it.each([
    ['under the same root', 'a/etc/systemd/system/memcached.service', 'a/etc/default/memcached'],
    ['by the end of its path', 'units/memcached.service', 'files/etc/default/memcached'],
    ['as a template', 'a/etc/systemd/system/memcached.service', 'a/etc/default/memcached.j2'],
    ['by its name beside the unit', 'files/memcached.service', 'files/memcached'],
    ['by its name in a folder beside', 'role/files/memcached.service', 'role/templates/memcached.erb'],
  ])('%s', async (_, unit, environment) => {
    const files = { [unit]: READS_DEFAULT, [environment]: 'OPTS="-l 10.0.0.1"\n', 'z/other': 'OPTS=-x\n' };
    expect(await launchesOf(files)).toEqual(['memcached.service: -l 10.0.0.1']);
  });

  it.each<Record<string, string>>([
    { 'r/files/memcached': '#!/bin/sh\nOPTS=-x\n' },
    { 'r/files/memcached': '[section]\nOPTS=-x\n' },
    { 'r/files/a/memcached': 'OPTS=-x\n', 'r/files/b/memcached': 'OPTS=-y\n' },
    { 'a/etc/default/memcached': 'OPTS=-x\n', 'b/etc/default/memcached': 'OPTS=-y\n' },
    { 'elsewhere/memcached': 'OPTS=-x\n' },
  ])('is not guessed: %j', async (others) => {
    expect(await launchesOf({ 'r/files/memcached.service': READS_DEFAULT, ...others })).toEqual([
      'memcached.service: <OPTS…>',
    ]);
  });

  it('keeps what Environment= sets where an optional file is missing, but not where the file must exist', async () => {
    const lines = 'Environment=IP=10.0.0.1\nExecStart=/usr/bin/memcached -l $IP $MORE';
    expect(await launchesOf({ 'x/memcached.service': SERVICE(`EnvironmentFile=-/etc/e\n${lines}`) })).toEqual(
      ['memcached.service: -l 10.0.0.1 <MORE…>'],
    );
    expect(await launchesOf({ 'x/memcached.service': SERVICE(`EnvironmentFile=/etc/e\n${lines}`) })).toEqual([
      'memcached.service: -l <IP…> <MORE…>',
    ]);
  });
});

describe('units of a repository', () => {
  it('are not mixed up between the trees of two machines', async () => {
    const drop = SERVICE('ExecStart=\nExecStart=/usr/bin/memcached -l 10.0.0.2');
    expect(
      await launchesOf({
        'web/etc/systemd/system/memcached.service': SERVICE('ExecStart=/usr/bin/memcached -l 10.0.0.1'),
        'db/etc/systemd/system/memcached.service.d/x.conf': drop,
      }),
    ).toEqual(['memcached.service: -l 10.0.0.1', 'memcached.service: -l 10.0.0.2']);
  });

  it('are hidden by a unit of the same name in a more important folder, or masked', async () => {
    const vendor = {
      'usr/lib/systemd/system/memcached.service': SERVICE('ExecStart=/usr/bin/memcached -l 0.0.0.0'),
    };
    const local = SERVICE('ExecStart=/usr/bin/memcached -l 127.0.0.1');
    const path = 'etc/systemd/system/memcached.service';
    expect(await launchesOf({ ...vendor, [path]: local })).toEqual(['memcached.service: -l 127.0.0.1']);
    expect(await launchesOf({ ...vendor, [path]: '' })).toEqual([]);
  });

  it('may hold a command in each branch of a template', async () => {
    const text =
      '[Service]\n{% if x %}\nExecStart={{ dir }}/memcached -l {{ ip }}\n{% else %}\nExecStart=/usr/bin/memcached -U 0\n{% endif %}\n';
    expect(await launchesOf({ 't/memcached.service.j2': text })).toEqual([
      'memcached.service: -l <{{ ip }}>',
      'memcached.service: -U 0 (where the template takes {% else %})',
    ]);
  });

  it('may go on over the lines whose ends a template takes away', async () => {
    const text =
      '[Service]\nExecStart=/usr/bin/memcached\n{%- if a %} -l {{ ip }}{% endif -%}\n{%- if b %} -U 0{% endif %}\n -t 4 {{ more }}\nRestart=always\n';
    expect(await launchesOf({ 't/memcached.service.j2': text })).toEqual([
      'memcached.service: -l <{{ ip }}> -U 0 -t 4 <{{ more }}…>',
      'memcached.service: -U 0 -t 4 <{{ more }}…> (where the template leaves {%- if a %} out)',
      'memcached.service: -l <{{ ip }}> -t 4 <{{ more }}…> (where the template leaves {%- if b %} out)',
      'memcached.service: -t 4 <{{ more }}…> (where the template takes its other branches)',
    ]);
  });

  it('may have the path of their environment file filled in by a template', async () => {
    const text = SERVICE('EnvironmentFile=-{$ROOT}/m.env\nExecStart={$ROOT}/bin/memcached -d $OPTIONS');
    expect(await launchesOf({ 't/memcached.service.tpl': text })).toEqual([
      'memcached.service: -d <OPTIONS…>',
    ]);
  });

  it('may have their program filled in by a template', async () => {
    const text = SERVICE('ExecStart=<%= @bin %> -l <%= @listen %> <%= @options %>');
    expect(await launchesOf({ 't/memcached.service.erb': text })).toEqual([
      'memcached.service: -l <<%= @listen %>> <<%= @options %>…>',
    ]);
    expect(await launchesOf({ 't/web.service.erb': `# not memcached\n${text}` })).toEqual([]);
  });

  it('stand in the unit also where a template puts their program in from elsewhere', async () => {
    const files = {
      'r/templates/memcached.service.j2': '[Service]\nExecStart = {{ bin }} -l 10.0.0.1\n',
      'r/templates/other.service.j2': '[Service]\nExecStart={{ command }}\n',
      'r/defaults/main.yml': 'bin: /usr/bin/memcached\ncommand: /usr/bin/memcached -U 0\n',
    };
    const { launches } = await readAs(systemd, files);
    expect(launches.map(({ at }) => placeOf(at))).toEqual([
      'r/defaults/main.yml:2:10-33',
      'r/templates/memcached.service.j2:2:13-34',
    ]);
  });

  it('are started as the instances that the repository enables', async () => {
    const text = SERVICE('ExecStart=/usr/bin/memcached -p %i -l 127.0.0.1');
    expect(
      await launchesOf({
        'etc/systemd/system/memcached@.service': text,
        'etc/systemd/system/multi-user.target.wants/memcached@11212.service': text,
      }),
    ).toEqual(['memcached@11212.service: -p 11212 -l 127.0.0.1']);
  });

  it('say under which condition they run', async () => {
    const text = `[Unit]\nConditionPathExists=/etc/cache\n${SERVICE('ExecStart=/usr/bin/memcached')}`;
    expect(await launchesOf({ 'x/memcached.service': text })).toEqual([
      'memcached.service:  (where ConditionPathExists=/etc/cache holds)',
    ]);
  });

  it('pass POSIXLY_CORRECT on only where they set it', async () => {
    const own = SERVICE('Environment=POSIXLY_CORRECT=1\nExecStart=/usr/bin/memcached x -U 0');
    const posix = async (text: string) =>
      (await readAs(systemd, { 'x/memcached.service': text })).launches.map(
        ({ posixlyCorrect }) => posixlyCorrect,
      );
    expect(await posix(own)).toEqual([true]);
    expect(await posix(READS_DEFAULT)).toEqual([undefined]);
  });
});

describe('what systemd does not run', () => {
  it.each([
    ['execstart=/usr/bin/memcached -l 0.0.0.0', '2:1-40'],
    ['ExecStart=exec /usr/bin/memcached', '2:1-34'],
    ['ExecStart=|memcached -U 0', '2:1-26'],
    ['ExecStart=/usr/bin/memcached -l %z', '2:11-35'],
    ['ExecStart=/usr/bin/memcached "-l', '2:11-33'],
    ['Environment=BIN=/usr/bin/memcached\nExecStart=${BIN} -l 0.0.0.0', '3:11-28'],
    ['Type=dbus\nExecStart=/usr/bin/memcached', '3:11-29'],
  ])('is said at its place: %s', async (lines, place) => {
    const { launches, problems } = await readAs(systemd, { 'memcached.service': SERVICE(lines) });
    expect(launches).toEqual([]);
    expect(problems.map(({ kind, at }) => `${kind} ${placeOf(at)}`)).toEqual([
      `refused memcached.service:${place}`,
    ]);
  });

  it('is said of a prefix that only later releases know', async () => {
    const { problems } = await readAs(systemd, {
      'memcached.service': SERVICE('ExecStart=|/usr/bin/memcached -v'),
    });
    expect(problems.map(({ message }) => message)).toEqual([
      'systemd does not start memcached.service: only systemd 258 and later know the prefix |, for a command of the shell',
    ]);
  });

  it.each([
    ['memcached.service', 'ExecStartPre=/usr/bin/memcached -V\nExecStart=/bin/true'],
    ['memcached.service', '#ExecStart=/usr/bin/memcached -l 0.0.0.0\nExecStart=/bin/true'],
    ['watch.service', 'ExecStart=/usr/bin/pgrep memcached'],
    ['client.service', 'ExecStart=/usr/bin/app\nExecStart=/usr/bin/app --cache /var/run/memcached'],
    ['exporter.service', 'ExecStart=/usr/bin/memcached_exporter --memcached.address=localhost:11211'],
  ])('is nothing to speak of: %s, %s', async (path, lines) => {
    expect(await readAs(systemd, { [path]: SERVICE(lines) })).toEqual({ launches: [], problems: [] });
  });

  it('is no unit: a script that writes one, prose, a leftover', async () => {
    const unit = SERVICE('ExecStart=/usr/bin/memcached -l 0.0.0.0');
    const files = {
      'install.sh': `#!/bin/sh\ncat >x <<EOF\n${unit}EOF\n`,
      'README.md': `# Units\n\n${unit}`,
      'memcached.service.rpmsave': unit,
      'conf.ini': '[Service]\nname=memcached\n',
    };
    expect(await readAs(systemd, files)).toEqual({ launches: [], problems: [] });
  });
});
