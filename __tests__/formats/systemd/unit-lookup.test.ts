import { describe, expect, it } from 'vitest';
import { startedOn, type Tree } from './machine.ts';

const UNIT = (words: string) => `[Service]\nExecStart=/usr/bin/memcached ${words}\n`;
const DROP_IN = (words: string) => `[Service]\nExecStart=\nExecStart=/usr/bin/memcached ${words}\n`;
const NAME = 'memcached.service';

describe("where systemd finds a unit's own file", () => {
  it.each<[higher: string, lower: string]>([
    ['etc/systemd/system.control', 'etc/systemd/system'],
    ['etc/systemd/system', 'run/systemd/system'],
    ['etc/systemd/system', 'etc/systemd/system.attached'],
    ['run/systemd/system', 'usr/local/lib/systemd/system'],
    ['usr/local/lib/systemd/system', 'usr/lib/systemd/system'],
    ['usr/lib/systemd/system', 'run/systemd/generator.late'],
  ])('%s goes before %s', (higher, lower) => {
    const tree = { [`${lower}/${NAME}`]: UNIT('-l 0.0.0.0 -A'), [`${higher}/${NAME}`]: UNIT('-v') };
    expect(startedOn(tree)).toEqual([['-v']]);
  });

  it.each<[name: string, tree: Tree, unit: string, argv: readonly string[]]>([
    [
      'an instance with a file of its own',
      {
        'usr/lib/systemd/system/memcached@1.service': UNIT('own'),
        'etc/systemd/system/memcached@.service': UNIT('template'),
      },
      'memcached@1.service',
      ['own'],
    ],
    [
      'an instance that is a link to its template',
      {
        'usr/lib/systemd/system/memcached@.service': UNIT('-p %i'),
        'etc/systemd/system/multi-user.target.wants/memcached@2.service': {
          symlink: '/usr/lib/systemd/system/memcached@.service',
        },
      },
      'memcached@2.service',
      ['-p', '2'],
    ],
  ])('%s', (_, tree, unit, argv) => {
    expect(startedOn(tree, unit)).toEqual([argv]);
  });
});

describe('the drop-ins that apply to a unit', () => {
  const base = { [`etc/systemd/system/${NAME}`]: UNIT('base') };
  const drop = (directory: string, name: string) => `${directory}/systemd/system/${NAME}.d/${name}`;

  it.each<[name: string, tree: Tree, argv: readonly string[]]>([
    [
      'come from all directories, by file name',
      { [drop('usr/lib', '50.conf')]: DROP_IN('50'), [drop('etc', '10.conf')]: DROP_IN('10') },
      ['50'],
    ],
    [
      'hide those of the same name in lower directories',
      { [drop('usr/lib', '50.conf')]: DROP_IN('lib'), [drop('etc', '50.conf')]: DROP_IN('etc') },
      ['etc'],
    ],
    [
      'are removed by a link to /dev/null',
      { [drop('usr/lib', '50.conf')]: DROP_IN('lib'), [drop('etc', '50.conf')]: { symlink: '/dev/null' } },
      ['base'],
    ],
    [
      'end in .conf and do not begin with a dot',
      { [drop('etc', 'a.bak')]: DROP_IN('bak'), [drop('etc', '.a.conf')]: DROP_IN('dot') },
      ['base'],
    ],
    ['may be those of all services', { 'etc/systemd/system/service.d/a.conf': DROP_IN('all') }, ['all']],
  ])('%s', (_, tree, argv) => {
    expect(startedOn({ ...base, ...tree })).toEqual([argv]);
  });

  it('are those of every name of an instance', () => {
    const at = (folder: string, name: string, value: string) => ({
      [`etc/systemd/system/${folder}.d/${name}.conf`]: `[Service]\nEnvironment=${name.toUpperCase()}=${value}\n`,
    });
    const tree = {
      'etc/systemd/system/foo-bar@.service': UNIT('$A $B $C $D $E $Z'),
      ...at('foo-bar@11.service', 'a', '1'),
      ...at('foo-bar@.service', 'b', '2'),
      ...at('foo-@.service', 'c', '3'),
      ...at('foo-.service', 'd', '4'),
      ...at('service', 'e', '5'),
      ...at('bar@.service', 'z', 'no'),
    };
    expect(startedOn(tree, 'foo-bar@11.service')).toEqual([['1', '2', '3', '4', '5']]);
  });

  it('replace a command only if they clear it first', () => {
    const second = '[Service]\nExecStart=/usr/bin/memcached -l 127.0.0.1\n';
    expect(startedOn({ ...base, [drop('etc', 'a.conf')]: second })).toBe('refused');
    expect(startedOn({ ...base, [drop('etc', 'a.conf')]: DROP_IN('new') })).toEqual([['new']]);
  });
});
