import { describe, expect, it } from 'vitest';
import { shellScript } from '../../../src/formats/shell-script/format.ts';
import { sysconfig } from '../../../src/formats/sysconfig/format.ts';
import { placeOf, readAs, show } from '../systemd/fixture.ts';

const REST = 'PORT="11211"\nUSER="memcached"\nMAXCONN="1024"\nCACHESIZE="64"\n';
const FIXED = '-p 11211 -u memcached -m 64 -c 1024';

/** Lines of the file and the words that both Red Hat units pass; `-u … -m … -c …` are left out. */
const OPTIONS: readonly (readonly [lines: string, argv: string])[] = [
  ['OPTIONS=""', ''],
  ['OPTIONS=', ''],
  ['OPTIONS="-U 0"', '-U 0'],
  ['OPTIONS="-l 127.0.0.1 -U 0"', '-l 127.0.0.1 -U 0'],
  ['OPTIONS="-l 127.0.0.1,::1,controller"', '-l 127.0.0.1,::1,controller'],
  ['OPTIONS=-l 127.0.0.1 -U 0', '-l 127.0.0.1 -U 0'],
  ['OPTIONS="-l \'127.0.0.1,::1\'"', '-l 127.0.0.1,::1'],
  ['OPTIONS="-l 1" # x', '-l 1# x'],
  ['export OPTIONS="-l 1"', ''],
  ['OPTIONS = "-l 1"', '-l 1'],
  ['OPTIONS="-l 1"\nOPTIONS="$OPTIONS -k"', '$OPTIONS -k'],
  ['OPTIONS="-l $(hostname -i)"', '-l $(hostname -i)'],
  ['OPTIONS="-l 127.0.0.1" "-U 0"', '-l 127.0.0.1-U 0'],
  ['OPTIONS="-l 1 >> /var/log/m.log 2>&1"', '-l 1 >> /var/log/m.log 2>&1'],
  ['OPTIONS="-l 1"\nOPTIONS="-l 2"', '-l 2'],
  ['#OPTIONS="-l 127.0.0.1"', ''],
];

async function argvOf(text: string): Promise<readonly string[]> {
  const { launches, problems } = await readAs(sysconfig, { 'etc/sysconfig/memcached': text });
  expect(problems).toEqual([]);
  return launches.map(({ argv }) => argv.map(show).join(' '));
}

describe('values of a sysconfig file', () => {
  it.each(OPTIONS)('%s', async (lines, argv) => {
    expect(await argvOf(`${REST}${lines}\n`)).toEqual([`${FIXED} ${argv}`.trim()]);
  });

  it('does not say what holds for one Red Hat release only', async () => {
    const text = REST.replace('PORT="11211"', 'PORT="11211 -l 0.0.0.0"');
    expect(await argvOf(text)).toEqual(['-p <PORT…> -u memcached -m 64 -c 1024']);
    expect(await argvOf('USER=memcached\nMAXCONN=1024\nCACHESIZE=64\nOPTIONS="-l 127.0.0.1"\n')).toEqual([
      '-p <PORT> -u memcached -m 64 -c 1024 -l 127.0.0.1',
    ]);
  });

  it('swallows the rest of the file after an open quote', async () => {
    expect(await argvOf('PORT=1\nUSER=u\nCACHESIZE=64\nMAXCONN=9\nOPTIONS="-l 1\nPORT="2"\n')).toEqual([
      '-p 1 -u u -m 64 -c 9 -l 1 PORT=2',
    ]);
  });

  it.each([
    ['etc/sysconfig/memcached', '# nothing is set here\n'],
    ['etc/sysconfig/memcached', ''],
    ['etc/sysconfig/memcached.rpmsave', `${REST}OPTIONS=""\n`],
    ['etc/sysconfig/httpd', 'OPTIONS="-l 0.0.0.0"\n'],
    ['etc/sysconfig/memcached', '#IPADDR=""\n#PORT=11211\n#CACHESIZE=64\n#MAXCONN=1024\n#OPTIONS="-U 0"\n'],
    ['app/.env', 'PORT=3000\nMEMCACHED_SERVERS=localhost:11211\nOPTIONS=none\n'],
    ['etc/init.d/memcached', `#!/bin/sh\n${REST}OPTIONS=""\n`],
  ])('finds nothing in %s: %j', async (path, text) => {
    expect(await readAs(sysconfig, { [path]: text })).toEqual({ launches: [], problems: [] });
  });

  it.each(['ops/cache.sysconfig', 'provision/cache-env'])(
    'knows the file at %s by its keys',
    async (path) => {
      const { launches } = await readAs(sysconfig, { [path]: `${REST}OPTIONS="-l 0.0.0.0"\n` });
      expect(launches.map(({ argv }) => argv.map(show).join(' '))).toEqual([`${FIXED} -l 0.0.0.0`]);
    },
  );
});

describe('what cannot be told', () => {
  it('is said of options in a variable that no known unit reads', async () => {
    const { launches, problems } = await readAs(sysconfig, {
      'etc/sysconfig/memcached': 'MEMCACHED_OPTS="-l 0.0.0.0"\nLOG=yes\n',
    });
    expect(launches).toEqual([]);
    expect(problems.map(({ kind, at }) => `${kind} ${placeOf(at)}`)).toEqual([
      'unresolved etc/sysconfig/memcached:1:16-28',
    ]);
  });

  it.each([
    'MEMCACHED_PARAMS="-l 127.0.0.1"',
    'MEMCACHED_PARAMS="-l 127.0.0.1"\nMEMCACHED_USER=""',
    'MEMCACHED_PARAMS="-l 127.0.0.1"\n#MEMCACHED_USER="memcached"',
  ])("is the user where SUSE's is set elsewhere: %s", async (text) => {
    expect(await argvOf(`${text}\n`)).toEqual(['-u <MEMCACHED_USER> -l 127.0.0.1']);
  });

  it.each<[options: string, argv: string]>([
    ['-l 127.0.0.1 >> {{ log }} 2>&1', '-l 127.0.0.1 >> 2>&1'],
    ['-l 127.0.0.1 2> <%= @log %>', '-l 127.0.0.1 2>'],
    ['-l 127.0.0.1 >>{{ log }}', '-l 127.0.0.1 >><{{ log }}>'],
    ['-l 127.0.0.1 >> /var/log/{{ name }}', '-l 127.0.0.1 >> /var/log/<{{ name }}>'],
    ['-l 127.0.0.1 >> /var/log/m {{ more }}', '-l 127.0.0.1 >> /var/log/m <{{ more }}…>'],
  ])('is no option behind a redirection: %s', async (options, argv) => {
    const { launches } = await readAs(sysconfig, {
      'etc/sysconfig/memcached.j2': `${REST}OPTIONS="${options}"\n`,
    });
    expect(launches.map((launch) => launch.argv.map(show).join(' '))).toEqual([`${FIXED} ${argv}`]);
  });

  it("keeps the quotes in a template's placeholder out of the value's own", async () => {
    const { launches } = await readAs(sysconfig, {
      'templates/sysconfig/memcached.erb': `${REST}OPTIONS="-l <%= @ips.join(",") %> -U 0"\n`,
    });
    expect(launches[0]?.argv.map(show).join(' ')).toBe(`${FIXED} -l <<%= @ips.join(",") %>> -U 0`);
    expect(launches.map(({ at }) => placeOf(at))).toEqual(['templates/sysconfig/memcached.erb:5:9-40']);
  });
});

describe('variables beside the known ones', () => {
  it('may say where memcached listens, if a unit of its own kind uses them', async () => {
    expect(await argvOf(`${REST}OPTIONS=""\nBIND=127.0.0.1\nPIDFILE=/x\n`)).toEqual([`${FIXED} <BIND…>`]);
    expect(await argvOf(`${REST}OPTIONS="-l ::1"\nIPADDR=""\nTHREADS=4\n`)).toEqual([`${FIXED} -l ::1`]);
  });

  it('make a file at a path that says nothing somebody else’s', async () => {
    const text = `${REST}OPTIONS=""\nBIND=127.0.0.1\n`;
    expect(await readAs(sysconfig, { 'app/cache_env': text })).toEqual({ launches: [], problems: [] });
  });

  it('of both families in a template with branches give a launch each', async () => {
    const text = `<% if x -%>\n${REST}OPTIONS="<%= opts %>"\n<% else -%>\nMEMCACHED_PARAMS="-l 127.0.0.1"\nMEMCACHED_USER="m"\n<% end -%>\n`;
    const { launches } = await readAs(sysconfig, { 'templates/memcached_sysconfig.erb': text });
    expect(launches.map(({ argv, condition }) => `${argv.map(show).join(' ')}: ${condition}`)).toEqual([
      `${FIXED} <<%= opts %>…>: undefined`,
      '-u m -l 127.0.0.1: where the template takes <% else -%>',
    ]);
  });
});

describe('a sysconfig file that an init script of the repository sources', () => {
  const SCRIPT =
    '#!/bin/sh\n[ -f /etc/sysconfig/memcached ] && . /etc/sysconfig/memcached\nstart() { daemon memcached $OPTIONS; }\n';
  it.each([
    ['OPTIONS="-l 127.0.0.1" # local only', '-l 127.0.0.1'],
    ['export OPTIONS="-l 127.0.0.1"\nOPTIONS="$OPTIONS -k"', '-l 127.0.0.1 -k'],
    ['OPTIONS="-l \'127.0.0.1\'"', '-l 127.0.0.1'],
    ['OPTIONS="-l 10.0.0.1 >> /var/log/m.log 2>&1"', '-l 10.0.0.1'],
    ['OPTIONS="-l 127.0.0.1"\nOPTIONS+=" -U 0"', '-l 127.0.0.1 -U 0'],
    ['OPTIONS="-l $(hostname -i)"', '-l <$(hostname -i)…>'],
    ['OPTIONS="-l $(echo 10.0.0.1)"', '-l 10.0.0.1'],
    ['OPTIONS=""', ''],
  ])('is shell code: %s', async (lines, argv) => {
    const { launches } = await readAs(sysconfig, {
      'etc/sysconfig/memcached': `PORT=11212\n${lines}\n`,
      'etc/rc.d/init.d/memcached': SCRIPT,
    });
    expect(launches.map((launch) => launch.argv.map(show).join(' '))).toEqual([
      `-d -p 11212 -u memcached -m 64 -c 1024 -P /var/run/memcached/memcached.pid ${argv}`.trim(),
    ]);
  });

  it.each([
    ['etc/sysconfig/memcached', 'etc/init.d/memcached'],
    ['hosts/web/etc/sysconfig/memcached', 'hosts/web/etc/rc.d/init.d/memcached'],
    ['memcached.sysconfig', 'memcached.init'],
  ])('is left to that script where it shows the whole command: %s', async (path, script) => {
    const files = {
      [path]: 'PORT=11212\nOPTIONS="-l 127.0.0.1"\n',
      [script]: `#!/bin/sh\nOPTIONS=""\n[ -f /etc/sysconfig/memcached ] && . /etc/sysconfig/memcached
. /etc/sysconfig/network\nstart() { daemon memcached -d -s /tmp/m.sock $OPTIONS; }\ncase "$1" in start) start;; esac\n`,
    };
    expect(await readAs(sysconfig, files)).toEqual({ launches: [], problems: [] });
    const { launches } = await readAs(shellScript, files);
    expect(launches.map((launch) => launch.argv.map(show).join(' '))).toEqual([
      '-d -s /tmp/m.sock -l 127.0.0.1',
    ]);
  });

  it('speaks for itself where the script reads another file', async () => {
    const { launches } = await readAs(sysconfig, {
      'a/etc/sysconfig/memcached': 'PORT=11212\nOPTIONS="-l 127.0.0.1"\n',
      'b/etc/init.d/memcached': '#!/bin/sh\n. /etc/sysconfig/memcached\nmemcached -d $OPTIONS\n',
    });
    expect(launches).toHaveLength(1);
  });
});
