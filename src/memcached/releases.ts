/**
 * Every release of memcached from 1.2.0 to 1.6.45 in order (betas and release candidates left out; 1.3.2
 * and 1.3.3 were the only public 1.3 releases that became 1.4). Source: tags of the memcached repository.
 */
export const RELEASES: readonly string[] = [
  ...series('1.2', 0, 8),
  ...series('1.3', 2, 3),
  ...series('1.4', 0, 39),
  ...series('1.5', 0, 22),
  ...series('1.6', 0, 45),
];

function series(prefix: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => `${prefix}.${first + i}`);
}

/** Position of a release in `RELEASES`; -1 if it is none. */
export function releaseIndex(release: string): number {
  return RELEASES.indexOf(release);
}
