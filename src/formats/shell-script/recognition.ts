import { shellDialect } from '../../shell/wrappers/shells.ts';
import type { ShellDialect } from '../../shell/wrappers/step.ts';
import { withoutTemplateSuffix } from '../host/paths.ts';

const SCRIPT_PATH =
  /(?:\.(?:sh|bash|ksh|zsh|dash|ash)|(?:^|\/)rc\.local|(?:^|\/)(?:rc[0-6S]?\.d\/)?init\.d\/(?:[^/.]+|memcached[^/]*)|(?:^|\/)rc\.d\/rc\.[^/.]+|\.init|\.initd|\.sysv(?:init)?)$/;

/** Whether a path alone names a shell script; also as a template of one. */
export function isScriptPath(path: string): boolean {
  return SCRIPT_PATH.test(withoutTemplateSuffix(path));
}

/** Tags that only Jinja's control statements are. */
const JINJA =
  /\{%[-+]?\s{0,20}(?:if|elif|else|endif|for|endfor|set|from|import|include|macro|raw|block|extends|do)\b/;

/**
 * Whether a path names a template: `setup.sh.j2`; or the text is one, as Salt names them all alike. A sample
 * (`setup.sh.dist`) is a script as it stands.
 */
export function isScriptTemplate(path: string, text: string): boolean {
  return /\.(?:j2|jinja2?|erb|epp|tmpl|tpl|ctmpl|tftpl|template)$/.test(path) || JINJA.test(text);
}

/** The shell of the first line; `other` where it names something else; `undefined` without such a line. */
export function shebangDialect(text: string): ShellDialect | 'other' | undefined {
  const line = /^\ufeff?#![ \t]*(\S+)(?:[ \t]+(?:-S[ \t]+)?(\S+))?/.exec(text.slice(0, 300));
  if (line === null) return undefined;
  const base = (path: string | undefined) => path?.replace(/^.*\//, '') ?? '';
  const name = base(line[1]);
  return shellDialect(name === 'env' || name === 'busybox' ? base(line[2]) : name) ?? 'other';
}

/** The dialect of a script by its first line, else by its extension. */
export function dialectOf(path: string, text: string): ShellDialect | 'other' {
  const named = shebangDialect(text);
  if (named !== undefined) return named;
  return /\.(?:bash|ksh|zsh)$/.test(withoutTemplateSuffix(path)) ? 'bash' : 'sh';
}

/** Scripts that run as the entry point of an image, not on a host. */
export function isImageEntrypoint(path: string): boolean {
  return /(?:^|\/)(?:docker[-_])?entry-?point(?:\.[a-z]+)?$/.test(withoutTemplateSuffix(path));
}

/** Named templates of a Helm chart (`templates/bin/_start.sh.tpl`): what they hold runs in a pod. */
export function isChartTemplate(path: string): boolean {
  return /(?:^|\/)templates\/(?:[^/]{1,200}\/){0,20}_[^/]{1,200}\.tpl$/.test(path);
}
