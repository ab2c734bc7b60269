import { describe, expect, it } from 'vitest';
import { SourceFile, sourceText } from '../../src/text/source-file.ts';
import { asText, nodeAt } from '../../src/yaml/access.ts';
import { parseTemplatedYaml } from '../../src/yaml/parse.ts';
import { blankTemplates } from '../../src/yaml/templates.ts';

const CHART = `{{- if .Values.enabled }}
spec:
  {{- include "x.labels" . | nindent 2 }}
  args:
    - -l
    - {{ .Values.bind | default "0.0.0.0" | quote }}
    - "{{ .Values.port }}:11211"
    {% for a in b %}
    - "x{% if y %}z{% endif %}"
    {% endfor %}
  replicas: {{ .Values.n }}   # {{ c }}
{{- /* a
  comment */ -}}
{{- end }}
`;

describe('YAML with template expressions', () => {
  it('keeps every offset', () => {
    const blanked = blankTemplates(CHART);
    expect(blanked.length).toBe(CHART.length);
    expect(blanked.split('\n').length).toBe(CHART.split('\n').length);
  });

  const VALUES: readonly (readonly [(string | number)[], string])[] = [
    [['spec', 'args', 0], '-l'],
    [['spec', 'args', 1], '‹{{ .Values.bind | default "0.0.0.0" | quote }}›'],
    [['spec', 'args', 2], '‹{{ .Values.port }}›:11211'],
    [['spec', 'args', 3], 'x‹{% if y %}›z‹{% endif %}›'],
    [['spec', 'replicas'], '‹{{ .Values.n }}›'],
  ];
  it.each(VALUES)('%j', async (path, expected) => {
    const { documents, issues } = await parseTemplatedYaml(new SourceFile('x.yaml', CHART));
    expect(issues).toEqual([]);
    const text = asText(nodeAt(documents[0]?.root, path));
    const shown = text?.runs.map((run) => (run.kind === 'literal' ? run.text : `‹${run.name}›`)).join('');
    expect(shown).toBe(expected);
    for (const run of text?.runs ?? [])
      expect(sourceText(run.origin)).toBe(run.kind === 'literal' ? run.text : run.name);
  });

  it('takes no long time over braces', async () => {
    const started = process.cpuUsage();
    for (const text of [
      '{{'.repeat(100_000),
      '{%'.repeat(100_000),
      '{{ a }} '.repeat(50_000),
      '{{ {a} '.repeat(50_000),
    ])
      blankTemplates(text);
    expect(process.cpuUsage(started).user).toBeLessThan(3_000_000);
  });
});
