import { describe, expect, it } from 'vitest';
import { openrc } from '../../../src/formats/openrc/format.ts';
import { commandLines, place, positions, read, wordPlaces } from '../host/read.ts';

const lines = async (files: Record<string, string>): Promise<string[]> =>
  commandLines(await read(openrc, files));

const PLAIN = `#!/sbin/openrc-run
name="a cache"
command=/usr/bin/memcached
: \${listen:=0.0.0.0}
command_args="-l \${listen} -U 0 \${more}"
command_background=yes
pidfile="/run/\${RC_SVCNAME}.pid"
depend() { need net; }
`;
/** As Alpine's: no SOCKET, and a start of its own. */
const OWN_START = `#!/sbin/openrc-run
[ "\${SVCNAME#*.}" = memcached ] && CONF='' || CONF="\${SVCNAME#*.}"
if [ -n "$CONF" ]; then source "/etc/conf.d/memcached.$CONF"; fi
start() {
  ebegin "Starting memcached"
  [ -n "\${LISTENON}" ] && listen="-l \${LISTENON}"
  start-stop-daemon --start --exec "\${MEMCACHED_BINARY}" -- -d -p \${PORT} -U \${UDPPORT} \${listen} \\
    -m \${MEMUSAGE} -c \${MAXCONN} -u \${MEMCACHED_RUNAS} -P "/run/memcached-\${PORT}.pid" \${MISC_OPTS}
  eend $?
}
stop() { start-stop-daemon --stop --exec "\${MEMCACHED_BINARY}"; }
`;
const SETTINGS = `MEMCACHED_BINARY="/usr/bin/memcached"
MEMUSAGE="64"
MEMCACHED_RUNAS="memcached"
MAXCONN="1024"
LISTENON=""
PORT="11211"
UDPPORT="\${PORT}"
MISC_OPTS=""
`;

describe('init scripts', () => {
  it.each<[string, Record<string, string>, string[]]>([
    [
      'a command with its arguments, settings unknown',
      { 'etc/init.d/cache': PLAIN },
      ['-l 0.0.0.0 -U 0 ‹more…›'],
    ],
    [
      'settings beside it',
      { 'etc/init.d/cache': PLAIN, 'etc/conf.d/cache': 'listen=127.0.0.1\nmore="-m 64"\n' },
      ['-l 127.0.0.1 -U 0 -m 64'],
    ],
    [
      'settings of a package',
      { 'net/cache.initd': PLAIN, 'net/cache.confd': 'listen=127.0.0.1\n' },
      ['-l 127.0.0.1 -U 0'],
    ],
    ['runscript', { 'init.d/cache': PLAIN.replace('openrc-run', 'runscript') }, ['-l 0.0.0.0 -U 0 ‹more…›']],
    [
      'quotes that are read once more',
      { 'init.d/cache': `#!/sbin/openrc-run\ncommand=memcached\ncommand_args="-l '10.0.0.5' -p \\"1\\""\n` },
      ['-l 10.0.0.5 -p 1'],
    ],
    [
      'arguments of the background',
      { 'init.d/cache': '#!/sbin/openrc-run\ncommand=memcached\ncommand_args_background="-d -l ::1"\n' },
      ['-d -l ::1'],
    ],
    [
      'a supervised service, which stays in the foreground',
      {
        'init.d/cache':
          '#!/sbin/openrc-run\nsupervisor=supervise-daemon\ncommand=memcached\ncommand_args="-l ::1"\ncommand_args_background=-d\ncommand_args_foreground="-U 0"\n',
      },
      ['-l ::1 -U 0'],
    ],
    [
      'what start_pre sets',
      {
        'init.d/cache':
          '#!/sbin/openrc-run\ncommand=memcached\nstart_pre() { command_args="-l ::1"; }\ndepend() { use net; }\n',
      },
      ['-l ::1'],
    ],
    [
      'a start that adds to the usual one',
      {
        'init.d/cache':
          '#!/sbin/openrc-run\ncommand=memcached\nstart() { command_args="-l ::1"; default_start; }\n',
      },
      ['-l ::1'],
    ],
    [
      'a template',
      { 'init.d/cache.j2': PLAIN.replace('0.0.0.0', '{{ ip }}') },
      ['-l ‹{{ ip }}…› -U 0 ‹more…›'],
    ],
  ])('%s', async (_what, files, expected) => {
    expect(await lines(files)).toEqual(expected);
  });

  it('decide what the settings of their service mean', async () => {
    const files = {
      'main/memcached.initd': OWN_START,
      'main/memcached.confd': `${SETTINGS}SOCKET=/run/mc.sock\nLISTENON="10.0.0.5"\n`,
    };
    // This script knows no SOCKET, as Gentoo's does.
    expect(await lines(files)).toEqual([
      '-d -p 11211 -U 11211 -l 10.0.0.5 -m 64 -c 1024 -u memcached -P /run/memcached-11211.pid',
    ]);
    const { launches } = await read(openrc, files);
    expect(launches[0]!.related.map(({ at }) => at.file.path)).toEqual(['main/memcached.initd']);
  });

  it('say nothing new where the settings alone say the same', async () => {
    const files = { 'etc/init.d/memcached': OWN_START, 'etc/conf.d/memcached': SETTINGS };
    const { launches } = await read(openrc, files);
    expect(commandLines({ launches, problems: [] })).toHaveLength(1);
    expect(launches[0]!.related).toEqual([]);
    expect(place(launches[0]!)).toBe('5:1 LISTENON=""');
    expect(wordPlaces(launches[0]!).slice(1, 5)).toEqual([
      'PORT="11211"',
      '11211',
      'UDPPORT="${PORT}"',
      'UDPPORT="${PORT}"',
    ]);
  });

  it('start instances, each with its settings over the common ones', async () => {
    const reading = await read(openrc, {
      'etc/init.d/memcached': OWN_START.replace('-d -p', '-p'),
      'etc/conf.d/memcached': SETTINGS,
      'etc/conf.d/memcached.web': 'PORT=11300\nUDPPORT=0\nLISTENON=::1\n',
    });
    expect(reading.launches.map(({ name }) => name)).toEqual([
      'OpenRC service memcached',
      'OpenRC service memcached.web',
    ]);
    expect(commandLines(reading)[1]).toContain('-p 11300 -U 0 -l ::1');
  });

  it('have places where the words stand', async () => {
    const { launches } = await read(openrc, { 'etc/init.d/cache': PLAIN });
    expect(launches[0]!.name).toBe('OpenRC service cache');
    expect(place(launches[0]!)).toBe('5:1 command_args="-l ${listen} -U 0 ${more}"');
    expect(positions(launches[0]!)).toEqual(['5:15', '4:13', '5:28', '5:31', '5:33']);
  });
});

describe('what starts none', () => {
  it.each<[string, Record<string, string>]>([
    [
      'another program',
      { 'init.d/web': '#!/sbin/openrc-run\ncommand=web\ncommand_args="--cache memcached"\n' },
    ],
    ['a dependency', { 'init.d/web': '#!/sbin/openrc-run\ncommand=web\ndepend() { need memcached; }\n' }],
    [
      'a service that is only stopped',
      { 'init.d/x': '#!/sbin/openrc-run\nstop() { pkill memcached; }\nstart() { :; }\n' },
    ],
    ['a script of another reader', { 'init.d/x': '#!/usr/bin/perl\n$command="memcached";\n' }],
    ['a program that its missing settings name', { 'etc/init.d/memcached': OWN_START }],
  ])('%s', async (_what, files) => {
    expect(await read(openrc, files)).toEqual({ launches: [], problems: [] });
  });
});
