import { describe, expect, it } from 'vitest';
import { ciServices } from '../../../src/formats/ci-services/format.ts';
import { ecs } from '../../../src/formats/ecs/format.ts';
import type { Format } from '../../../src/formats/format.ts';
import { helmValues } from '../../../src/formats/helm-values/format.ts';
import { kubernetes } from '../../../src/formats/kubernetes/format.ts';
import { nomad } from '../../../src/formats/nomad/format.ts';
import { read } from './read.ts';

const HEAD = 'apiVersion: v1\nkind: Pod\nmetadata: { labels: { app: memcached } }\n';
const pod = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: ${name}, labels: {a: b}}\nspec: {containers: [{image: memcached}]}\n`;
const service = (name: string) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {type: NodePort, selector: {a: b}, ports: [{port: 11211}]}\n`;
const chart = (template: string, values = 'a: [1, 2, 3, 4, 5, 6, 7, 8, 9]\n') => ({
  'c/Chart.yaml': 'name: memcached\n',
  'c/values.yaml': values,
  'c/templates/x.yaml': `${HEAD}${template}`,
});
const laughs = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}]`);

/** Each ends within a second or so of computing, whatever it finds; the clock would count other processes too. */
const CASES: readonly (readonly [string, Format, Readonly<Record<string, string>>])[] = [
  [
    'many pods and Services',
    kubernetes,
    {
      'a.yaml': [...'x'.repeat(600)].map((_, i) => `${pod(`p${i}`)}---\n${service(`s${i}`)}`).join('---\n'),
    },
  ],
  [
    'aliases of aliases',
    kubernetes,
    { 'a.yaml': `${HEAD}a0: &a0 [memcached]\n${laughs.join('\n')}\nspec: { containers: *a30 }\n` },
  ],
  [
    'aliases in values',
    helmValues,
    { 'memcached/values.yaml': `a0: &a0 [-v]\n${laughs.join('\n')}\nargs: *a30\nimage: memcached\n` },
  ],
  ['deep lists', kubernetes, { 'a.yaml': `${HEAD}spec: ${'['.repeat(100_000)}\n` }],
  ['ranges in ranges', kubernetes, chart(`${'{{ range .Values.a }}'.repeat(40)}x${'{{ end }}'.repeat(40)}`)],
  [
    'aliases that a chart prints',
    kubernetes,
    chart('x: {{ toYaml .Values.a30 | nindent 2 }}\n', `a0: &a0 [x]\n${laughs.join('\n')}\n`),
  ],
  [
    'a name that includes itself',
    kubernetes,
    chart('{{ define "x" }}{{ include "x" . }}{{ include "x" . }}{{ end }}{{ include "x" . }}'),
  ],
  [
    'texts that are templates of themselves',
    kubernetes,
    chart('x: {{ tpl .Values.t . }}', 't: "{{ tpl .Values.t . }}{{ tpl .Values.t . }}"\n'),
  ],
  ['open actions', kubernetes, chart('{{ '.repeat(200_000))],
  ['open comments', kubernetes, chart('{{/* '.repeat(100_000))],
  ['open conditions', kubernetes, chart('{{ if .Values.a }}'.repeat(40_000))],
  ['groups', kubernetes, chart(`{{ ${'('.repeat(200_000)} }}`)],
  ['pipes', kubernetes, chart(`x: {{ .Values.a${' | quote'.repeat(60_000)} }}`)],
  ['wide indents', kubernetes, chart('x: {{ "a" | indent 1000000000 }}\n'.repeat(10_000))],
  ['Jinja tags', kubernetes, { 'x.yaml.j2': `${HEAD}${'{% '.repeat(200_000)}{{ a }}` }],
  ['unknown lines', kubernetes, { 'x.yaml.j2': `${HEAD}memcached:\n${'  {{ a }}\n'.repeat(50_000)}` }],
  [
    'many references',
    kubernetes,
    {
      'a.yaml': `${HEAD}spec: { containers: [{ image: memcached, args: ["${'$(A)'.repeat(100_000)}"], env: [{ name: A, value: "${'$('.repeat(50_000)}" }] }] }\n`,
    },
  ],
  [
    'kustomizations',
    kubernetes,
    {
      'a.yaml': pod('a'),
      ...Object.fromEntries(
        [...'x'.repeat(100)].map((_, i) => [
          `k${i}/kustomization.yaml`,
          `resources: [../a.yaml, ${[...'x'.repeat(100)].map((__, j) => `../k${j}`).join(', ')}]\n`,
        ]),
      ),
    },
  ],
  [
    'CI services',
    ciServices,
    {
      '.github/workflows/a.yml': `jobs: { a: { strategy: { matrix: { v: [${'"1.6", '.repeat(50_000)}] } }, services: { m: { image: "memcached:\${{ matrix.v }}", options: '${'" '.repeat(100_000)}' } } } }\n`,
    },
  ],
  [
    'GitLab variables',
    ciServices,
    { '.gitlab-ci.yml': `services: ["memcached:${'${A'.repeat(100_000)}"]\n` },
  ],
  [
    'a script that exposes without end',
    kubernetes,
    {
      'a.yaml': pod('p'),
      'memcached.sh': `kubectl expose pod p --name s$RANDOM --type NodePort --port 11211\n`.repeat(3000),
    },
  ],
  [
    'a script that patches without end',
    kubernetes,
    {
      'a.yaml': `${pod('p')}---\n${service('s')}`,
      'memcached.sh': [...'x'.repeat(3000)]
        .map((_, i) => `kubectl patch svc s -p '{"spec": {"x": ${i}}}'\n`)
        .join(''),
    },
  ],
  [
    'a script with here-documents',
    kubernetes,
    { 'memcached.sh': `kubectl apply -f - <<EOF\n${pod('p')}EOF\n`.repeat(1500) },
  ],
  [
    'replacements of replacements',
    kubernetes,
    {
      'a.yaml': pod('p'),
      'kustomization.yaml': `resources: [a.yaml]\nreplacements:\n${'- { sourceValue: x, targets: [{ select: { kind: Pod }, fieldPaths: [spec.containers.*.image, "spec.*.*.*"] }] }\n'.repeat(2000)}`,
    },
  ],
  [
    'a generator of many texts',
    kubernetes,
    {
      'a.yaml': pod('p'),
      'kustomization.yaml': `resources: [a.yaml]\nconfigMapGenerator: [{ name: c, files: [${'a.yaml, '.repeat(5000)}], literals: [${'"a=b", '.repeat(5000)}] }]\n`,
    },
  ],
  [
    'routes to one Service',
    kubernetes,
    {
      'a.yaml': `${pod('p')}---\n${service('s')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: tcp-services}\ndata: { ${[...'x'.repeat(3000)].map((_, i) => `"${i}": a/s:11211`).join(', ')}, "1": "${'a/'.repeat(50_000)}" }\n`,
    },
  ],
  [
    'paths of values',
    helmValues,
    {
      'memcached.sh': `helm install x bitnami/memcached --set '${'a.b[3].'.repeat(20_000)}=1,${'{'.repeat(20_000)},${'x[9],'.repeat(20_000)}'\n`,
    },
  ],
  [
    'many releases',
    helmValues,
    { 'memcached.sh': 'helm install x bitnami/memcached --set a.b=c\n'.repeat(1500) },
  ],
  [
    'Terraform without an end',
    kubernetes,
    { 'memcached.tf': `resource "kubernetes_pod" "memcached" {\n${'spec {\ncontainer {\n'.repeat(10_000)}` },
  ],
  [
    'references to references',
    kubernetes,
    {
      'memcached.tf': `${'resource "kubernetes_pod" "memcached" {\n metadata {\n labels = { app = kubernetes_pod.memcached.metadata[0].labels.app }\n }\n}\n'.repeat(1500)}`,
    },
  ],
  [
    'placeholders of tasks',
    ecs,
    {
      'memcached.json': `{"containerDefinitions": [{"image": "memcached:${'${a'.repeat(50_000)}", "command": ["${'<A'.repeat(50_000)}"]}]}`,
    },
  ],
  [
    'a stack of tasks',
    ecs,
    {
      'memcached.json': `{"containerDefinitions": [${'{"image": "memcached", "portMappings": [{"containerPort": 1}]},'.repeat(3000)}{}]}`,
    },
  ],
  ['a Nomad job', nomad, { 'a.nomad': `job "memcached" { ${'group "g" { task "t" { '.repeat(20_000)}` }],
];

describe('hostile files', () => {
  it.each(CASES)(
    '%s',
    async (_, format, files) => {
      const start = process.cpuUsage();
      await read(files, format);
      const { user, system } = process.cpuUsage(start);
      expect((user + system) / 1000).toBeLessThan(1500);
    },
    20_000,
  );
});
