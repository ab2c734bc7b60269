import { baseName, withoutTemplateSuffix } from '../host/paths.ts';

/** The keys that the units of Red Hat and SUSE read. */
export const RED_HAT_KEYS: readonly string[] = ['PORT', 'USER', 'MAXCONN', 'CACHESIZE', 'OPTIONS'];
export const SUSE_KEYS: readonly string[] = ['MEMCACHED_USER', 'MEMCACHED_PARAMS'];

/** Copies that package managers and editors leave; no unit reads them. */
const LEFTOVER = /(?:\.rpm(?:save|new|orig)|\.bak|\.orig|\.old|~)$/;

/** Whether a path alone names an environment file of memcached's unit: `etc/sysconfig/memcached` and its kin. */
export function isSysconfigPath(path: string): boolean {
  const plain = withoutTemplateSuffix(path);
  const name = baseName(plain);
  if (LEFTOVER.test(plain)) return false;
  if (/(?:^|\/)sysconfig\/memcached[^/]*$/.test(plain)) return true;
  return /^(?:memcached[\w@-]*?[._-]sysconfig|sysconfig[._-]memcached[\w@-]*)$/.test(name);
}

/** Whether a text assigns what only such a file does, and is neither a script nor a file with sections. */
export function readsLikeSysconfig(text: string, path: string): boolean {
  if (LEFTOVER.test(withoutTemplateSuffix(path)) || /^(?:#!|[ \t]*\[[A-Za-z])/m.test(text)) return false;
  // A file with further variables belongs to a unit of its own kind.
  const keys = [...text.matchAll(/^[ \t]*([A-Za-z_]\w*)[ \t]*=/gm)].map(([, key]) => key ?? '');
  if (keys.some((key) => !RED_HAT_KEYS.includes(key) && !SUSE_KEYS.includes(key))) return false;
  const has = (key: string) => keys.includes(key);
  return has('MEMCACHED_PARAMS') || (has('OPTIONS') && has('PORT') && (has('MAXCONN') || has('CACHESIZE')));
}
