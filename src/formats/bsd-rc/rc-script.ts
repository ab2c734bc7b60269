import type { Launch } from '../../launch/launch.ts';
import { isMemcachedProgram } from '../../memcached/program.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import { readScript } from '../../shell/invocations.ts';
import { type Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { anchoredInvocation } from '../host/anchored.ts';
import { assignmentsIn, lastOf } from '../host/assignments.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { baseName, withoutTemplateSuffix } from '../host/paths.ts';
import { WrittenFile } from '../written-files/written-file.ts';
import { FORMAT } from './daemons.ts';

/**
 * What of rc.subr(8) starts a daemon: FreeBSD and NetBSD run `$command $rc_flags $command_args` or `$start_cmd`,
 * OpenBSD runs `$daemon $daemon_flags` as `rc_start` has it.
 */
const RC_SUBR = new SourceFile(
  '',
  [
    '_rc_subr_loaded=',
    'checkyesno() { true; }',
    'check_pidfile() { :; }',
    'run_rc_command() {',
    '  eval "rc_flags=\\$${name}_flags"',
    '  eval "${start_precmd:-:}"',
    '  if [ -n "$start_cmd" ]; then eval "$start_cmd"; else eval $command $rc_flags $command_args; fi',
    '}',
    'rcexec=eval',
    'rc_exec() { eval "$1"; }',
    'rc_start() { eval $daemon $daemon_flags; }',
    'rc_cmd() {',
    '  load_rc_config',
    '  daemon_flags="${memcached_flags:-$daemon_flags}"',
    '  rc_start',
    '}',
    'start_precmd= start_cmd= command= command_args= daemon= daemon_flags= name=memcached',
    '',
  ].join('\n'),
);
/** A script runs itself once for each profile. */
const MOST_RUNS = 16;
const NOTHING_MORE = new SourceFile('', '');

/** Whether a script leaves its start to rc.subr. */
export function isRcScript(text: string): boolean {
  return /^#!/.test(text) && /^[ \t]*(?:run_rc_command|rc_cmd)\b/m.test(text);
}

/** The memcached that a script of `rc.d` starts, with each of these files as the machine's `rc.conf`. */
export function scriptLaunches(
  script: SourceFile,
  settings: readonly SourceFile[],
  repository: Repository,
): Launch[] {
  if (settings.length === 0) return launchesWith(script, undefined, repository);
  return settings.slice(0, 16).flatMap((file) => launchesWith(script, file, repository));
}

function launchesWith(script: SourceFile, conf: SourceFile | undefined, repository: Repository): Launch[] {
  const enable = conf && lastOf(assignmentsIn(conf), 'memcached_enable')?.value;
  if (/^(?:no|none|false|off|0)$/i.test(enable ?? '')) return [];
  const source = (file: SourceFile): TracedText => TracedText.source(file, 0, file.text.length);
  const at = placeOf(script, conf);
  const text = TracedText.concat([
    source(RC_SUBR),
    TracedText.decoded('load_rc_config() {\n:\n', at),
    conf === undefined ? TracedText.empty : source(conf),
    TracedText.decoded('\n}\n', at),
    source(script),
  ]);
  // For a profile, FreeBSD's script runs itself.
  const whole = new WrittenFile(script.path, text, at);
  let runs = 0;
  const { invocations } = readScript(text, unknownEnvironment, {
    dialect: 'sh',
    interest: isMemcachedProgram,
    positional: [TracedText.decoded('start', at)],
    zero: TracedText.decoded(baseName(script.path), at),
    files: (path) => {
      const isItself = /\/rc\.d\/memcached$/.test(path);
      if (!isItself) return fileOf(path, repository);
      return runs++ < MOST_RUNS ? whole : undefined;
    },
  });
  const name = `BSD service ${baseName(withoutTemplateSuffix(script.path)).replace(/\.(?:sh|rc)$/, '')}`;
  const calls = invocations.map((call) => anchoredInvocation(call, RC_SUBR, at));
  return hostLaunches(calls, { format: FORMAT, name, at });
}

/** rc.subr stands above the script already. */
function fileOf(path: string, repository: Repository): SourceFile | undefined {
  if (/\/rc\.subr$/.test(path)) return NOTHING_MORE;
  const found = repository.read(path.replace(/^\/+/, ''));
  return found instanceof SourceFile ? found : undefined;
}

/** The flags that hold, or what the script starts. */
function placeOf(script: SourceFile, conf: SourceFile | undefined): Location {
  const own = conf === undefined ? [] : assignmentsIn(conf);
  const built = assignmentsIn(script);
  const last = (name: string) => lastOf(built, name)?.at;
  return (
    lastOf(own, 'memcached_flags')?.at ??
    last('memcached_flags') ??
    last('daemon_flags') ??
    last('command_args') ??
    last('daemon') ??
    last('command') ??
    script.at(0, script.line(1).length)
  );
}
