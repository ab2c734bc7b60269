import { describe, expect, it } from 'vitest';
import { packagedUnitLimits } from '../../../src/formats/systemd/packaged-unit-limits.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';
import { placeOf } from './fixture.ts';

const limits = (path: string, files: Readonly<Record<string, string>>) =>
  packagedUnitLimits(path, memoryRepository({ [path]: '-l 0.0.0.0\n', ...files })).map(
    ({ reach, at }) => `${reach} ${placeOf(at)}`,
  );

const DROP_IN = 'etc/systemd/system/memcached.service.d/net.conf';
const PRIVATE = '[Service]\nPrivateNetwork=yes\n';
const CONF = 'etc/memcached.conf';
const UNIT = 'etc/systemd/system/memcached.service';
const WRAPPER = 'ExecStart=/usr/share/memcached/scripts/systemd-memcached-wrapper /etc/memcached.conf\n';

describe('a memcached that the unit of a package starts', () => {
  it.each<[path: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
    [CONF, { [DROP_IN]: PRIVATE }, [`none ${DROP_IN}:2:16-19`]],
    ['etc/memcached.conf.j2', { [`${DROP_IN}.j2`]: PRIVATE }, [`none ${DROP_IN}.j2:2:16-19`]],
    ['host/etc/sysconfig/memcached', { [`host/${DROP_IN}`]: PRIVATE }, [`none host/${DROP_IN}:2:16-19`]],
    [
      CONF,
      { 'etc/systemd/system/service.d/net.conf': PRIVATE },
      ['none etc/systemd/system/service.d/net.conf:2:16-19'],
    ],
    [
      CONF,
      { [DROP_IN]: '[Service]\nIPAddressDeny=any\nIPAddressAllow=localhost\n' },
      [`loopback ${DROP_IN}:2:15-18`],
    ],
    [CONF, { [UNIT]: `${PRIVATE}${WRAPPER}` }, [`none ${UNIT}:2:16-19`]],
    [CONF, { [UNIT]: `[Service]\n${WRAPPER}`, [DROP_IN]: PRIVATE }, [`none ${DROP_IN}:2:16-19`]],
  ])('from %s is confined by %j', (path, files, expected) => {
    expect(limits(path, files)).toEqual(expected);
  });

  it.each<[path: string, files: Readonly<Record<string, string>>]>([
    [CONF, {}],
    [CONF, { [DROP_IN]: '[Service]\nLimitNOFILE=1024\n' }],
    [CONF, { [`other/${DROP_IN}`]: PRIVATE }],
    [CONF, { 'etc/systemd/system/other.service.d/net.conf': PRIVATE }],
    [CONF, { 'etc/systemd/user/memcached.service.d/net.conf': PRIVATE }],
    [CONF, { [DROP_IN]: `${PRIVATE}ExecStart=\nExecStart=/usr/bin/memcached\n` }],
    [CONF, { [UNIT]: `${PRIVATE}ExecStart=/usr/bin/memcached\n` }],
    [CONF, { [UNIT]: '', [DROP_IN]: PRIVATE }],
    [CONF, { [UNIT]: `${PRIVATE}${WRAPPER.replace('=/', '=+/')}` }],
    ['files/memcached.conf', { 'files/memcached.service.d/net.conf': PRIVATE }],
  ])('from %s is as open as its file says beside %j', (path, files) => {
    expect(limits(path, files)).toEqual([]);
  });
});
