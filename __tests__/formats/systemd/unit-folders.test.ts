import { describe, expect, it } from 'vitest';
import { systemd } from '../../../src/formats/systemd/format.ts';
import { readAs, show } from './fixture.ts';

type Files = Readonly<Record<string, string>>;

const UNIT = '[Service]\nExecStart=/usr/bin/memcached -l 0.0.0.0\n';
const DROP_IN = '[Service]\nExecStart=\nExecStart=/usr/bin/memcached -l 127.0.0.1\n';

async function launchesOf(files: Files): Promise<readonly string[]> {
  const { launches, problems } = await readAs(systemd, files);
  expect(problems).toEqual([]);
  return launches.map(({ name, argv }) => `${name}: ${argv.map(show).join(' ')}`);
}

describe('a unit', () => {
  it.each([
    'memcached.service',
    'debian/memcached.service',
    'files/memcached.service',
    'templates/memcached.service.j2',
    'roles/cache/files/memcached.service',
    'site-cookbooks/cache/templates/default/memcached.service.erb',
    'modules/cache/templates/memcached.service.epp',
    'overlay/etc/systemd/system/memcached.service',
    'rootfs/usr/lib/systemd/system/memcached.service',
    'packaging/systemd/memcached.service.in',
    'etc/systemd/memcached.service',
    '.config/systemd/user/memcached.service',
    'home/me/.config/systemd/user/memcached.service',
    'dot_config/systemd/user/memcached.service',
    'private_dot_config/exact_systemd/user/memcached.service',
    'usr/share/systemd/user/memcached.service',
    'systemd/user/memcached.service',
  ])('is read at %s', async (path) => {
    expect(await launchesOf({ [path]: UNIT })).toEqual(['memcached.service: -l 0.0.0.0']);
  });

  it.each<[unit: string, dropIn: string]>([
    ['.config/systemd/user/memcached.service', '.config/systemd/user/memcached.service.d/a.conf'],
    [
      'home/me/.local/share/systemd/user/memcached.service',
      'home/me/.config/systemd/user/memcached.service.d/a.conf',
    ],
    ['dot_config/systemd/user/memcached.service', 'dot_config/systemd/user/memcached.service.d/a.conf'],
    ['usr/lib/systemd/user/memcached.service', 'etc/systemd/user/memcached.service.d/a.conf'],
    ['systemd/user/memcached.service', 'systemd/user/memcached.service.d/a.conf'],
    ['files/memcached.service', 'files/memcached.service.d/a.conf'],
    [
      'overlay/usr/lib/systemd/system/memcached.service',
      'overlay/etc/systemd/system/memcached.service.d/a.conf',
    ],
  ])('at %s is changed by %s', async (unit, dropIn) => {
    expect(await launchesOf({ [unit]: UNIT, [dropIn]: DROP_IN })).toEqual([
      'memcached.service: -l 127.0.0.1',
    ]);
  });

  it('of users is none of the machine, and the other way round', async () => {
    const files = {
      'etc/systemd/system/memcached.service': UNIT,
      'etc/systemd/user/memcached.service.d/a.conf': DROP_IN,
    };
    expect(await launchesOf(files)).toEqual([
      'memcached.service: -l 0.0.0.0',
      'memcached.service: -l 127.0.0.1',
    ]);
  });
});

describe("a user's unit", () => {
  const path = '.config/systemd/user/cache.service';

  it('knows its home directory by the root of its files only', async () => {
    const text =
      '[Service]\nEnvironmentFile=%h/.config/cache/env\nExecStart=/usr/bin/memcached -l ${LISTEN} -s %t/m -P %h/pid -e %T\n';
    const files = { [path]: text, '.config/cache/env': 'LISTEN=10.0.0.1\n' };
    expect(await launchesOf(files)).toEqual(['cache.service: -l 10.0.0.1 -s <%t>/m -P <%h>/pid -e /tmp']);
  });

  it('is confined by its process, but not by filters that only the machine may load', async () => {
    const settings = 'IPAddressDeny=any\nSocketBindDeny=any\nRestrictNetworkInterfaces=lo\n';
    const reaches = async (more: string) => {
      const text = `[Service]\n${settings}${more}ExecStart=/usr/bin/memcached -l 0.0.0.0\n`;
      const { launches } = await readAs(systemd, { [path]: text });
      const network = launches[0]?.network;
      return network?.kind === 'host' && network.limits.map(({ reach }) => reach);
    };
    expect(await reaches('')).toEqual([]);
    expect(await reaches('PrivateNetwork=yes\n')).toEqual(['none']);
    expect(await reaches('RestrictAddressFamilies=AF_UNIX\n')).toEqual(['none']);
  });
});

describe('a template of units', () => {
  const TEMPLATE =
    '[Service]\nEnvironmentFile=/etc/memcached/%i.conf\nExecStart=/usr/bin/memcached $OPTIONS\n';

  it.each<[unit: string, folder: string]>([
    ['etc/systemd/system/memcached@.service', 'etc/memcached'],
    ['scripts/memcached@.service', 'etc/memcached'],
    ['roles/cache/files/memcached@.service', 'roles/cache/files/etc/memcached'],
  ])('%s has an instance for each environment file in %s', async (unit, folder) => {
    const files = {
      [unit]: TEMPLATE,
      [`${folder}/a.conf`]: 'OPTIONS="-l 10.0.0.1"\n',
      [`${folder}/b.conf`]: 'OPTIONS="-l 10.0.0.2"\n',
      [`${folder}/deeper/c.conf`]: 'OPTIONS="-l 10.0.0.3"\n',
      [`${folder}/d.conf.bak`]: 'OPTIONS="-l 10.0.0.4"\n',
    };
    expect(await launchesOf(files)).toEqual([
      'memcached@a.service: -l 10.0.0.1',
      'memcached@b.service: -l 10.0.0.2',
    ]);
  });

  it.each<[template: string, words: string]>([
    ['role/templates/etc/default/memcached.j2', '-l 10.0.0.1'],
    ['role/templates/etc/default/memcached', '<OPTS…>'],
    ['role/templates/default/memcached.j2', '<OPTS…>'],
    ['role/templates/memcached.j2', '<OPTS…>'],
  ])('takes %s for what instances get their files from, or not', async (template, words) => {
    const unit = '[Service]\nEnvironmentFile=/etc/default/memcached_%i\nExecStart=/usr/bin/memcached $OPTS\n';
    const files = {
      'role/templates/etc/systemd/system/memcached@.service.j2': unit,
      [template]: 'OPTS=-l 10.0.0.1\n',
    };
    expect(await launchesOf(files)).toEqual([`memcached@.service: ${words}`]);
  });

  it('has one for each drop-in of an instance', async () => {
    const files = {
      'etc/systemd/system/memcached@.service': '[Service]\nExecStart=/usr/bin/memcached -p %i $OPTIONS\n',
      'etc/systemd/system/memcached@11212.service.d/a.conf': '[Service]\nEnvironment="OPTIONS=-l 10.0.0.1"\n',
    };
    expect(await launchesOf(files)).toEqual([
      'memcached@.service: -p <%i>',
      'memcached@11212.service: -p 11212 -l 10.0.0.1',
    ]);
  });

  const LISTENS = '[Service]\nExecStart=/usr/bin/memcached -l %i\n';
  const UNKNOWN = 'memcached@.service: -l <%i>';

  it.each<[path: string, text: string, launches: readonly string[]]>([
    [
      'install.sh',
      'systemctl enable --now memcached@10.0.0.1.service\n',
      ['memcached@10.0.0.1.service: -l 10.0.0.1'],
    ],
    [
      'Makefile',
      'up:\n\tsystemctl start memcached@10.0.0.1 memcached@10.0.0.2\n',
      ['memcached@10.0.0.1.service: -l 10.0.0.1', 'memcached@10.0.0.2.service: -l 10.0.0.2'],
    ],
    [
      'tasks/main.yml',
      '- systemd:\n    name: "memcached@10.0.0.1"\n',
      ['memcached@10.0.0.1.service: -l 10.0.0.1'],
    ],
    ['90-cache.preset', 'enable memcached@10.0.0.1.service\n', ['memcached@10.0.0.1.service: -l 10.0.0.1']],
    [
      'app.service',
      '[Unit]\nWants=memcached@10.0.0.1.service\n',
      ['memcached@10.0.0.1.service: -l 10.0.0.1'],
    ],
    [
      'install.sh',
      'systemctl enable memcached@10.0.0.1\nsystemctl start memcached@$x\n',
      ['memcached@10.0.0.1.service: -l 10.0.0.1', UNKNOWN],
    ],
    ['install.sh', 'systemctl start memcached@{1..3}\n', [UNKNOWN]],
    ['tasks/main.yml', '- systemd:\n    name: "memcached@{{ item }}"\n', [UNKNOWN]],
    [
      'install.sh',
      '# systemctl enable memcached@10.0.0.1\nsystemctl disable memcached@10.0.0.2\n',
      [UNKNOWN],
    ],
    ['install.sh', 'systemctl enable other-memcached@10.0.0.1\n', [UNKNOWN]],
    ['install.sh', 'cp memcached@.service /etc && systemctl enable memcached@\n', [UNKNOWN]],
    ['README.md', 'systemctl enable memcached@10.0.0.1\n', [UNKNOWN]],
  ])('has the instances that %s names: %j', async (path, text, launches) => {
    expect(await launchesOf({ 'etc/systemd/system/memcached@.service': LISTENS, [path]: text })).toEqual(
      launches,
    );
  });

  it('is one launch where nothing hangs on the instance', async () => {
    const files = {
      'etc/systemd/system/memcached@.service':
        '[Service]\nEnvironment=PORT=%i\nExecStart=/usr/bin/memcached -p $PORT\n',
      'install.sh': 'systemctl enable memcached@11211 memcached@11212\n',
    };
    expect(await launchesOf(files)).toEqual(['memcached@.service: -p <%i>']);
  });
});
