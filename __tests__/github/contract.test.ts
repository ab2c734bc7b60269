import { describe, expect, it } from 'vitest';
import { answerProblems, problemsOf } from './contract.ts';

const RUNS = new URL('https://api.github.com/repos/octo/cache/check-runs');
const annotation = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'x' };
const run = (more: object, annotations: readonly object[] = [annotation]) => ({
  name: 'x',
  head_sha: 'a',
  status: 'completed',
  conclusion: 'failure',
  output: { title: 't', summary: 's', annotations },
  ...more,
});

describe('the stand-in knows what GitHub takes', () => {
  it('a right request', () => {
    expect(problemsOf('POST', RUNS, run({}))).toEqual([]);
  });

  it.each([
    ['another conclusion', run({ conclusion: 'failed' })],
    [
      '51 annotations',
      run(
        {},
        Array.from({ length: 51 }, () => annotation),
      ),
    ],
    ['no end_line', run({}, [{ ...annotation, end_line: undefined }])],
    ['a misspelt name', run({}, [{ ...annotation, startLine: 1 }])],
    ['no body', undefined],
  ])('refuses %s', (_, body) => {
    expect(problemsOf('POST', RUNS, body)).not.toEqual([]);
  });

  it.each([
    ['an unknown path', 'GET', '/repos/octo/cache/pulls'],
    ['a number that is none', 'GET', '/repos/octo/cache/pulls/seven/files'],
    ['an unknown parameter', 'GET', '/repos/octo/cache/pulls/7/files?perPage=100'],
  ])('refuses %s', (_, method, path) => {
    expect(problemsOf(method, new URL(path, 'https://api.github.com'), undefined)).not.toEqual([]);
  });

  it('and what GitHub answers', () => {
    const url = new URL('https://api.github.com/repos/octo/cache/pulls/7/files');
    expect(answerProblems('GET', url, 200, [{ filename: 'a' }])).not.toEqual([]);
    expect(answerProblems('GET', url, 200, [])).toEqual([]);
  });
});
