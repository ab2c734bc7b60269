/** A path as a relative URI reference (RFC 3986); lone surrogates, which UTF-8 cannot hold, become U+FFFD. */
export function pathUri(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
