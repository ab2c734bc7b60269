import { describe, expect, it } from 'vitest';
import { debianConf } from '../../../src/formats/debian-conf/format.ts';
import { commandLines, place, positions, read, wordPlaces } from '../host/read.ts';

const PATH = 'etc/memcached.conf';
const words = async (text: string, path = PATH): Promise<string[]> =>
  commandLines(await read(debianConf, { [path]: text }));

describe('a conf', () => {
  it.each<[string, string]>([
    ['', '-u root'],
    ['# -l 127.0.0.1\n', '-u root'],
    ['logfile /var/log/memcached.log\n', '-u root'],
    ['-d\n', '-u root'],
    ['-d -l 127.0.0.1\n-p 1', '-p 1'],
    [
      '-m 64\n-p 11211\n-u memcache\n-l 127.0.0.1\n-P /run/m.pid',
      '-m 64 -p 11211 -u memcache -l 127.0.0.1 -P /run/m.pid',
    ],
    ['-l 127.0.0.1 # lo # x\r\n-U 0\r\n', '-l 127.0.0.1 -U 0'],
    ['\ufeff-l 127.0.0.1\n-p 1', '-p 1'],
    ['-l "10.0.0.1"\n', '-l 10.0.0.1'],
    ['-l 127.0.0.1\\\n-p 5', '-l 127.0.0.1 -p 5'],
    ['-l {{ bind }}\n-p {{ port }}', '-l ‹{{ bind }}› -p ‹{{ port }}›'],
    ['-l <%= @listen %>\n{{ extra }}\n-v', '-l ‹<%= @listen %>› ‹{{ extra }}…› -v'],
    ['{{ key }} {{ value }}\n-l ::1', '‹{{ key }}› ‹{{ value }}› -l ::1'],
    ['<%= mark %>-c 1024\n<%= mark %> -k\n-l ::1', '-l ::1'],
    ['<%= mark %>-l 127.0.0.1\n-m 64', '‹<%= mark %>›-l 127.0.0.1 -m 64'],
    ['-l @BIND@ -p %%PORT%%', '-l ‹@BIND@› -p ‹%%PORT%%›'],
  ])('%j', async (text, expected) => {
    expect(await words(text)).toEqual([expected]);
  });

  it.each<[string, string[]]>([
    [
      '{% if s %}\n-s {{ s }}\n{% else %}\n-l {{ ip }}\n-U 0\n{% endif %}\n-m 1',
      ['-s ‹{{ s }}› -m 1', '-l ‹{{ ip }}› -U 0 -m 1'],
    ],
    [
      '<% if a -%>\n-s /x\n<% elsif b -%>\n-l ::1\n<% else -%>\n-l ::\n<% end -%>\n',
      ['-s /x', '-l ::1', '-l ::'],
    ],
    ['{{ if .A }}\n-l 127.0.0.1\n{{- else }}\n-l 0.0.0.0\n{{ end }}\n', ['-l 127.0.0.1', '-l 0.0.0.0']],
    ['{% if a %}\n-m 1\n{% else %}\n-m 2\n{% endif %}\n-l ::1', ['-m 1 -l ::1']],
    [
      '{% for ip in ips %}\n-l {{ ip }}\n{% endfor %}\n{% if u %}\n-U 0\n{% endif %}',
      ['-l ‹{{ ip }}› -U 0', '-l ‹{{ ip }}›'],
    ],
    [
      '{% if bind %}\n-l <%= @listen %>\n{% endif %}\n{{ extra }}\n-v',
      ['-l ‹<%= @listen %>› ‹{{ extra }}…› -v', '‹{{ extra }}…› -v'],
    ],
    [
      '<% @ips.each do |ip| -%>\n-l <%= ip %>\n<% end -%>\n-v <%# x %>\n<% else %><% end %>',
      ['-l ‹<%= ip %>› -v'],
    ],
  ])('template %j', async (text, expected) => {
    expect(await words(text, 'memcached.conf.j2')).toEqual(expected);
  });

  it('that the shell cannot read is refused', async () => {
    const reading = await read(debianConf, { [PATH]: '-m 64\n-l "127.0.0.1\n' });
    expect(reading.launches).toEqual([]);
    expect(reading.problems.map(({ kind, at }) => [kind, at.start])).toEqual([['refused', 9]]);
  });
});

describe('places', () => {
  it('point at the characters of each word', async () => {
    const text = '# c\n-d\n  -l 10.0.0.1\t-U 11211 # x\n-p 11211\n';
    const [launch] = (await read(debianConf, { [PATH]: text })).launches;
    expect(place(launch!)).toBe('3:3 -l 10.0.0.1\t-U 11211');
    expect(wordPlaces(launch!)).toEqual(['-l', '10.0.0.1', '-U', '11211', '-p', '11211']);
    expect(positions(launch!)).toEqual(['3:3', '3:6', '3:15', '3:18', '4:1', '4:4']);
  });

  it('go through the shell', async () => {
    const text = '-m 64\n-l "10.0.0.1",\'::1\' -o a\\\nb\n-U ${U:-11211}\n';
    const [launch] = (await read(debianConf, { [PATH]: text })).launches;
    expect(commandLines({ launches: [launch!], problems: [] })).toEqual([
      '-m 64 -l 10.0.0.1,::1 -o a b -U 11211',
    ]);
    expect(wordPlaces(launch!).slice(3, 4)).toEqual(['10.0.0.1",\'::1']);
    expect(positions(launch!).slice(3)).toEqual(['2:5', '2:21', '2:24', '4:1', '4:9']);
  });

  it('of a conf without a line are its first line', async () => {
    const [launch] = (await read(debianConf, { [PATH]: '# nothing\n' })).launches;
    expect(place(launch!)).toBe('1:1 # nothing');
  });
});

describe('files of that name with something else', () => {
  it.each<[string, string, string]>([
    [
      'a supervisord program',
      'memcached.conf',
      '[program:memcached]\ncommand=memcached\n  -l 0.0.0.0\n  -m 64\n',
    ],
    [
      'a collectd plugin',
      'collectd.d/memcached.conf',
      'LoadPlugin memcached\n<Plugin "memcached">\n  Host "127.0.0.1"\n</Plugin>\n',
    ],
    ['an nginx snippet', 'memcached.conf', 'upstream memcached {\n  server 127.0.0.1:11211;\n}\n'],
    [
      'an Apache snippet',
      'memcached.conf',
      '<IfModule mod_memcached.c>\n  MemcachedServer localhost\n</IfModule>\n',
    ],
    [
      'an upstart job',
      'init/memcached.conf',
      'start on runlevel [2345]\nrespawn\nexec memcached \\\n-l 0.0.0.0 \\\n-m 64\n',
    ],
    ['a client ini', 'memcached.conf', '[memcached]\nserver=10.0.0.1\nport=11211\n'],
    ['a PHP extension', 'php.d/memcached.conf', '; comment\nextension=memcached.so\n'],
    ['a list of hosts', 'memcached.conf', '10.0.0.1:11211\n10.0.0.2:11211\n'],
    ['tmpfiles.d', 'usr/lib/tmpfiles.d/memcached.conf', 'd /run/memcached 0755 memcache memcache -\n'],
    ['sysusers.d', 'sysusers.d/memcached.conf', 'u memcached - "Memcached" /run/memcached\n'],
    ['a commented snippet', 'nginx/conf.d/memcached.conf', '# upstream memcached\n'],
    [
      'a unit drop-in',
      'memcached.service.d/memcached.conf',
      '[Service]\nExecStart=\nExecStart=/usr/bin/memcached \\\n-l 0.0.0.0\n',
    ],
    ['an environment file', 'memcached.conf', 'PORT=11211\nOPTIONS="-l 0.0.0.0"\n'],
    ['a YAML list', 'memcached.conf', '- type: memcached\n- host: x\n'],
    ['logrotate', 'logrotate.d/memcached.conf', '/var/log/memcached.log {\n  weekly\n}\n'],
    ['JSON', 'memcached.conf', '{ "servers": ["a"] }\n'],
  ])('%s', async (_what, path, text) => {
    expect(await read(debianConf, { [path]: text })).toEqual({ launches: [], problems: [] });
  });
});

describe('paths and contents', () => {
  it.each([
    'memcached.conf',
    'etc/memcached_sessions.conf',
    'templates/memcached.conf.j2',
    'templates/memcached.conf.debian.j2',
    'files/memcached-web.conf.erb',
    'memcached.conf.sample.in',
  ])('takes %s', (path) => {
    expect(debianConf.hasPath(path)).toBe(true);
  });

  it.each([
    'memcached.conf.bak',
    'memcached.confd',
    'mymemcached.conf',
    'memcached/nginx.conf',
    'memcached.yml',
  ])('leaves %s', (path) => {
    expect(debianConf.hasPath(path)).toBe(false);
  });

  it('takes a text of memcached options elsewhere', async () => {
    expect(await words('# memcached\n-m 64\n-p 11211\n-l 0.0.0.0\n', 'ops/cache.args')).toEqual([
      '-m 64 -p 11211 -l 0.0.0.0',
    ]);
  });

  it('takes a template of one elsewhere', async () => {
    const text = '# memcached\n-m {{ size }}\n-p {{ port }}\n-l {{ ip }}\n-c {{ n }}\n\n{{ more }}\n';
    expect(await words(text, 'templates/memcached_debian.j2')).toEqual([
      '-m ‹{{ size }}› -p ‹{{ port }}› -l ‹{{ ip }}› -c ‹{{ n }}› ‹{{ more }}…›',
    ]);
    expect(debianConf.hasContent('# memcached\n-u {{ user }}\n-p {{ port }}\n', 'x.j2')).toBe(false);
  });

  it.each([
    '-r base.txt\n-c constraints.txt\nmemcached\n',
    '-Xmx512m\n-server\n-Dcache=memcached\n',
    '- memcached\n- redis\n',
    '-l 0.0.0.0\n',
    '# memcached\n',
    '--host memcached\n--verbose\n',
    '-m 64\necho memcached\n-l 0.0.0.0\n',
  ])('leaves %j', (text) => {
    expect(debianConf.hasContent(text, 'ops/cache.args')).toBe(false);
  });
});
