import { describe, expect, it } from 'vitest';
import { ApiClient } from '../../src/github/api/client.ts';
import { octokitTransport } from '../../src/github/api/octokit.ts';
import { type Channels, writeChannels } from '../../src/github/channels.ts';
import { fixFiles } from '../fixes/fix-files.ts';
import { CONF, EVENT, file, gitHub, PATCH, run, start } from './channel-run.ts';
import type { Answer } from './stand-in.ts';

describe('a channel is lost with one line', () => {
  const both: Channels = { checks: true, suggestions: true };
  const all = (answer: Answer) => (): Answer => answer;
  const message = (text: string) => ({ message: text });

  it.each<[string, Answer, RegExp, number]>([
    [
      '403',
      { status: 403, data: message('Resource not accessible') },
      /lacks the permission (checks: write|pull-requests: read) \(403\)/,
      2,
    ],
    [
      '404',
      { status: 404, data: message('Not Found') },
      /the permission (checks: write|pull-requests: read) \(404\)/,
      2,
    ],
    [
      '422',
      { status: 422, data: message('line must be part of the diff\u001B[31m') },
      /refused it \(422: line must be part of the diff<U\+001B>/,
      2,
    ],
    [
      '429 for longer than anybody waits',
      { status: 429, headers: { 'retry-after': '3600' } },
      /limits how much may be asked \(429\)/,
      2,
    ],
    [
      'a rate limit that is used up',
      { status: 403, headers: { 'retry-after': '120' } },
      /limits how much may be asked \(403\)/,
      2,
    ],
    ['500', { status: 500, data: message('oops') }, /GitHub has a problem \(500\)/, 3],
    ['no answer', { status: 200, silent: true }, /did not answer \(it took too long\)/, 4],
    ['an answer that is no list', { status: 200, data: 'x' }, /something else than a list/, 2],
  ])(
    '%s',
    async (_, answer, line, requests) => {
      const server = await start(all(answer));
      const { before: report, fixes } = await fixFiles({ 'etc/memcached.conf': CONF });
      const client = new ApiClient(octokitTransport('t0ken', server.url), {
        request: 100,
        total: 8_000,
        wait: 1,
      });
      const told = { report, fixes, passes: false, summary: '' };
      const lost = await writeChannels(both, EVENT, async () => client, told);
      expect(lost.length).toBeGreaterThan(0);
      for (const each of lost) {
        expect(each).toMatch(line);
        expect(each).not.toContain('\n');
        expect(each).toMatch(/^No (check run|suggestions): .*\. The verdict does not depend on it\.$/);
      }
      expect(server.requests).toHaveLength(requests);
    },
    15_000,
  );

  it('says that forks usually may not', async () => {
    const event = { ...EVENT, pullRequest: { number: 7, isFork: true } };
    const { lost } = await run(all({ status: 403, data: message('no') }), { event });
    expect(lost).toEqual([
      'No suggestions: the token lacks the permission pull-requests: read (403), as usual for a pull request from a fork. The verdict does not depend on it.',
    ]);
  });

  it('a token that is not valid, none at all, no server, no workflow', async () => {
    expect((await run(gitHub([]), { token: 'wrong' })).lost).toEqual([
      'No suggestions: the token is not valid (401). The verdict does not depend on it.',
    ]);
    const { before: report, fixes } = await fixFiles({ 'etc/memcached.conf': CONF });
    const told = { report, fixes, passes: false, summary: '' };
    const checks = { checks: true, suggestions: false };
    expect(await writeChannels(checks, EVENT, undefined, told)).toEqual([
      'No check run: the input github-token is empty. The verdict does not depend on it.',
    ]);
    expect((await writeChannels(both, undefined, undefined, told))[1]).toMatch(
      /this is no run of a workflow/,
    );
    const nobody = new ApiClient(octokitTransport('t', 'http://127.0.0.1:1'), {
      request: 500,
      total: 900,
      wait: 0,
    });
    expect((await writeChannels(checks, EVENT, async () => nobody, told))[0]).toMatch(
      /GitHub (did not answer|took|has a problem)/,
    );
  });

  it('waits as long as it is asked to, and then it works', async () => {
    let refusals = 2;
    const answer = gitHub([]);
    const { lost, standIn: server } = await run(
      (request) => (refusals-- > 0 ? { status: 429, headers: { 'retry-after': '0' } } : answer(request)),
      { channels: { checks: true, suggestions: false } },
    );
    expect(lost).toEqual([]);
    expect(server.requests).toHaveLength(3);
  });

  it('asks again what is only a question, and never sends twice what may have been done', async () => {
    let failures = 1;
    const answer = gitHub([file('etc/memcached.conf', PATCH)]);
    const once = await run((request) => (failures-- > 0 ? { status: 502 } : answer(request)));
    expect(once.lost).toEqual([]);
    await once.standIn.stop();
    const post = await run(() => ({ status: 502 }), { channels: { checks: true, suggestions: false } });
    expect(post.standIn.requests).toHaveLength(1);
    expect(post.lost).toHaveLength(1);
  });
});
