import { safeStrtol } from './c-number.ts';
import { CHANGES } from './changes.ts';
import type { WordRange } from './prediction.ts';
import type { ReleaseView } from './release-view.ts';
import type { Refusal, Settings, Use } from './settings.ts';

/** One entry of the `-l` list. */
export interface ListenTarget {
  /** `undefined` is every address (`*`, or no `-l` at all). */
  readonly host: string | undefined;
  /** Part of the host is unknown. */
  readonly hostUnknown: boolean;
  /** The host in its word; absent where no `-l` names one. */
  readonly cause?: WordRange;
  /** The `-l` that brought it. */
  readonly optionAt?: WordRange;
  /** The entry's own port, as a C int. */
  readonly port?: number | 'unknown';
  readonly portCause?: WordRange;
}

/** What memcached starts with when there is no `-l`. */
const EVERY_ADDRESS: readonly ListenTarget[] = [{ host: undefined, hostUnknown: false }];

/** The `-l` values joined by commas, as memcached keeps them, with the way back to the words. */
class JoinedList {
  readonly text: string;
  readonly #pieces: { readonly start: number; readonly use: Use }[] = [];
  readonly #unknowns: number[] = [];

  constructor(uses: readonly Use[]) {
    let text = '';
    for (const use of uses) {
      if (this.#pieces.length > 0) text += ',';
      this.#pieces.push({ start: text.length, use });
      for (const offset of use.value.unknowns) this.#unknowns.push(text.length + offset);
      text += use.value.text;
    }
    this.text = text;
  }

  hasUnknown(from: number, to: number): boolean {
    return this.#unknowns.some((offset) => offset >= from && offset < to);
  }

  useAt(offset: number): Use | undefined {
    return this.#pieces.findLast(({ start }) => start <= offset)?.use;
  }

  rangeOf(from: number, to: number): WordRange | undefined {
    const piece = this.#pieces.findLast(({ start }) => start <= from);
    if (!piece) return undefined;
    const { word, from: begin, to: end } = piece.use.value.range;
    const clamp = (offset: number): number => Math.min(begin + offset - piece.start, end);
    return { word, from: clamp(from), to: clamp(to) };
  }
}

/** Cuts the `-l` values into entries as the release does; the first wrong entry stops the start. */
export function readListenList(settings: Settings, release: ReleaseView): readonly ListenTarget[] | Refusal {
  if (settings.listens.length === 0) return EVERY_ADDRESS;
  if (!release.has(CHANGES.listenLists)) return settings.listens.map(wholeValue);
  const list = new JoinedList(settings.listens);
  const targets: ListenTarget[] = [];
  for (const { from, to } of tokens(list.text)) {
    const target = new Entry(list, from, to, settings, release).read();
    if ('because' in target) return target;
    targets.push(target);
  }
  return targets;
}

function wholeValue({ at, value }: Use): ListenTarget {
  const hostUnknown = value.unknowns.length > 0;
  return { host: value.text, hostUnknown, cause: value.range, optionAt: at };
}

function* tokens(text: string): Generator<{ from: number; to: number }> {
  for (const match of text.matchAll(/[^,;]+/g))
    yield { from: match.index, to: match.index + match[0].length };
}

const TLS_MODES = [
  { word: 'notls', from: CHANGES.tls },
  { word: 'btls', from: CHANGES.tlsModes },
  { word: 'mtls', from: CHANGES.tlsModes },
];

/** Reads one entry: `[TLS mode:][proto[x]:][tag[x]:]host[:port]`, with C's pointers as offsets. */
class Entry {
  readonly #list: JoinedList;
  readonly #from: number;
  #at: number;
  #end: number;
  readonly #settings: Settings;
  readonly #release: ReleaseView;

  constructor(list: JoinedList, from: number, to: number, settings: Settings, release: ReleaseView) {
    this.#list = list;
    this.#from = from;
    this.#at = from;
    this.#end = to;
    this.#settings = settings;
    this.#release = release;
  }

  read(): ListenTarget | Refusal {
    return this.#readTlsMode() ?? this.#readProtocol() ?? this.#readTag() ?? this.#readHost();
  }

  #rest(): string {
    return this.#list.text.slice(this.#at, this.#end);
  }

  #refuse(because: string): Refusal {
    const end = Math.max(this.#end, this.#from);
    const at = this.#list.rangeOf(this.#from, end);
    return at ? { because, at } : { because };
  }

  /** Moves on; a step over the entry's end runs into the rest of the list, which C has not cut yet. */
  #moveTo(offset: number): void {
    this.#at = offset;
    if (offset > this.#end) this.#end = this.#list.text.length;
  }

  #readTlsMode(): Refusal | undefined {
    const rest = this.#rest();
    const mode = TLS_MODES.find(({ word, from }) => rest.startsWith(word) && this.#release.has(from));
    if (!mode) return undefined;
    if (!this.#settings.tls) return this.#refuse(`${mode.word}: needs TLS (-Z)`);
    this.#moveTo(this.#at + mode.word.length + 1);
    return undefined;
  }

  #readProtocol(): Refusal | undefined {
    if (!this.#rest().startsWith('proto') || !this.#release.has(CHANGES.protocolAndTag)) return undefined;
    this.#at += 'proto'.length;
    if (this.#list.text[this.#at] !== '[' || this.#at >= this.#end) return undefined;
    const close = this.#rest().indexOf(']');
    if (close < 0) return this.#refuse('proto[ lacks its closing bracket');
    const name = this.#rest().slice(1, close);
    this.#moveTo(this.#at + close + 2);
    if ('ascii'.startsWith(name)) return undefined;
    if ('binary'.startsWith(name)) {
      return this.#settings.authFile && this.#release.has(CHANGES.binaryRefusedWithAuthFile)
        ? this.#refuse('proto[binary] cannot be used with an auth file (-Y)')
        : undefined;
    }
    if ('negotiating'.startsWith(name) || !'proxy'.startsWith(name)) return undefined;
    return this.#settings.proxyBuild ? undefined : this.#refuse('proto[proxy] needs a build with the proxy');
  }

  #readTag(): Refusal | undefined {
    if (!this.#rest().startsWith('tag') || !this.#release.has(CHANGES.protocolAndTag)) return undefined;
    this.#at += 'tag'.length;
    const opening = this.#rest()[0];
    if (opening !== '[' && !(opening === '_' && this.#release.has(CHANGES.underscoreTag))) return undefined;
    const bracket = this.#rest().indexOf(']');
    const close =
      bracket >= 0 || !this.#release.has(CHANGES.underscoreTag) ? bracket : this.#rest().indexOf('_', 1);
    if (close < 0) return this.#refuse('tag[ lacks its closing bracket');
    const length = byteLength(this.#rest().slice(1, close));
    this.#moveTo(this.#at + close + 2);
    return length < 1 || length > 8 ? this.#refuse('a tag must have 1 to 8 characters') : undefined;
  }

  #readHost(): ListenTarget | Refusal {
    let from = this.#at;
    let to = this.#end;
    let rest = this.#at;
    const bracketed =
      this.#list.text[from] === '[' && from < this.#end && this.#release.has(CHANGES.ipv6Literals);
    if (bracketed) {
      const close = this.#rest().indexOf(']');
      if (close < 0) return this.#refuse('[ lacks its closing bracket');
      from = this.#at + 1;
      to = this.#at + close;
      rest = to + 1;
    }
    const tail = this.#list.text.slice(rest, this.#end);
    const colon = tail.indexOf(':');
    const hasPort =
      colon >= 0 &&
      (bracketed || tail.indexOf(':', colon + 1) < 0 || !this.#release.has(CHANGES.ipv6Literals));
    if (!hasPort) return this.#target(from, to, undefined);
    if (!bracketed) to = rest + colon;
    return this.#target(from, to, rest + colon + 1);
  }

  #target(from: number, to: number, portFrom: number | undefined): ListenTarget | Refusal {
    const host = this.#list.text.slice(from, to);
    const use = this.#list.useAt(from);
    const cause = this.#list.rangeOf(from, to);
    const target: ListenTarget = {
      host: host === '*' ? undefined : host,
      hostUnknown: this.#list.hasUnknown(from, to),
      ...(cause && { cause }),
      ...(use && { optionAt: use.at }),
    };
    if (portFrom === undefined) return target;
    const portCause = this.#list.rangeOf(portFrom, this.#end);
    const withPort = (port: number | 'unknown'): ListenTarget => ({
      ...target,
      port,
      ...(portCause && { portCause }),
    });
    if (this.#list.hasUnknown(portFrom, this.#end)) return withPort('unknown');
    const spelled = this.#list.text.slice(portFrom, this.#end);
    const port = safeStrtol(spelled, this.#release.has(CHANGES.portNeedsDigits));
    return port === undefined ? this.#refuse(`"${spelled}" is no port number`) : withPort(port);
  }
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
