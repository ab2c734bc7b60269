import { randomUUID } from 'node:crypto';
import * as core from '@actions/core';
import { workflowCommand } from '../reporters/escape/workflow-command.ts';

/**
 * Prints text that quotes the repository. The runner obeys `::command::` at the start of a line and
 * `##[command]` anywhere in one, so it is told to stop until a token that nobody can guess.
 */
export function logVerbatim(text: string): void {
  const token = randomUUID();
  core.info(workflowCommand('stop-commands', {}, token));
  core.info(text.trimEnd());
  core.info(workflowCommand(token, {}, ''));
}
