import type { Problem } from '../../launch/launch.ts';
import type { Location } from '../../text/source-file.ts';
import { overlookedCommands } from './overlooked.ts';
import type { UnitCommands } from './unit-commands.ts';
import type { Assignment, UnitFile } from './unit-file.ts';
import { UNKNOWN_INSTANCE } from './unit-name.ts';
import type { FoundUnit } from './unit-tree.ts';

/** memcached as a program: at the start of a command or behind a shell's or a wrapper's words. */
const NAMES_MEMCACHED = /(?:^|[\s/"';@:+!|-])memcached(?:-debug)?(?=$|[\s"';])/;

/** The first word of a command line that starts memcached itself, or that may start it for another's sake. */
const STARTS_IT =
  /^[-@:+!|\s]{0,9}["']?(?:[^\s"']*\/)?(?:memcached(?:-debug)?|[a-z]{0,3}sh|env|nice|ionice|nohup|setsid|taskset|chrt|numactl|su|sudo|runuser|setpriv|stdbuf|timeout|flock)["']?(?:\s|$)/;

/** What keeps a unit from starting the memcached that it names; `starts` says whether it starts one anyway. */
export function problemsOf(
  unit: FoundUnit,
  fragment: UnitFile,
  result: UnitCommands,
  starts: boolean,
): readonly Problem[] {
  const { service, refused, environment } = result;
  const lines = service.assignments.filter(startsMemcached);
  const problems = service.ignored
    .filter(({ at }) => lines.some((line) => line.at.file === at.file && line.at.start === at.start))
    .map(({ at, because }) => refusal(at, `systemd ignores this command line: ${because}`));
  if (refused && lines.length > 0)
    problems.push(refusal(refused.at, `systemd does not start ${displayName(unit)}: ${refused.because}`));
  for (const { path, at } of service.commands) {
    const name = /^\$\{?(\w+)\}?$/.exec(path.text)?.[1];
    const value = name === undefined ? 'unset' : environment.lookup(name);
    if (typeof value !== 'string' && NAMES_MEMCACHED.test(value.text))
      problems.push(
        refusal(at, 'systemd expands no variable in the name of the program, so this starts nothing'),
      );
  }
  if (problems.length > 0 || starts) return problems;
  const files = [fragment.file, ...unit.dropIns.map(({ file }) => file)];
  const because = refused?.because ?? 'it is no command of this unit that systemd runs';
  return overlookedCommands(files).map((at) =>
    refusal(at, `systemd starts nothing from this line: ${because}`),
  );
}

function refusal(at: Location, message: string): Problem {
  return { kind: 'refused', at, message };
}

export function displayName({ name }: FoundUnit): string {
  return name.full.replace(UNKNOWN_INSTANCE, '');
}

function startsMemcached({ section, key, value }: Assignment): boolean {
  return (
    section === 'Service' &&
    key === 'ExecStart' &&
    STARTS_IT.test(value.text) &&
    NAMES_MEMCACHED.test(value.text)
  );
}
