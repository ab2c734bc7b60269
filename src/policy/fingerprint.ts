/**
 * A 128-bit content hash in hexadecimal. It names findings across runs; it guards nothing, so a small
 * hash that runs anywhere (MurmurHash3's 32-bit mixing, four lanes) is enough.
 */
export function fingerprint(parts: readonly string[]): string {
  const text = parts.join('\u0000');
  return [0x9747b28c, 0x3c6ef372, 0xa54ff53a, 0x510e527f].map((seed) => lane(text, seed)).join('');
}

function lane(text: string, seed: number): string {
  let hash = seed;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ Math.imul(text.charCodeAt(i), 0xcc9e2d51), 0x1b873593);
    hash = (hash << 13) | (hash >>> 19);
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0');
}
