import { describe, expect, it } from 'vitest';
import { alternativesOf } from '../../src/templates/alternatives.ts';
import { SourceFile, sourceText } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

/** Every form of a template; unknown parts are their names in `‹›`. */
function formsOf(text: string, path = 'memcached.conf.j2'): string[] {
  return alternativesOf(new SourceFile(path, text)).map(({ file }) => {
    const { runs } = TracedText.source(file, 0, file.text.length);
    return runs.map((run) => (run.kind === 'literal' ? run.text : `‹${run.name}›`)).join('');
  });
}

describe('a text without tags', () => {
  it.each([
    '',
    '-l 127.0.0.1\n',
    'OPTIONS="-l ${IP}"\n',
    'echo ${#list} a@b.c @x 50% %i {a} { { x } }',
    '{{ never closed',
    '{% never closed',
    '<%= never closed',
    '}} %} %>',
    '# user@host.example',
  ])('%j is no template', (text) => {
    expect(formsOf(text)).toEqual([]);
  });
});

describe('values', () => {
  it.each<[string, string]>([
    ['-l {{ ip }}', '-l ‹{{ ip }}›'],
    ["-l {{ ip | default('127.0.0.1') }}", '-l 127.0.0.1'],
    ['-l {{ ip|d("10.0.0.1") }}', '-l 10.0.0.1'],
    ["-l {{ ip | default(other) | default('::1', true) }}", '-l ::1'],
    ['-p {{ port | default(11211) | int }}', '-p 11211'],
    ["-l {{ ips | default(['a', 'b']) | join(',') }}", '-l a,b'],
    ["-l {{ ip | ipaddr('address') }}", "-l ‹{{ ip | ipaddr('address') }}›"],
    ["-l {{ ip | default('10.0.0.8') | ansible.utils.ipaddr }}", '-l 10.0.0.8'],
    ["-l {{ ip | default('10.0.0.' + x) }}", '-l 10.0.0.‹x›'],
    ["{{ '-l ' ~ ip }} -p {{ 11211 + index }}", '-l ‹ip› -p ‹{{ 11211 + index }}›'],
    ["{% set l = ['-v'] + ['-l ::1'] %}{{ l | join(' ') }}", '-v -l ::1'],
    ['{{ ansible_managed | comment }}\n-l ::1', '#\n-l ::1'],
    ["{{ ansible_managed | comment('c') }}\n-l ::1", "‹{{ ansible_managed | comment('c') }}›\n-l ::1"],
    ['<%= "-l #{@ip}:11211,#{x}" %>', '-l ‹#{@ip}›:11211,‹#{x}›'],
    [`<%= "-l #{@ip['{}']}" %>`, `‹<%= "-l #{@ip['{}']}" %>›`],
    ["-l {{ salt['pillar.get']('memcached:listen', '127.0.0.1') }}", '-l 127.0.0.1'],
    ["-l {{ pillar.get('memcached:listen', '10.1.1.1') }}", '-l 10.1.1.1'],
    ['-l {{ .Listen }}', '-l ‹{{ .Listen }}›'],
    ['-l {{ .Listen | default "127.0.0.1" }}', '-l 127.0.0.1'],
    ['-l {{ default "127.0.0.1" .Listen }}', '-l 127.0.0.1'],
    ['-l {{ or .Listen "127.0.0.1" }}', '-l 127.0.0.1'],
    ['-l {{ getv "/memcached/listen" "127.0.0.1" }}', '-l 127.0.0.1'],
    ['-l {{ getv "/memcached/listen" }}', '-l ‹{{ getv "/memcached/listen" }}›'],
    ['-l {{ keyOrDefault "memcached/listen" "::1" }}', '-l ::1'],
    ["-l <%= @listen || '127.0.0.1' %>", '-l 127.0.0.1'],
    ["-l <%= node['memcached']['listen'] %>", "-l ‹<%= node['memcached']['listen'] %>›"],
    ["-l <%= [@listen].flatten.join(',') %>", "-l ‹<%= [@listen].flatten.join(',') %>›"],
    ['-l @IP@ -p %%PORT%%', '-l ‹@IP@› -p ‹%%PORT%%›'],
    ['# {{ ansible_managed }}\n-l ::1', '# ‹{{ ansible_managed }}›\n-l ::1'],
    ['-l ::1{# {{ x }} #}\n-v', '-l ::1\n-v'],
    ['-l ::1\n{# a\nb #}\n-v', '-l ::1\n-v'],
    ["{% set ip = '10.0.0.9' %}\n-l {{ ip }}", '-l 10.0.0.9'],
    ["{{ '{{' }} {{ ''' }}", "{{ ‹{{ ''' }}›"],
  ])('%j', (text, expected) => {
    expect(formsOf(text)).toEqual([expected]);
  });

  it('of Smarty files', () => {
    expect(formsOf('-l {$IP} ${P} {$ x}', 'm.tpl')).toEqual(['-l ‹{$IP}› ${P} {$ x}']);
    expect(formsOf('-l {$IP}', 'm.conf')).toEqual([]);
  });

  it('of files for envsubst, where the format has no variables of its own', () => {
    expect(formsOf('A="-l ${IP} $X"', 'etc/sysconfig/memcached.tmpl')).toEqual(['A="-l ‹${IP}› $X"']);
    expect(formsOf('A="-l ${IP}"', 'etc/sysconfig/memcached')).toEqual([]);
    expect(formsOf('A="-l ${IP}"', 'etc/conf.d/memcached.tmpl')).toEqual([]);
    expect(formsOf('ExecStart=memcached ${IP}', 'memcached.service.tmpl')).toEqual([]);
  });

  it('of Terraform files', () => {
    expect(formsOf('-l ${ip}:${ port } $${HOME} ${~x~} ${f({})}', 'm.conf.tftpl')).toEqual([
      '-l ‹${ip}›:‹${ port }› $${HOME}‹${~x~}›${f({})}',
    ]);
    expect(formsOf('%{ if a ~}\n-l ::1\n%{ else ~}\n-l ::\n%{ endif ~}\n', 'm.conf.tftpl')).toEqual([
      '-l ::1\n',
      '-l ::\n',
    ]);
    expect(formsOf('-l ${ip}', 'm.conf')).toEqual([]);
  });

  it('of EPP and ERB files', () => {
    expect(formsOf('<%- | String $listen | -%>\n-l <%= $listen %>\n', 'm.conf.epp')).toEqual([
      '-l ‹<%= $listen %>›\n',
    ]);
    expect(formsOf("<%- x = '10.0.0.7' -%>\n-l <%= x %>\n", 'm.conf.erb')).toEqual(['-l 10.0.0.7\n']);
  });
});

describe('conditionals', () => {
  it.each<[string, string[]]>([
    ['{% if a %}\n-l ::1\n{% else %}\n-l ::\n{% endif %}\n-v', ['-l ::1\n-v', '-l ::\n-v']],
    ['{% if a %}\n-s /x\n{% endif %}\n-l ::', ['-s /x\n-l ::', '-l ::']],
    ['<% if @a -%>\n-l ::1\n<% elsif b -%>\n-l ::2\n<% end -%>\n', ['-l ::1\n', '-l ::2\n', '']],
    ['<% unless @a -%>\n-l ::1\n<% end -%>\n', ['-l ::1\n', '']],
    ['{{ if .A }}\n-l ::1\n{{- else }}\n-l ::\n{{ end }}\n', ['-l ::1\n', '-l ::\n']],
    // An unknown list is one of something.
    ['{{ range .Ips }}-l {{ . }} {{ end }}-v', ['-l ‹{{ . }}› -v']],
    ['{% for i in ips %}-l {{ i }} {% endfor %}-v', ['-l ‹{{ i }}› -v']],
    ['{% for i in [] %}-l {{ i }} {% endfor %}-v', ['-v']],
    ["{% for i in ['a', 'b'] %}{{ i }}{% if not loop.last %},{% endif %}{% endfor %}", ['a,b']],
    ["-l {{ '::1' if a else '::' }}", ['-l ::1', '-l ::']],
    ["-l <%= a ? '::1' : '::' %>", ['-l ::1', '-l ::']],
    ['{% if true %}a{% else %}b{% endif %}', ['a']],
    ["{% set a = 'x' %}{% if a == 'x' %}1{% elif c %}2{% endif %}", ['1']],
    ["{% set a = 'x' %}{% if a is not defined or a != 'x' %}1{% endif %}2", ['2']],
    ['<% case @x -%>\n<% when 1 -%>\na\n<% else -%>\nb\n<% end -%>\n', ['a\n', 'b\n']],
    ['{% if a %}1{% if b %}2{% else %}3{% endif %}{% else %}4{% endif %}', ['12', '4', '13']],
    ['{% if a %}-s /x{% endif %}{% if not a %}-l ::{% endif %}', ['-s /x', '-l ::']],
    ['{% if a %}1{% endif %}2{% if a %}3{% else %}4{% endif %}', ['123', '24']],
    ["{% if a == '1' %}-v{% endif %}{% if a == '2' %}-vv{% endif %}", ['-v', '-vv', '']],
    ['<% unless @a %>1<% end %><% if @a %>2<% end %>', ['1', '2']],
    ['{% if a %}unclosed', ['unclosed', '']],
    ['a{% endif %}{% else %}b{% endfor %}', ['ab']],
    ['{% macro x() %}-l ::{% endmacro %}-v', ['-v']],
  ])('%j', (text, expected) => {
    expect(formsOf(text)).toEqual(expected);
  });

  // Puppet modules put the options together in a program before the text.
  it.each<[string, string[]]>([
    [
      "<%-\nopts = []\n# don't\nopts << '-l ' + @ip\nopts << '-k'\n-%>\n<%= opts.join(' ') %>",
      ['-l ‹@ip› -k'],
    ],
    ["<% o = ['-k']; o << '-l ::1' if @a %><%= o.join(' ') %>", ['-k -l ::1', '-k']],
    ["<% o = ['-k']\no.push('-l ::1') unless @a\n%><%= o.join(' ') %>", ['-k -l ::1', '-k']],
    ["<% if @a\n o = '-l ::1'\nelse\n o = '-l ::'\nend %><%= o %>", ['-l ::1', '-l ::']],
    ["<% o = '-v'\no += ' -l ' +\n  @ip\n%><%= o %>", ['-v -l ‹@ip›']],
    ["<% o = [\n '-v',\n '-k',\n]\n-%>\n<%= o.join(' ') %>", ['-v -k']],
    ["<% @l.each do |x|\n o = x\nend -%>\n<%= '-v' %>", ['-v']],
    ["<% other << '-l ::' %><%= other.join(' ') %>", ["‹<%= other.join(' ') %>›"]],
    ["{% set o = [] %}{% do o.append('-l ::1') %}{{ o | join(' ') }}", ['-l ::1']],
    ['<% p = 0 %><% if p %>-U <%= p %><% end %>', ['-U 0']],
    ['{% set p = 0 %}{% if p %}-U {{ p }}{% endif %}-v', ['-v']],
    ["<% o = []\no << 'it''s\n%><%= 'x' %>", ['x']],
  ])('programs: %j', (text, expected) => {
    expect(formsOf(text, text.includes('<%') ? 'm.erb' : 'm.j2')).toEqual(expected);
  });

  it('of an EPP file', () => {
    const text =
      '<% if $a { -%>\n-l ::1\n<% } else { -%>\n-l ::\n<% } -%>\n<% $b.each |$x| { -%>\n-l <%= $x %>\n<% } -%>\n';
    expect(formsOf(text, 'm.epp')).toEqual(['-l ::1\n-l ‹<%= $x %>›\n', '-l ::\n-l ‹<%= $x %>›\n']);
  });

  it('say what must hold', () => {
    const file = new SourceFile('a.j2', '{% if a %}-s /x{% endif %}{% if b %}-l ::{% endif %}');
    expect(alternativesOf(file).map(({ condition }) => condition)).toEqual([
      undefined,
      'where the template leaves {% if a %} out',
      'where the template leaves {% if b %} out',
      'where the template takes its other branches',
    ]);
  });

  it('are bounded', () => {
    const text = Array.from({ length: 60 }, (_, n) => `{% if a${n} %}-l 10.0.0.${n}\n{% endif %}`).join('');
    expect(formsOf(text)).toHaveLength(12);
  });
});

describe('places', () => {
  it('lead back to the template', () => {
    const file = new SourceFile(
      'a.j2',
      "{% if a %}\n-l {{ x | default('127.0.0.1') }},::1\n{% endif %}\n-U 0\n",
    );
    const rendered = alternativesOf(file)[0]!.file;
    expect(rendered.text).toBe('-l 127.0.0.1,::1\n-U 0\n');
    const at = (part: string) => {
      const start = rendered.text.indexOf(part);
      return rendered.at(start, start + part.length);
    };
    for (const part of ['-l', '127.0.0.1', '27.0', '::1', '-U 0', 'U'])
      expect([part, sourceText(at(part)), at(part).file]).toEqual([part, part, file]);
    expect(sourceText(at('-l 127.0.0.1,::1'))).toBe("-l {{ x | default('127.0.0.1') }},::1");
    expect(sourceText(rendered.at(0, rendered.text.length))).toBe(file.text.slice(11));
  });
});
