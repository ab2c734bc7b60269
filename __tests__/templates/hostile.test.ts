import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { debianConf } from '../../src/formats/debian-conf/format.ts';
import { memoryRepository } from '../../src/repository/memory-repository.ts';
import { alternativesOf } from '../../src/templates/alternatives.ts';
import { repositoryVariables } from '../../src/templates/repository-variables.ts';
import { SourceFile, sourceText } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';
import { readAs } from '../formats/systemd/fixture.ts';

const PIECES = [
  ...['{{', '}}', '{%', '%}', '{#', '#}', '<%', '<%=', '%>', '-%>', '{%-', '-}}', '@X@', '%%Y%%'],
  ...[
    ' x ',
    ' if ',
    ' a ',
    ' for i in ',
    ' else ',
    ' endif ',
    ' endfor ',
    ' end ',
    ' range ',
    ' .X ',
    ' do |i| ',
  ],
  ...[
    '|',
    " default('v') ",
    ' join(",") ',
    '"',
    "'",
    '\\',
    '[',
    ']',
    '(',
    ')',
    '?',
    ':',
    '.',
    ',',
    '\n',
    ' ',
    '\r\n',
  ],
  ...['-l ', '127.0.0.1', '\uFDD0', '\0', 'é', '{', '}', ' x = ', '{{ x }}', '{% if a %}', '{% endif %}'],
];
const templates = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''));
const paths = fc.constantFrom('r/templates/m.conf.j2', 'r/templates/m.erb', 'm.epp', 'm.tmpl', 'm.in');

const variables = repositoryVariables(
  memoryRepository({
    'r/defaults/main.yml': 'x: 10.0.0.1\na: "{{ x }}"\ni: [1, "{{ i }}"]\n',
    'r/manifests/init.pp': "class r($x = '10.0.0.2', $a = ['1', '2']) {}\n",
  }),
);

describe('any text', () => {
  it('has forms whose every part stands where it says', () => {
    fc.assert(
      fc.property(templates, paths, (text, path) => {
        const file = new SourceFile(path, text);
        for (const { file: rendered } of alternativesOf(file, variables)) {
          const whole = TracedText.source(rendered, 0, rendered.text.length);
          expect(whole.text).toBe(rendered.text);
          for (const run of whole.runs) {
            expect(run.origin.end).toBeLessThanOrEqual(run.origin.file.text.length);
            if (run.kind === 'literal' && run.exact) expect(sourceText(run.origin)).toBe(run.text);
          }
          for (let at = 0; at < rendered.text.length; at += 3) {
            const place = rendered.at(at, Math.min(at + 5, rendered.text.length));
            expect(place.start).toBeLessThanOrEqual(place.end);
            expect(place.end).toBeLessThanOrEqual(place.file.text.length);
          }
        }
      }),
      { seed: 4, numRuns: 1500 },
    );
  });

  it.each([
    '{{',
    '{{ x }}',
    '{{ x | default(',
    '{% if a %}',
    '{% if a %}{% else %}',
    '{% for i in l %}',
    '{% endif %}',
    '{%-',
    '-%}\n',
    '<% if x %>',
    '<%= @x || ',
    "<%= '\\' %>",
    '{# ',
    '@X',
    '@X@',
    '%%',
    "{{ '\\'",
    '{{ ((((',
    '{% for  ',
    ' \n\t',
    '{{ a.b.c[0] ',
    '{% if a and (',
  ])('a megabyte of %j is read in time', async (piece) => {
    const big = piece.repeat(Math.ceil((1 << 20) / piece.length));
    const start = performance.now();
    await readAs(debianConf, { 'templates/memcached.conf.j2': `-l {{ ip }}\n${big}` });
    expect(performance.now() - start).toBeLessThan(8000);
  });
});

it('aliases of aliases in variables cost no more than what they say', async () => {
  const levels = Array.from({ length: 30 }, (_, n) => n);
  const list = (name: string, n: number) => Array(9).fill(`*${name}${n}`).join(', ');
  const values = levels.map((n) => `a${n + 1}: &a${n + 1} [${list('a', n)}]`);
  const plays = levels.map((n) => `- tasks: &t${n + 1} [{block: &b${n + 1} [${list('t', n)}]}]`);
  const { launches } = await readAs(debianConf, {
    'defaults/main.yml': `a0: &a0 ['::1']\n${values.join('\n')}\nmemcached_listen: *a30\n`,
    'playbook.yml': `- tasks: &t0 [{vars: {memcached_options: '-U 0'}}]\n${plays.join('\n')}\n`,
    'templates/memcached.conf.j2':
      '{% for l in memcached_listen %}\n-l {{ l }}\n{% endfor %}\n{{ memcached_options }}\n',
  });
  expect(launches.length).toBeGreaterThan(0);
});
