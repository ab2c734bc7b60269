import type { Launch } from '../../launch/launch.ts';
import type { Environment } from '../../shell/invocation.ts';
import { invocationsIn } from '../../shell/invocations.ts';
import { TracedText } from '../../text/traced-text.ts';
import { type Assignment, lastOf } from '../host/assignments.ts';
import { hostLaunches } from '../host/host-launch.ts';

/** `Launch.format` of what the BSDs start. */
export const FORMAT = 'bsd-rc';

/**
 * The flags of OpenBSD's script, as `rcctl get memcached flags` prints them (misc/memcached/pkg/memcached.rc; up to
 * 2017 and some releases on without the two addresses).
 */
export const OPENBSD_FLAGS = '-u _memcached -l 127.0.0.1 -l ::1';

const MOST_DAEMONS = 64;

/** The variables of an `rc.conf`, and what makes a shell know them. */
export interface RcSettings {
  readonly assignments: readonly Assignment[];
  /** Text that assigns them; empty where the environment has them. */
  readonly script: TracedText;
  readonly environment: Environment;
  /** Whose variables they are: OpenBSD's start a daemon by having flags, those of FreeBSD and NetBSD by a switch. */
  readonly system: 'openbsd' | 'others';
}

/** One daemon that the variables ask for. */
interface Daemon {
  readonly name: string;
  readonly flags: Assignment | undefined;
  readonly switch: Assignment | undefined;
  readonly command: (flags: string) => string;
}

/** The memcached that `/etc/rc` would start with these variables. */
export function daemonLaunches(settings: RcSettings): Launch[] {
  const assignments = settings.assignments.filter(({ name }) => /^memcached(?:_|$)/.test(name));
  if (assignments.length === 0) return [];
  return daemonsOf(assignments, settings.system).flatMap((daemon) => {
    if (/^(?:no|none|false|off|0)$/i.test(daemon.switch?.value ?? '')) return [];
    const place = daemon.flags ?? daemon.switch ?? assignments[0];
    if (place === undefined) return [];
    const flags = daemon.flags ? `$${daemon.flags.name}` : '';
    const command = TracedText.decoded(`\n${daemon.command(flags)}`, place.at);
    const script = TracedText.concat([settings.script, command]);
    const invocations = invocationsIn(script, settings.environment, { dialect: 'sh' });
    const condition = daemon.switch ? undefined : 'once the service is enabled';
    return hostLaunches(invocations.slice(-1), {
      format: FORMAT,
      name: daemon.name,
      at: place.at,
      condition,
    });
  });
}

function daemonsOf(assignments: readonly Assignment[], system: RcSettings['system']): Daemon[] {
  const enable = lastOf(assignments, 'memcached_enable');
  const flags = lastOf(assignments, 'memcached_flags');
  if (system === 'openbsd') {
    return [{ name: 'OpenBSD service memcached', flags, switch: flags, command: openbsdCommand }];
  }
  const jobs = lastOf(assignments, 'memcached_jobs')?.value.split(/\s+/).filter(Boolean) ?? [];
  if (jobs.length > 0) {
    return jobs.slice(0, MOST_DAEMONS).map((job) => ({
      name: `BSD service memcached, job ${job}`,
      flags: lastOf(assignments, `memcached_${job}_args`),
      switch: lastOf(assignments, 'memcached'),
      command: (words: string) => jobCommand(words, job),
    }));
  }
  const profiles = lastOf(assignments, 'memcached_profiles')?.value.split(/\s+/).filter(Boolean) ?? [];
  const main = enable ?? lastOf(assignments, 'memcached');
  if (profiles.length === 0) return [{ name: 'BSD service memcached', flags, switch: main, command }];
  return profiles.slice(0, MOST_DAEMONS).map((profile) => {
    const own = lastOf(assignments, `memcached_${profile}_flags`);
    return {
      name: `BSD service memcached, profile ${profile}`,
      // A profile's own flags take the place of the common ones, they are not added.
      flags: own && own.value !== '' ? own : flags,
      switch: lastOf(assignments, `memcached_${profile}_enable`) ?? main,
      command: (words: string) => command(words, profile),
    };
  });
}

/** rc.subr of FreeBSD and NetBSD: `eval "$command $rc_flags $command_args"`, arguments of the port's script. */
function command(flags: string, profile?: string): string {
  const pid = `/var/run/memcached/memcached${profile ? `.${profile}` : ''}.pid`;
  return `eval "/usr/local/bin/memcached ${flags} -d -u \${memcached_user:-nobody} -P ${pid}"`;
}

/** The script of pkgsrc since 2014 starts one daemon for each of `memcached_jobs`. */
function jobCommand(args: string, job: string): string {
  return `/usr/pkg/bin/memcached -u memcached -d ${args} -P /var/run/memcached/memcached-${job}.pid`;
}

/** The script has flags of its own, and the variable takes their place unless it is empty (rc.subr(8)). */
function openbsdCommand(flags: string): string {
  return `eval "/usr/local/bin/memcached -d \${${flags.slice(1) || 'memcached_flags'}:-${OPENBSD_FLAGS}}"`;
}
