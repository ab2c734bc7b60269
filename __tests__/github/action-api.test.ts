import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { MAIN } from '../action/step.ts';
import { readLog, readOutputs } from './runner.ts';
import { sample } from './samples.ts';
import { type Answer, page, type Request, StandIn } from './stand-in.ts';

const CONF = '-l 0.0.0.0\n-U 11211\n';
const HEAD = 'b'.repeat(40);
const PULL = {
  pull_request: {
    number: 7,
    head: { sha: HEAD, repo: { full_name: 'mona/cache' } },
    base: { sha: 'a'.repeat(40), repo: { full_name: 'octo/cache' } },
  },
};

let standIn: StandIn | undefined;
afterEach(async () => {
  await standIn?.stop();
  standIn = undefined;
});

/** The built action as the runner starts it, while the stand-in answers in this process. */
async function step(answer: (request: Request) => Answer, inputs: Readonly<Record<string, string>>) {
  standIn = await StandIn.start(answer);
  const { url } = standIn;
  const directory = mkdtempSync(join(tmpdir(), 'api-step-'));
  const file = (name: string, text = ''): string => {
    writeFileSync(join(directory, name), text);
    return join(directory, name);
  };
  try {
    file('memcached.conf', CONF);
    const given = Object.entries(inputs).map(([key, value]) => [`INPUT_${key.toUpperCase()}`, value]);
    const child = spawn(process.execPath, [MAIN], {
      env: {
        GITHUB_ACTIONS: 'true',
        GITHUB_API_URL: url,
        GITHUB_EVENT_NAME: 'pull_request',
        GITHUB_EVENT_PATH: file('event.json', JSON.stringify(PULL)),
        GITHUB_STEP_SUMMARY: file('summary.md'),
        GITHUB_OUTPUT: file('output'),
        GITHUB_WORKSPACE: directory,
        GITHUB_REPOSITORY: 'octo/cache',
        GITHUB_SHA: 'c'.repeat(40),
        ...Object.fromEntries(given),
      },
    });
    let output = '';
    child.stdout.on('data', (text) => {
      output += text;
    });
    const exitCode = await new Promise<number | null>((done) => child.on('close', done));
    const outputs = readOutputs(readFileSync(join(directory, 'output'), 'utf8'));
    return { ...readLog(output), exitCode, outputs };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const INPUTS = { checks: 'true', suggestions: 'true', 'github-token': 't0ken' };

function gitHub(request: Request): Answer {
  const patch = '@@ -0,0 +1,2 @@\n+-l 0.0.0.0\n+-U 11211';
  if (request.path.endsWith('/files'))
    return page(request, [sample('diff-entry', { filename: 'memcached.conf', patch })]);
  if (request.method === 'GET') return page(request, []);
  if (request.path.endsWith('/reviews')) return { status: 200, data: sample('pull-request-review', {}) };
  return { status: 201, data: sample('check-run', { id: 5 }) };
}

if (!existsSync(MAIN)) console.log('dist/action.js is not built: its write channels are not run');

describe.skipIf(!existsSync(MAIN))('the action and its write channels', () => {
  it('writes a check run and a suggestion, and ends at once', async () => {
    const { exitCode, others, annotations, outputs } = await step(gitHub, INPUTS);
    expect(standIn?.problems).toEqual([]);
    expect(
      standIn?.requests.map(({ method, path }) => `${method} ${path.slice('/repos/octo/cache/'.length)}`),
    ).toEqual(['POST check-runs', 'GET pulls/7/comments', 'GET pulls/7/files', 'POST pulls/7/reviews']);
    expect(standIn?.requests[0]?.body).toMatchObject({ head_sha: HEAD, conclusion: 'failure' });
    expect(exitCode).toBe(1);
    expect(others).toEqual([]);
    expect(annotations).toHaveLength(2);
    expect(outputs).toMatchObject({ conclusion: 'failure', errors: '2' });
  });

  it.each<[string, Answer]>([
    ['403', { status: 403, data: { message: 'Resource not accessible by integration' } }],
    ['404', { status: 404, data: { message: 'Not Found' } }],
    ['422', { status: 422, data: { message: '##[add-path]/tmp' } }],
    ['429', { status: 429, headers: { 'retry-after': '3600' } }],
    ['500', { status: 500 }],
  ])('has the same verdict when GitHub answers %s', async (_, answer) => {
    const { exitCode, outputs, others, annotations, lines } = await step(() => answer, INPUTS);
    expect(exitCode).toBe(1);
    expect(others).toEqual([]);
    expect(annotations).toHaveLength(2);
    expect(outputs).toMatchObject({ conclusion: 'failure', errors: '2' });
    expect(
      lines.filter((line) =>
        /^No (check run|suggestions): .*The verdict does not depend on it\.$/.test(line),
      ),
    ).toHaveLength(2);
  });

  it('asks nobody without being asked to', async () => {
    const { exitCode, lines } = await step(gitHub, { 'github-token': 't0ken' });
    expect(exitCode).toBe(1);
    expect(standIn?.requests).toEqual([]);
    expect(lines.join('\n')).not.toContain('No check run');
  });
});
