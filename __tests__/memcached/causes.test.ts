import { describe, expect, it } from 'vitest';
import { predict } from '../../src/memcached/predict.ts';
import { pieceOf, spell, version, words } from './command-line.ts';

/** For one listener of a command line: the address token, and all words that made it so. */
const TABLE: readonly {
  readonly argv: readonly string[];
  readonly version?: string;
  readonly listener: string;
  readonly address?: string;
  readonly causes: readonly string[];
}[] = [
  { argv: [], listener: 'tcp 0.0.0.0:11211', causes: [] },
  {
    argv: ['-l', '127.0.0.1'],
    listener: 'tcp 127.0.0.1:11211',
    address: '127.0.0.1',
    causes: ['-l', '127.0.0.1'],
  },
  {
    argv: ['-l', '127.0.0.1,0.0.0.0:11300'],
    listener: 'tcp 0.0.0.0:11300',
    address: '0.0.0.0',
    causes: ['-l', '0.0.0.0', '11300'],
  },
  {
    argv: ['-Z', '-o', 'ssl_chain_cert=a,ssl_key=b', '-l', '127.0.0.1,notls:0.0.0.0:11300'],
    listener: 'tcp 0.0.0.0:11300',
    address: '0.0.0.0',
    causes: ['-l', '0.0.0.0', '11300'],
  },
  {
    argv: ['-l', 'proto[ascii]:tag[a]:10.0.0.5'],
    listener: 'tcp 10.0.0.5:11211',
    address: '10.0.0.5',
    causes: ['-l', '10.0.0.5'],
  },
  { argv: ['-vl[::1]:11300'], listener: 'tcp ::1:11300', address: '::1', causes: ['l', '::1', '11300'] },
  {
    argv: ['--listen=127.1'],
    listener: 'tcp 127.0.0.1:11211',
    address: '127.1',
    causes: ['--listen', '127.1'],
  },
  { argv: ['-l', '10.0.0.5', '-l', '::1'], listener: 'tcp ::1:11211', address: '::1', causes: ['-l', '::1'] },
  {
    argv: ['-l', ' 10.0.0.5'],
    listener: 'tcp 10.0.0.5:11211',
    version: '1.6.32',
    address: '10.0.0.5',
    causes: ['-l', '10.0.0.5'],
  },
  { argv: ['-l', '*'], listener: 'tcp :::11211', address: '*', causes: ['-l', '*'] },
  { argv: ['-p', '11300'], listener: 'tcp 0.0.0.0:11300', causes: ['-p', '11300'] },
  { argv: ['-vvU11300', '-p', '1'], listener: 'udp 0.0.0.0:11300', causes: ['U', '11300'] },
  { argv: ['--udp-port', '11300'], listener: 'tcp 0.0.0.0:11300', causes: ['--udp-port', '11300'] },
  { argv: ['-U', '11300', '-U', '11400'], listener: 'udp 0.0.0.0:11400', causes: ['-U', '11400'] },
  { argv: ['-p', '11300'], version: '1.5.5', listener: 'udp 0.0.0.0:11300', causes: ['-p', '11300'] },
  { argv: ['-U', '0'], version: '1.2.6', listener: 'udp 0.0.0.0:11211', causes: ['-U', '0'] },
  { argv: ['-s', '/run/x'], listener: 'unix /run/x', causes: ['-s', '/run/x'] },
];

describe('what a listener points at', () => {
  it.each(TABLE)('$listener of $argv', (row) => {
    const argv = words(...row.argv);
    const { listeners } = predict(argv, version(row.version ?? '1.6.21'));
    const listener = listeners.find((candidate) => spell(candidate) === row.listener)!;
    expect(listeners.map(spell)).toContain(row.listener);
    expect(listener.protocol === 'unix' ? undefined : pieceOf(argv, listener.addressCause)).toBe(row.address);
    expect(listener.causes.map((cause) => pieceOf(argv, cause))).toEqual(row.causes);
  });

  it.each([
    [['-l', '127.0.0.1,nope nope'], 'nope nope'],
    [['-l', '127.0.0.1:x'], '127.0.0.1:x'],
    [['-l', '127.0.0.1', '-vQ'], 'Q'],
    [['--verbose', '--lis'], '--lis'],
    [['-p', '-5'], '-5'],
    [['-o', 'modern,bogus=1'], 'bogus=1'],
    [['-S', '-U', '1'], '1'],
    [['-Y', '/f', '-U', '1'], '1'],
    [['-U'], '-U'],
    [['-h'], '-h'],
  ])('the refusal of %j points at %j', (texts, piece) => {
    const argv = words(...texts);
    const prediction = predict(argv, version('1.6.21'));
    expect(prediction.starts).toBe('no');
    expect(pieceOf(argv, prediction.refusal?.cause)).toBe(piece);
  });

  it.each([['-h'], ['-i'], ['-V'], ['--help'], ['--license'], ['--version'], ['-vV']])(
    '%s only prints',
    (word) => {
      const prediction = predict(words(word, '-l', '0.0.0.0'), version('1.6.21'));
      expect(prediction).toMatchObject({ starts: 'no', printsOnly: true, listeners: [] });
    },
  );

  it('tells printing from failing', () => {
    expect(predict(words('-V'), version('1.4.21')).printsOnly).toBeUndefined();
    expect(predict(words('-V'), version('1.4')).printsOnly).toBeUndefined();
    expect(predict(words('-l', '127.0.0.1', '-h'), version()).printsOnly).toBe(true);
  });

  it('says why UDP is as it is', () => {
    const because = (text: string | undefined, ...argv: string[]) =>
      predict(words(...argv), version(text)).udp.because;
    expect(because('1.5.5')).toBe('memcached 1.5.5 turns UDP on unless -U 0 is given');
    expect(because('1.5.6')).toBe('memcached 1.5.6 leaves UDP off unless -U is given');
    expect(because('1.6')).toBe('memcached 1.6.0 or later leaves UDP off unless -U is given');
    expect(because('1.2.5-1.2.6')).toBe('memcached 1.2.5 to 1.2.6 always turns UDP on');
    expect(because('1.2.6', '-U', '0')).toBe('memcached 1.2.6 turns UDP on even with -U 0');
    expect(because('1.5.5', '-p', '11300')).toBe(
      '-p 11300 sets the UDP port as well in memcached 1.5.5, unless -U 0 is given',
    );
    expect(because('1.5.3', '-p', '0')).toBe('-p 0 turns UDP off as well');
    expect(because('1.5.3', '-U', '0')).toBe('-U 0 without -p turns both UDP and TCP off in memcached 1.5.3');
    expect(because('1.5.4', '-U', '0')).toBe('-U 0 turns UDP off');
    expect(because('1.6.1', '-U', 'off')).toBe('-U off is read as -U 0, which turns UDP off');
    expect(because('1.6.1', '-U', '11211')).toBe('-U 11211 turns UDP on');
    expect(because('1.6.1', '-s', '/x', '-U', '1')).toBe('-s makes memcached listen on a unix socket only');
    expect(because('1.6.1', '-l', '', '-U', '1')).toBe(
      'the value of -l names no address, so that memcached opens no socket',
    );
    expect(because('1.6.1', '-Q')).toBe('memcached does not start');
    expect(because(undefined)).toBe(
      'memcached 1.2.5 to 1.5.5 turns UDP on unless -U 0 is given, while ' +
        'memcached 1.2.4 or earlier and 1.5.6 or later leaves UDP off unless -U is given',
    );
  });
});

describe('a build that a security update changed', () => {
  const patched = { ...version('1.4.33'), udpPatchedOff: true };

  it.each([
    [[], ['tcp 0.0.0.0:11211', 'tcp :::11211'], 'off'],
    [['-p', '11300'], ['tcp 0.0.0.0:11300', 'tcp :::11300'], 'off'],
    [['-U', '0', '-l', '127.0.0.1'], ['tcp 127.0.0.1:11211'], 'off'],
    [['-U', '11211', '-l', '127.0.0.1'], ['tcp 127.0.0.1:11211', 'udp 127.0.0.1:11211'], 'on'],
    [['-p', '11211', '-U', '1', '-l', '127.0.0.1'], ['tcp 127.0.0.1:11211', 'udp 127.0.0.1:1'], 'on'],
  ])('opens with %j just %j', (texts, expected, udp) => {
    const prediction = predict(words(...texts), patched);
    expect(prediction.listeners.map(spell)).toEqual(expected);
    expect(prediction.udp.state).toBe(udp);
  });

  it('says so', () => {
    expect(predict([], patched).udp.because).toBe(
      "a security update of this build's distribution turned UDP off by default",
    );
  });

  it('has UDP off in 1.2.5, too, unless -U asks for it', () => {
    const old = { ...version('1.2.5'), udpPatchedOff: true };
    expect(predict([], old).udp.state).toBe('off');
    expect(predict(words('-U', '0'), old).udp.state).toBe('off');
    expect(predict(words('-U', '11211'), old).udp.state).toBe('on');
  });
});
