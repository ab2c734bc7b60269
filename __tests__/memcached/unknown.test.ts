import { describe, expect, it } from 'vitest';
import { predict } from '../../src/memcached/predict.ts';
import { sockets, version, words } from './command-line.ts';

const NEW = '1.6.21';

/** What is certain and what is not, where parts of the command line cannot be known. */
const TABLE: readonly {
  readonly argv: readonly string[];
  readonly version?: string;
  readonly sockets: readonly string[];
  readonly udp: 'on' | 'off' | 'depends';
  readonly starts?: 'yes' | 'depends' | 'no';
  readonly unknowns?: number;
}[] = [
  // A value that says nothing about sockets.
  { argv: ['-m', '{X}'], sockets: ['tcp 0.0.0.0:11211', 'tcp :::11211'], udp: 'off' },
  { argv: ['-m', '{X...}', '-l', '127.0.0.1'], sockets: ['tcp 127.0.0.1:11211'], udp: 'off' },
  { argv: ['-c', '{X}', '-t', '{X}', '-u', '{X}', '-l', '::1'], sockets: ['tcp ::1:11211'], udp: 'off' },
  { argv: ['-I{X}', '-l', '::1'], sockets: ['tcp ::1:11211'], udp: 'off' },
  { argv: ['-o', 'modern,{X}', '-l', '::1'], sockets: ['tcp ::1:11211'], udp: 'off' },
  // A certificate whose name is unknown is not a missing one.
  { argv: ['-Z', '-o', 'ssl_chain_cert={X}', '-l', '::1'], sockets: ['tcp ::1:11211'], udp: 'off' },
  { argv: ['-B', '{X}', '-S', '-l', '::1'], sockets: ['tcp ::1:11211'], udp: 'off' },
  { argv: ['-f', '{X}', '-n', '{X}', '-R', '{X}', '-l', '::1'], sockets: ['tcp ::1:11211'], udp: 'off' },
  { argv: ['-Y', '{X}', '-l', '::1'], sockets: ['tcp ::1:11211'], udp: 'off' },
  {
    argv: ['{X}', '--', '-l', '::1'],
    sockets: ['tcp 0.0.0.0:11211?', 'tcp :::11211?', 'tcp (unknown):unknown?'],
    udp: 'depends',
    starts: 'depends',
    unknowns: 1,
  },
  { argv: ['--', '{X...}'], sockets: ['tcp 0.0.0.0:11211', 'tcp :::11211'], udp: 'off' },
  { argv: ['foo{X}', '-l', '::1'], sockets: ['tcp ::1:11211'], udp: 'off' },
  // Addresses.
  { argv: ['-l', '{X}'], sockets: ['tcp (unknown):11211?'], udp: 'off', unknowns: 1 },
  { argv: ['-l{X}'], sockets: ['tcp (unknown):11211?'], udp: 'off', unknowns: 1 },
  { argv: ['--listen={X}'], sockets: ['tcp (unknown):11211?'], udp: 'off', unknowns: 1 },
  {
    argv: ['-l', '127.0.0.1,{X}'],
    sockets: ['tcp 127.0.0.1:11211', 'tcp (unknown):11211?'],
    udp: 'off',
    unknowns: 1,
  },
  {
    argv: ['-l', '{X}', '-l', '127.0.0.1'],
    sockets: ['tcp (unknown):11211?', 'tcp 127.0.0.1:11211'],
    udp: 'off',
    unknowns: 1,
  },
  { argv: ['-l', '10.0.0.{X}', '-p', '11300'], sockets: ['tcp (unknown):11300?'], udp: 'off', unknowns: 1 },
  { argv: ['-l', '{X}:11300'], sockets: ['tcp (unknown):11300?'], udp: 'off', unknowns: 1 },
  { argv: ['-l', '127.0.0.1:{X}'], sockets: ['tcp 127.0.0.1:unknown'], udp: 'off' },
  { argv: ['-l', '[{X}]:11300'], sockets: ['tcp (unknown):11300?'], udp: 'off', unknowns: 1 },
  { argv: ['-l', '{X}'], version: '1.2.3', sockets: ['tcp (unknown):11211?'], udp: 'off', unknowns: 1 },
  {
    argv: ['-l', '{X}', '-l', '::1'],
    version: '1.4.5',
    sockets: ['tcp ::1:11211', 'udp ::1:11211'],
    udp: 'on',
  },
  {
    argv: ['-l', '{X}'],
    version: '1.5.5',
    sockets: ['tcp (unknown):11211?', 'udp (unknown):11211?'],
    udp: 'on',
    unknowns: 1,
  },
  // Ports.
  { argv: ['-p', '{X}', '-l', '::1'], sockets: ['tcp ::1:unknown'], udp: 'off' },
  {
    argv: ['-p', '{X}', '-l', '::1'],
    version: '1.5.5',
    sockets: ['tcp ::1:unknown', 'udp ::1:unknown'],
    udp: 'on',
  },
  {
    argv: ['-U', '{X}', '-p', '11211', '-l', '::1'],
    sockets: ['tcp ::1:11211', 'udp ::1:unknown?'],
    udp: 'depends',
    unknowns: 1,
  },
  {
    argv: ['-U', '{X}', '-l', '::1'],
    sockets: ['tcp ::1:unknown', 'udp ::1:unknown?'],
    udp: 'depends',
    unknowns: 1,
  },
  {
    argv: ['-U', '{X}', '-l', '127.0.0.1'],
    version: '1.4.20',
    sockets: ['tcp 127.0.0.1:unknown?', 'udp 127.0.0.1:unknown?'],
    udp: 'depends',
    unknowns: 1,
  },
  {
    argv: ['-U{X}', '-l', '127.0.0.1'],
    version: '1.2.5',
    sockets: ['tcp 127.0.0.1:11211', 'udp 127.0.0.1:unknown'],
    udp: 'on',
    unknowns: 1,
  },
  {
    argv: ['-U{X}', '-l', '127.0.0.1'],
    version: '1.2.3',
    sockets: ['tcp 127.0.0.1:11211', 'udp 127.0.0.1:unknown?'],
    udp: 'depends',
    unknowns: 1,
  },
  { argv: ['-U', '{X}', '-U', '0', '-l', '::1'], sockets: ['tcp ::1:11211'], udp: 'off' },
  {
    argv: ['-U', '0', '-U', '{X}', '-l', '::1'],
    sockets: ['tcp ::1:unknown', 'udp ::1:unknown?'],
    udp: 'depends',
    unknowns: 1,
  },
  // A unix socket replaces the network whatever its path.
  { argv: ['-s', '{X}'], sockets: ['unix (unknown)'], udp: 'off' },
  { argv: ['-s', '/run/{X}.sock', '-U', '{X}'], sockets: ['unix (unknown)'], udp: 'off' },
  { argv: ['-s', '/run/x', '{X...}'], sockets: ['unix /run/x?'], udp: 'off', starts: 'depends', unknowns: 1 },
  // Anything at all.
  {
    argv: ['{X...}'],
    sockets: ['tcp 0.0.0.0:11211?', 'tcp :::11211?', 'tcp (unknown):unknown?'],
    udp: 'depends',
    starts: 'depends',
    unknowns: 1,
  },
  {
    argv: ['{X}'],
    sockets: ['tcp 0.0.0.0:11211?', 'tcp :::11211?', 'tcp (unknown):unknown?'],
    udp: 'depends',
    starts: 'depends',
    unknowns: 1,
  },
  {
    argv: ['-{X}', '-l', '::1'],
    sockets: ['tcp ::1:11211?', 'tcp (unknown):unknown?'],
    udp: 'depends',
    starts: 'depends',
    unknowns: 1,
  },
  {
    argv: ['-v{X}', '-l', '::1'],
    sockets: ['tcp ::1:11211?', 'tcp (unknown):unknown?'],
    udp: 'depends',
    starts: 'depends',
    unknowns: 1,
  },
  {
    argv: ['--{X}', '-l', '::1'],
    sockets: ['tcp ::1:11211?', 'tcp (unknown):unknown?'],
    udp: 'depends',
    starts: 'depends',
    unknowns: 1,
  },
  {
    argv: ['--udp-{X}=0', '-l', '::1'],
    sockets: ['tcp ::1:11211?', 'tcp (unknown):unknown?'],
    udp: 'depends',
    starts: 'depends',
    unknowns: 1,
  },
  {
    argv: ['foo{X...}', '-l', '::1'],
    sockets: ['tcp ::1:11211?', 'tcp (unknown):unknown?'],
    udp: 'depends',
    starts: 'depends',
    unknowns: 1,
  },
  {
    argv: ['-l', '::1', '-U', '0', '{X...}'],
    sockets: ['tcp ::1:11211?', 'tcp (unknown):unknown?'],
    udp: 'depends',
    starts: 'depends',
    unknowns: 1,
  },
  {
    argv: ['{X}', '-U', '0', '-l', '::1'],
    sockets: ['tcp ::1:11211?', 'tcp (unknown):unknown?'],
    udp: 'depends',
    starts: 'depends',
    unknowns: 1,
  },
  {
    argv: ['-U', '11211', '{X...}', '-l', '::1'],
    sockets: ['tcp ::1:11211?', 'udp ::1:11211?', 'tcp (unknown):unknown?'],
    udp: 'depends',
    starts: 'depends',
    unknowns: 1,
  },
  // What fails before the unknown part is reached fails in any case; what fails after it may not.
  { argv: ['-Q', '{X...}'], sockets: [], udp: 'off', starts: 'no' },
  {
    argv: ['{X...}', '-Z'],
    sockets: ['tcp (unknown):unknown?'],
    udp: 'depends',
    starts: 'depends',
    unknowns: 1,
  },
];

describe('command lines with unknown parts', () => {
  it.each(TABLE)('$argv of $version', (row) => {
    const argv = words(...row.argv);
    const prediction = predict(argv, version(row.version ?? NEW));
    expect(sockets(prediction)).toEqual(row.sockets);
    expect(prediction.udp.state).toBe(row.udp);
    expect(prediction.starts).toBe(row.starts ?? 'yes');
    expect(prediction.unknowns).toHaveLength(row.unknowns ?? 0);
  });

  it('say why, and at which characters', () => {
    const argv = words('-l', '127.0.0.1,{BIND}:11300', '-U', '{UDP}');
    const { unknowns, udp, udpPort, listen } = predict(argv, version(NEW));
    expect(unknowns).toEqual([
      { because: 'BIND: nothing sets it', cause: { word: 1, from: 10, to: 11 } },
      { because: 'UDP: nothing sets it', cause: { word: 3, from: 0, to: 1 } },
    ]);
    expect(udp.because).toBe('the value of -U is unknown (UDP: nothing sets it)');
    expect(udpPort).toMatchObject({ state: 'unknown', cause: { word: 3 } });
    expect(listen).toMatchObject({ state: 'unknown', cause: { word: 1 } });
  });

  it('keep what is written beside an unknown part', () => {
    const { udpPort, listen } = predict(words('-U', '0', '-l', '::1', '{X...}'), version(NEW));
    expect(udpPort).toMatchObject({ state: 'known', value: 0 });
    expect(listen).toMatchObject({ state: 'known', value: '::1' });
  });

  it('leave both open where nothing else is written', () => {
    const { udpPort, listen } = predict(words('{X...}'), version(NEW));
    expect(udpPort.state).toBe('unknown');
    expect(listen.state).toBe('unknown');
  });

  it('stop at the first operand where POSIXLY_CORRECT says so', () => {
    const prediction = predict(words('foo', '{X...}'), version(NEW), { posixlyCorrect: true });
    expect(prediction.starts).toBe('yes');
  });

  it('do not mistake a noncharacter in the file for an unknown part', () => {
    const prediction = predict(words('-p', '11300', '-l', '\uFDD0'), version(NEW));
    expect(prediction.starts).toBe('no');
    expect(prediction.unknowns).toEqual([]);
  });
});
