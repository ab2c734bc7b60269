import type { Launch } from '../../launch/launch.ts';
import { emptyEnvironment } from '../../shell/environment.ts';
import { invocationsIn } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { type Assignment, assignmentsIn, lastOf } from '../host/assignments.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { withoutTemplateSuffix } from '../host/paths.ts';
import { templated } from '../templated.ts';

/** `rc.conf` variables of FreeBSD, OpenBSD and NetBSD: shell assignments, flags read once more by `eval`. */
export const bsdRc: Format = templated({
  name: 'bsd-rc',
  title: 'rc.conf of a BSD',
  hasPath: (path) =>
    /(?:^|\/)(?:rc\.conf(?:\.local)?|rc\.conf\.d\/memcached[^/]*)$/.test(withoutTemplateSuffix(path)),
  hasContent: (text) => /^memcached(?:_\w{1,60})?_(?:enable|flags)=/m.test(text),
  async read(files) {
    return { launches: files.flatMap(launchesOf), problems: [] };
  },
});

/** One daemon that the variables ask for. */
interface Daemon {
  readonly name: string;
  readonly flags: Assignment | undefined;
  readonly switch: Assignment | undefined;
  readonly command: (flags: string) => string;
}

function launchesOf(file: SourceFile): Launch[] {
  const assignments = assignmentsIn(file).filter(({ name }) => /^memcached(?:_|$)/.test(name));
  if (assignments.length === 0) return [];
  const settings = TracedText.source(file, 0, file.text.length);
  return daemonsOf(assignments, file.path).flatMap((daemon) => {
    if (/^(?:no|none|false|off|0)$/i.test(daemon.switch?.value ?? '')) return [];
    const place = daemon.flags ?? daemon.switch ?? assignments[0];
    if (place === undefined) return [];
    const flags = daemon.flags ? `$${daemon.flags.name}` : '';
    const script = TracedText.concat([settings, TracedText.decoded(`\n${daemon.command(flags)}`, place.at)]);
    const invocations = invocationsIn(script, emptyEnvironment, { dialect: 'sh' });
    const condition = daemon.switch ? undefined : 'once the service is enabled';
    return hostLaunches(invocations.slice(-1), {
      format: bsdRc.name,
      name: daemon.name,
      at: place.at,
      condition,
    });
  });
}

function daemonsOf(assignments: readonly Assignment[], path: string): Daemon[] {
  const enable = lastOf(assignments, 'memcached_enable');
  const flags = lastOf(assignments, 'memcached_flags');
  if (enable === undefined && /rc\.conf\.local/.test(path)) {
    return [{ name: 'OpenBSD service memcached', flags, switch: flags, command: openbsdCommand }];
  }
  const profiles = lastOf(assignments, 'memcached_profiles')?.value.split(/\s+/).filter(Boolean) ?? [];
  const main = enable ?? lastOf(assignments, 'memcached');
  if (profiles.length === 0) return [{ name: 'BSD service memcached', flags, switch: main, command }];
  return profiles.slice(0, 64).map((profile) => {
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

/** OpenBSD's script has `-u _memcached` as its flags, and the variable takes their place unless it is empty. */
function openbsdCommand(flags: string): string {
  return `eval "/usr/local/bin/memcached -d \${${flags.slice(1) || 'memcached_flags'}:--u _memcached}"`;
}
