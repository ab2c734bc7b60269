import { describe, expect, it } from 'vitest';
import { shellScript } from '../../../src/formats/shell-script/format.ts';
import { writtenConfiguration } from '../../../src/formats/written-files/format.ts';
import { commandLines, place, positions, read } from '../host/read.ts';

const lines = async (path: string, text: string, others: Record<string, string> = {}) =>
  commandLines(await read(shellScript, { [path]: text, ...others }));

describe('templates of scripts', () => {
  it.each<[string, string, string[]]>([
    ['a.sh.j2', 'memcached -l {{ ip }} -U 0\n', ['-l ‹{{ ip }}› -U 0']],
    ['a.sh.erb', 'memcached -l <%= @ip %>\n', ['-l ‹<%= @ip %>›']],
    ['a.sh.tpl', 'memcached -l {{ .Values.ip }}\n', ['-l ‹{{ .Values.ip }}›']],
    ['a.sh.tpl', 'memcached -p ${port}\n', ['-p ‹port…›']],
    ['a.sh.j2', "memcached -p {{ port | default('7') }}\n", ['-p 7']],
    ['a.sh.j2', '{% if x %}\nmemcached -p 1\n{% else %}\nmemcached -p 2\n{% endif %}\n', ['-p 1', '-p 2']],
    // Salt names its templates like what they become; control statements tell.
    [
      'a.sh',
      "{%- from 'map.jinja' import m with context -%}\n#!/bin/sh\nmemcached -l {{ m.ip }}\n",
      ['-l ‹{{ m.ip }}›'],
    ],
    ['a.sh', "docker ps --format '{{.Names}}'\nmemcached -p '{{ x }}' {%s}\n", ['-p {{ x }} {%s}']],
    ['a.sh.j2', "docker ps --format '{{.Names}}'\nmemcached -p 1\n", ['-p 1']],
  ])('%s: %j', async (path, text, expected) => {
    expect(await lines(path, text)).toEqual(expected);
  });

  it('get the values of their role', async () => {
    const { launches } = await read(shellScript, {
      'roles/m/templates/a.sh.j2': '#!/bin/sh\nmemcached -d -l {{ m_ip }}\n',
      'roles/m/defaults/main.yml': 'm_ip: 0.0.0.0\n',
    });
    expect(commandLines({ launches, problems: [] })).toEqual(['-d -l 0.0.0.0']);
    expect(place(launches[0]!)).toContain('2:1 memcached -d -l');
    expect(positions(launches[0]!)).toEqual(['2:11', '2:14', '1:7']);
    expect(launches[0]!.argv[2]!.locate()!.file.path).toBe('roles/m/defaults/main.yml');
  });

  it('write files with those values', async () => {
    const reading = await read(writtenConfiguration, {
      'roles/m/templates/a.sh.j2': 'cat > /etc/memcached.conf <<EOF\n-l {{ m_ip }}\nEOF\n',
      'roles/m/defaults/main.yml': 'm_ip: 0.0.0.0\n',
    });
    expect(commandLines(reading)).toEqual(['-l 0.0.0.0']);
  });

  it.each<[string, string]>([
    ['a.sh.j2', '{# memcached -l 0.0.0.0 #}\n'],
    ['a.sh.j2', '{% set x = "memcached -l 0.0.0.0" %}\n'],
    ['a.sh.j2', 'echo {{ memcached }}\n'],
    ['a.sh.erb', '<%# memcached -l 0.0.0.0 %>\n'],
    ['a.sh.erb', 'echo <%= memcached %> memcached\n'],
    ['a.sh.tpl', '{{/* memcached -l 0.0.0.0 */}}\n'],
    ['a.py.j2', 'memcached -l {{ ip }}\n'],
  ])('start none with %s: %j', async (path, text) => {
    expect(await read(shellScript, { [path]: text })).toEqual({ launches: [], problems: [] });
  });
});

describe('scripts that only look like templates', () => {
  it.each<[string, string, string[]]>([
    ['a.sh', "docker ps --format '{{.Names}}' | grep -q m || memcached -p 1\n", ['-p 1']],
    ['a.sh', "X='{{ if a }}'\nmemcached -p 1\necho '{{ end }}'\n", ['-p 1']],
    ['a.sh', "memcached -s '{{x}}'\n", ['-s {{x}}']],
    ['a.sh', "memcached -s '@SOCKET@'\n", ['-s @SOCKET@']],
    ['a', "#!/bin/sh\ndocker inspect -f '{{.Id}}' x\nmemcached -s '{{x}}'\n", ['-s {{x}}']],
  ])('%s: %j', async (path, text, expected) => {
    expect(await lines(path, text)).toEqual(expected);
  });
});
