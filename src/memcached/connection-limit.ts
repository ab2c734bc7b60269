import { CHANGES, since } from './changes.ts';
import type { ReleaseView } from './release-view.ts';
import type { Refusal, Settings } from './settings.ts';

/** Standard streams and what libevent needs for the main thread (an epoll descriptor and a socket pair). */
const MAIN_FILES = 6;
/** memcached reserves this many connections for each worker thread. */
const RESERVED_PER_THREAD = 5;

/**
 * From 1.4.8 `-c` also limits open files, so that a small one leaves too few for memcached's own threads and
 * sockets. How few depends on the libraries; this follows libevent 2.1 on Linux.
 */
export function checkConnectionLimit(
  { connections = 1024, connectionsAt, threads = 4, listens }: Settings,
  tcpSockets: number,
  udpSockets: number,
  release: ReleaseView,
): Refusal | undefined {
  if (connections === 'unknown' || threads === 'unknown') return undefined;
  if (connections === 1024 && threads === 4 && tcpSockets + udpSockets < 100) return undefined;
  if (!release.has(CHANGES.connectionLimitIsFileLimit)) return undefined;
  const filesPerThread = release.within(since('1.6.11'), since('1.6.22')) ? 4 : 5;
  const copies = listens.some(({ value }) => value.text.includes(',')) || listens.length > 1 ? 1 : threads;
  const sockets = tcpSockets + udpSockets * copies;
  const files = MAIN_FILES + filesPerThread * threads + sockets;
  const reserved = RESERVED_PER_THREAD * threads + sockets;
  if (files <= connections && reserved < connections - 1) return undefined;
  const because = '-c is too small for the threads and sockets of memcached itself';
  return connectionsAt ? { because, at: connectionsAt } : { because };
}
