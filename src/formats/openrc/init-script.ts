import { isMemcachedProgram } from '../../memcached/program.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import { emptyEnvironment, unknownEnvironment } from '../../shell/environment.ts';
import type { Invocation } from '../../shell/invocation.ts';
import { readScript } from '../../shell/invocations.ts';
import { type Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { anchoredInvocation } from '../host/anchored.ts';
import { baseName, directoryOf, withoutTemplateSuffix } from '../host/paths.ts';

/**
 * What of openrc-run(8) starts a service: `start_pre` and `start`, and where the script has no `start` of its own
 * start-stop-daemon with `command` and `command_args`, which its `eval` reads once more; under
 * supervise-daemon with `command_args_foreground`.
 */
const OPENRC_RUN = new SourceFile(
  '',
  [
    'command= command_args= command_args_background= command_args_foreground= command_user= supervisor=',
    'start_stop_daemon_args=',
    'start_pre() { :; }',
    'default_start() {',
    '  args="$command_args $command_args_background"',
    '  if [ "$supervisor" = supervise-daemon ]; then args="$command_args $command_args_foreground"; fi',
    '  eval start-stop-daemon --start --exec $command $start_stop_daemon_args -- $args',
    '}',
    'start() { default_start; }',
    '',
  ].join('\n'),
);

/** Whether a text is a script of OpenRC, or of Gentoo's older `runscript`. */
export function isInitScript(text: string): boolean {
  return /^#![^\n]{0,80}\/(?:openrc-run|runscript)\b/.test(text);
}

/** The service of a script's path: `init.d/cache`, `files/cache.initd`. */
export function serviceOfScript(path: string): string {
  return baseName(withoutTemplateSuffix(path)).replace(/\.(?:initd|init\d?|openrc|rc)$/, '');
}

/** The service that a file of `conf.d` is for: `conf.d/cache`, `files/cache.confd`. */
export function serviceOfSettings(path: string): string {
  return baseName(withoutTemplateSuffix(path)).replace(/\.(?:confd|conf)$/, '');
}

/** The settings of a script's service that stand where a repository keeps them beside it. */
export function settingsBeside(script: SourceFile, repository: Repository): readonly SourceFile[] {
  const name = serviceOfScript(script.path);
  const directory = directoryOf(script.path);
  return [
    directory.replace(/init\.d\/$/, `conf.d/${name}`),
    `${directory}${name}.confd`,
    `${directory}${name}.conf`,
  ]
    .filter((path) => path !== directory)
    .map((path) => repository.read(path))
    .filter(isReadable);
}

/**
 * The memcached that a script starts as a service of this name.
 *
 * @param settings the files of `conf.d` that OpenRC reads before it, in order.
 * @param at where stands what OpenRC itself brings.
 */
export function scriptInvocations(
  script: SourceFile,
  service: string,
  settings: readonly SourceFile[],
  at: Location,
): readonly Invocation[] {
  const source = (file: SourceFile): TracedText => TracedText.source(file, 0, file.text.length);
  const line = (text: string): TracedText => TracedText.decoded(`\n${text}\n`, at);
  const name = service.replaceAll("'", '');
  const text = TracedText.concat([
    source(OPENRC_RUN),
    line(`RC_SVCNAME='${name}' SVCNAME='${name}'`),
    ...settings.flatMap((file) => [source(file), line('')]),
    source(script),
    line('start_pre\nstart'),
  ]);
  // OpenRC clears the environment, so that these files say all there is to know.
  const environment = settings.length > 0 ? emptyEnvironment : unknownEnvironment;
  const { invocations } = readScript(text, environment, {
    dialect: 'bash',
    interest: isMemcachedProgram,
    files: (path) => settings.find((file) => path.endsWith(`conf.d/${serviceOfSettings(file.path)}`)),
  });
  return invocations.map((call) => anchoredInvocation(call, OPENRC_RUN, at));
}
