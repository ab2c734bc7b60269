import type { FileUse, Machine } from '../../src/memcached/prediction.ts';

/** The machine on which `listeners.jsonl` was recorded, as its README describes it. */
export const OBSERVED_MACHINE: Machine = {
  hosts: {
    localhost: ['127.0.0.1', '::1'],
    'ip6-localhost': ['::1'],
    'ip6-loopback': ['::1'],
    mcbox: ['10.0.0.5'],
    'mcbox.example.net': ['10.0.0.5'],
    'cache-priv': ['192.168.1.5'],
    'cache-v6': ['fd00::5'],
  },
  hostsComplete: true,
  addresses: [
    '127.0.0.0/8',
    '::1',
    '10.0.0.5/24',
    '192.168.1.5/24',
    '172.16.0.5/24',
    '203.0.113.5/24',
    '100.64.0.5/24',
    '169.254.10.5/16',
    'fd00::5',
    '2001:db8::5',
    'fe80::5%mc0',
  ],
  proxy: false,
  openFiles: 20_000,
  usable: isUsable,
};

/**
 * Files of that machine: what is in `/tmp` and `/run/memcached` can be made, nothing can be made in `/`
 * (memcached ran as `nobody`), `/no/...` does not exist, and these two are no socket paths or password files.
 */
function isUsable(path: string, use: FileUse): boolean {
  if (path.startsWith('/no/')) return false;
  if (use === 'read') return path.startsWith('/tmp/mc') && path !== '/tmp/mc/badauth.txt';
  if (use === 'socket' && path === '/tmp/mc/auth.txt') return false;
  if (/^\/[^/]*$/.test(path)) return false;
  return true;
}
