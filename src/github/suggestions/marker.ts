const MARKER = /<!-- memcached-guard suggestion ([0-9a-f]{1,64}) -->/;

/** An invisible mark that says which finding a comment is about. */
export function marker(fingerprint: string): string {
  return `<!-- memcached-guard suggestion ${fingerprint} -->`;
}

/** The finding that a comment of ours is about. */
export function fingerprintIn(body: string): string | undefined {
  return MARKER.exec(body)?.[1];
}

/** The body of a comment that is done with: it stays in its thread, and its suggestion cannot be taken any more. */
export function withoutSuggestion(body: string): string {
  const title = body.split('\n\n')[0] ?? '';
  return `${title}\n\nThis is mended.`;
}
