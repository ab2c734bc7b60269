import { describe, expect, it } from 'vitest';
import { bsdRc } from '../../../src/formats/bsd-rc/format.ts';
import { commandLines, place, read, wordPlaces } from '../host/read.ts';

const FREEBSD = `#!/bin/sh
# PROVIDE: memcached
. /etc/rc.subr
name=memcached
rcvar=memcached_enable
load_rc_config $name
: \${memcached_enable:=NO}
: \${memcached_user:=nobody}
if [ -n "$memcached_profiles" ] && [ -z "$2" ]; then
  for profile in $memcached_profiles; do
    /usr/local/etc/rc.d/memcached $1 $profile
  done
  exit 0
fi
if [ -n "$2" ]; then eval memcached_flags="\\\${memcached_\${2}_flags:-\\\${memcached_flags}}"; fi
command=%%PREFIX%%/bin/memcached
command_args="-d -u \${memcached_user}"
run_rc_command "$1"
`;
const PKGSRC = `#!@RCD_SCRIPTS_SHELL@
$_rc_subr_loaded . /etc/rc.subr
name="memcached"
command="@PREFIX@/bin/memcached"
start_cmd="memcached_start"
memcached_start() {
  for job in $memcached_jobs; do
    $command -u @MEMCACHED_USER@ $(eval echo \\$\${name}_\${job}_args)
  done
}
load_rc_config $name
run_rc_command "$1"
`;
const OPENBSD = `#!/bin/ksh
daemon="/usr/local/bin/memcached -d"
daemon_flags="-u _memcached -l 0.0.0.0"
. /etc/rc.d/rc.subr
rc_reload=NO
rc_cmd $1
`;
const lines = async (files: Record<string, string>): Promise<string[]> =>
  commandLines(await read(bsdRc, files));

describe('rc.d scripts', () => {
  it.each<[string, Record<string, string>, string[]]>([
    ['of FreeBSD alone', { 'usr/local/etc/rc.d/memcached': FREEBSD }, ['‹memcached_flags…› -d -u nobody']],
    ['of a port', { 'databases/memcached/files/memcached.in': FREEBSD }, ['‹memcached_flags…› -d -u nobody']],
    [
      'with its rc.conf',
      {
        'usr/local/etc/rc.d/memcached': FREEBSD,
        'etc/rc.conf': 'memcached_enable=YES\nmemcached_flags="-l \'10.0.0.5\' -U 0"\nmemcached_profiles=\n',
      },
      ['-l 10.0.0.5 -U 0 -d -u nobody'],
    ],
    [
      'with profiles',
      {
        'usr/local/etc/rc.d/memcached': FREEBSD,
        'etc/rc.conf':
          'memcached_enable=YES\nmemcached_flags="-l ::1"\nmemcached_profiles="a b"\nmemcached_a_flags="-p 1"\n',
      },
      ['-p 1 -d -u nobody', '-l ::1 -d -u nobody'],
    ],
    [
      'of pkgsrc',
      {
        'etc/rc.d/memcached': PKGSRC,
        'etc/rc.conf':
          'memcached=YES\nmemcached_enable=YES\nmemcached_jobs=a\nmemcached_a_args="-l 10.0.0.7"\n',
      },
      ['-u ‹@MEMCACHED_USER@› -l 10.0.0.7'],
    ],
    ['of OpenBSD', { 'misc/memcached/pkg/memcached.rc': OPENBSD }, ['-d -u _memcached -l 0.0.0.0']],
    [
      'of OpenBSD with its rc.conf.local',
      { 'etc/rc.d/memcached': OPENBSD, 'etc/rc.conf.local': 'memcached_flags="-l ::1"\n' },
      ['-d -l ::1'],
    ],
  ])('%s', async (_what, files, expected) => {
    expect(await lines(files)).toEqual(expected);
  });

  it('have places where the words stand', async () => {
    const { launches } = await read(bsdRc, { 'etc/rc.d/memcached': OPENBSD });
    expect(place(launches[0]!)).toBe('3:1 daemon_flags="-u _memcached -l 0.0.0.0"');
    expect(wordPlaces(launches[0]!)).toEqual(['-d', '-u', '_memcached', '-l', '0.0.0.0']);
  });

  it('leave no place outside the repository', async () => {
    const { launches } = await read(bsdRc, { 'usr/local/etc/rc.d/memcached': FREEBSD });
    const files = launches.flatMap(({ at, argv }) => [at, ...argv.map((word) => word.locate()!)]);
    expect(new Set(files.map(({ file }) => file.path))).toEqual(new Set(['usr/local/etc/rc.d/memcached']));
  });
});

describe('what starts none', () => {
  it.each<[string, Record<string, string>]>([
    [
      'switched off',
      { 'usr/local/etc/rc.d/memcached': FREEBSD, 'etc/rc.conf': 'memcached_enable="NO"\nmemcached_flags=\n' },
    ],
    [
      'another daemon',
      { 'etc/rc.d/redis': OPENBSD.replaceAll('memcached', 'redis').replace('-d', '-d --cache memcached') },
    ],
    ['a script without rc.subr', { 'etc/rc.d/memcached': '#!/bin/sh\n. /etc/rc.subr\necho memcached\n' }],
    ['an echo of its name', { 'etc/rc.d/x': '#!/bin/sh\ncommand="echo memcached"\nrun_rc_command start\n' }],
  ])('%s', async (_what, files) => {
    expect(await lines(files)).toEqual([]);
  });
});
