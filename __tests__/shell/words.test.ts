import fc from 'fast-check';
import { parse } from 'shell-quote';
import { describe, expect, it } from 'vitest';
import { unknownEnvironment } from '../../src/shell/environment.ts';
import { invocationsIn } from '../../src/shell/invocations.ts';
import { shellQuote, splitWords } from '../../src/shell/words.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

const source = (text: string) => TracedText.source(new SourceFile('x.sh', text), 0, text.length);

describe('splitWords', () => {
  it.each<[string, string[]]>([
    ['', []],
    [' a\tb\nc ', ['a', 'b', 'c']],
    [`'a b' "c d" e\\ f`, ['a b', 'c d', 'e f']],
    [`a'b'"c"\\d`, ['abcd']],
    [`"a\\"b" 'a\\b' "a\\b" "\\$x"`, ['a"b', 'a\\b', 'a\\b', '$x']],
    ['a\\\nb', ['ab']],
    [`'' ""`, ['', '']],
    ['$HOME `id` a;b > d # x', ['$HOME', '`id`', 'a;b', '>', 'd', '#', 'x']],
  ])('%j', (text, expected) => {
    const { words, error } = splitWords(source(text), 'posix');
    expect(words.map((word) => word.text)).toEqual(expected);
    expect(error).toBeUndefined();
  });

  it.each(["'a", '"a', 'a\\', 'b "'])('%j is refused', (text) => {
    expect(splitWords(source(text), 'posix').error).toBeDefined();
  });

  it('reads comments where the dialect has them', () => {
    expect(splitWords(source('a#b # c\nd'), 'shlex').words.map((word) => word.text)).toEqual(['a#b', 'd']);
  });
});

describe('shellQuote', () => {
  it('leaves plain words and quotes the rest', () => {
    expect(shellQuote(['memcached', '-l', '127.0.0.1:11211', 'a,b=c', 'a b', "it's", '$X', ''])).toBe(
      `memcached -l 127.0.0.1:11211 a,b=c 'a b' "it's" \\$X ''`,
    );
  });
});

/** A raw word of quoted and escaped pieces, none of which a shell expands. */
const rawWord = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^[a-zA-Z0-9_@%+:,./=-]{1,6}$/),
      fc.stringMatching(/^[a-z ;|&"()<>]{0,6}$/).map((text) => `'${text}'`),
      fc.stringMatching(/^[a-z ;|&'()<>]{0,6}$/).map((text) => `"${text}"`),
      fc.constantFrom('\\ ', "\\'", '\\"', '\\;', '\\a', '\\&', '"a\\"b"'),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((pieces) => pieces.join(''));

describe('words of a script', () => {
  it('are those that shell-quote reads, and stand where they are written', () => {
    fc.assert(
      fc.property(
        fc.array(rawWord, { maxLength: 5 }),
        fc.constantFrom('sh' as const, 'bash' as const),
        (raw, dialect) => {
          const text = ['memcached', ...raw.map((word) => `x${word}`)].join(' ');
          const [found] = invocationsIn(source(text), unknownEnvironment, { dialect });
          expect(found?.argv.map((word) => word.text)).toEqual(parse(text).slice(1));
          for (const word of found?.argv ?? [])
            for (const run of word.runs)
              if (run.kind === 'literal' && run.exact)
                expect(text.slice(run.origin.start, run.origin.end)).toBe(run.text);
        },
      ),
      { seed: 11211, numRuns: 600 },
    );
  });
});
