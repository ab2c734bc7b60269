import { describe, expect, it } from 'vitest';
import { place, read, shown } from './read.ts';

async function publish(entries: string, others: Readonly<Record<string, string>> = {}) {
  const text = `services:\n  cache:\n    image: memcached:1.6\n    ports: ${entries}\n`;
  const { launches, problems } = await read({ 'compose.yaml': text, ...others });
  const [launch] = launches;
  return {
    ports: shown(launch!).split(' | ')[3],
    problems: problems.map(({ kind, at }) => `${kind} ${place(at).replace('compose.yaml:', '')}`),
    notes: launch!.related.map(({ message }) => message),
  };
}

/** An entry of `ports:`, and what it publishes: `*` is every address, or a random host port. */
const TAKEN: readonly (readonly [string, string])[] = [
  ['11211', '*:*→11211/tcp'],
  ['"11211"', '*:*→11211/tcp'],
  ['11211:11211', '*:11211→11211/tcp'],
  ['22:22', '*:22→22/tcp'],
  ['33:59', '*:33→59/tcp'],
  ['"0.0.0.0:11211:11211"', '0.0.0.0:11211→11211/tcp'],
  ['"127.0.0.1:11211:11211"', '127.0.0.1:11211→11211/tcp'],
  ['"127.0.0.1::11211"', '127.0.0.1:*→11211/tcp'],
  ['"11211:11211/udp"', '*:11211→11211/udp'],
  ['"11211:11211/UDP"', '*:11211→11211/udp'],
  ['"11211:11211/sctp"', '*:11211→11211/sctp'],
  ['"11211:11211/tcp/udp"', '*:11211→11211/tcp'],
  ['"11211-11213:11211-11213"', '*:11211→11211/tcp *:11212→11212/tcp *:11213→11213/tcp'],
  ['"11211-11213:11211"', '*:11211-11213→11211/tcp'],
  ['"11211-11213"', '*:*→11211/tcp *:*→11212/tcp *:*→11213/tcp'],
  ['"[::1]:11211:11211"', '::1:11211→11211/tcp'],
  ['"[::]:11211:11211"', ':::11211→11211/tcp'],
  ['":11211:11211"', '*:11211→11211/tcp'],
  ['":11211"', '*:*→11211/tcp'],
  ['"${IP:-127.0.0.1}:11211:11211"', '127.0.0.1:11211→11211/tcp'],
  ['"0:11211"', '*:0→11211/tcp'],
  ['{target: 11211}', '*:*→11211/tcp'],
  ['{target: 11211, published: 11211}', '*:11211→11211/tcp'],
  ['{target: 11211, published: "11211-11215", host_ip: 127.0.0.1}', '127.0.0.1:11211-11215→11211/tcp'],
  ['{target: 11211, published: 11211, protocol: UDP}', '*:11211→11211/udp'],
  ['{target: 11211, published: 11211, protocol: udp, mode: ingress}', '*:11211→11211/udp'],
  ['{target: 11211, published: 11211, name: x, app_protocol: http}', '*:11211→11211/tcp'],
  ['{target: 11211, published: 11211, host_ip: "::1"}', '::1:11211→11211/tcp'],
  ['"11211:11211", "11211:11211"', '*:11211→11211/tcp'],
  ['"11211:11211", "127.0.0.1:11211:11211"', '*:11211→11211/tcp 127.0.0.1:11211→11211/tcp'],
  ['"11211:11211", "11211:11211/udp"', '*:11211→11211/tcp *:11211→11211/udp'],
];

/** What Compose refuses, as it was probably meant. */
const REFUSED: readonly (readonly [string, string])[] = [
  ['"127.0.0.1:11211"', 'container'],
  ['"11211:11211/foo"', 'container'],
  ['"11211:11211-11213"', 'container'],
  ['"0:11211:11211"', 'container'],
  ['"127.1:11211:11211"', 'container'],
  ['"localhost:11211:11211"', 'container'],
  ['"eth0:11211:11211"', 'container'],
  ['"*:11211:11211"', 'container'],
  ['"65536:11211"', 'container'],
  ['"0x2bcb:11211"', 'container'],
  ['" 11211:11211"', 'container'],
  ['{published: 11211}', 'container'],
  ['{target: 11211, published: 11211, host_ip: ""}', '*:11211→11211/tcp'],
  ['{target: 11211, published: 11211, host_ip: localhost}', 'localhost:11211→11211/tcp'],
];

describe('an entry of ports', () => {
  it.each(TAKEN)('%s', async (entry, expected) => {
    expect(await publish(`[${entry}]`)).toMatchObject({ ports: expected, problems: [], notes: [] });
  });

  it.each(REFUSED)('%s is refused', async (entry, expected) => {
    const { ports, problems } = await publish(`[${entry}]`);
    expect(ports).toBe(expected);
    expect(problems).toEqual([expect.stringMatching(/^refused 4:\d\d /)]);
  });

  it('with an address from a variable that is set nowhere is open to everybody, and says why', async () => {
    const { ports, notes } = await publish('["${HOST_IP}:11211:11211"]');
    expect(ports).toBe('*:11211→11211/tcp');
    expect(notes).toEqual([
      'HOST_IP is not set in this repository, so Compose publishes the port on every address',
    ]);
  });

  it.each([
    ['["${P}:11211"]', '*:?→11211/tcp'],
    ['[{target: 11211, published: $P}]', '*:?→11211/tcp'],
    ['["${IP:?set it}:11211:11211"]', '‹IP›:11211→11211/tcp'],
  ])('%s stays open where nothing sets it', async (entries, expected) => {
    expect(await publish(entries)).toMatchObject({ ports: expected, problems: [] });
  });

  it.each([
    ['["${IP}:11211:11211"]', 'IP=127.0.0.1\n', '127.0.0.1:11211→11211/tcp'],
    ['["${IP}:11211:11211"]', 'IP=\n', '*:11211→11211/tcp'],
    ['["${PORTS}:11211"]', 'PORTS=127.0.0.1:11211\n', '127.0.0.1:11211→11211/tcp'],
    ['[{target: 11211, published: $P}]', 'P=\n', '*:*→11211/tcp'],
  ])('%s with %s', async (entries, env, expected) => {
    expect(await publish(entries, { '.env': env })).toMatchObject({ ports: expected, problems: [] });
  });

  it('is none in an empty list, and Compose refuses ports of nothing at all', async () => {
    expect(await publish('[]')).toMatchObject({ ports: 'container', problems: [] });
    expect(await publish('')).toMatchObject({ ports: 'container', problems: ['refused 4:10 '] });
  });
});
