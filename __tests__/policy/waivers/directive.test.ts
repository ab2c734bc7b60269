import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDirective } from '../../../src/policy/waivers/directive.ts';

describe('a waiver as its comment says it', () => {
  it.each([
    [' allow published-port -- laptop only', ['MG012'], { reason: 'laptop only' }],
    [' allow MG012 -- laptop only', ['MG012'], { reason: 'laptop only' }],
    ['allow mg012 --  laptop  only ', ['MG012'], { reason: 'laptop  only' }],
    ['allow udp-enabled, public-bind -- a', ['MG001', 'MG010'], { reason: 'a' }],
    ['allow udp-enabled,MG010 ,MG011 -- a', ['MG001', 'MG010', 'MG011'], { reason: 'a' }],
    ['allow MG001 by @team-cache -- a -- b', ['MG001'], { reason: 'a -- b', owner: '@team-cache' }],
    ['allow MG001 because XML has no two dashes', ['MG001'], { reason: 'XML has no two dashes' }],
    [
      'allow MG001 -- kept because of the old client',
      ['MG001'],
      { reason: 'kept because of the old client' },
    ],
    ['allow MG001 -- 密', ['MG001'], { reason: '密' }],
  ])('%j', (text, ids, more) => {
    const directive = parseDirective(text);
    expect(directive).toEqual({
      rules: ids.map((id) => ({ id, span: expect.anything() })),
      ...more,
    });
  });

  it.each([
    ['allow MG001 until 2027-01-31 by @team-cache -- a'],
    ['allow MG001 by @team-cache until 2027-01-31 -- a'],
  ])('takes owner and day in either order: %s', (text) => {
    expect(parseDirective(text)).toMatchObject({
      reason: 'a',
      owner: '@team-cache',
      expires: { day: '2027-01-31' },
    });
  });

  it.each([
    ['ignore MG001 -- a', 'ignore', 'a waiver begins with the word allow'],
    ['allow -- a', 'allow', 'the waiver names no rule'],
    ['allow until 2027-01-31 -- a', 'allow', 'the waiver names no rule'],
    ['allow udp-on -- a', 'udp-on', 'there is no rule "udp-on"; memcached-guard rules lists them'],
    ['allow publik-bind -- a', 'publik-bind', 'there is no rule "publik-bind"; did you mean public-bind?'],
    ['allow all -- a', 'all', 'there is no rule "all"; memcached-guard rules lists them'],
    ['allow MG001 MG010 -- a', 'MG010', '"MG010" is not expected here; a comma stands between rules'],
    ['allow unreadable-file -- a', 'unreadable-file', 'unreadable-file cannot be waived in a comment'],
    ['allow MG030 -- a', 'MG030', 'invalid-waiver cannot be waived in a comment'],
    ['allow MG031 -- a', 'MG031', 'expired-waiver cannot be waived in a comment'],
    ['allow MG001, unused-waiver -- a', 'unused-waiver', 'unused-waiver cannot be waived in a comment'],
    ['allow MG001', 'allow MG001', 'the waiver gives no reason'],
    ['allow MG001 --', 'allow MG001 --', 'the waiver gives no reason'],
    ['allow MG001 -- ...', 'allow MG001 -- ...', 'the waiver gives no reason'],
    ['allow MG001 until 31.1.2027 -- a', '31.1.2027', '"31.1.2027" is no day; write it as 2027-01-31'],
    ['allow MG001 until 2027-02-29 -- a', '2027-02-29', '"2027-02-29" is no day; write it as 2027-01-31'],
    ['allow MG001 until 2027-13-01 -- a', '2027-13-01', '"2027-13-01" is no day; write it as 2027-01-31'],
    ['allow MG001 until -- a', 'until', 'after until stands a day, as in until 2027-01-31'],
    ['allow MG001 by -- a', 'by', 'after by stands an owner, as in by @team'],
    ['allow MG001 by @a by @b -- a', 'by', 'by stands here a second time'],
    ['allow MG001 until 2027-01-31 until 2028-01-31 -- a', 'until', 'until stands here a second time'],
    [
      'allow MG001 until 2027-01-31 laptop only',
      'laptop',
      '"laptop" is not expected here; the reason stands after " -- "',
    ],
  ])('%j is wrong at %j', (text, words, error) => {
    const parsed = parseDirective(text);
    if (!('error' in parsed)) throw new Error('taken');
    expect(parsed.error).toBe(error);
    expect(text.slice(parsed.span.start, parsed.span.end)).toBe(words);
  });

  it.each(['2028-02-29', '2000-02-29', '2027-12-31'])('%s is a day', (day) => {
    expect(parseDirective(`allow MG001 until ${day} -- a`)).toMatchObject({ expires: { day } });
  });

  it('never throws, and points into the text', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'allow',
        'until',
        'by',
        '--',
        'because',
        'MG001',
        'udp-enabled,',
        ',',
        '2027-01-31',
        '@a',
      ),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const text = words.join(' ');
        const parsed = parseDirective(text);
        const spans = 'error' in parsed ? [parsed.span] : parsed.rules.map(({ span }) => span);
        for (const { start, end } of spans) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(start).toBeLessThanOrEqual(end);
        }
      }),
      { seed: 7, numRuns: 2000 },
    );
  });
});
