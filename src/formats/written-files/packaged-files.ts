import { SourceFile } from '../../text/source-file.ts';

/** Gives the configuration file that a package installs at a path, which a script edits. */
export type PackagedFiles = (path: string) => SourceFile | undefined;

/** A file as one release of a distribution ships it, as far as it concerns the network or scripts look for it. */
interface Packaged {
  readonly file: SourceFile;
  /** What a script looks for that is written for this release; absent for the usual one. */
  readonly sign?: RegExp;
}

const DEBIAN_CONF = '/etc/memcached.conf';
const SYSCONFIG = '/etc/sysconfig/memcached';

/** Settings and commented-out settings by their lines, since scripts also edit by number. */
const DEBIAN_LINES: Readonly<Record<number, string>> = {
  9: '-d',
  12: 'logfile /var/log/memcached.log',
  15: '# -v',
  18: '# -vv',
  23: '-m 64',
  26: '-p 11211',
  30: '-u memcache',
  35: '-l 127.0.0.1',
  38: '# -c 1024',
  41: '# -k',
  44: '# -M',
  47: '# -r',
  50: '-P /var/run/memcached/memcached.pid',
};

const DEBIAN_12 = Array.from({ length: 50 }, (_, i) => `${DEBIAN_LINES[i + 1] ?? '#'}\n`).join('');

const RED_HAT_FIRST = 'PORT="11211"\nUSER="memcached"\nMAXCONN="1024"\nCACHESIZE="64"\n';

/** The usual release of each file stands first. */
const PACKAGED: readonly Packaged[] = [
  // Debian 8 to 12, Ubuntu up to 22.04.
  { file: new SourceFile(DEBIAN_CONF, DEBIAN_12) },
  // Debian 13, Ubuntu 24.04: memcached 1.6.19-1 and later.
  {
    file: new SourceFile(DEBIAN_CONF, DEBIAN_12.replace('-l 127.0.0.1\n', '-l 127.0.0.1\n-l ::1\n')),
    sign: /::1/,
  },
  // Red Hat 8 and later, Fedora 25 and later, Amazon Linux 2023, openEuler.
  { file: new SourceFile(SYSCONFIG, `${RED_HAT_FIRST}OPTIONS="-l 127.0.0.1,::1"\n`) },
  // Red Hat 6 and 7, Amazon Linux 1 and 2.
  { file: new SourceFile(SYSCONFIG, `${RED_HAT_FIRST}OPTIONS=""\n`), sign: /OPTIONS=\\?(?:"\\?"|'')/ },
  // openSUSE, SUSE Linux Enterprise.
  {
    file: new SourceFile(SYSCONFIG, 'MEMCACHED_PARAMS="-l 127.0.0.1"\nMEMCACHED_USER="memcached"\n'),
    sign: /MEMCACHED_PARAMS/,
  },
  // Alpine; Gentoo's has an empty LISTENON.
  {
    file: new SourceFile(
      '/etc/conf.d/memcached',
      'MEMCACHED_BINARY="/usr/bin/memcached"\nMEMUSAGE="64"\nMEMCACHED_RUNAS="memcached"\nMAXCONN="1024"\n' +
        'LISTENON="127.0.0.1"\nPORT="11211"\nUDPPORT="${PORT}"\nPIDBASE="/var/run/memcached"\nMISC_OPTS=""\n',
    ),
  },
];

const FILES: ReadonlySet<SourceFile> = new Set(PACKAGED.map(({ file }) => file));

/** The configuration file that the usual package installs at a path. */
export const packagedFile: PackagedFiles = (path) =>
  PACKAGED.find(({ file, sign }) => file.path === path && sign === undefined)?.file;

/** The files of other releases that a script looks to be written for. */
export function otherReleases(script: string): readonly SourceFile[] {
  return PACKAGED.filter(({ sign }) => sign?.test(script)).map(({ file }) => file);
}

/** Whether a file is one of those. */
export function isPackaged(file: SourceFile): boolean {
  return FILES.has(file);
}
