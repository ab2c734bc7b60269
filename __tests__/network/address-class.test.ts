import { describe, expect, it } from 'vitest';
import { classifyAddress, isLoopbackName, parseNetwork } from '../../src/network/address-class.ts';

describe('address classes', () => {
  it.each([
    ['0.0.0.0', 'unspecified'],
    ['::', 'unspecified'],
    ['::ffff:0.0.0.0', 'unspecified'],
    ['127.0.0.1', 'loopback'],
    ['127.255.0.3', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.5', 'private'],
    ['100.64.0.5', 'private'],
    ['169.254.10.5', 'private'],
    ['198.18.0.1', 'private'],
    ['fd00::5', 'private'],
    ['fe80::5%eth0', 'private'],
    ['fec0::1', 'private'],
    ['172.32.0.1', 'public'],
    ['192.169.0.1', 'public'],
    ['100.128.0.1', 'public'],
    ['8.8.8.8', 'public'],
    ['203.0.113.5', 'public'],
    ['2001:db8::5', 'public'],
    ['2a00:1450::1', 'public'],
    ['::ffff:8.8.8.8', 'public'],
    ['255.255.255.255', 'public'],
    ['0.0.0.1', 'public'],
  ])('%s is %s', (ip, expected) => {
    expect(classifyAddress(ip, [])).toBe(expected);
  });

  it('takes the networks of the configuration as private, of the same family only', () => {
    const networks = ['203.0.113.0/28', '2001:db8::/48', '198.51.100.7'].map((text) => parseNetwork(text)!);
    expect(classifyAddress('203.0.113.15', networks)).toBe('private');
    expect(classifyAddress('203.0.113.16', networks)).toBe('public');
    expect(classifyAddress('2001:db8:0:1::5', networks)).toBe('private');
    expect(classifyAddress('198.51.100.7', networks)).toBe('private');
    expect(classifyAddress('0.0.0.0', networks)).toBe('unspecified');
  });

  it.each(['10.0.0.0/33', 'cache.internal', '', '10.0.0.0/8/8', 'any'])('%j is no network', (text) => {
    expect(parseNetwork(text)).toBeUndefined();
  });

  it.each([
    ['localhost', true],
    ['LOCALHOST', true],
    ['localhost.localdomain', true],
    ['localhost6', true],
    ['ip6-loopback', true],
    ['app.localhost', true],
    ['localhost.example.net', false],
    ['mylocalhost', false],
    ['cache1', false],
  ])('the name %s means loopback: %s', (name, expected) => {
    expect(isLoopbackName(name)).toBe(expected);
  });
});
