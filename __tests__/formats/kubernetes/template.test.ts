import { describe, expect, it } from 'vitest';
import { renderContext } from '../../../src/formats/kubernetes/chart/chart.ts';
import { parseTemplate } from '../../../src/formats/kubernetes/chart/template/parse.ts';
import { renderTemplate } from '../../../src/formats/kubernetes/chart/template/render.ts';
import { shapeUnknownLines } from '../../../src/formats/kubernetes/chart/unknown-lines.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';
import { parseYaml } from '../../../src/yaml/parse.ts';
import { word } from './read.ts';

const VALUES = `name: cache
image: { repository: memcached, tag: "1.6" }
args: [-m, "64"]
empty: ""
zero: 0
off: false
on: true
map: { a: 1, b: x }
t: "{{ .Values.name }}-x"
`;

async function render(template: string): Promise<string> {
  const { documents } = await parseYaml(new SourceFile('values.yaml', VALUES));
  const source = TracedText.source(new SourceFile('x.yaml', template), 0, template.length);
  const chart = {
    folder: '',
    definitions: new Map(),
    about: undefined,
    values: documents[0]?.root,
    overlays: [],
  };
  const parsed = parseTemplate(source);
  const definitions = new Map([...parsed.defines].map(([name, body]) => [name, { source, body }] as const));
  return word(shapeUnknownLines(renderTemplate(parsed, { ...renderContext(chart, undefined), definitions })));
}

describe('templates of charts', () => {
  it.each<[string, string]>([
    ['a {{ .Values.name }} b', 'a cache b'],
    ['a  {{- .Values.name -}}  b', 'acacheb'],
    ['{{/* no {{ template */}}x{{- /* y */ -}} z', 'xz'],
    ['{{ .Values.image.repository }}:{{ .Values.image.tag }}', 'memcached:1.6'],
    ['{{ printf "%s:%s" .Values.image.repository .Values.image.tag | quote }}', '"memcached:1.6"'],
    ['{{ .Values.missing }}', ''],
    ['{{ .Values.missing | default "d" }}', 'd'],
    ['{{ default "d" .Values.empty }}', 'd'],
    ['{{ if .Values.zero }}a{{ else if .Values.on }}b{{ else }}c{{ end }}', 'b'],
    ['{{ if not .Values.off }}a{{ end }}{{ if and .Values.on .Values.off }}b{{ end }}', 'a'],
    ['{{ if or .Values.off (eq .Values.name "cache") }}a{{ end }}', 'a'],
    ['{{ if eq .Values.name "x" "cache" }}a{{ end }}{{ if ne .Values.name "cache" }}b{{ end }}', 'a'],
    ['{{ range .Values.args }}[{{ . }}]{{ else }}none{{ end }}', '[-m][64]'],
    ['{{ range .Values.none }}[{{ . }}]{{ else }}none{{ end }}', 'none'],
    ['{{ range $k, $v := .Values.map }}{{ $k }}={{ $v }};{{ end }}', 'a=1;b=x;'],
    ['{{ with .Values.image }}{{ .tag }}{{ $.Values.name }}{{ end }}', '1.6cache'],
    ['{{ $x := .Values.name }}{{ $x | upper | trunc 3 }}', '‹$x | upper | trunc 3›'],
    [
      '{{ define "n" }}{{ .Values.name }}{{ end }}{{ include "n" . | trunc 3 }}{{ template "n" . }}',
      'caccache',
    ],
    ['a:{{ toYaml .Values.args | nindent 2 }}', 'a:\n  - -m\n  - "64"'],
    ['a:\n{{ toYaml .Values.map | indent 2 }}', 'a:\n  a: 1\n  b: x'],
    ['{{ tpl .Values.t . }}', 'cache-x'],
    ['{{ index .Values.args 1 }}{{ index .Values "name" }}', '64cache'],
    ['{{ ternary "a" "b" .Values.on }}{{ coalesce .Values.empty .Values.name }}', 'acache'],
    ['{{ join "," .Values.args }}', '-m,64'],
    ['{{ .Release.Name }}-{{ .Values.name }}', '‹.Release.Name›-cache'],
    ['{{ if .Capabilities.APIVersions.Has "v1" }}a{{ else }}b{{ end }}', 'a'],
    ['{{ lookup "v1" "Secret" "a" "b" }}{{ unknownFunction 1 }}', '‹unknownFunction 1›'],
    ['a:\n  - x\n  {{ .Files.Get "y" }}\n', 'a:\n  - x\n  - ‹.Files.Get "y"›\n'],
    ['a:\n  b: x\n  {{ .Files.Get "y" }}\n', 'a:\n  b: x\n  ‹.Files.Get "y"›: ‹.Files.Get "y"›\n'],
    [
      '{{ include "common.labels.matchLabels" ( dict "context" $ ) }}',
      'app.kubernetes.io/name: \napp.kubernetes.io/instance: ‹.Release.Name›',
    ],
    ['{% if x %}{{ y }}{# z #}{% endif %}', '‹y›'],
    ['{{ end }}a{{ else }}b', 'ab'],
    ['{{ if .Values.on }}open', 'open'],
    ['{{ open', '{{ open'],
  ])('%j', async (template, expected) => {
    expect(await render(template)).toBe(expected);
  });
});
