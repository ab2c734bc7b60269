import { CHANGES, since } from './changes.ts';
import { isUsable } from './files.ts';
import type { Ports } from './ports.ts';
import type { Machine, WordRange } from './prediction.ts';
import type { ReleaseView } from './release-view.ts';
import { type MaybeNumber, MEBIBYTE, type Refusal, type Settings } from './settings.ts';
import { checkSlabSizes, defaultLargestChunk } from './slab-sizes.ts';
import { checkStorage } from './storage.ts';

/** What memcached checks between reading its options and opening sockets, in its order. */
export function checkSettings(
  settings: Settings,
  ports: Ports,
  machine: Machine,
  release: ReleaseView,
): Refusal | undefined {
  return (
    checkNapiIds(settings) ??
    checkSizes(settings, release) ??
    checkExternalStorage(settings, machine, release) ??
    checkSlabs(settings, release) ??
    checkLru(settings, release) ??
    checkProtocols(settings, release) ??
    checkPort(ports, release) ??
    checkTls(settings, ports, machine) ??
    checkFileLimit(settings, machine, release) ??
    checkAuthFile(settings, ports, machine) ??
    checkPreallocation(settings, machine, release) ??
    checkHashPower(settings, release)
  );
}

const refuse = (because: string, at: WordRange | undefined): Refusal => (at ? { because, at } : { because });

function exceeds(value: MaybeNumber, limit: MaybeNumber): boolean {
  return value !== 'unknown' && limit !== 'unknown' && value > limit;
}

function checkNapiIds({ napiIds, napiIdsAt, threads = 4 }: Settings): Refusal | undefined {
  return napiIds !== undefined && exceeds(napiIds, threads)
    ? refuse('-N cannot be more than -t', napiIdsAt)
    : undefined;
}

/** `-I` against `-m` (from 1.5.4) and against the largest chunk (from 1.4.29). */
function checkSizes(settings: Settings, release: ReleaseView): Refusal | undefined {
  const { itemSize = MEBIBYTE, memory = 64 * MEBIBYTE, itemSizeAt, memoryAt, largestChunkAt } = settings;
  const at = itemSizeAt ?? memoryAt;
  if (at && release.has(CHANGES.zeroDoesNotSpread)) {
    if (exceeds(1024, itemSize)) return refuse('-I cannot be less than 1024 bytes', at);
    if (exceeds(itemSize, memory === 'unknown' ? memory : Math.floor(memory / 2))) {
      return refuse('-I cannot be more than half of the memory (-m)', memoryAt ?? at);
    }
    if (exceeds(itemSize, 1024 * MEBIBYTE)) return refuse('-I cannot be more than a gigabyte', at);
    if (exceeds(itemSize, MEBIBYTE) && !settings.largestChunkGiven) settings.largestChunk = MEBIBYTE / 2;
  }
  if ((!itemSizeAt && settings.largestChunk === undefined) || !release.has(since('1.4.29'))) return undefined;
  const chunk = settings.largestChunk ?? defaultLargestChunk(release);
  if (itemSize === 'unknown' || chunk === 'unknown') return undefined;
  const where = largestChunkAt ?? at;
  if (chunk > itemSize) return refuse('slab_chunk_max cannot be larger than -I', itemSizeAt ?? where);
  if (chunk === 0 || itemSize % chunk !== 0)
    return refuse('-I must be a multiple of slab_chunk_max', itemSizeAt ?? where);
  return MEBIBYTE % chunk === 0 ? undefined : refuse('slab_chunk_max must divide a megabyte', where);
}

function checkExternalStorage(
  settings: Settings,
  machine: Machine,
  release: ReleaseView,
): Refusal | undefined {
  const { storage, itemSize = MEBIBYTE } = settings;
  const file = storage?.files[0];
  if (!storage || !file) return undefined;
  if (settings.inlineAscii && !release.has(CHANGES.authFile)) {
    return refuse('extstore cannot be used with inline_ascii_resp', file.at);
  }
  const udp = settings.udpPort ?? (release.has(CHANGES.udpOffByDefault) ? 0 : 11211);
  if (udp !== 0 && udp !== 'unknown') {
    return refuse('extstore (ext_path) cannot be used with UDP (-U 0 turns it off)', file.at);
  }
  const mistake = checkStorage(storage, itemSize, release);
  if (mistake) return refuse(mistake, file.at);
  const unusable = storage.files.find(({ path }) => !isUsable(path, 'write', machine));
  return unusable && refuse(`the file ${unusable.path} cannot be used`, unusable.at);
}

function checkSlabs(settings: Settings, release: ReleaseView): Refusal | undefined {
  const { slabSizes, lastSubValue } = settings;
  if (!slabSizes) return undefined;
  // 1.4.29 to 1.4.31 look at the last suboption instead, and until 1.5.17 the text had been freed: the
  // allocator has then written over its first 16 bytes.
  const used = release.has(since('1.4.32')) ? slabSizes : (lastSubValue ?? slabSizes);
  const overwritten = !release.has(since('1.5.17')) && used.offset < 16;
  if (used.text === undefined || overwritten) {
    return refuse('this release reads slab_sizes from memory that it has given back', used.at);
  }
  const mistake = checkSlabSizes(used.text, settings, release);
  return mistake ? refuse(mistake, used.at) : undefined;
}

function checkLru(settings: Settings, release: ReleaseView): Refusal | undefined {
  const { hotPercent, warmPercent, temporaryItems } = settings;
  if (hotPercent !== undefined || warmPercent !== undefined) {
    const [hot, warm] = release.has(since('1.4.38')) ? [20, 40] : [32, 32];
    if ((hotPercent ?? hot) + (warmPercent ?? warm) > 80 && release.has(since('1.4.35'))) {
      return refuse('hot_lru_pct and warm_lru_pct are more than 80 together', settings.lastSubValue?.at);
    }
  }
  if (!temporaryItems || (settings.lruMaintainer ?? release.has(since('1.5.0')))) return undefined;
  return refuse('temporary_ttl needs lru_maintainer', temporaryItems);
}

function checkProtocols(settings: Settings, release: ReleaseView): Refusal | undefined {
  const { sasl, authFile, protocol, protocolAt, udpPort = 0, udpUse } = settings;
  const given = protocol === 'unknown' ? undefined : protocol;
  if (sasl) {
    if (given !== undefined && given !== 'binary')
      return refuse('SASL (-S) needs the binary protocol', protocolAt);
    if (udpPort !== 0 && udpPort !== 'unknown' && release.has(CHANGES.saslRefusesUdp)) {
      return refuse('SASL (-S) cannot be used with UDP', udpUse?.value.range ?? sasl);
    }
  }
  if (authFile && given !== undefined && given !== 'ascii') {
    return refuse('an auth file (-Y) needs the ascii protocol', protocolAt);
  }
  return undefined;
}

function checkPort({ tcp }: Ports, release: ReleaseView): Refusal | undefined {
  return exceeds(tcp.port, 65_535) && release.has(CHANGES.portRangeChecked)
    ? refuse(`${tcp.port} is no port`, tcp.causes.at(-1))
    : undefined;
}

function checkTls(
  { tls, certificate, key, unknownSuboptions }: Settings,
  { tcp }: Ports,
  machine: Machine,
): Refusal | undefined {
  if (!tls) return undefined;
  if (tcp.port === 0) return refuse('TLS (-Z) needs a TCP port', tcp.causes.at(-1) ?? tls);
  for (const [name, file] of [
    ['ssl_chain_cert', certificate],
    ['ssl_key', key],
  ] as const) {
    if (file === undefined && unknownSuboptions) continue;
    if (!file?.text) return refuse(`TLS (-Z) needs -o ${name}`, file?.at ?? tls);
    if (!isUsable(file.text, 'read', machine))
      return refuse(`${file.text} cannot be used as ${name}`, file.at);
  }
  return undefined;
}

/** The limit of open files follows `-c`: not above what the system allows. */
function checkFileLimit(settings: Settings, machine: Machine, release: ReleaseView): Refusal | undefined {
  const { connections = 1024, connectionsAt } = settings;
  if (connections === 'unknown') return undefined;
  if (connections < 0) return refuse('-c is below zero', connectionsAt);
  const spare = release.has(since('1.4.1')) ? 0 : 3;
  const needed =
    connections > 1024 || release.has(CHANGES.connectionLimitIsFileLimit) ? connections + spare : 0;
  return needed > (machine.openFiles ?? Number.POSITIVE_INFINITY)
    ? refuse('the system does not allow as many open files as -c asks for', connectionsAt)
    : undefined;
}

function checkAuthFile({ authFile }: Settings, { udp }: Ports, machine: Machine): Refusal | undefined {
  if (!authFile) return undefined;
  const { text, range } = authFile.value;
  if (udp.on && udp.port !== 'unknown')
    return refuse('an auth file (-Y) cannot be used with UDP', udp.causes.at(-1) ?? range);
  if (text === '') return refuse('-Y names no file', range);
  return isUsable(text, 'read', machine) ? undefined : refuse(`the auth file ${text} cannot be used`, range);
}

/** `-e` and `-L` allocate one page of a megabyte for each slab class at once. */
function checkPreallocation(settings: Settings, machine: Machine, release: ReleaseView): Refusal | undefined {
  const { preallocate, memoryFile, memory = 64 * MEBIBYTE, growthFactor = 1.25, chunkSize = 48 } = settings;
  if (!preallocate) return undefined;
  if (
    memoryFile &&
    memoryFile.value.unknowns.length === 0 &&
    !isUsable(memoryFile.value.text, 'write', machine)
  ) {
    return refuse(`the memory file ${memoryFile.value.text} cannot be used`, memoryFile.value.range);
  }
  const largest = settings.largestChunk ?? defaultLargestChunk(release);
  if (memory === 'unknown' || growthFactor === 'unknown' || chunkSize === 'unknown' || largest === 'unknown')
    return undefined;
  if (settings.slabSizes) return undefined;
  return memory < slabClasses(chunkSize, growthFactor, largest) * MEBIBYTE
    ? refuse('-m is too small to allocate all memory at once', settings.memoryAt ?? preallocate)
    : undefined;
}

/** The hash table must be larger than the table of item locks, which grows with the threads. */
function checkHashPower(
  { hashPower, hashPowerAt, threads = 4 }: Settings,
  release: ReleaseView,
): Refusal | undefined {
  if (hashPower === undefined || threads === 'unknown' || !release.has(since('1.4.22'))) return undefined;
  return hashPower <= lockPower(threads, release)
    ? refuse('hashpower is too small for this many threads (-t)', hashPowerAt)
    : undefined;
}

function lockPower(threads: number, release: ReleaseView): number {
  if (threads < 3) return 10;
  if (threads < 5) return threads === 3 ? 11 : 12;
  if (threads <= 10 || !release.has(since('1.4.34'))) return 13;
  return threads <= 20 ? 14 : 15;
}

const ITEM_HEADER = 48;

function slabClasses(chunkSize: number, factor: number, largest: number): number {
  let size = ITEM_HEADER + chunkSize;
  let classes = 1;
  while (classes < 63 && size < largest / factor) {
    size = Math.floor(Math.ceil(size / 8) * 8 * factor);
    classes++;
  }
  return classes;
}
