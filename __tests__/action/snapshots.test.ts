import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT, runStep } from './step.ts';

/** Copies, since the check names paths from the nearest git root. */
const folder = mkdtempSync(join(tmpdir(), 'snapshots-'));
cpSync(join(ROOT, 'examples'), folder, { recursive: true });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const EVENTS = [
  ['pull_request', { pull_request: { number: 7, head: { repo: { fork: true } } } }],
  ['push', { after: 'a'.repeat(40) }],
  ['merge_group', { merge_group: {} }],
  ['schedule', { schedule: '0 0 * * *' }],
] as const;

/** The token between which the runner obeys no command is random. */
const scrubbed = (log: string): string =>
  log.replaceAll(/::stop-commands::[\w-]+|^::[0-9a-f-]{16,}::$/gm, '::TOKEN::');

describe.each(['exposed', 'safe'])('what a person sees of examples/%s', (example) => {
  it.each(EVENTS)('on %s is the recorded log, summary and outputs', async (name, payload) => {
    const step = runStep(join(folder, example), { event: { name, payload } });
    await expect(scrubbed(step.output)).toMatchFileSnapshot(`snapshots/${example}.log`);
    await expect(step.summary).toMatchFileSnapshot(`snapshots/${example}.md`);
    await expect(`${JSON.stringify(step.outputs, null, 2)}\n`).toMatchFileSnapshot(
      `snapshots/${example}.json`,
    );
    expect(step.exitCode).toBe(example === 'exposed' ? 1 : 0);
  });
});
