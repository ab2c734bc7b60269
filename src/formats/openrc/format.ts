import type { Launch, RelatedPlace } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import type { Invocation } from '../../shell/invocation.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import type { Format } from '../format.ts';
import { assignmentsIn, lastOf } from '../host/assignments.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { baseName, directoryOf, withoutTemplateSuffix } from '../host/paths.ts';
import { templated } from '../templated.ts';
import {
  isInitScript,
  scriptInvocations,
  serviceOfScript,
  serviceOfSettings,
  settingsBeside,
} from './init-script.ts';
import { packagedInvocation } from './packaged-script.ts';

/**
 * `/etc/conf.d/memcached`, a shell file that OpenRC sources before the init script, and init scripts. Those of Gentoo
 * and Alpine make the same words of it in the same order (Gentoo's `init2` adds `SOCKET`), `-U` always among them;
 * a script of this repository for the same service shows what it makes of it.
 */
export const openrc: Format = templated({
  name: 'openrc',
  title: 'OpenRC conf.d or init script',
  hasPath: (path) => {
    const plain = withoutTemplateSuffix(path);
    return /(?:^|\/)conf\.d\/memcached[^/]*$|(?:^|\/)memcached[^/]*\.(?:confd|initd|init2|openrc)$/.test(
      plain,
    );
  },
  hasContent: (text) =>
    isInitScript(text) ||
    (/^MEMCACHED_(?:RUNAS|BINARY)=/m.test(text) && /^(?:LISTENON|UDPPORT)=/m.test(text)),
  async read(files, repository) {
    const scripts = files.filter(({ text }) => isInitScript(text) && /memcached/i.test(text));
    const settings = files.filter(({ text }) => !text.startsWith('#!'));
    const launches = [
      ...settings.flatMap((file) => launchesOf(file, nearest(file, scripts), repository)),
      ...scripts
        .filter((script) => !settings.some((file) => nearest(file, scripts) === script))
        .flatMap((script) => launchesOfScript(script, repository)),
    ];
    return { launches, problems: [] };
  },
});

/** The script for the service of such a file, or for the one it is an instance of: the one next to it. */
function nearest(settings: SourceFile, scripts: readonly SourceFile[]): SourceFile | undefined {
  const service = serviceOfSettings(settings.path);
  const fitting = scripts.filter(({ path }) =>
    [service, service.replace(/\..*$/, '')].includes(serviceOfScript(path)),
  );
  const near = (script: SourceFile): number => commonFolders(script.path, settings.path);
  return fitting.sort((a, b) => near(b) - near(a))[0];
}

function commonFolders(a: string, b: string): number {
  const others = b.split('/');
  const differ = a.split('/').findIndex((part, index) => part !== others[index]);
  return differ < 0 ? others.length : differ;
}

function launchesOf(file: SourceFile, script: SourceFile | undefined, repository: Repository): Launch[] {
  const own = assignmentsIn(file);
  const base = baseOf(file, repository);
  const settings = base ? [base, file] : [file];
  const at = placeIn(file) ?? file.at(0, 0);
  const packaged = packagedInvocation(settings, at);
  const service = serviceOfSettings(file.path);
  const shown = script && own.length > 0 ? scriptInvocations(script, service, settings, at) : [];
  // Where the script is the distribution's, its words stand best at the assignments they come from.
  const isPackaged = shown.length === 0 || (packaged && wordsOf(shown[0]) === wordsOf(packaged));
  const started = isPackaged ? (packaged ? [packaged] : []) : shown;
  return hostLaunches(started, {
    format: openrc.name,
    name: `OpenRC service ${service}`,
    at,
    related: [...baseNote(base), ...(isPackaged ? [] : scriptNote(script))],
  });
}

/** A script whose settings the repository does not have, or keeps in files that do not name memcached. */
function launchesOfScript(script: SourceFile, repository: Repository): Launch[] {
  const settings = settingsBeside(script, repository).slice(0, 1);
  const service = serviceOfScript(script.path);
  const at = lastOf(assignmentsIn(script), 'command_args')?.at;
  const first = at ?? script.at(0, script.line(1).length);
  const started = scriptInvocations(script, service, settings, first);
  return hostLaunches(started, { format: openrc.name, name: `OpenRC service ${service}`, at });
}

function placeIn(file: SourceFile): Location | undefined {
  const own = assignmentsIn(file);
  return (lastOf(own, 'LISTENON') ?? lastOf(own, 'MISC_OPTS') ?? lastOf(own, 'command_args') ?? own[0])?.at;
}

/** All words but the PID file, which Alpine names after the port. */
function wordsOf(call: Invocation | undefined): string {
  const argv = call?.argv ?? [];
  return argv
    .filter((_, index) => argv[index - 1]?.text !== '-P')
    .map(({ text }) => text)
    .join('\n');
}

/** An instance `memcached.NAME` inherits what it does not set from the base service's file. */
function baseOf(file: SourceFile, repository: Repository): SourceFile | undefined {
  const [, name] = /^([^.]+)\.(?!confd)[^/]+$/.exec(baseName(withoutTemplateSuffix(file.path))) ?? [];
  if (name === undefined) return undefined;
  const base = repository.read(`${directoryOf(file.path)}${name}`);
  return isReadable(base) ? base : undefined;
}

function baseNote(base: SourceFile | undefined): readonly RelatedPlace[] {
  if (base === undefined) return [];
  const { start, end } = base.lineSpan(1);
  return [{ at: base.at(start, end), message: 'OpenRC reads this file first for every instance' }];
}

function scriptNote(script: SourceFile | undefined): readonly RelatedPlace[] {
  if (script === undefined) return [];
  const { start, end } = script.lineSpan(1);
  return [
    { at: script.at(start, end), message: 'this init script makes the command line of these settings' },
  ];
}
