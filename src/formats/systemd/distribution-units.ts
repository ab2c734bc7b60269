import { type Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** A memcached.service as a distribution ships it. */
export interface DistributionUnit {
  /** For people: "Red Hat 8 and later, Fedora". */
  readonly label: string;
  /** The part of the unit that decides the command line. */
  readonly file: SourceFile;
  /** The environment file that it reads; `undefined` if none. */
  readonly environmentFile?: string;
}

const SYSCONFIG = '/etc/sysconfig/memcached';

/** memcached's own scripts/memcached.service, which Red Hat 8 and later, Fedora and openEuler ship. */
export const UPSTREAM_UNIT = unit(
  'Red Hat 8 and later, Fedora and upstream',
  `EnvironmentFile=${SYSCONFIG}\nExecStart=/usr/bin/memcached -p \${PORT} -u \${USER} -m \${CACHESIZE} -c \${MAXCONN} $OPTIONS\n`,
  SYSCONFIG,
);

/** The unit of Red Hat and CentOS 7. */
export const RED_HAT_7_UNIT = unit(
  'Red Hat 7',
  `EnvironmentFile=-${SYSCONFIG}\nExecStart=/usr/bin/memcached -u $USER -p $PORT -m $CACHESIZE -c $MAXCONN $OPTIONS\n`,
  SYSCONFIG,
);

/** What the units of the Red Hat family have in common besides their command. */
export const SYSCONFIG_READER = unit('Red Hat', `EnvironmentFile=-${SYSCONFIG}\n`).file;

/** The unit of openSUSE and SUSE Linux Enterprise. */
export const SUSE_UNIT = unit(
  'openSUSE',
  `EnvironmentFile=${SYSCONFIG}\nExecStart=/usr/bin/memcached -u $MEMCACHED_USER $MEMCACHED_PARAMS\n`,
  SYSCONFIG,
);

/** The unit of Arch Linux since 2018. */
export const ARCH_UNIT = unit(
  'Arch Linux',
  'Environment=CACHESIZE=64 MAXCONN=1024 "LISTEN=-l 127.0.0.1,::1" "OPTIONS=-o modern,drop_privileges"\n' +
    'ExecStart=/usr/bin/memcached -m ${CACHESIZE} -c ${MAXCONN} $LISTEN $OPTIONS\n',
);

/** Text that a distribution's file has, as if it stood at a place of the repository that brings it into play. */
export function anchored(text: TracedText, units: readonly DistributionUnit[], at: Location): TracedText {
  const pieces = text.runs.map((run) => {
    const own = units.some(({ file }) => file === run.origin.file);
    const origin = own ? at : run.origin;
    if (run.kind === 'unknown') return TracedText.unknown(run.name, run.because, origin, run.splits);
    if (own || !run.exact) return TracedText.decoded(run.text, origin);
    return TracedText.source(origin.file, origin.start, origin.end);
  });
  return TracedText.concat(pieces);
}

function unit(label: string, service: string, environmentFile?: string): DistributionUnit {
  const file = new SourceFile('usr/lib/systemd/system/memcached.service', `[Service]\n${service}`);
  return environmentFile === undefined ? { label, file } : { label, file, environmentFile };
}
