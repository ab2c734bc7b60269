import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unknownEnvironment } from '../../src/shell/environment.ts';
import { invocationsIn, readScript } from '../../src/shell/invocations.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

const run = (text: string, dialect: 'sh' | 'bash' = 'bash') => {
  const file = new SourceFile('x.sh', text);
  return invocationsIn(TracedText.source(file, 0, text.length), unknownEnvironment, { dialect });
};

const pieces = [
  'memcached',
  '-l',
  '127.0.0.1',
  '$X',
  '"$@"',
  '${A:-b}',
  '${A#*',
  '}',
  '$(',
  ')',
  '`',
  '"',
  "'",
  '\\',
  '\n',
  ' ',
  ';',
  '&&',
  '||',
  '|',
  '&',
  '<<E',
  'E\n',
  '<<<',
  '>',
  '(',
  '{',
  'if ',
  'then ',
  'fi',
  'for x in ',
  'do ',
  'done',
  'case x in ',
  'esac',
  ';;',
  '$((',
  '))',
  '1+',
  'A=',
  'A=(',
  'f() ',
  'eval ',
  'sh -c ',
  'set -- ',
  'shift',
  '. ./x',
  'read a',
  'xargs ',
  '[[ ',
  ' ]]',
  '{1..3}',
  '*',
  '~',
  '\uFDD0',
  '\r',
  "$'",
  'while ',
  '#',
];

describe('any text', () => {
  it('is read without an exception, and exact parts are the characters of the file', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((list) => list.join('')),
        fc.constantFrom('sh' as const, 'bash' as const),
        (text, dialect) => {
          for (const { argv, at } of run(text, dialect)) {
            expect(at.end).toBeLessThanOrEqual(text.length);
            for (const word of argv)
              for (const part of word.runs)
                if (part.kind === 'literal' && part.exact)
                  expect(text.slice(part.origin.start, part.origin.end)).toBe(part.text);
          }
        },
      ),
      { seed: 11211, numRuns: 3000 },
    );
  });
});

const repeated = (text: string, length = 100_000) => text.repeat(Math.ceil(length / text.length));

/** A tenth of the largest file; each takes a fraction of a second on an idle machine. */
describe('hostile scripts end soon', () => {
  it.each<[string, string]>([
    ['open substitutions', repeated('$(')],
    ['open groups', repeated('{ ')],
    ['quotes', repeated("'a")],
    ['backquotes', repeated('`')],
    ['appending', repeated('A="$A x"\n')],
    ['appending to an array', repeated('A+=(x y)\n')],
    ['doubling', `A=x\n${repeated('A="$A$A"\n')}`],
    ['forks', repeated('if [ -n "$X" ]; then A=1; else B=2; fi\n')],
    [
      'forks over many variables',
      Array.from({ length: 5000 }, (_, i) => `[ -n "$X" ] && A${i}=1\n`).join(''),
    ],
    [
      'a case of many items',
      `case $X in ${Array.from({ length: 3000 }, (_, i) => `a${i}) A${i}=1;; `).join('')}esac\n`,
    ],
    [
      'substitutions over many variables',
      Array.from({ length: 8000 }, (_, i) => `v${i}=$(x=1; echo ${i})\n`).join(''),
    ],
    [
      'loops in loops',
      'for a in {1..1000}; do for b in {1..1000}; do for c in {1..1000}; do : $a; done; done; done\n',
    ],
    ['recursion', 'f() { f $1$1; f $1$1; }\nf a\n'],
    ['an endless loop', 'i=0; while true; do i=$((i+1)); : $i; done\n'],
    ['a here-document of many parts', `bash <<EOF\n${repeated('echo $X $Y\n')}EOF\n`],
    ['appending to a file', repeated('echo x >> f\n')],
    ['many words', `: ${repeated('a ')}\n`],
    ['braces', `: ${repeated('{a,b}')}\n`],
    ['nested evaluation', 'A=eval; '.concat(repeated('eval $A ', 2000))],
  ])('%s', (_, text) => {
    const start = performance.now();
    expect(
      run(`${text}
memcached -p 1
`).length,
    ).toBeGreaterThanOrEqual(0);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('still shows what stands behind a loop that uses up the budget', () => {
    const loops = 'for a in {1..1000}; do for b in {1..1000}; do X=$a$b; done; done\n';
    expect(run(`${loops}memcached -l 0.0.0.0\n`)).toHaveLength(1);
    expect(run(`${loops}f() { memcached -l $1; }\nif [ -n "$A" ]; then f 0.0.0.0; fi\n`)).toHaveLength(1);
  });

  it('takes a file that holds the mark of unknown parts as what it is', () => {
    const [found] = run('memcached -s "\uFDD0" \uFDD0\n');
    expect(found!.argv.map((word) => [word.text, word.isKnown])).toEqual([
      ['-s', true],
      ['\uFDD0', true],
      ['\uFDD0', true],
    ]);
  });
});

describe('written files', () => {
  it('keep their places', () => {
    const text = 'cat > a.conf <<EOF\n-l 0.0.0.0\nEOF\n';
    const file = new SourceFile('x.sh', text);
    const [write] = readScript(TracedText.source(file, 0, text.length), unknownEnvironment).writes;
    expect(write!.text.locate(3, 10)).toMatchObject({ start: 22, end: 29 });
  });
});
