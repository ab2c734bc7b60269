import { SourceFile } from '../../text/source-file.ts';

/** What packages bring, as far as it concerns the network and scripts look for it (Debian 8 to 12, Ubuntu; Red Hat 7 and later). */
const PACKAGED = new Map<string, SourceFile>(
  [
    new SourceFile(
      '/etc/memcached.conf',
      '-d\nlogfile /var/log/memcached.log\n-m 64\n-p 11211\n-u memcache\n-l 127.0.0.1\n-P /var/run/memcached/memcached.pid\n',
    ),
    new SourceFile(
      '/etc/sysconfig/memcached',
      'PORT="11211"\nUSER="memcached"\nMAXCONN="1024"\nCACHESIZE="64"\nOPTIONS="-l 127.0.0.1,::1"\n',
    ),
  ].map((file) => [file.path, file]),
);

/** The configuration file that a package installs at a path, which a script edits. */
export function packagedFile(path: string): SourceFile | undefined {
  return PACKAGED.get(path);
}
