import * as core from '@actions/core';
import { InputError } from './input-error.ts';
import { logVerbatim } from './log.ts';

/**
 * Fails the step for whatever was thrown: an action that could not check must never look green. A mistake of
 * the workflow's author is one sentence; anything else says that it is a bug and where it happened.
 */
export function failStep(thrown: unknown): void {
  core.setFailed(thrown instanceof InputError ? thrown.message : describeBug(thrown));
  concludeFailed();
}

function describeBug(thrown: unknown): string {
  const what = thrown instanceof Error ? thrown.message : textOf(thrown);
  logVerbatim(thrown instanceof Error ? (thrown.stack ?? what) : what);
  return `memcached-guard could not finish, and this is a bug of it: ${what}. Please report it with the log of this step.`;
}

function textOf(thrown: unknown): string {
  try {
    return String(thrown);
  } catch {
    return 'something that is no text';
  }
}

/** Later steps may ask, also after a crash; that there is no place for outputs must not hide what went wrong. */
function concludeFailed(): void {
  try {
    core.setOutput('conclusion', 'failure');
  } catch {
    core.info('The outputs could not be set.');
  }
}
