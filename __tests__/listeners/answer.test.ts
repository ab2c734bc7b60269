import { describe, expect, it } from 'vitest';
import { answerLine } from '../../src/listeners/answer.ts';

function ask(request: unknown): unknown {
  return JSON.parse(answerLine(typeof request === 'string' ? request : JSON.stringify(request)));
}

const tcp = (address: string, port: number | 'ephemeral' = 11211) => ({ protocol: 'tcp', address, port });
const udp = (address: string, port: number | 'ephemeral' = 11211) => ({ protocol: 'udp', address, port });

describe('one line of the batch', () => {
  it.each([
    [{ argv: [], version: '1.5.6' }, [tcp('0.0.0.0'), tcp('::')]],
    [{ argv: [], version: '1.5.5' }, [tcp('0.0.0.0'), tcp('::'), udp('0.0.0.0'), udp('::')]],
    [{ argv: ['-U', '0'], version: '1.5.3' }, []],
    [{ argv: ['-l', '127.1:0'], version: '1.6.1' }, [tcp('127.0.0.1', 'ephemeral')]],
    [{ argv: ['-s', '/run/x'], version: '1.6.1' }, [{ protocol: 'unix', path: '/run/x' }]],
    [{ argv: ['-s', ''], version: '1.6.1' }, [{ protocol: 'unix', path: '' }]],
    [
      { argv: ['-l', 'cache.internal'], version: '1.6.1' },
      [{ protocol: 'tcp', host: 'cache.internal', port: 11211 }],
    ],
    [
      { argv: ['-l', 'cache.internal'], version: '1.6.1', hosts: { 'cache.internal': ['10.0.0.5', '::1'] } },
      [tcp('10.0.0.5'), tcp('::1')],
    ],
    [{ argv: ['-l', 'CACHE'], version: '1.6.1', hosts: { cache: '10.0.0.5' } }, [tcp('10.0.0.5')]],
    [{ argv: ['-l', '10.0.0.5'], version: '1.6.1', addresses: ['10.0.0.5'] }, [tcp('10.0.0.5')]],
    [{ argv: ['-l', '10.0.0.7'], version: '1.6.1', addresses: ['10.0.0.0/8'] }, [tcp('10.0.0.7')]],
    [{ argv: ['-l', '10.0.0.255'], version: '1.6.1', addresses: ['10.0.0.5/24'] }, [tcp('10.0.0.255')]],
    [{ argv: ['foo', '-l', '::1'], version: '1.6.1' }, [tcp('::1')]],
    [
      { argv: ['foo', '-l', '::1'], version: '1.6.1', env: { POSIXLY_CORRECT: '' } },
      [tcp('0.0.0.0'), tcp('::')],
    ],
    [{ argv: [], version: '1.7.0' }, [tcp('0.0.0.0'), tcp('::')]],
    [{ argv: [], version: '1.6.1', comment: 'ignored' }, [tcp('0.0.0.0'), tcp('::')]],
  ])('%j opens %j', (request, listeners) => {
    expect(ask(request)).toEqual({ starts: true, listeners });
  });

  it.each([
    [{ argv: ['-Q'], version: '1.6.1' }, 'it does not know the option -Q'],
    [{ argv: ['-h'] }, 'it only prints its help'],
    [{ argv: ['-l', 'nosuch'], version: '1.6.1', hosts: {} }, 'the host "nosuch" cannot be resolved'],
    [
      { argv: ['-l', 'nosuch'], version: '1.6.1', hosts: { nosuch: [] } },
      'the host "nosuch" cannot be resolved',
    ],
    [
      { argv: ['-l', '10.0.0.9'], version: '1.6.1', addresses: ['10.0.0.5/24'] },
      'the address 10.0.0.9 cannot be bound on this machine',
    ],
    [{ argv: ['-o', 'proxy_config=x'], version: '1.6.21' }, '-o does not know proxy_config'],
    [{ argv: ['-l', 'proto[proxy]:::1'], version: '1.6.21' }, 'proto[proxy] needs a build with the proxy'],
  ])('%j does not start', (request, reason) => {
    expect(ask(request)).toEqual({ starts: false, reason });
  });

  it('says for which versions where more than one is in question', () => {
    expect(ask({ argv: ['-l', '127.0.0.1'] })).toEqual({
      starts: true,
      listeners: [tcp('127.0.0.1'), { ...udp('127.0.0.1'), versions: '1.2.5 to 1.5.5' }],
      udp: 'depends',
      udpReason: expect.stringContaining('1.2.5 to 1.5.5 turns UDP on unless -U 0 is given'),
    });
    expect(ask({ argv: ['-U', '0'], version: '>=1.5.6' })).toMatchObject({ udp: 'off' });
    expect(ask({ argv: ['-U', '1'], version: '1.6' })).toMatchObject({ udp: 'on' });
    expect(ask({ argv: ['-A', '-l', '::1'], version: '1.4.15-1.5.6' })).toMatchObject({
      starts: 'depends',
      reason: 'memcached 1.4.16 to 1.4.24 does not start: ":1" is no port number',
    });
  });

  it.each([
    ['', 'the line is not JSON'],
    ['{"argv":[]', 'the line is not JSON'],
    ['[]', 'the line is not a JSON object'],
    ['null', 'the line is not a JSON object'],
    ['"-U 0"', 'the line is not a JSON object'],
    ['{}', 'argv must be a list of strings'],
    ['{"argv":"-U 0"}', 'argv must be a list of strings'],
    ['{"argv":[1]}', 'argv must be a list of strings'],
    ['{"argv":["a\\u0000b"]}', 'a word of argv cannot hold a NUL character'],
    ['{"argv":[],"version":"new"}', '"new" is no version of memcached, such as "1.5.5" or ">=1.6.0"'],
    ['{"argv":[],"version":1.6}', '1.6 is no version of memcached, such as "1.5.5" or ">=1.6.0"'],
    ['{"argv":[],"env":[]}', 'env must be an object of strings'],
    ['{"argv":[],"hosts":[]}', 'hosts must be an object that lists addresses for each name'],
    ['{"argv":[],"hosts":{"a":1}}', 'hosts must list addresses for "a"'],
    ['{"argv":[],"hosts":{"a":["b"]}}', '"b" in hosts is no IP address'],
    ['{"argv":[],"addresses":"::1"}', 'addresses must be a list of strings'],
    ['{"argv":[],"addresses":["lo"]}', '"lo" in addresses is no IP address or network'],
    ['{"argv":[],"addresses":["10.0.0.0/33"]}', '"10.0.0.0/33" in addresses is no IP address or network'],
  ])('%s is answered with its mistake', (line, error) => {
    expect(ask(line)).toEqual({ error });
  });

  it('is not misled by names of object properties', () => {
    expect(ask('{"argv":["-l","__proto__"],"version":"1.6.1","hosts":{}}')).toMatchObject({ starts: false });
    expect(ask('{"argv":["-l","constructor"],"version":"1.6.1","hosts":{}}')).toMatchObject({
      starts: false,
    });
    expect(ask('{"argv":["-o","constructor"],"version":"1.6.1"}')).toMatchObject({ starts: false });
    expect(ask('{"argv":["-l","__proto__"],"version":"1.6.1","hosts":{"__proto__":["::1"]}}')).toEqual({
      starts: true,
      listeners: [tcp('::1')],
    });
  });
});
