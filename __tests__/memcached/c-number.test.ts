import { describe, expect, it } from 'vitest';
import { atoi, safeStrtol, safeStrtoul, strtod } from '../../src/memcached/c-number.ts';

describe('atoi', () => {
  it.each([
    ['0', 0],
    ['11211', 11211],
    ['-1', -1],
    ['+7', 7],
    [' \t\n 7', 7],
    ['007', 7],
    ['11212abc', 11212],
    ['1e4', 1],
    ['off', 0],
    ['', 0],
    ['=11211', 0],
    ['0x2bcb', 0],
    ['- 1', 0],
    ['--1', 0],
    ['０', 0],
    ['2147483647', 2147483647],
    ['2147483648', -2147483648],
    ['4294967296', 0],
    ['4294978507', 11211],
    ['999999999999999', -1530494977],
    ['1000000000000000', -1530494976],
    ['9223372036854775807', -1],
    ['9223372036854775808', -1],
    ['-9223372036854775808', 0],
    ['-9223372036854775809', 0],
    ['99999999999999999999', -1],
    ['0000000000000000000000000000005', 5],
    ['9'.repeat(5000), -1],
  ])('reads "%s" as %i', (text, value) => {
    expect(atoi(text)).toBe(value);
  });
});

describe('safeStrtol', () => {
  it.each([
    ['11300', 11300],
    [' 11300', 11300],
    ['11300 x', 11300],
    ['+11300', 11300],
    ['-1', -1],
    ['99999999999', 1215752191],
    ['', undefined],
    [' ', undefined],
    ['x', undefined],
    ['11300x', undefined],
    ['11300:1', undefined],
    ['9223372036854775808', undefined],
    ['-9223372036854775809', undefined],
  ])('reads "%s" as %s', (text, value) => {
    expect(safeStrtol(text)).toBe(value);
  });

  it('read white space alone as 0 before 1.4.8', () => {
    expect(safeStrtol(' ', false)).toBe(0);
    expect(safeStrtol('', false)).toBeUndefined();
  });
});

describe('safeStrtoul', () => {
  it.each([
    ['64', 64],
    ['4294967295', 4294967295],
    ['-0', 0],
    ['64 ', 64],
    ['-1', undefined],
    ['', undefined],
    ['64m', undefined],
    ['99999999999999999999', undefined],
  ])('reads "%s" as %s', (text, value) => {
    expect(safeStrtoul(text)).toBe(value);
  });
});

describe('strtod', () => {
  it.each([
    ['1.25', 1.25, ''],
    [' 2x', 2, 'x'],
    ['-.5', -0.5, ''],
    ['1e3', 1000, ''],
    ['1.', 1, ''],
    ['0x10', 16, ''],
    ['-0x10', -16, ''],
    ['inf', Number.POSITIVE_INFINITY, ''],
    ['-Infinity!', Number.NEGATIVE_INFINITY, '!'],
    ['nan', Number.NaN, ''],
    ['abc', 0, 'abc'],
    ['', 0, ''],
  ])('reads "%s"', (text, value, rest) => {
    expect(strtod(text)).toEqual({ value, rest });
  });
});
