import type { Launch } from '../../launch/launch.ts';
import { environmentOf } from '../../shell/environment.ts';
import type { Invocation } from '../../shell/invocation.ts';
import type { FileWrite } from '../../shell/invocations.ts';
import { joinWords } from '../../shell/wrappers/shells.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Assignment } from '../host/assignments.ts';
import { daemonLaunches, OPENBSD_FLAGS, type RcSettings } from './daemons.ts';

/** Forms of the settings that a script's branches may give; further ones are left out. */
const MOST_FORMS = 8;

/** Whether a program changes the variables of `rc.conf`. */
export function isSettingsCommand(name: string): boolean {
  return name === 'sysrc' || name === 'rcctl';
}

/** One variable that a command gives a value. */
interface Setting {
  readonly assignment: Assignment;
  readonly value: TracedText;
  readonly conditional: boolean;
  /** Whether it is added to the value before. */
  readonly isAdded: boolean;
}

/**
 * The memcached that a machine starts by what a script's `sysrc` (FreeBSD) and `rcctl` (OpenBSD) commands write
 * into its `rc.conf`, in each form that the script's branches give.
 */
export function settingsLaunches(invocations: readonly Invocation[]): Launch[] {
  const sysrc = invocations.filter(({ name }) => name === 'sysrc').flatMap(sysrcSettings);
  const rcctl = invocations.filter(({ name }) => name === 'rcctl').flatMap(rcctlSetting);
  return [...formsOf(sysrc, 'others'), ...formsOf(rcctl, 'openbsd')].flatMap(daemonLaunches);
}

/** What `sysrc` commands write, for whoever reads an `rc.conf` that the script writes by other means too. */
export function settingsWrites(invocations: readonly Invocation[]): readonly FileWrite[] {
  const settings = invocations.filter(({ name }) => name === 'sysrc').flatMap(sysrcSettings);
  return settings.map(({ assignment: { name, at }, value, conditional, isAdded }) => {
    const before = isAdded ? `\${${name}}` : '';
    const quote = !isAdded && /["$`\\]/.test(value.text) && !value.text.includes("'") ? "'" : '"';
    const text = TracedText.concat([
      TracedText.decoded(`${name}=${quote}${before}`, at),
      value,
      TracedText.decoded(`${quote}\n`, at),
    ]);
    return { path: '/etc/rc.conf', text, append: true, at, conditional };
  });
}

/** Whether a path is that of the file which `sysrc` writes. */
export function isRcConf(path: string): boolean {
  return path === '/etc/rc.conf';
}

/** The values that hold in the end: the last one of each name, and where branches differ each of theirs. */
function formsOf(settings: readonly Setting[], system: RcSettings['system']): RcSettings[] {
  let forms: ReadonlyMap<string, Setting>[] = [new Map()];
  for (const setting of settings) {
    const { name } = setting.assignment;
    const changed = forms.map((form) => new Map([...form, [name, joined(form.get(name), setting)]]));
    const isOther = setting.conditional && forms.some((form) => form.has(name));
    forms = isOther ? [...forms, ...changed].slice(-MOST_FORMS) : changed;
  }
  return forms.map((form) => ({
    assignments: [...form.values()].map(({ assignment }) => assignment),
    script: TracedText.empty,
    environment: environmentOf(new Map([...form].map(([name, { value }]) => [name, value])), 'unset'),
    system,
  }));
}

/** `+=` adds to the value before it, which is the default, none, where the script does not say. */
function joined(before: Setting | undefined, setting: Setting): Setting {
  if (!setting.isAdded || before === undefined) return setting;
  return { ...setting, value: TracedText.concat([before.value, setting.value]) };
}

/** `sysrc [OPTIONS] NAME=VALUE …`, `NAME+=VALUE` (sysrc(8)). */
function sysrcSettings({ argv, at, conditional }: Invocation): Setting[] {
  if (argv.some(({ text }) => /^-\w*[xc]/.test(text))) return [];
  return argv.flatMap((word) => {
    const match = /^(memcached\w{0,60})(\+?)=/.exec(word.text);
    if (match?.[1] === undefined) return [];
    const value = word.slice(match[0].length);
    const place = word.locate() ?? at;
    const assignment = { name: match[1], value: value.text, at: place };
    return [{ assignment, value, conditional, isAdded: match[2] === '+' }];
  });
}

/** `rcctl set memcached flags WORDS` (rcctl(8)); enabled without it, it has the flags of the port, which are safe. */
function rcctlSetting({ argv, at, conditional }: Invocation): Setting[] {
  const [action, ...rest] = argv;
  const make = (value: TracedText): Setting[] => {
    const assignment = { name: 'memcached_flags', value: value.text, at };
    return [{ assignment, value, conditional, isAdded: false }];
  };
  if (action?.text === 'set' && rest[0]?.text === 'memcached' && rest[1]?.text === 'flags')
    return make(withDefaultFlags(joinWords(rest.slice(2))));
  return [];
}

/** What `rcctl get memcached flags` prints where nothing was set before. */
function withDefaultFlags(flags: TracedText): TracedText {
  return TracedText.concat(
    flags.runs.map((run) => {
      if (run.kind === 'literal') return TracedText.decoded(run.text, run.origin, run.exact);
      if (/rcctl get memcached flags/.test(run.name)) return TracedText.decoded(OPENBSD_FLAGS, run.origin);
      return TracedText.unknown(run.name, run.because, run.origin, run.splits);
    }),
  );
}
