import { describe, expect, it } from 'vitest';
import { check } from '../../src/check.ts';
import { DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts';
import { memoryRepository } from '../../src/repository/memory-repository.ts';
import { wordText } from '../formats/host/read.ts';

type Files = Readonly<Record<string, string>>;

async function checked(files: Files) {
  const report = await check(memoryRepository(files), {
    configuration: DEFAULT_CONFIGURATION,
    today: '2027-01-01',
  });
  return {
    argv: report.exposures.map(({ launch }) => launch.argv.map(wordText).join(' ')),
    rules: report.findings
      .filter(({ level }) => level === 'error')
      .map(({ name }) => name)
      .sort(),
  };
}

/** Errors of a launch that nobody's words protect: no version is known, so that UDP is open too. */
const OPEN = ['default-bind', 'udp-not-disabled'];

const ARCH = `[Service]
Environment=CACHESIZE=64
Environment=MAXCONN=1024
Environment="LISTEN=-l 127.0.0.1,::1"
Environment="OPTIONS=-o modern,drop_privileges"
ExecStart=/usr/bin/memcached -m \${CACHESIZE} -c \${MAXCONN} $LISTEN $OPTIONS
`;
const UNIT = 'usr/lib/systemd/system/memcached.service';
const DROP_IN = 'etc/systemd/system/memcached.service.d/a.conf';

describe('Arch Linux', () => {
  it.each<[string, Files, string[], string[]]>([
    ['the unit', { [UNIT]: ARCH }, ['-m 64 -c 1024 -l 127.0.0.1,::1 -o modern,drop_privileges'], []],
    [
      'the unit until 2018',
      { [UNIT]: '[Service]\nExecStart=/usr/bin/memcached -l 127.0.0.1\n' },
      ['-l 127.0.0.1'],
      [],
    ],
    [
      'options that add an address',
      { [UNIT]: ARCH, [DROP_IN]: '[Service]\nEnvironment="OPTIONS=-l 10.0.0.5"\n' },
      ['-m 64 -c 1024 -l 127.0.0.1,::1 -l 10.0.0.5'],
      ['udp-not-disabled'],
    ],
    [
      'no address',
      { [UNIT]: ARCH, [DROP_IN]: '[Service]\nEnvironment=LISTEN=\n' },
      ['-m 64 -c 1024 -o modern,drop_privileges'],
      // Only releases without UDP by default know drop_privileges.
      ['default-bind'],
    ],
    [
      'every address',
      { [UNIT]: ARCH, [DROP_IN]: '[Service]\nEnvironment="LISTEN=-l 0.0.0.0"\n' },
      ['-m 64 -c 1024 -l 0.0.0.0 -o modern,drop_privileges'],
      ['public-bind'],
    ],
    [
      'an instance',
      {
        'etc/systemd/system/memcached@.service': ARCH.replace('memcached -m', 'memcached -p %i -m'),
        'setup.sh': '#!/bin/sh\nsystemctl enable memcached@11311\n',
        'etc/systemd/system/memcached@11311.service.d/a.conf': '[Service]\nEnvironment="LISTEN=-l ::1"\n',
      },
      ['-p 11311 -m 64 -c 1024 -l ::1 -o modern,drop_privileges'],
      [],
    ],
  ])('%s', async (_what, files, argv, rules) => {
    const found = await checked(files);
    expect(found.argv).toEqual(expect.arrayContaining(argv));
    expect(found.rules).toEqual(rules);
  });
});

const CONFD = (listen: string, udp: string): string =>
  `MEMCACHED_BINARY="/usr/bin/memcached"\nMEMUSAGE="64"\nMEMCACHED_RUNAS="memcached"\nMAXCONN="1024"\nLISTENON="${listen}"\nPORT="11211"\nUDPPORT="${udp}"\nMISC_OPTS=""\n`;

describe('Gentoo and Alpine', () => {
  it.each<[string, Files, string[]]>([
    ['Gentoo as shipped', { 'etc/conf.d/memcached': CONFD('', '${PORT}') }, ['default-bind', 'udp-enabled']],
    ['Gentoo made safe', { 'etc/conf.d/memcached': CONFD('127.0.0.1', '0') }, []],
    ['Alpine as shipped', { 'etc/conf.d/memcached': CONFD('127.0.0.1', '${PORT}') }, ['udp-enabled']],
    ['two addresses', { 'etc/conf.d/memcached': CONFD('127.0.0.1,10.0.0.2', '0') }, []],
    [
      'a socket',
      { 'etc/conf.d/memcached': `${CONFD('', '${PORT}')}SOCKET=/run/mc.sock\nSOCKET_MASK=0777\n` },
      [],
    ],
    ["Gentoo's unit", { [UNIT]: '[Service]\nUser=memcached\nExecStart=/usr/bin/memcached\n' }, OPEN],
    // OpenRC never runs there.
    ['Alpine in a container', { Dockerfile: 'FROM alpine:3.20\nRUN apk add memcached\nCMD ["sh"]\n' }, []],
  ])('%s', async (_what, files, rules) => {
    expect((await checked(files)).rules).toEqual(rules);
  });
});

describe('the BSDs', () => {
  it.each<[string, Files, string[]]>([
    ['FreeBSD switched on', { 'etc/rc.conf': 'memcached_enable="YES"\n' }, OPEN],
    [
      'FreeBSD on loopback',
      { 'etc/rc.conf': 'memcached_enable="YES"\nmemcached_flags="-l 127.0.0.1 -U 0"\n' },
      [],
    ],
    ['FreeBSD by sysrc', { 'setup.sh': 'sysrc memcached_enable=YES\nservice memcached start\n' }, OPEN],
    [
      'a profile without the common flags',
      {
        'etc/rc.conf':
          'memcached_enable="YES"\nmemcached_profiles="a b"\nmemcached_a_flags="-p 11212 -U 0"\nmemcached_flags="-l 127.0.0.1 -U 0"\n',
      },
      ['default-bind'],
    ],
    ['OpenBSD with its own flags', { 'setup.sh': 'rcctl enable memcached\nrcctl start memcached\n' }, []],
    [
      'OpenBSD with others',
      { 'etc/rc.conf.local': 'memcached_flags="-u _memcached -U 0"\n' },
      ['default-bind'],
    ],
  ])('%s', async (_what, files, rules) => {
    expect((await checked(files)).rules).toEqual(rules);
  });
});

const plist = (...words: string[]): Files => ({
  'cache.plist': `<?xml version="1.0"?>\n<plist version="1.0"><dict><key>Label</key><string>cache</string>\n<key>EnvironmentVariables</key><dict><key>IP</key><string>10.0.0.5</string></dict>\n<key>ProgramArguments</key><array>${words.map((word) => `<string>${word}</string>`).join('')}</array></dict></plist>\n`,
});

describe('macOS', () => {
  it.each<[string, Files, string[], string[]]>([
    ['localhost', plist('/usr/local/bin/memcached', '-l', 'localhost', '-U', '0'), ['-l localhost -U 0'], []],
    ['no address', plist('/usr/local/bin/memcached', '-U', '0'), ['-U 0'], ['default-bind']],
    ['a shell', plist('/bin/sh', '-c', 'memcached -U 0 -l $IP'), ['-U 0 -l 10.0.0.5'], []],
    // No release takes an address that begins with a blank.
    ['flag and value in one word', plist('memcached', '-l 127.0.0.1', '-U', '0'), ['-l 127.0.0.1 -U 0'], []],
    ['brew services', { 'setup.sh': 'brew install memcached\nbrew services start memcached\n' }, [], []],
  ])('%s', async (_what, files, argv, rules) => {
    expect(await checked(files)).toEqual({ argv, rules });
  });
});

describe('NixOS', () => {
  const module = (body: string): Files => ({ 'flake.nix': `{\n  ${body}\n}\n` });

  it.each<[string, string[]]>([
    ['services.memcached.enable = true;', []],
    ['services.memcached = { enable = true; listen = "0.0.0.0"; port = 11212; };', ['public-bind']],
    ['services.memcached = { enable = true; extraOptions = [ "-U 11211" "-v" ]; };', ['udp-enabled']],
    ['services.memcached = { enable = true; extraOptions = [ "-l" "10.0.0.1" ]; };', []],
    ['services.memcached = { enable = true; enableUnixSocket = true; listen = "0.0.0.0"; };', []],
  ])('%s', async (body, rules) => {
    expect((await checked(module(body))).rules).toEqual(rules);
  });
});

const RC =
  '#!/bin/sh\nstart() {\n  /usr/bin/memcached -d -u nobody -U 0 $LISTEN\n}\ncase "$1" in\n  start) start ;;\n  stop) killall memcached ;;\nesac\n';

describe('Slackware, Windows, Solaris', () => {
  it.each<[string, Files, string[], string[]]>([
    [
      'a script of rc.d',
      { 'etc/rc.d/rc.memcached': RC.replace('$LISTEN', '-l 0.0.0.0') },
      ['-d -u nobody -U 0 -l 0.0.0.0'],
      ['public-bind'],
    ],
    [
      'rc.local',
      {
        'etc/rc.d/rc.local':
          '# local\n[ -x /usr/bin/memcached ] && /usr/bin/memcached -d -l 127.0.0.1 -U 0\n',
      },
      ['-d -l 127.0.0.1 -U 0'],
      [],
    ],
    [
      'a verb of service control is not an option',
      { 'install.bat': 'memcached.exe -d install -l 0.0.0.0 -U 0\n' },
      ['-d install -l 0.0.0.0 -U 0'],
      ['public-bind'],
    ],
    [
      'a service of Windows',
      {
        'install.cmd':
          'sc create memcached binPath= "C:\\mc\\memcached.exe -d runservice -l 127.0.0.1 -U 0"\n',
      },
      ['-d runservice -l 127.0.0.1 -U 0'],
      [],
    ],
    [
      'properties of SMF',
      { 'setup.sh': `svccfg -s memcached:default setprop memcached/options = '("-l" "0.0.0.0" "-U" "0")'\n` },
      ['-l 0.0.0.0 -U 0'],
      ['public-bind'],
    ],
  ])('%s', async (_what, files, argv, rules) => {
    expect(await checked(files)).toEqual({ argv, rules });
  });
});

it('says that settings without the ports start nothing that anybody can use', async () => {
  const { findings } = await check(
    memoryRepository({ 'etc/conf.d/memcached': 'LISTENON="0.0.0.0"\nMISC_OPTS="-U 0"\n' }),
    { configuration: DEFAULT_CONFIGURATION, today: '2027-01-01' },
  );
  expect(findings.map(({ name, message }) => `${name}: ${message}`)).toEqual([
    'invalid-command-line: OpenRC service memcached opens no socket: some releases refuse the command line (-I cannot be more than half of the memory (-m)), the others turn TCP off as well.',
  ]);
});
