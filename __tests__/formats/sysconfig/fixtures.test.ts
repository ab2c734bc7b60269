import { describe, expect, it } from 'vitest';
import { sysconfig } from '../../../src/formats/sysconfig/format.ts';
import { fixtureFiles, placeOf, readAs, show, showPlaced } from '../systemd/fixture.ts';

const read = (name: string) => readAs(sysconfig, fixtureFiles(`sysconfig/${name}`));

describe('small repositories with sysconfig files', () => {
  it('points at the empty OPTIONS= of the file that Red Hat 7 ships', async () => {
    const { launches, problems } = await read('shipped-by-red-hat-7');
    expect(problems).toEqual([]);
    expect(launches.map(({ at }) => placeOf(at))).toEqual(['etc/sysconfig/memcached:5:1-11']);
    expect(launches[0]?.argv.map(showPlaced)).toEqual([
      '-p @ etc/sysconfig/memcached:1:6-13',
      '11211 @ etc/sysconfig/memcached:1:7-12',
      '-u @ etc/sysconfig/memcached:2:6-17',
      'memcached @ etc/sysconfig/memcached:2:7-16',
      '-m @ etc/sysconfig/memcached:4:11-15',
      '64 @ etc/sysconfig/memcached:4:12-14',
      '-c @ etc/sysconfig/memcached:3:9-15',
      '1024 @ etc/sysconfig/memcached:3:10-14',
    ]);
  });

  it("reads SUSE's own keys", async () => {
    const { launches } = await read('shipped-by-suse');
    expect(launches.map(({ at }) => placeOf(at))).toEqual(['files/etc/sysconfig/memcached:3:18-32']);
    expect(launches[0]?.argv.map(showPlaced)).toEqual([
      '-u @ files/etc/sysconfig/memcached:6:16-27',
      'memcached @ files/etc/sysconfig/memcached:6:17-26',
      '-l @ files/etc/sysconfig/memcached:3:19-21',
      '127.0.0.1 @ files/etc/sysconfig/memcached:3:22-31',
    ]);
  });

  it('leaves a file to the unit of the repository that reads it', async () => {
    expect(await read('read-by-a-unit-of-the-repository')).toEqual({ launches: [], problems: [] });
  });

  it("takes a template's placeholders as unknown parts", async () => {
    const { launches } = await read('template');
    expect(launches[0]?.argv.map(show).join(' ')).toBe(
      '-p <{{ memcached_port }}> -u memcached -m 64 -c 1024 -l <{{ memcached_ip }}> -U 0',
    );
    expect(launches[0]?.name).toBe('memcached');
  });
});
