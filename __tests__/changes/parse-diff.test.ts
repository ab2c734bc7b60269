import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLines } from '../../src/changes/change.ts';
import { parseDiff, parsePatch } from '../../src/changes/parse-diff.ts';
import { undoEdits } from '../../src/changes/repository-before.ts';

const edit = (line: number, added: readonly string[], ...removed: string[]) => ({ line, added, removed });

describe('a diff', () => {
  it.each([
    [
      'a changed line',
      'diff --git a/a.conf b/a.conf\nindex 1..2 100644\n--- a/a.conf\n+++ b/a.conf\n@@ -3 +3 @@ -m 64\n--l 0.0.0.0\n+-l 127.0.0.1\n',
      { path: 'a.conf', status: 'modified', edits: [edit(3, ['-l 127.0.0.1\n'], '-l 0.0.0.0\n')] },
    ],
    [
      'lines taken away and put in',
      'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -2,2 +1,0 @@\n-x\n-y\n@@ -9,0 +8,2 @@\n+p\n+q\n',
      { path: 'a', status: 'modified', edits: [edit(2, [], 'x\n', 'y\n'), edit(8, ['p\n', 'q\n'])] },
    ],
    [
      'lines that look like headers',
      'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,2 +1,2 @@\n--- a/b\n-diff --git a/x b/x\n+++ b/c\n+@@ -1 +1 @@\n',
      {
        path: 'a',
        status: 'modified',
        edits: [edit(1, ['++ b/c\n', '@@ -1 +1 @@\n'], '-- a/b\n', 'diff --git a/x b/x\n')],
      },
    ],
    [
      'context lines, also empty ones',
      'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,6 +1,6 @@\n one\n-two\n+2\n\n three\n-four\n+4\n five\n',
      { path: 'a', status: 'modified', edits: [edit(2, ['2\n'], 'two\n'), edit(5, ['4\n'], 'four\n')] },
    ],
    [
      'no line break at the end before',
      'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n\\ No newline at end of file\n+x\n',
      { path: 'a', status: 'modified', edits: [edit(1, ['x\n'], 'x')] },
    ],
    [
      'no line break at the end now',
      'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\n+x\n\\ No newline at end of file\n',
      { path: 'a', status: 'modified', edits: [edit(1, ['x'], 'x\n')] },
    ],
    [
      'Windows line ends',
      'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-x\r\n+y\r\n',
      { path: 'a', status: 'modified', edits: [edit(1, ['y\r\n'], 'x\r\n')] },
    ],
    [
      'a new file',
      'diff --git a/a b/a\nnew file mode 100644\nindex 0..1\n--- /dev/null\n+++ b/a\n@@ -0,0 +1 @@\n+x\n',
      { path: 'a', status: 'added', edits: [edit(1, ['x\n'])] },
    ],
    [
      'a new file that is empty',
      'diff --git a/d/e f b/d/e f\nnew file mode 100644\nindex 0000000..e69de29\n',
      { path: 'd/e f', status: 'added', edits: [] },
    ],
    [
      'a file that is gone',
      'diff --git a/a b/a\ndeleted file mode 100644\n--- a/a\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-x\n-y\n',
      { path: 'a', status: 'removed', edits: [edit(1, [], 'x\n', 'y\n')] },
    ],
    [
      'a moved file',
      'diff --git a/a b/c/d\nsimilarity index 100%\nrename from a\nrename to c/d\n',
      { path: 'c/d', previousPath: 'a', status: 'renamed', edits: [] },
    ],
    [
      'a moved and changed file',
      'diff --git a/a b/d\nsimilarity index 90%\nrename from a\nrename to d\nindex 1..2\n--- a/a\n+++ b/d\n@@ -1 +1 @@\n-x\n+y\n',
      { path: 'd', previousPath: 'a', status: 'renamed', edits: [edit(1, ['y\n'], 'x\n')] },
    ],
    [
      'a copied file',
      'diff --git a/a b/d\nsimilarity index 100%\ncopy from a\ncopy to d\n',
      { path: 'd', status: 'added', edits: [] },
    ],
    [
      'a binary file',
      'diff --git a/a.reg b/a.reg\nindex 1..2 100644\nBinary files a/a.reg and b/a.reg differ\n',
      { path: 'a.reg', status: 'modified' },
    ],
    [
      'another mode',
      'diff --git a/a b/a\nold mode 100644\nnew mode 100755\n',
      { path: 'a', status: 'modified', edits: [] },
    ],
    [
      'a path with blanks',
      'diff --git a/a b c b/a b c\n--- a/a b c\t\n+++ b/a b c\t\n@@ -1 +1 @@\n-x\n+y\n',
      { path: 'a b c', status: 'modified', edits: [edit(1, ['y\n'], 'x\n')] },
    ],
    [
      'a quoted path',
      'diff --git "a/t\\303\\244\\t\\"x\\\\" "b/t\\303\\244\\t\\"x\\\\"\n--- "a/t\\303\\244\\t\\"x\\\\"\n+++ "b/t\\303\\244\\t\\"x\\\\"\n@@ -1 +1 @@\n-x\n+y\n',
      { path: 'tä\t"x\\', status: 'modified', edits: [edit(1, ['y\n'], 'x\n')] },
    ],
    [
      'a quoted path without hunks',
      'diff --git "a/\\343\\201\\202" "b/\\343\\201\\202"\nold mode 100644\nnew mode 100755\n',
      { path: 'あ', status: 'modified', edits: [] },
    ],
  ])('with %s', (_, text, file) => {
    expect(parseDiff(text)).toEqual([file]);
  });

  it('of several files', () => {
    const text =
      'diff --git a/a b/a\nold mode 100644\nnew mode 100755\ndiff --git a/b b/b\n--- a/b\n+++ b/b\n@@ -1 +1 @@\n-x\n+y\n\\ No newline at end of file\ndiff --git a/c b/c\nBinary files a/c and b/c differ\n';
    expect(parseDiff(text).map(({ path, edits }) => [path, edits?.length])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', undefined],
    ]);
  });

  it.each(['', 'fatal: bad revision\n', 'diff --git ', 'diff --git a/a b/b\n', '@@ -1 +1 @@\n-x\n+y\n'])(
    'that is none changes nothing: %j',
    (text) => {
      expect(parseDiff(text)).toEqual([]);
    },
  );

  it('never makes it throw', () => {
    const line = fc.oneof(
      fc.constantFrom(
        'diff --git a/a b/a',
        'diff --git "a/\\30',
        '--- a/a',
        '+++ "b/\\',
        '@@ -1,3 +1,9 @@',
        '@@ -0,0 +99999999 @@',
        '-x',
        '+y',
        ' z',
        '\\ No newline at end of file',
        'rename from a',
        'rename to "',
        'deleted file mode 1',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        for (const { edits = [] } of parseDiff(lines.join('\n'))) undoEdits('a\nb\nc', edits);
        parsePatch(lines.join('\n'));
      }),
      { seed: 11, numRuns: 1000 },
    );
  });

  it('says which lines changed', () => {
    const lines = changedLines([
      { path: 'a', status: 'modified', edits: [edit(3, ['1\n', '2\n'], 'x\n'), edit(9, [], 'y\n')] },
      { path: 'b', status: 'added', edits: [edit(1, ['1\n', '2\n'])] },
      { path: 'c', status: 'modified' },
      { path: 'd', previousPath: 'e', status: 'renamed', edits: [] },
    ]);
    expect([...lines]).toEqual([
      [
        'a',
        [
          { first: 3, last: 4 },
          { first: 9, last: 8 },
        ],
      ],
      ['b', 'whole file'],
      ['c', 'whole file'],
      ['d', []],
    ]);
  });
});
