import type { Listener, Prediction, WordRange } from '../../src/memcached/prediction.ts';
import { parseReleases, type Version } from '../../src/memcached/version.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

/**
 * Words for a test. `{X}` in a word is an unknown part that is one word, `{X...}` one that may be any number
 * of words.
 */
export function words(...texts: readonly string[]): readonly TracedText[] {
  const file = new SourceFile('run.sh', texts.join(' '));
  let start = 0;
  return texts.map((text) => {
    const pieces: TracedText[] = [];
    for (const match of text.matchAll(/\{(\w+)(\.\.\.)?\}|[^{]+/g)) {
      const from = start + match.index;
      const to = from + match[0].length;
      const [, name, splits] = match;
      if (name === undefined) pieces.push(TracedText.source(file, from, to));
      else pieces.push(TracedText.unknown(name, 'nothing sets it', file.at(from, to), splits !== undefined));
    }
    start += text.length + 1;
    return TracedText.concat(pieces);
  });
}

/** A version as a test names it; none is an unknown one. */
export function version(text?: string): Version {
  if (text === undefined) return { state: 'unknown', because: 'nothing says it' };
  return { state: 'known', releases: parseReleases(text)!, label: text, because: 'the test says so' };
}

/** "tcp 127.0.0.1:11211", with `?` where the listener is not certain. */
export function spell(listener: Listener): string {
  const doubt = listener.certain ? '' : '?';
  if (listener.protocol === 'unix') return `unix ${listener.path ?? '(unknown)'}${doubt}`;
  const { protocol, address, port } = listener;
  const host = address.kind === 'ip' ? address.ip : address.kind === 'name' ? address.host : '(unknown)';
  return `${protocol} ${host}:${port}${doubt}`;
}

export function sockets({ listeners }: Prediction): readonly string[] {
  return listeners.map(spell);
}

/** The characters of a range. */
export function pieceOf(argv: readonly TracedText[], range: WordRange | undefined): string | undefined {
  return range && argv[range.word]?.text.slice(range.from, range.to);
}
