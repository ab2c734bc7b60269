import { describe, expect, it } from 'vitest';
import { fixFile, fixFiles } from './fix-files.ts';

const ports = (text: string) => `services:\n  cache:\n    image: memcached:1.6\n    ports:${text}\n`;

describe('publishing on loopback', () => {
  it.each([
    [' ["11211:11211"]', ' ["127.0.0.1:11211:11211"]'],
    ['\n      - 11211:11211 # for the office', '\n      - 127.0.0.1:11211:11211 # for the office'],
    [`\n      - '11300:11211/tcp'`, `\n      - '127.0.0.1:11300:11211/tcp'`],
    [' ["8080:80", "11211:11211"]', ' ["8080:80", "127.0.0.1:11211:11211"]'],
    [' ["11211"]', ' ["127.0.0.1::11211"]'],
    ['\n      - "11211-11213:11211-11213"', '\n      - "127.0.0.1:11211-11213:11211-11213"'],
    ['\n      - "0.0.0.0:11211:11211"', '\n      - "127.0.0.1:11211:11211"'],
    ['\n      - "[::]:11211:11211"', '\n      - "127.0.0.1:11211:11211"'],
    ['\n      - "${PORT:-11300}:11211"', '\n      - "127.0.0.1:${PORT:-11300}:11211"'],
    ['\n      - "${HOST_IP:-}:11211:11211"', '\n      - "${HOST_IP:-127.0.0.1}:11211:11211"'],
    ['\n      - "${HOST_IP}:11211:11211"', '\n      - "${HOST_IP:-127.0.0.1}:11211:11211"'],
    [
      '\n      - target: 11211\n        published: 11211\n        host_ip: 0.0.0.0',
      '\n      - target: 11211\n        published: 11211\n        host_ip: 127.0.0.1',
    ],
  ])('%j', async (before, after) => {
    const fixed = await fixFile('compose.yaml', ports(before));
    expect(fixed).toBe(ports(after));
    expect(await fixFile('compose.yaml', fixed)).toBe(fixed);
  });

  it.each([
    ['the long form without an address', ports('\n      - target: 11211\n        published: 11211')],
    ['the long form without a port', ports('\n      - target: 11211')],
    ['a global address, which somebody meant', ports('\n      - "203.0.113.5:11211:11211"')],
  ])('refuses %s', async (_, text) => {
    const { before, fixes, files } = await fixFiles({ 'compose.yaml': text });
    expect(before.findings.map(({ rule }) => rule)).toEqual(['MG012']);
    expect(fixes.size).toBe(0);
    expect(files['compose.yaml']).toBe(text);
  });

  it('does not touch a port that a variable of another file brings', async () => {
    const files = { 'compose.yaml': ports('\n      - "${PORT}:11211"'), '.env': 'PORT=11211\n' };
    const { files: fixed } = await fixFiles(files);
    expect(fixed['.env']).toBe('PORT=11211\n');
  });
});
