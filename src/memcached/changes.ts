import { releaseIndex } from './releases.ts';

/** The position in `RELEASES` of the first release that behaves in a new way. */
export type Change = number;

/** Looks a release up once, while modules load; a release that does not exist is a mistake in a table. */
export function since(release: string): Change {
  const index = releaseIndex(release);
  if (index < 0) throw new RangeError(`no release ${release}`);
  return index;
}

/**
 * Where memcached's sockets changed, with the upstream commit that did it. Each was seen as a difference
 * between two neighbouring builds.
 */
export const CHANGES = {
  /** UDP is always on, at `-U` or else at the TCP port; `-l` goes through the resolver (2439472aa, a61a6900c). */
  udpAlwaysOn: since('1.2.5'),
  /** UDP defaults to 11211, `-U 0` and `-p 0` turn off, IPv6 sockets are IPv6 only (6caa28baa, 810c13bce). */
  portsCanBeOff: since('1.2.7'),
  /** A port of -1 asks for an ephemeral port; unix paths are cut instead of overrun (e337faf65). */
  minusOneIsEphemeral: since('1.4.1'),
  /** `-p` and `-U` alone each set both ports (6dc28e905). */
  portsFollowEachOther: since('1.4.3'),
  /** `-l` takes lists with a port per entry, and repetition adds (c605b31f2, 6ba9aa277). */
  listenLists: since('1.4.6'),
  /** The limit of open files is set to `-c`, so that a small one stops the start (d1f9d992c). */
  connectionLimitIsFileLimit: since('1.4.8'),
  /** IPv6 literals, with and without brackets (4baa578f2). */
  ipv6Literals: since('1.4.25'),
  /** A repeated `-l` that is a substring of what was collected is dropped (8c65b244f). */
  repeatedListenDropped: since('1.4.25'),
  /** A port without digits is refused even where white space follows. */
  portNeedsDigits: since('1.4.8'),
  /** `-U 0` no longer takes TCP along, nor `-p 0` UDP (46a2f17c7). */
  zeroDoesNotSpread: since('1.5.4'),
  /** UDP is off unless `-U` is given, and `-p` no longer moves it (dbb7a8af9). */
  udpOffByDefault: since('1.5.6'),
  /** `-Z` and `notls:` (ee1cfe3bf). */
  tls: since('1.5.13'),
  /** `-Y`, which refuses UDP; `inline_ascii_resp` does nothing any more (4723d424f). */
  authFile: since('1.5.15'),
  /** `-S` refuses UDP (e7c7a1089). */
  saslRefusesUdp: since('1.5.20'),
  /** A TCP port above 65535 is refused rather than wrapped (b1171b6b9). */
  portRangeChecked: since('1.6.16'),
  /** `proto[x]:` and `tag[x]:` (2bdf0ec3c, 4c919bd2e). */
  protocolAndTag: since('1.6.17'),
  /** `tag_x_:` (1518d8950). */
  underscoreTag: since('1.6.23'),
  /** `btls:` and `mtls:` (05320c9e0). */
  tlsModes: since('1.6.30'),
  /** White space before an option's value is skipped (3c03f2f0b). */
  leadingBlanksSkipped: since('1.6.32'),
  /** `proto[binary]:` beside `-Y` is refused (3791d9eda). */
  binaryRefusedWithAuthFile: since('1.6.43'),
} as const;
