import { describe, expect, it } from 'vitest';
import { shellScript } from '../../../src/formats/shell-script/format.ts';
import { place, read, shown, taken } from './read.ts';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: {{ .Release.Name }}-cache }
spec:
  template:
    metadata: { labels: { app: {{ .Chart.Name }} } }
    spec:
      containers:
        - name: memcached
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag }}"
          args: {{ toYaml .Values.args | nindent 12 }}
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: cache }
spec: { type: {{ .Values.service.type }}, selector: { app: {{ .Chart.Name }} }, ports: [{ port: 11211 }] }
`;
const VALUES =
  'image: { repository: memcached, tag: 1.6.31 }\nargs: [-m, "64"]\nservice: { type: ClusterIP }\n';
const NAME = 'container memcached of Deployment .Release.Name-cache';
const chart = (folder: string, values = VALUES) => ({
  [`${folder}/Chart.yaml`]: 'name: cache\n',
  [`${folder}/values.yaml`]: values,
  [`${folder}/templates/memcached.yaml`]: DEPLOYMENT,
  [`${folder}/templates/service.yaml`]: SERVICE,
});

describe('charts of the repository', () => {
  it('gets values of the chart around it, under its name', async () => {
    const reading = await read({
      ...chart('shop/charts/cache'),
      'shop/Chart.yaml': 'name: shop\n',
      'shop/values.yaml': 'cache: { service: { type: NodePort } }\n',
      'shop/prod.values.yaml': 'cache: { args: [-U, "11211"] }\n',
    });
    expect(reading.launches.map(shown)).toEqual([
      `${NAME} | 1.6.31 | memcached -m 64 | public *→11211/tcp`,
      `${NAME} with shop/prod.values.yaml | 1.6.31 | memcached -U 11211 | public *→11211/tcp`,
    ]);
    expect(taken(reading)).toEqual(['shop/values.yaml:1:27 NodePort', 'shop/values.yaml:1:27 NodePort']);
  });

  it('gets values under an alias', async () => {
    const { launches } = await read({
      ...chart('shop/charts/cache'),
      'shop/Chart.yaml': 'name: shop\ndependencies: [{ name: cache, alias: sessions }]\n',
      'shop/values.yaml': 'sessions: { image: { tag: 1.4.39 } }\n',
    });
    expect(launches.map(shown)).toEqual([`${NAME} | 1.4.39 | memcached -m 64 | pod`]);
  });

  it.each([
    ['cache: { enabled: false, service: { type: NodePort } }\n', 0],
    ['cache: { enabled: true, service: { type: NodePort } }\n', 1],
    ['cache: { service: { type: NodePort } }\n', 1],
  ])('is installed as its condition says: %j', async (values, count) => {
    const reading = await read({
      ...chart('shop/charts/cache'),
      'shop/Chart.yaml':
        'name: shop\ndependencies: [{ name: cache, condition: "cache.enabled,global.cache" }]\n',
      'shop/values.yaml': values,
    });
    expect(taken(reading).length).toBe(count);
  });

  it('is also judged as charts install it that name its folder', async () => {
    const files = {
      ...chart('cache'),
      'shop/Chart.yaml':
        'name: shop\ndependencies: [{ name: cache, alias: mc, repository: "file://../cache", condition: mc.enabled }]\n',
      'shop/values.yaml': 'mc: { enabled: true, service: { type: NodePort } }\n',
      'shop/values-dev.yaml': 'mc: { enabled: false, args: [-vv] }\n',
    };
    const reading = await read(files);
    expect(reading.launches.map(shown)).toEqual([
      `${NAME} | 1.6.31 | memcached -m 64 | pod`,
      `${NAME} with shop/values.yaml | 1.6.31 | memcached -m 64 | public *→11211/tcp`,
    ]);
    expect(taken(reading)).toEqual(['shop/values.yaml:1:39 NodePort']);
  });

  it('is turned on by values that are laid over', async () => {
    const { launches } = await read({
      ...chart('shop/charts/cache'),
      'shop/Chart.yaml': 'name: shop\ndependencies: [{ name: cache, condition: cache.enabled }]\n',
      'shop/values.yaml': 'cache: { enabled: false }\n',
      'shop/values-prod.yaml': 'cache: { enabled: true }\n',
    });
    expect(launches.map(({ condition }) => condition)).toEqual(['with shop/values-prod.yaml']);
  });

  it('takes named templates from libraries of the repository', async () => {
    const { launches } = await read({
      'cache/Chart.yaml': 'name: cache\ndependencies: [{ name: toolkit, repository: "file://../toolkit" }]\n',
      'cache/values.yaml': 'images: { memcached: "memcached:1.6.31" }\n',
      'cache/templates/memcached.yaml': `apiVersion: v1
kind: Pod
metadata: { name: cache }
spec:
  containers:
    - name: mc
{{ tuple . "memcached" | include "toolkit.image" | indent 6 }}
`,
      'toolkit/Chart.yaml': 'name: toolkit\ntype: library\n',
      'toolkit/templates/_image.tpl':
        '{{- define "toolkit.image" -}}\n{{- $all := index . 0 -}}\nimage: {{ index $all.Values.images (index . 1) | quote }}\n{{- end -}}\n',
    });
    expect(launches.map(shown)).toEqual(['container mc of Pod cache | 1.6.31 | memcached | pod']);
  });

  it.each([
    [
      'by its path',
      '{{ include (print $.Template.BasePath "/bin/_start.sh.tpl") . | indent 4 }}',
      'templates/bin/_start.sh.tpl',
    ],
    [
      'beside itself',
      '{{ include (.Template.Name | replace (base .Template.Name) "bin/_start.sh.tpl") . | indent 4 }}',
      'templates/bin/_start.sh.tpl',
    ],
    ['as a file', '{{ .Files.Get "files/start.sh" | indent 4 }}', 'files/start.sh'],
    [
      'as a file that is a template',
      '{{ tpl (.Files.Get "files/start.sh") . | indent 4 }}',
      'files/start.sh',
    ],
  ])('runs a script of its ConfigMap: %s', async (_, action, path) => {
    const { launches } = await read({
      'cache/Chart.yaml': 'name: cache\n',
      'cache/values.yaml': 'port: 11300\n',
      [`cache/${path}`]: '#!/bin/sh\nexec memcached -U 11211 -p $PORT\n',
      'cache/templates/configmap.yaml': `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: {{ .Release.Name }}-bin }\ndata:\n  memcached.sh: |\n${action}\n`,
      'cache/templates/pod.yaml': `apiVersion: v1
kind: Pod
metadata: { name: cache }
spec:
  containers:
    - name: mc
      image: memcached:1.6.31
      command: [/tmp/start.sh]
      env: [{ name: PORT, value: {{ .Values.port | quote }} }]
      volumeMounts: [{ name: bin, mountPath: /tmp/start.sh, subPath: memcached.sh }]
  volumes: [{ name: bin, configMap: { name: {{ .Release.Name }}-bin } }]
`,
    });
    expect(launches.map(shown)).toEqual([
      'container mc of Pod cache | 1.6.31 | memcached -U 11211 -p 11300 | pod',
    ]);
    expect(launches[0]?.argv.slice(0, 2).map((word) => place(word.locate()!))).toEqual([
      `cache/${path}:2:16 -U`,
      `cache/${path}:2:19 11211`,
    ]);
  });

  it('is left alone where it only uses a memcached', async () => {
    const { launches, problems } = await read({
      'web/Chart.yaml': 'name: web\n',
      'web/values.yaml': 'image: web:1\ncache: { hosts: [memcached] }\n',
      'web/templates/config.yaml':
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: c }\ndata: { servers: {{ .Values.cache.hosts | join "," }} } # memcached\n',
      'web/templates/deployment.yaml': DEPLOYMENT.replace('name: memcached', 'name: web').replace(
        /image: .*/,
        'image: {{ .Values.image }}',
      ),
    });
    expect(launches).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('keeps its scripts in pods, also where nobody can say which', async () => {
    const script = '#!/bin/sh\nexec memcached -U 11211 -p ${PORT}\n';
    const { launches } = await read({ 'cache/templates/bin/_memcached.sh.tpl': script }, shellScript);
    expect(launches.map(shown)).toEqual(['_memcached.sh.tpl | unknown | memcached -U 11211 -p ‹PORT› | pod']);
  });
});
