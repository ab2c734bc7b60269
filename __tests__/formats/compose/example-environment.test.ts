import { describe, expect, it } from 'vitest';
import { read, shown } from './read.ts';

const FILE = 'services:\n  cache:\n    image: memcached:1.6\n    ports: ["${IP}:11211:11211"]\n';

describe('a project without a .env', () => {
  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['nothing says anything', {}, '*'],
    ['its example says', { '.env.example': 'IP=127.0.0.1\n' }, '127.0.0.1'],
    ['an example of another name', { 'env.dist': 'IP=127.0.0.1\n' }, '127.0.0.1'],
    [
      'the first of two examples',
      { '.env.dist': 'IP=10.0.0.1\n', '.env.example': 'IP=127.0.0.1\n' },
      '127.0.0.1',
    ],
    ['an example with nothing in it', { '.env.example': 'IP=\n' }, '*'],
    ['an example to be filled in', { '.env.example': 'IP=<address>\n' }, '*'],
    ['an example elsewhere', { 'other/.env.example': 'IP=127.0.0.1\n' }, '*'],
    ['an example beside the .env', { '.env': 'IP=0.0.0.0\n', '.env.example': 'IP=127.0.0.1\n' }, '0.0.0.0'],
    ['an example beside a .env without it', { '.env': 'A=1\n', '.env.example': 'IP=127.0.0.1\n' }, '*'],
  ])('%s', async (_name, others, address) => {
    const { launches } = await read({ 'compose.yaml': FILE, ...others });
    expect(launches.map(shown)).toEqual([
      `service cache | 1.6.0 or later | memcached | ${address}:11211→11211/tcp`,
    ]);
  });
});
