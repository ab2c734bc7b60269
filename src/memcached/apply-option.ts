import { isDottedQuad } from './address.ts';
import { atoi, skipBlanks, strtod } from './c-number.ts';
import { CHANGES, since } from './changes.ts';
import type { Step } from './getopt.ts';
import type { ReleaseView } from './release-view.ts';
import { type MaybeNumber, MEBIBYTE, type Refusal, type Settings, type Use } from './settings.ts';
import { applySuboptions } from './suboptions.ts';
import { dropFirst, type Value } from './word.ts';

type OptionStep = Extract<Step, { kind: 'option' }>;

const CONNECTIONS_CHECKED = since('1.4.26');
const ITEM_SIZE_CHECKED_AT_END = since('1.5.4');
const ITEM_SIZE_AGAINST_MEMORY = since('1.4.29');
const NEGATIVE_REFUSED = since('1.6.24');
const PAGES_OF_HALF_A_MEBIBYTE = since('1.4.31');

/** Applies one option to the settings, as the release does while it reads; returns why it ends if it does. */
export function applyOption(settings: Settings, step: OptionStep, release: ReleaseView): Refusal | undefined {
  const value = step.value && withoutBlanks(step.value, release);
  const use: Use = { at: step.at, value: value ?? NO_VALUE };
  return applyFlag(settings, step, release) ?? (value && applyValue(settings, step.letter, use, release));
}

const NO_VALUE: Value = { text: '', range: { word: 0, from: 0, to: 0 }, unknowns: [] };

function withoutBlanks(value: Value, release: ReleaseView): Value {
  const blanks = value.text.length - skipBlanks(value.text).length;
  return blanks > 0 && release.has(CHANGES.leadingBlanksSkipped) ? dropFirst(value, blanks) : value;
}

function applyFlag(settings: Settings, step: OptionStep, release: ReleaseView): Refusal | undefined {
  const { at } = step;
  switch (step.letter) {
    case 'h':
      return { because: 'it only prints its help', at, printsOnly: true };
    case 'i':
      return { because: 'it only prints its license', at, printsOnly: true };
    case 'V':
      return { because: 'it only prints its version', at, printsOnly: true };
    case 'b':
      return release.within(since('1.2.7'), since('1.2.8'))
        ? { because: 'memcached 1.2.7 crashes on -b', at }
        : undefined;
    case 'L':
      if (!release.has(since('1.3.2'))) return { because: 'it does not know the option -L', at };
      if (release.within(since('1.4.14'), since('1.5.9'))) {
        return { because: 'it cannot use large pages (-L) on Linux', at };
      }
      if (release.has(since('1.5.9'))) settings.preallocate = at;
      return undefined;
    case 'd':
      settings.daemon = true;
      return undefined;
    case 'r':
      settings.coreDumps = true;
      return undefined;
    case 'S':
      settings.sasl = at;
      return undefined;
    case 'Z':
      settings.tls = at;
      return undefined;
    default:
      return undefined;
  }
}

function applyValue(settings: Settings, letter: string, use: Use, release: ReleaseView): Refusal | undefined {
  const { value } = use;
  const refuse = (because: string): Refusal => ({ because, at: value.range });
  switch (letter) {
    case 'p':
      settings.port = readNumber(value);
      settings.portUse = use;
      return undefined;
    case 'U':
      settings.udpPort = readNumber(value);
      settings.udpUse = use;
      return undefined;
    case 's':
      settings.socket = use;
      return undefined;
    case 'l':
      return applyListen(settings, use, release);
    case 'm': {
      const megabytes = readNumber(value);
      settings.memory = megabytes === 'unknown' ? megabytes : sizeT(megabytes * MEBIBYTE);
      settings.memoryAt = value.range;
      return undefined;
    }
    case 'c':
      settings.connections = readNumber(value);
      settings.connectionsAt = value.range;
      return isBelow(settings.connections, 1) && release.has(CONNECTIONS_CHECKED)
        ? refuse('-c must be greater than 0')
        : undefined;
    case 't':
      settings.threads = readNumber(value);
      return refusesThreads(settings.threads, release) ? refuse('-t must be greater than 0') : undefined;
    case 'R': {
      const requests = readNumber(value);
      return refusesZero(requests, release) ? refuse('-R must be greater than 0') : undefined;
    }
    case 'n':
      settings.chunkSize = readNumber(value);
      return refusesZero(settings.chunkSize, release) ? refuse('-n must be greater than 0') : undefined;
    case 'f':
      settings.growthFactor = value.unknowns.length > 0 ? 'unknown' : strtod(value.text).value;
      return settings.growthFactor !== 'unknown' && settings.growthFactor <= 1
        ? refuse('-f must be greater than 1')
        : undefined;
    case 'D':
      return value.text === '' ? refuse('-D needs a delimiter') : undefined;
    case 'N':
      settings.napiIds = readNumber(value);
      settings.napiIdsAt = value.range;
      return isBelow(settings.napiIds, 1) ? refuse('-N must be greater than 0') : undefined;
    case 'B':
      settings.protocol = value.unknowns.length > 0 ? 'unknown' : value.text;
      settings.protocolAt = value.range;
      return ['auto', 'ascii', 'binary', 'unknown'].includes(settings.protocol)
        ? undefined
        : refuse('-B must be auto, binary or ascii');
    case 'I':
      return applyItemSize(settings, value, release);
    case 'Y':
      settings.authFile = use;
      return undefined;
    case 'e':
      settings.memoryFile = use;
      settings.preallocate = value.range;
      return undefined;
    case 'o':
      return applySuboptions(settings, value, release);
    default:
      return undefined;
  }
}

/** Reads a value as C's `atoi` does. */
function readNumber(value: Value): MaybeNumber {
  return value.unknowns.length > 0 ? 'unknown' : atoi(value.text);
}

function isBelow(value: MaybeNumber, limit: number): boolean {
  return value !== 'unknown' && value < limit;
}

/** Zero was always refused, negative numbers only from 1.6.24. */
function refusesZero(value: MaybeNumber, release: ReleaseView): boolean {
  return value === 0 || (isBelow(value, 0) && release.has(NEGATIVE_REFUSED));
}

/** 1.2 refuses 0 (from 1.2.7 also less), 1.3.2 to 1.4.1 count one more thread than was asked for. */
function refusesThreads(threads: MaybeNumber, release: ReleaseView): boolean {
  if (!isBelow(threads, 1)) return false;
  if (release.within(since('1.3.2'), since('1.4.2'))) return threads !== 0;
  return threads === 0 || release.has(since('1.2.7'));
}

/** Wraps as an assignment to `size_t` does. */
function sizeT(bytes: number): number {
  return bytes < 0 ? 2 ** 64 + bytes : bytes;
}

function applyListen(settings: Settings, use: Use, release: ReleaseView): Refusal | undefined {
  const { value } = use;
  if (!release.has(CHANGES.udpAlwaysOn)) {
    if (value.unknowns.length === 0 && !isDottedQuad(value.text)) {
      return { because: `-l takes one dotted IPv4 address, not "${value.text}"`, at: value.range };
    }
    settings.listens = [use];
  } else if (settings.listens.length === 0 || !release.has(CHANGES.listenLists)) settings.listens = [use];
  else if (!isRepetition(settings.listens, value.text) || !release.has(CHANGES.repeatedListenDropped)) {
    settings.listens = [...settings.listens, use];
  }
  return undefined;
}

/** memcached looks for the new text anywhere in the list so far, and drops it if it is there. */
function isRepetition(listens: readonly Use[], text: string): boolean {
  return listens
    .map(({ value }) => value.text)
    .join(',')
    .includes(text);
}

function applyItemSize(settings: Settings, value: Value, release: ReleaseView): Refusal | undefined {
  const bytes = value.unknowns.length > 0 ? 'unknown' : readSize(value.text);
  settings.itemSize = bytes;
  settings.itemSizeAt = value.range;
  if (bytes === 'unknown' || release.has(ITEM_SIZE_CHECKED_AT_END)) return undefined;
  const refuse = (because: string): Refusal => ({ because, at: value.range });
  if (bytes < 1024) return refuse('-I cannot be less than 1024 bytes');
  if (!release.has(ITEM_SIZE_AGAINST_MEMORY)) {
    return bytes > 128 * MEBIBYTE ? refuse('-I cannot be more than 128 MB') : undefined;
  }
  const memory = settings.memory ?? 64 * MEBIBYTE;
  if (memory !== 'unknown' && bytes > Math.floor(memory / 4)) {
    return refuse('-I cannot be more than a quarter of the memory (-m) given before it');
  }
  const halves = release.has(PAGES_OF_HALF_A_MEBIBYTE);
  if (halves && bytes > 1024 * MEBIBYTE) return refuse('-I cannot be more than a gigabyte');
  if (bytes > MEBIBYTE && !settings.largestChunkGiven) {
    settings.largestChunk = halves ? MEBIBYTE / 2 : 16384;
  }
  return undefined;
}

/** A number of bytes with an optional unit k or m, in 32-bit arithmetic. */
function readSize(text: string): number {
  const unit = text.slice(-1).toLowerCase();
  if (unit !== 'k' && unit !== 'm') return atoi(text);
  return Math.imul(atoi(text.slice(0, -1)), unit === 'k' ? 1024 : MEBIBYTE);
}
