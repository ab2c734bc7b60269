import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemd } from '../../../src/formats/systemd/format.ts';
import { readAs } from './fixture.ts';

const UNIT = 'etc/systemd/system/memcached.service';
const QUADLET = 'etc/containers/systemd/memcached';

const SETTINGS = [
  ...['IPAddressAllow', 'IPAddressDeny', 'SocketBindAllow', 'SocketBindDeny', 'RestrictAddressFamilies'],
  ...['RestrictNetworkInterfaces', 'PrivateNetwork', 'NetworkNamespacePath', 'ExecStartPost'],
];
const KEYS = [
  'Image',
  'Exec',
  'Entrypoint',
  'PublishPort',
  'Network',
  'Pod',
  'PodmanArgs',
  'Environment',
  'Yaml',
];
const PIECES = [
  ...[
    'any',
    'localhost',
    '~',
    ':',
    'ipv4',
    'udp',
    '-',
    '11211',
    ' ',
    '\n',
    '"',
    '[',
    ']',
    '\\',
    '%i',
    '%',
    '$A',
  ],
  ...[
    'AF_INET',
    'none',
    'memcached',
    '.network',
    '.pod',
    '.container',
    '.image',
    '.build',
    'host',
    ',',
    '=',
    '/',
  ],
];
const line = (names: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...names), fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }))
    .map(([name, pieces]) => `${name}=${pieces.join('')}\n`);
const lines = (names: readonly string[]) =>
  fc.array(line(names), { maxLength: 6 }).map((all) => all.join(''));

describe('any settings', () => {
  it('of a unit, its socket and of Quadlet are read without an exception, at places within their files', async () => {
    await fc.assert(
      fc.asyncProperty(lines(SETTINGS), lines(KEYS), lines(KEYS), async (unit, container, other) => {
        const files = {
          [UNIT]: `[Service]\n${unit}ExecStart=/usr/bin/memcached\n`,
          'etc/systemd/system/memcached.socket': `[Socket]\nListenStream=11211\n${other}`,
          [`${QUADLET}.container`]: `[Container]\nImage=memcached\n${container}`,
          [`${QUADLET}.pod`]: `[Pod]\n${other}`,
          [`${QUADLET}.network`]: `[Network]\n${other}`,
          [`${QUADLET}.build`]: `[Build]\n${other}`,
          [`${QUADLET}.kube`]: `[Kube]\n${container}`,
        };
        const { launches, problems } = await readAs(systemd, files);
        const limits = launches.flatMap(({ network }) => ('limits' in network ? network.limits : []));
        for (const { at } of [...launches, ...problems, ...limits]) {
          expect(at.start).toBeLessThan(at.end);
          expect(at.end).toBeLessThanOrEqual(at.file.text.length);
        }
      }),
      { seed: 20260102, numRuns: 600 },
    );
  });

  it.each([...SETTINGS.map((key) => ['Service', key]), ...KEYS.map((key) => ['Container', key])])(
    'a quarter of a megabyte in %s.%s= is read in time',
    async (section, key) => {
      const start = performance.now();
      for (const piece of ['any ', 'ipv4:', '1', '-p 1 ', '["a",', '~', '%i', ':=', '\n']) {
        const value = (piece === '\n' ? `\n${key}=any` : piece).repeat(
          250_000 / (piece === '\n' ? 40 : piece.length),
        );
        const path = section === 'Service' ? UNIT : `${QUADLET}.container`;
        const own = section === 'Service' ? 'ExecStart=/usr/bin/memcached' : 'Image=memcached';
        await readAs(systemd, { [path]: `[${section}]\n${own}\n${key}=${value}\n` });
      }
      expect(performance.now() - start).toBeLessThan(6000);
    },
  );
});
