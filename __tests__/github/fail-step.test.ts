import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failStep } from '../../src/github/fail-step.ts';
import { InputError } from '../../src/github/input-error.ts';
import { readLog } from './runner.ts';

describe('failStep', () => {
  let printed = '';
  const exitCode = process.exitCode;

  beforeEach(() => {
    printed = '';
    vi.stubEnv('GITHUB_OUTPUT', '/nowhere/at/all');
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });

  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    process.exitCode = exitCode;
  });

  it('prints a mistake of the workflow as one sentence', () => {
    failStep(new InputError('The input path takes a folder.'));
    const { annotations, lines } = readLog(printed);
    expect(annotations).toEqual([{ level: 'error', message: 'The input path takes a folder.' }]);
    expect(lines).toEqual(['The outputs could not be set.']);
    expect(process.exitCode).toBe(1);
  });

  it.each([
    ['an error', new TypeError('x is not a function'), 'x is not a function'],
    [
      'a hostile error',
      new Error('::add-path::/tmp\n##[add-path]/tmp'),
      '::add-path::/tmp\n##[add-path]/tmp',
    ],
    ['a string', 'broken', 'broken'],
    ['nothing', undefined, 'undefined'],
    ['an object without a prototype', Object.create(null), 'something that is no text'],
  ])('calls anything else a bug: %s', (_, thrown, what) => {
    failStep(thrown);
    const { annotations, others } = readLog(printed);
    expect(annotations).toHaveLength(1);
    expect(annotations[0]?.message).toBe(
      `memcached-guard could not finish, and this is a bug of it: ${what}. Please report it with the log of this step.`,
    );
    expect(others).toEqual([]);
    expect(process.exitCode).toBe(1);
  });
});
