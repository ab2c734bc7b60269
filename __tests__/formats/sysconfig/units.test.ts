import { describe, expect, it } from 'vitest';
import { sysconfig } from '../../../src/formats/sysconfig/format.ts';
import { systemd } from '../../../src/formats/systemd/format.ts';
import { readAs, show } from '../systemd/fixture.ts';

const FILE = 'etc/sysconfig/memcached';
const REST = 'PORT="11211"\nUSER="memcached"\nMAXCONN="1024"\nCACHESIZE="64"\n';

/** The ExecStart= and EnvironmentFile= of each distribution's unit. */
const UPSTREAM =
  'EnvironmentFile=/etc/sysconfig/memcached\nExecStart=/usr/bin/memcached -p ${PORT} -u ${USER} -m ${CACHESIZE} -c ${MAXCONN} $OPTIONS\n';
const RED_HAT_7 =
  'EnvironmentFile=-/etc/sysconfig/memcached\nExecStart=/usr/bin/memcached -u $USER -p $PORT -m $CACHESIZE -c $MAXCONN $OPTIONS\n';
const SUSE =
  'EnvironmentFile=/etc/sysconfig/memcached\nExecStart=/usr/bin/memcached -u $MEMCACHED_USER $MEMCACHED_PARAMS\n';
const UPSTREAM_INSTANCE =
  'EnvironmentFile=/etc/sysconfig/memcached\nEnvironmentFile=-/etc/sysconfig/memcached.%i\nExecStart=/usr/bin/memcached -p %i -u ${USER} -m ${CACHESIZE} -c ${MAXCONN} $OPTIONS\n';

type Files = Readonly<Record<string, string>>;

/** What the repository's own unit starts; the file itself then says nothing more. */
async function started(files: Files): Promise<readonly (readonly string[])[]> {
  expect(await readAs(sysconfig, files)).toEqual({ launches: [], problems: [] });
  const { launches } = await readAs(systemd, files);
  return launches.map(({ argv }) => argv.map(show));
}

describe('a sysconfig file beside the unit that reads it', () => {
  it.each<[what: string, unit: string, file: string, argv: readonly string[]]>([
    [
      "keeps PORT one word with ${PORT}, so that its -l isn't one",
      UPSTREAM,
      `${REST}PORT="11211 -l 0.0.0.0"\nOPTIONS="-l 127.0.0.1"\n`,
      ['-p', '11211 -l 0.0.0.0', '-u', 'memcached', '-m', '64', '-c', '1024', '-l', '127.0.0.1'],
    ],
    [
      'has PORT split with $PORT',
      RED_HAT_7,
      `${REST}PORT="11211 -l 0.0.0.0"\nOPTIONS=""\n`,
      ['-u', 'memcached', '-p', '11211', '-l', '0.0.0.0', '-m', '64', '-c', '1024'],
    ],
    [
      'gives an empty word with ${PORT} that is not set',
      UPSTREAM,
      'USER="memcached"\nMAXCONN="1024"\nCACHESIZE="64"\nOPTIONS="-U 0"\n',
      ['-p', '', '-u', 'memcached', '-m', '64', '-c', '1024', '-U', '0'],
    ],
    [
      'lets -p take -m with $PORT that is not set',
      RED_HAT_7,
      'USER="memcached"\nMAXCONN="1024"\nCACHESIZE="64"\nOPTIONS="-U 0"\n',
      ['-u', 'memcached', '-p', '-m', '64', '-c', '1024', '-U', '0'],
    ],
    [
      'has its options split',
      UPSTREAM,
      `${REST}OPTIONS="-l 127.0.0.1 -U 0"\n`,
      ['-p', '11211', '-u', 'memcached', '-m', '64', '-c', '1024', '-l', '127.0.0.1', '-U', '0'],
    ],
    [
      'loses the quotes within its options',
      RED_HAT_7,
      `${REST}OPTIONS="-l '127.0.0.1,::1'"\n`,
      ['-u', 'memcached', '-p', '11211', '-m', '64', '-c', '1024', '-l', '127.0.0.1,::1'],
    ],
    [
      'of Red Hat 7 as shipped',
      RED_HAT_7,
      `${REST}OPTIONS=""\n`,
      ['-u', 'memcached', '-p', '11211', '-m', '64', '-c', '1024'],
    ],
    [
      'of Red Hat 8 and later as shipped',
      UPSTREAM,
      `${REST}OPTIONS="-l 127.0.0.1,::1"\n`,
      ['-p', '11211', '-u', 'memcached', '-m', '64', '-c', '1024', '-l', '127.0.0.1,::1'],
    ],
    [
      'of SUSE',
      SUSE,
      'MEMCACHED_PARAMS="-l 127.0.0.1 -m 512"\nMEMCACHED_USER="memcached"\n',
      ['-u', 'memcached', '-l', '127.0.0.1', '-m', '512'],
    ],
    [
      "of SUSE with Red Hat's keys, which nothing reads",
      SUSE,
      `${REST}OPTIONS="-l 127.0.0.1"\nMEMCACHED_PARAMS=""\nMEMCACHED_USER="memcached"\n`,
      ['-u', 'memcached'],
    ],
  ])('%s', async (_what, unit, file, argv) => {
    const files = { [FILE]: file, 'usr/lib/systemd/system/memcached.service': `[Service]\n${unit}` };
    expect(await started(files)).toEqual([argv]);
  });

  it("is overlaid by an instance's own", async () => {
    const files = {
      [FILE]: `${REST}OPTIONS="-l 127.0.0.1"\n`,
      'etc/sysconfig/memcached.11212': 'OPTIONS="-l 10.0.0.5"\n',
      'usr/lib/systemd/system/memcached@.service': `[Service]\n${UPSTREAM_INSTANCE}`,
    };
    expect(await started(files)).toEqual([
      ['-p', '11212', '-u', 'memcached', '-m', '64', '-c', '1024', '-l', '10.0.0.5'],
    ]);
  });
});
