import ipaddr from 'ipaddr.js';
import { remember } from './remember.ts';

/**
 * Reads an IP literal as getaddrinfo does: IPv4 as `inet_aton` (`127.1`, `0x7f.1`, `2130706433` and octal
 * `0177.0.0.1` are all 127.0.0.1), IPv6 as `inet_pton` with an optional `%zone`. Returns the canonical
 * spelling, or `undefined` for what getaddrinfo would look up as a name.
 */
export const parseAddress: (text: string) => string | undefined = remember((text) =>
  text.includes(':') ? parseIPv6(text) : parseIPv4(text),
);

/**
 * `inet_aton`: one to four parts, each decimal, octal or hexadecimal; the last one fills the remaining
 * bytes. Own code, since ipaddr.js reads `08` and parts that are too large differently.
 */
function parseIPv4(text: string): string | undefined {
  if (text.length > 64) return undefined;
  const parts = text.split('.');
  if (parts.length > 4) return undefined;
  let address = 0;
  for (const [index, part] of parts.entries()) {
    const value = readPart(part);
    const isLast = index === parts.length - 1;
    const limit = isLast ? 256 ** (4 - index) : 256;
    if (value === undefined || value >= limit) return undefined;
    address += isLast ? value : value * 256 ** (3 - index);
  }
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

function readPart(part: string): number | undefined {
  if (/^0[xX][0-9a-fA-F]+$/.test(part)) return Number.parseInt(part, 16);
  if (/^0[0-7]*$/.test(part)) return Number.parseInt(part, 8);
  return /^[1-9][0-9]*$/.test(part) ? Number.parseInt(part, 10) : undefined;
}

/** Strict dotted quad of `inet_pton`, which memcached used before 1.2.5: decimal, no leading zeros. */
export function isDottedQuad(text: string): boolean {
  const parts = text.split('.');
  return (
    parts.length === 4 && parts.every((part) => /^(0|[1-9][0-9]{0,2})$/.test(part) && Number(part) <= 255)
  );
}

function parseIPv6(text: string): string | undefined {
  const match = /^([0-9a-fA-F:.]{2,45})(%[^\s%]+)?$/.exec(text);
  const digits = match?.[1] && hexQuad(match[1]);
  if (digits === undefined || /[0-9a-fA-F]{5}/.test(digits) || !ipaddr.IPv6.isValid(digits)) return undefined;
  return spellIPv6(ipaddr.IPv6.parse(digits)) + (match?.[2] ?? '');
}

/** Writes a dotted quad at the end as two groups: ipaddr.js takes `::10.0.0.5` for `::ffff:10.0.0.5`. */
function hexQuad(digits: string): string | undefined {
  const from = digits.lastIndexOf(':') + 1;
  const quad = digits.slice(from);
  if (!quad.includes('.')) return digits;
  if (!isDottedQuad(quad)) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = quad.split('.').map(Number);
  return `${digits.slice(0, from)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

/** As `inet_ntop` spells it: the IPv4 part of mapped and compatible addresses stays a dotted quad. */
function spellIPv6(address: ipaddr.IPv6): string {
  const parts = address.parts;
  const high = parts[6] ?? 0;
  const low = parts[7] ?? 0;
  const zeros = parts.findIndex((part) => part !== 0);
  if (zeros === 6 || (zeros === 5 && parts[5] === 0xffff)) {
    const quad = `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
    return zeros === 6 ? `::${quad}` : `::ffff:${quad}`;
  }
  return address.toRFC5952String();
}
