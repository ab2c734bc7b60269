import { describe, expect, it } from 'vitest';
import { describeCommandLine } from '../../src/listeners/describe.ts';

function lines(argv: readonly string[], version?: string): readonly string[] {
  const description = describeCommandLine(argv, version);
  return 'error' in description ? [description.error] : description.lines;
}

describe('what people read', () => {
  it.each([
    [
      ['-l', '0.0.0.0'],
      '1.5.5',
      [
        'memcached 1.5.5 opens TCP 0.0.0.0:11211 and UDP 0.0.0.0:11211 because memcached 1.5.5 turns UDP on unless -U 0 is given',
      ],
    ],
    [
      ['-l', '::1'],
      '1.6.21',
      [
        'memcached 1.6.21 opens TCP [::1]:11211; UDP is off because memcached 1.6.21 leaves UDP off unless -U is given',
      ],
    ],
    [
      ['-U', '0'],
      '1.5.3',
      [
        'memcached 1.5.3 opens no socket; UDP is off because -U 0 without -p turns both UDP and TCP off in memcached 1.5.3',
      ],
    ],
    [
      ['-s', '/run/x'],
      '1.6',
      [
        'memcached 1.6.0 or later opens the unix socket /run/x; UDP is off because -s makes memcached listen on a unix socket only',
      ],
    ],
    [
      ['-s', ''],
      '1.6.1',
      [
        'memcached 1.6.1 opens an abstract unix socket without a name; UDP is off because -s makes memcached listen on a unix socket only',
      ],
    ],
    [
      ['-p', '-1', '-l', 'cache', '-U', '0'],
      '1.6.1',
      [
        'memcached 1.6.1 opens TCP cache:(a port that the kernel picks); UDP is off because -U 0 turns UDP off',
      ],
    ],
    [['-h'], '1.6.1', ['memcached 1.6.1 opens nothing: it only prints its help']],
    [['-Q'], undefined, ['memcached does not start: it does not know the option -Q']],
    [
      ['-l', '127.0.0.1'],
      '1.5.0-1.6.0',
      [
        'memcached 1.5.0 to 1.5.5 opens TCP 127.0.0.1:11211 and UDP 127.0.0.1:11211',
        'memcached 1.5.6 to 1.6.0 opens TCP 127.0.0.1:11211',
        'UDP depends: memcached 1.5.0 to 1.5.5 turns UDP on unless -U 0 is given, while memcached 1.5.6 to 1.6.0 leaves UDP off unless -U is given',
      ],
    ],
    [
      ['--port=11300', '-l', '127.0.0.1', '-U', '0'],
      undefined,
      [
        'memcached 1.5.0 or later opens TCP 127.0.0.1:11300; UDP is off because -U 0 turns UDP off',
        'memcached 1.4.39 or earlier does not start: it does not know the option --port',
      ],
    ],
    [
      ['-p', '0', '-l', '::1'],
      '1.2.6',
      ['memcached 1.2.6 does not start: "::1" has no IPv4 address, which UDP needs here'],
    ],
    [
      ['-p', '0'],
      '1.2.6',
      [
        'memcached 1.2.6 opens TCP 0.0.0.0:(a port that the kernel picks), TCP [::]:(a port that the kernel picks) (also for IPv4) and UDP 0.0.0.0:(a port that the kernel picks) because memcached 1.2.6 always turns UDP on',
      ],
    ],
    [[], 'newest', ['"newest" is no version of memcached, such as "1.5.5" or ">=1.6.0"']],
  ])('of %j with %s', (argv, version, expected) => {
    expect(lines(argv, version)).toEqual(expected);
  });

  it('comes with the same answer for programs', () => {
    expect(describeCommandLine(['-l', '::1'], '1.6.1')).toMatchObject({
      answer: { starts: true, listeners: [{ protocol: 'tcp', address: '::1', port: 11211 }] },
    });
  });
});
