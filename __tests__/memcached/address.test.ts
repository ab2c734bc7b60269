import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { isDottedQuad, parseAddress } from '../../src/memcached/address.ts';

describe('parseAddress', () => {
  it.each([
    ['0', '0.0.0.0'],
    ['00', '0.0.0.0'],
    ['0x0', '0.0.0.0'],
    ['0.0', '0.0.0.0'],
    ['127.1', '127.0.0.1'],
    ['127.0.1', '127.0.0.1'],
    ['0x7f.1', '127.0.0.1'],
    ['0X7F.0.0.0x1', '127.0.0.1'],
    ['0x7f000001', '127.0.0.1'],
    ['2130706433', '127.0.0.1'],
    ['0177.0.0.1', '127.0.0.1'],
    ['127.000.000.001', '127.0.0.1'],
    ['010.0.0.1', '8.0.0.1'],
    ['10.1', '10.0.0.1'],
    ['192.168.1', '192.168.0.1'],
    ['1.2.3', '1.2.0.3'],
    ['1.65535', '1.0.255.255'],
    ['1', '0.0.0.1'],
    ['4294967295', '255.255.255.255'],
    ['::', '::'],
    ['::0', '::'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['::1', '::1'],
    ['2001:DB8:0:0:0:0:0:5', '2001:db8::5'],
    ['::ffff:10.0.0.5', '::ffff:10.0.0.5'],
    ['::ffff:a00:5', '::ffff:10.0.0.5'],
    ['::1:2', '::0.1.0.2'],
    ['::10.0.0.5', '::10.0.0.5'],
    ['fe80::1%eth0', 'fe80::1%eth0'],
  ])('reads %s as %s', (text, ip) => {
    expect(parseAddress(text)).toBe(ip);
  });

  it.each([
    '',
    ' ',
    '.',
    '1.',
    '.1',
    '1..2',
    '08',
    '0x',
    '0xg',
    '256.1.1.1',
    '1.256.1',
    '1.2.65536',
    '1.16777216',
    '4294967296',
    '1.2.3.4.5',
    '127.0.0.1 ',
    ' 127.0.0.1',
    '127.0.0.1/8',
    '-1',
    '+1',
    '0b1',
    '1e3',
    '１',
    'localhost',
    '*',
    'a.b',
    ':',
    ':::',
    '1:2',
    '::1::',
    '12345::',
    '::00001',
    '[::1]',
    '::1 ',
    '::1%',
    '::g',
    '::1.2.3',
    '::1.2.3.256',
    '::01.2.3.4',
    '1:2:3:4:5:6:7:8:9',
    `${'1'.repeat(100)}`,
  ])('leaves "%s" to the resolver', (text) => {
    expect(parseAddress(text)).toBeUndefined();
  });

  it('agrees with ipaddr.js where both read an IPv4 address', () => {
    for (const text of ['127.0.0.1', '127.1', '0x7f.1', '0177.0.0.1', '2130706433', '10.0.0.0x5', '1.2.3']) {
      expect(ipaddr.IPv4.parse(text).toString()).toBe(parseAddress(text));
    }
  });

  it('differs from ipaddr.js, which reads a part that is no octal number', () => {
    expect(parseAddress('08.0.0.1')).toBeUndefined();
  });
});

describe('isDottedQuad', () => {
  it.each(['0.0.0.0', '127.0.0.1', '255.255.255.255', '10.20.30.40'])('takes %s', (text) => {
    expect(isDottedQuad(text)).toBe(true);
  });

  it.each([
    '',
    '0',
    '127.1',
    '127.0.0.01',
    '256.0.0.1',
    '1.2.3.4.5',
    '1.2.3.4 ',
    '::1',
    '0x7f.0.0.1',
    '1.2.3.-4',
  ])('refuses "%s"', (text) => {
    expect(isDottedQuad(text)).toBe(false);
  });
});
