import { describe, expect, it } from 'vitest';
import { unknownEnvironment } from '../../src/shell/environment.ts';
import { invocationsIn } from '../../src/shell/invocations.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

/** Each memcached's words; `‹x›` is unknown, `‹x…›` any number of words. */
function argvsOf(script: string, dialect: 'sh' | 'bash'): string[] {
  const file = new SourceFile('run.sh', script);
  const found = invocationsIn(TracedText.source(file, 0, script.length), unknownEnvironment, {
    dialect,
    interest: (name) => name === 'memcached',
  });
  return found.map(({ argv }) =>
    argv
      .map(({ runs }) =>
        runs
          .map((run) => (run.kind === 'literal' ? run.text : `‹${run.name}${run.splits ? '…' : ''}›`))
          .join(''),
      )
      .join(' '),
  );
}

// Found by running random scripts in dash and bash and comparing the argv that memcached got.
describe('scripts as real shells run them', () => {
  it.each<['sh' | 'bash', string, string[]]>([
    // What stands above a syntax error has run, whatever stands below it.
    ['sh', 'memcached -l ::1\n}\nmemcached -l ::', ['-l ::1']],
    ['sh', 'memcached -l ::1\nfi\nmemcached -l ::\n"', ['-l ::1']],
    ['sh', 'memcached -l ::1; }\nmemcached -l ::', []],
    ['bash', 'ssh {\nmemcached -l ::1\n}\nf', ['-l ::1']],
    // A value that is put into code is read as code.
    ['sh', 'sh -c "memcached -l $IP -U 0"', ['-l ‹IP…› -U 0']],
    ['sh', 'sh -c "memcached -l \'$IP\' -U 0"', ['-l ‹IP› -U 0']],
    ['sh', 'su -c "memcached -l $IP" memcache', ['-l ‹IP…›']],
    ['bash', 'bash <<< "memcached -l $IP"', ['-l ‹IP…›']],
    ['sh', 'sh <<E\nmemcached -l $IP\nE', ['-l ‹IP…›']],
    ['sh', 'eval "memcached -l \\"$IP\\" -p $P"', ['-l ‹IP› -p ‹P…›']],
    ['sh', 'memcached -l "$IP"', ['-l ‹IP›']],
    // An array that nobody knows is any number of words, also in quotes.
    ['bash', 'memcached "${A[@]}" -U 0', ['‹A…› -U 0']],
    ['bash', 'memcached "${A[*]}"', ['‹A›']],
    ['bash', 'A=(-l ::1); memcached "${A[@]}"', ['-l ::1']],
    // A backslash at the end of the file.
    ['bash', 'memcached -m 1\\', ['-m 1']],
    ['sh', 'memcached -m 1\\', ['-m 1\\']],
    ['bash', "bash -c 'memcached -m 1\\'", ['-m 1\\']],
    // Brackets with quotes inside.
    ['bash', 'A=a.b.c; memcached ${A%[a-\\c]} ${A%["c"]} ${A%"[c]"}', ['a.b. a.b. a.b.c']],
    ['sh', 'case b in [a-"c"]) memcached -m 1;; *) memcached -m 2;; esac', ['-m 1']],
  ])('%s: %j', (dialect, script, expected) => {
    expect(argvsOf(script, dialect)).toEqual(expected);
  });
});
