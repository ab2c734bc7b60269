import { withoutTemplateSuffix } from '../host/paths.ts';

const CONF_PATH = /(?:^|\/)memcached[^/]*\.conf(?:\.(?:[Dd]ebian|[Uu]buntu))?$/;

/** Directories of other programs, whose `memcached.conf` is a snippet about memcached. */
const FOREIGN_DIRECTORY =
  /(?:^|\/)(?:[^/]*\.service\.d|tmpfiles\.d|sysusers\.d|collectd[^/]*|nginx|apache2?|httpd|php[^/]*|mods-available|supervisord?(?:\.d)?|init|upstart|telegraf[^/]*|logrotate\.d|rsyslog\.d|limits\.d|ld\.so\.conf\.d|monit[^/]*|munin|nagios|zabbix[^/]*|mcrouter)\//;

/** Whether a path is that of a conf, such as `memcached.conf` or `memcached_sessions.conf.j2`. */
export function isConfPath(path: string): boolean {
  return CONF_PATH.test(withoutTemplateSuffix(path));
}

/**
 * Whether a file named like a conf is one: others by that name hold a supervisord program, a collectd plugin,
 * a web server's snippet, a PHP extension's settings or a client's list of servers. One without any active
 * line counts, since memcached then runs with its defaults, unless it lies among another program's files.
 */
export function isConf(text: string, path: string): boolean {
  const lines = activeLines(text);
  if (lines.length === 0) return !FOREIGN_DIRECTORY.test(path);
  let options = 0;
  let foreign = 0;
  for (const line of lines) {
    if (isJob(line)) return false;
    if (/^--?[A-Za-z]/.test(line)) options++;
    else if (!/^logfile\s/.test(line) && !isTemplateTag(line)) foreign++;
  }
  if (options > 0) return options >= foreign;
  return foreign === 0 && lines.some((line) => /^logfile\s/.test(line));
}

/**
 * Whether a text at a path that says nothing is such a conf: every active line is one memcached option, and
 * some are of a kind that hardly any other program has (`-l ADDRESS`, `-U 0`, `-u memcache`).
 */
export function readsLikeConf(text: string): boolean {
  const lines = activeLines(text);
  let telling = 0;
  for (const line of lines) {
    // A placeholder alone on its line stands for further lines.
    if (/^logfile\s/.test(line) || line === '\uFDD0') continue;
    if (!OPTION_LINE.test(line)) return false;
    if (TELLING_LINE.test(line)) telling++;
  }
  // A placeholder tells less than a value.
  return telling >= (text.includes('\uFDD0') ? 3 : 2);
}

const OPTION_LINE = /^(?:-[A-Za-z](?:\s?[^\s=]+)?|--[a-z][a-z-]+(?:[= ]\S+)?)$/;
/** What a template fills in, U+FDD0 once it is rendered, can be any of the values. */
const TELLING_LINE =
  /^(?:-l\s?[\d.:,[\]*a-z\uFDD0-]+|-U\s?(?:\d+|\uFDD0)|-u\s?(?:memcached?|\uFDD0)|-p\s?(?:112\d\d|\uFDD0)|-m\s?(?:\d+|\uFDD0)|-c\s?(?:\d+|\uFDD0)|--listen[= ]\S+|--udp-port[= ]\S+|--memory-limit[= ]\S+)$/;

/** Lines without comments and outer white space, as far as recognition needs it. */
function activeLines(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const trimmed = line.trim();
    if (trimmed !== '' && !trimmed.startsWith('#')) lines.push(trimmed);
  }
  return lines;
}

/** Lines that only a supervisor's or an upstart job has; its continued command may well look like options. */
function isJob(line: string): boolean {
  return /^(?:exec\s|script$|(?:start|stop) on\s|respawn$|command\s*=|program\s*=|ExecStart\s*=|\[(?:program:|Service\]|Unit\]))/.test(
    line,
  );
}

/** A line that a template fills in or decides about. */
function isTemplateTag(line: string): boolean {
  return /^(?:\{%|<%|\{\{|\uFDD0)/.test(line);
}
