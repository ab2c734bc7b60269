/**
 * Whether a program word runs a memcached server, by its base name: `memcached`, `/usr/bin/memcached`,
 * `memcached-debug`, `memcached1.5`, `memcached-1.6.21`, `memcached.exe`; not `memcached-tool` or
 * `memcached_exporter`.
 */
export function isMemcachedProgram(word: string): boolean {
  const base = word.slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
  return /^memcached(?:-debug)?(?:[-_]?v?\d+(?:\.\d+)*)?(?:-debug)?(?:\.[eE][xX][eE])?$/.test(base);
}
