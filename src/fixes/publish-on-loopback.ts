import type { Exposure } from '../exposure/exposure.ts';
import type { PortRange } from '../network/network.ts';
import { type Location, sameLocation, sourceText } from '../text/source-file.ts';
import type { TracedText } from '../text/traced-text.ts';
import type { Fix } from './fix.ts';

const LOOPBACK = '127.0.0.1';
/** What stands between the colons of a mapping: variables, or ports and addresses without brackets. */
const PART = /(?:\$\{[^{}]{0,200}\}|\$\w+|[\w./-])+/g;
const WILDCARDS = new Set(['0.0.0.0', '::', '*']);

/**
 * Puts a published port on loopback, where the mapping is written out in the short form (`ports:` of Compose,
 * `-p` of docker) or names every address itself. A mapping that names one global address means it, so which
 * other address would do is a guess.
 */
export function publishOnLoopback({ listeners }: Exposure, at: Location): readonly Fix[] {
  const published = listeners
    .flatMap((listener) => [listener, ...(listener.otherMappings ?? [])])
    .find((way) => way.published !== undefined && sameLocation(way.published.at, at))?.published;
  // Where an address counts for nothing, none helps.
  if (published?.by !== undefined || published?.description !== undefined) return [];
  if (published === undefined) return [];
  const title = `Publish on ${LOOPBACK}`;
  if (published.hostAddress !== undefined) {
    const place = wildcardPlace(published.hostAddress);
    return place ? [{ title, edits: [{ at: place, text: LOOPBACK }] }] : [];
  }
  const parts = sourceText(at).match(PART) ?? [];
  if (parts.join(':') !== sourceText(at)) return [];
  const [address = '', host, container] = parts;
  if (container !== undefined) return orLoopback(at, address);
  const named = host === undefined ? [undefined, address] : [address, host];
  if (!isRange(named[0], published.hostPort) || !isRange(named[1], published.containerPort)) return [];
  const prefix = host === undefined ? `${LOOPBACK}::` : `${LOOPBACK}:`;
  return [{ title, edits: [{ at: at.file.at(at.start, at.start), text: prefix }] }];
}

/** A variable without a value, or with an empty default, as the address: loopback becomes its default. */
function orLoopback(at: Location, address: string): readonly Fix[] {
  const variable = /^\$\{[A-Za-z_]\w*(:?-)?\}$/.exec(address);
  if (!variable) return [];
  const brace = at.start + address.length - 1;
  const edit = { at: at.file.at(brace, brace), text: variable[1] === undefined ? `:-${LOOPBACK}` : LOOPBACK };
  return [{ title: `Default to ${LOOPBACK}`, edits: [edit] }];
}

/** Where a wildcard stands as the host address, with its brackets. */
function wildcardPlace(address: TracedText): Location | undefined {
  const place = address.locate();
  if (place === undefined || address.known === undefined || !WILDCARDS.has(address.known)) return undefined;
  if (sourceText(place) !== address.known) return undefined;
  const { text } = place.file;
  const bracketed = text[place.start - 1] === '[' && text[place.end] === ']';
  return bracketed && address.known.includes(':') ? place.file.at(place.start - 1, place.end + 1) : place;
}

/**
 * Whether a part of the text is what a port of the mapping was read from: then the text is the whole mapping, not
 * a part of it that a variable or the long form brought. Ranges were split up, so it is enough to be one of them.
 */
function isRange(text: string | undefined, port: PortRange | 'unknown' | undefined): boolean {
  if (text === undefined || port === undefined) return text === undefined && port === undefined;
  if (text.startsWith('$')) return true;
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/\w{1,8})?$/.exec(text) ?? [];
  if (first === undefined || port === 'unknown') return false;
  return Number(first) <= port.first && port.last <= Number(last ?? first);
}
