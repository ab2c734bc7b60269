import { describe, expect, it } from 'vitest';
import { RELEASES, releaseIndex } from '../../src/memcached/releases.ts';
import { compareReleases, describeReleases, parseReleases, releasesOf } from '../../src/memcached/version.ts';

function range(text: string): readonly (string | undefined)[] | undefined {
  const releases = parseReleases(text);
  return releases && [RELEASES[releases.first], RELEASES[releases.last]];
}

describe('releases', () => {
  it('are 120, in order', () => {
    expect(RELEASES).toHaveLength(120);
    expect(RELEASES.toSorted(compareReleases)).toEqual(RELEASES);
    expect(releaseIndex('1.3.1')).toBe(-1);
  });
});

describe('parseReleases', () => {
  it.each([
    ['1.5.5', '1.5.5', '1.5.5'],
    [' 1.5.5 ', '1.5.5', '1.5.5'],
    ['1.5', '1.5.0', '1.5.22'],
    ['1.3', '1.3.2', '1.3.3'],
    ['1', '1.2.0', '1.6.45'],
    ['1.6.99', '1.6.45', '1.6.45'],
    ['2.0.0', '1.6.45', '1.6.45'],
    ['>=1.5.6', '1.5.6', '1.6.45'],
    ['> 1.5.5', '1.5.6', '1.6.45'],
    ['>1.3.0', '1.3.2', '1.6.45'],
    ['<1.5.6', '1.2.0', '1.5.5'],
    ['<=1.5.6', '1.2.0', '1.5.6'],
    ['<=1.3.1', '1.2.0', '1.2.8'],
    ['1.4.0-1.5.5', '1.4.0', '1.5.5'],
    ['1.4..1.5', '1.4.0', '1.5.22'],
    ['1.4 - 1.4.2', '1.4.0', '1.4.2'],
  ])('reads "%s" as %s to %s', (text, first, last) => {
    expect(range(text)).toEqual([first, last]);
  });

  it.each([
    '',
    'latest',
    '1.3.1',
    '1.7',
    '2',
    '1.5.5.1',
    'v1.5.5',
    '1.5.5-1.4.0',
    '<1.2.0',
    '=1.5.5',
    '1.5.x',
    '>=1.5',
  ])('does not read "%s"', (text) => {
    expect(parseReleases(text)).toBeUndefined();
  });
});

describe('describeReleases', () => {
  it.each([
    ['1.5.5', '1.5.5'],
    ['1', 'any version'],
    ['>=1.5.6', '1.5.6 or later'],
    ['<1.5.6', '1.5.5 or earlier'],
    ['1.2.5-1.5.5', '1.2.5 to 1.5.5'],
    ['1.6.45', '1.6.45'],
  ])('calls %s "%s"', (text, name) => {
    expect(describeReleases(parseReleases(text)!)).toBe(name);
  });
});

describe('releasesOf', () => {
  it('takes every release for an unknown version', () => {
    expect(releasesOf({ state: 'unknown', because: 'nothing says it' })).toEqual({ first: 0, last: 119 });
  });
});
