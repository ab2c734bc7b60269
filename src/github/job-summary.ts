import * as core from '@actions/core';

/** Adds Markdown to the job's summary. Without one (an old runner, a local run) it says so in the log and goes on. */
export async function writeJobSummary(markdown: string): Promise<void> {
  try {
    await core.summary.addRaw(markdown, true).write();
  } catch (error) {
    core.info(`No job summary: ${error instanceof Error ? error.message : String(error)}`);
  }
}
