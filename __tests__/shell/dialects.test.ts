import { describe, expect, it } from 'vitest';
import { emptyEnvironment } from '../../src/shell/environment.ts';
import { invocationsIn, readScript, type ScriptOptions } from '../../src/shell/invocations.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

/** What the program `m` gets, a call a piece; `?` is an unknown part. Relative files are missing. */
function calls(script: string, options: ScriptOptions = {}): string {
  const file = new SourceFile('run.sh', script);
  const found = invocationsIn(TracedText.source(file, 0, script.length), emptyEnvironment, {
    dialect: 'sh',
    positional: [],
    interest: (name) => name === 'm',
    files: (path) => (path.startsWith('/') ? undefined : 'missing'),
    ...options,
  });
  const word = (text: TracedText) =>
    text.runs.map((run) => (run.kind === 'literal' ? run.text : '?')).join('');
  return found.map(({ argv }) => argv.map(word).join(' ')).join('; ');
}

/** As dash 0.5.12 and bash 5.2 do it. */
const BOTH: readonly (readonly [script: string, expected: string, why: string])[] = [
  ['m 1 <x; m 2', '2', 'a file that is missing'],
  ['m 1 <""; m 2', '2', 'no name'],
  ['m 1 <>""; m 2', '2', 'no name to create'],
  ['m 1 >dir/; m 2', '2', 'a directory'],
  ['{ m 1; } <x; m 2', '2', 'a compound command'],
  ['f() { m 1; }; f <x; m 2', '2', 'a function'],
  ['m 1 <x || m 2', '2', 'the failure is a status'],
  ['if <x; then m 1; else m 2; fi', '2', 'no command at all'],
  ['set -e; m 1 <x; m 2', '', 'a failure under set -e'],
  ['m 1 <>x; m 2 <x', '1; 2', 'it creates the file'],
  ['m 1 >x <x', '1', 'the file is created first'],
  ['m 1 2>x; m 2 <x', '1; 2', 'another descriptor creates it'],
  ['wget -O x u; m 1 <x', '1', 'a program may have made the file'],
  ['touch x; m 1 <x', '1', 'a program may have made the file'],
  ['cd /d; m 1 <x', '1', 'nothing is known of that directory'],
  ['cd "$(pwd)"; m 1 <x', '1', 'nothing is known of that directory'],
  ['m 1 <"$(date)"', '1', 'a name that is not known'],
  ['m 1 </etc/x', '1', 'nothing is known of the file'],
  ['m 1 <.', '1', 'a directory can be opened'],
  ['m 1 </dev/null', '1', ''],
  ['m 1 >&9 <&8', '1', 'the caller may have opened it'],
];

describe('redirections that fail keep their command from running', () => {
  it.each(BOTH)('%j: %j (%s)', (script, expected) => {
    expect(calls(script)).toBe(expected);
    expect(calls(script, { dialect: 'bash' })).toBe(expected);
  });

  it.each([
    [': <x; m 2', '', '2'],
    ['exec <x; m 2', '', '2'],
    ['export A=1 <x; m 2', '', '2'],
    ['command : <x; m 2', '2', '2'],
    ['A=1 <x; m "$A"', '', '1'],
    ['m 0; m 1 >&file; m 2', '0', '0; 1; 2'],
    ['m 1 >&10; m 2', '', '1; 2'],
    ['m 1 >&$A; m 2', '', '1; 2'],
    ['m 1 >&-', '1', '1'],
  ])('%j: %j in dash, %j in bash', (script, dash, bash) => {
    expect(calls(script)).toBe(dash);
    expect(calls(script, { dialect: 'bash' })).toBe(bash);
  });
});

it('tells where dash gives up on a redirection that bash takes', () => {
  const script = 'm 0\nm 1 >& log\nm 2\n';
  const text = TracedText.source(new SourceFile('run.sh', script), 0, script.length);
  const { brokenAt, unread } = readScript(text, emptyEnvironment, { dialect: 'sh' });
  expect([brokenAt?.start, unread]).toEqual([4, 'm 1 >& log\nm 2\n']);
  expect(readScript(text, emptyEnvironment, { dialect: 'bash' }).brokenAt).toBeUndefined();
});

describe('a fresh shell', () => {
  it.each([
    ['m "a$-b"', 'ab'],
    ['set -e; m "a$-"', 'a?'],
    ['m "a$!b"', 'ab'],
    ['sleep 1 & m "a$!"', 'a?'],
    ['sleep 1 &>log; m "a$!"', 'a?'],
    ['if [ -e /x ]; then sleep 1 & fi; m "a$!"', 'a?; a'],
    ['m 1 >&9; m 2', '2'],
    ['m 1 3<&8; m 2', '2'],
    ['m 1 9>/l >&9', '1'],
    ['m 1 9>/l; m 2 >&9', '1'],
    ['exec 9>/l; m 1 >&9', '1'],
    ['exec 9>/l; exec 9>&-; m 1 >&9', ''],
    ['exec 9>&"$(date)"; m 1 >&9', '1'],
    ['{ m 1 >&9; } 9>/l', '1'],
    ['m 1 2>&1 >&2 <&0', '1'],
  ])('%j: %j', (script, expected) => {
    expect(calls(script, { fresh: true })).toBe(expected);
  });

  it('is not presumed', () => {
    expect(calls('m "$-" "$!"')).toBe('? ?');
  });
});

describe('bad substitutions end dash', () => {
  it.each([
    ['m 0; m ${}; m 2', '0'],
    ['m "${}"; m 2', ''],
    ['m ${.}; m 2', ''],
    ['m ${ date; }; m 2', ''],
    ['m $(m ${}; m 1) 2', '2'],
    ['x=1; m ${x-${}}', '1'],
    ["m '${}' \\${}", '${} ${}'],
  ])('%j: %j', (script, expected) => {
    expect(calls(script)).toBe(expected);
  });
});

describe('`$[` is two characters to dash and arithmetic to bash', () => {
  it.each([
    ['m $[1+1]', '$[1+1]', '2'],
    ['m "$[1 + 1]"', '$[1 + 1]', '2'],
    ['m $[1 + 1]', '$[1 + 1]', '2'],
    ['m $$[1]', '?[1]', '?[1]'],
    ['m \\$[1]', '$[1]', '$[1]'],
    ["m '$[1]'", '$[1]', '$[1]'],
    ['m $(echo $[1])', '$[1]', '1'],
    ['m $[m; m 2]', '$[m; 2]', '?'],
  ])('%j: %j in dash, %j in bash', (script, dash, bash) => {
    expect(calls(script)).toBe(dash);
    expect(calls(script, { dialect: 'bash' })).toBe(bash);
  });
});

it.each([
  ['X=::1; m [$X]:11211', '[::1]:11211'],
  ['X=::1; m -l["$X"]', '-l[::1]'],
  ['m a[$(echo b c)]', 'a[b c]'],
])('expands what stands in brackets: %j: %j', (script, expected) => {
  expect(calls(script)).toBe(expected);
  expect(calls(script, { dialect: 'bash' })).toBe(expected);
});
