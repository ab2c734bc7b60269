import { describe, expect, it } from 'vitest';
import { helmValues } from '../../../src/formats/helm-values/format.ts';
import { place, read, shown, taken } from '../kubernetes/read.ts';

const BITNAMI = 'memcached -u memcached -p 11211 -v';

/** Values of a memcached chart, and what the chart starts with them. */
const CHARTS: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  [
    'the type of the Service',
    'service: { type: LoadBalancer }',
    [`1.6.0 or later | ${BITNAMI} | public 11211→11211/tcp`],
    ['1:18 LoadBalancer'],
  ],
  ['a ClusterIP', 'service: { type: ClusterIP }', [`1.6.0 or later | ${BITNAMI} | pod`], []],
  [
    'its port',
    'service: { type: NodePort, ports: { memcached: 11300 } }\nimage: { tag: 1.6.39-debian-12-r0 }',
    [`1.6.39 | ${BITNAMI} | public *→11211/tcp`],
    ['1:18 NodePort'],
  ],
  [
    'sources of the load balancer',
    'service: { type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.0/8] }',
    [`1.6.0 or later | ${BITNAMI} | private 11211→11211/tcp`],
    [],
  ],
  [
    'a further port, which alone opens UDP',
    'image: { tag: 1.4.39 }\nservice: { type: LoadBalancer, extraPorts: [{ name: udp, port: 11311, targetPort: 11211, protocol: UDP }] }',
    [`1.4.39 | ${BITNAMI} | public 11211→11211/tcp public 11311→11211/udp`],
    ['2:18 LoadBalancer'],
  ],
  ['the network of the node', 'hostNetwork: true', [`1.6.0 or later | ${BITNAMI} | host`], []],
  [
    'arguments, which must name the script',
    'args: [/run.sh, -U, "11211"]',
    [`1.6.0 or later | ${BITNAMI} -U 11211 | pod`],
    [],
  ],
  ['arguments without it', 'args: [-U, "11211"]', [], []],
  [
    'flags in a variable',
    'extraEnvVars: [{ name: MEMCACHED_EXTRA_FLAGS, value: "-U 11211" }, { name: MEMCACHED_PORT_NUMBER, value: "11300" }]',
    ['1.6.0 or later | memcached -u memcached -p 11300 -v -U 11211 | pod'],
    [],
  ],
  [
    'a policy for the network, which is not trusted',
    'networkPolicy: { enabled: true, allowExternal: false }\nservice: { type: NodePort }',
    [`1.6.0 or later | ${BITNAMI} | public *→11211/tcp`],
    ['2:18 NodePort'],
  ],
  [
    'the older chart: words under a key of their own',
    'image: memcached:1.4.36\nmemcached: { maxItemMemory: 64, verbosity: vv, extendedOptions: modern, extraArgs: ["-U 11211"] }',
    ['1.4.36 | memcached -m 64 -o modern -vv -U 11211 | pod'],
    [],
  ],
  [
    'the older chart without an image',
    'memcached: { maxItemMemory: 128 }',
    ['1.6.0 or later | memcached -m 128 | pod'],
    [],
  ],
  ['only resources', 'resources: { limits: { memory: 64Mi } }\nreplicaCount: 2', [], []],
];

/** What installs a chart, and the words that take memcached out of the cluster. */
const RELEASES: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'Flux',
    'cache.yaml',
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  chart: { spec: { chart: memcached } }\n  values: { service: { type: NodePort } }\n',
    ['cache.yaml:5:30 NodePort'],
  ],
  [
    'Argo CD by paths',
    'cache.yaml',
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec:\n  source:\n    chart: memcached\n    helm:\n      parameters:\n        - { name: service.type, value: LoadBalancer }\n',
    ['cache.yaml:8:40 LoadBalancer'],
  ],
  [
    'k3s',
    'cache.yaml',
    'apiVersion: helm.cattle.io/v1\nkind: HelmChart\nspec:\n  chart: memcached\n  valuesContent: |-\n    service:\n      type: LoadBalancer\n  set: { image.tag: 1.6.39 }\n',
    ['cache.yaml:7:13 LoadBalancer'],
  ],
  [
    'a kustomization',
    'kustomization.yaml',
    'helmCharts:\n  - name: memcached\n    valuesInline: { service: { type: NodePort } }\n',
    ['kustomization.yaml:3:38 NodePort'],
  ],
  [
    'a helmfile',
    'helmfile.yaml',
    'releases:\n  - name: cache\n    chart: bitnami/memcached\n    values: [{ service: { type: ClusterIP } }]\n    set: [{ name: service.type, value: NodePort }]\n',
    ['helmfile.yaml:5:40 NodePort'],
  ],
  [
    'a helmfile with a chart of charts',
    'helmfile.d/10-shop.yaml',
    'releases:\n  - name: shop\n    chart: example/shop\n    values: [{ memcached: { service: { type: NodePort } } }]\n',
    ['helmfile.d/10-shop.yaml:4:46 NodePort'],
  ],
  [
    'helm in a script',
    'install.sh',
    'helm upgrade --install -n shop cache oci://registry.test/charts/memcached --wait --set image.tag=1.6.39,service.type=LoadBalancer\n',
    ['install.sh:1:118 LoadBalancer'],
  ],
  [
    'helm in a script, with a list',
    'install.sh',
    "helm install cache bitnami/memcached --set 'args={/run.sh,-l,0.0.0.0},hostNetwork=false' --set-string=service.type=NodePort\n",
    ['install.sh:1:116 NodePort'],
  ],
  [
    'Terraform by paths',
    'main.tf',
    'resource "helm_release" "memcached" {\n  chart = "memcached"\n  set {\n    name  = "service.type"\n    value = "LoadBalancer"\n  }\n}\n',
    ['main.tf:5:14 LoadBalancer'],
  ],
  [
    'Terraform by a list of paths',
    'main.tf',
    'resource "helm_release" "memcached" {\n  chart = "bitnami/memcached"\n  set = [{ name = "service.type", value = "NodePort" }]\n}\n',
    ['main.tf:3:44 NodePort'],
  ],
  [
    'Terraform by an object',
    'main.tf',
    'resource "helm_release" "memcached" {\n  chart = "memcached"\n  values = [yamlencode({ service = { type = "NodePort" } })]\n}\n',
    ['main.tf:3:46 NodePort'],
  ],
  [
    'Terraform by a text',
    'main.tf',
    'resource "helm_release" "memcached" {\n  chart = "memcached"\n  values = [<<YAML\nservice:\n  type: NodePort\nYAML\n  ]\n}\n',
    ['main.tf:5:9 NodePort'],
  ],
  [
    'ingress-nginx',
    'ingress/values.yaml',
    'controller: { replicaCount: 2 }\ntcp:\n  "11300": shop/memcached:11211\n  "22": git/gitea:22\n',
    ['ingress/values.yaml:3:12 shop/memcached:11211'],
  ],
  [
    'ingress-nginx below another chart',
    'platform-values.yaml',
    'ingress-nginx:\n  tcp: { 11211: "default/memcached:11211" }\n',
    ['platform-values.yaml:2:18 default/memcached:11211'],
  ],
];

const QUIET: readonly (readonly [string, string, string])[] = [
  [
    'a release that is turned off',
    'helmfile.yaml',
    'releases:\n  - { name: memcached, chart: bitnami/memcached, installed: false, set: [{ name: service.type, value: NodePort }] }\n',
  ],
  [
    'a helmfile of other charts',
    'helmfile.yaml',
    'releases:\n  - { name: web, chart: example/web, set: [{ name: service.type, value: NodePort }, { name: memcached.host, value: x }] }\n',
  ],
  [
    'an exporter',
    'install.sh',
    'helm install x prometheus-community/prometheus-memcached-exporter --set service.type=NodePort\n',
  ],
  [
    'a chart of something that uses it',
    'install.sh',
    'helm install x example/flask-memcached-chart --set service.type=NodePort\n',
  ],
  ['an operator', 'install.sh', 'helm install x example/memcached-operator --set service.type=NodePort\n'],
  [
    'looking at a chart',
    'install.sh',
    'helm show values bitnami/memcached\nhelm repo add bitnami https://charts.test/memcached\n',
  ],
  [
    'another backend of ingress-nginx',
    'ingress/values.yaml',
    'tcp:\n  "9150": shop/memcached-exporter:9150\n  "11211": memcached\n',
  ],
  [
    'a subchart that is turned off',
    'cache.yaml',
    'kind: HelmRelease\nspec:\n  chart: { spec: { chart: shop } }\n  values: { memcached: { enabled: false, service: { type: NodePort } } }\n',
  ],
];

describe('charts that run memcached', () => {
  it.each(CHARTS)('%s', async (_, values, launches, open) => {
    const reading = await read({ 'memcached/values.yaml': `${values}\n` }, helmValues);
    expect(reading.launches.map((launch) => shown(launch).replace('chart memcached | ', ''))).toEqual(
      launches,
    );
    expect(taken(reading)).toEqual(open.map((at) => `memcached/values.yaml:${at}`));
  });

  it.each(RELEASES)('installed by %s', async (_, path, text, open) => {
    expect(taken(await read({ [path]: text }, helmValues))).toEqual(open);
  });

  it.each(QUIET)('not by %s', async (_, path, text) => {
    const reading = await read({ [path]: text }, helmValues);
    expect(taken(reading)).toEqual([]);
    expect(reading.problems).toEqual([]);
  });

  it('reads the values files that a release names, and each once', async () => {
    const files = {
      'install.sh': 'helm install cache bitnami/memcached -f config/cache.yaml -f memcached-values.yaml\n',
      'config/cache.yaml': 'image: { tag: 1.6.39 }\nargs: [/run.sh, -l, 0.0.0.0]\n',
      'memcached-values.yaml': 'service: { type: NodePort }\n',
      'main.tf':
        'resource "helm_release" "memcached" {\n  chart = "memcached"\n  values = [file("${path.module}/config/plan.yaml")]\n}\n',
      'config/plan.yaml': 'args: [/run.sh, -vv]\n',
      'once/install.sh': 'helm upgrade cache bitnami/memcached --values values-memcached.yaml\n',
      'once/values-memcached.yaml': 'image: { tag: 1.6.31 }\n',
    };
    const { launches } = await read(files, helmValues);
    expect(launches.map(shown)).toEqual([
      `chart memcached | 1.6.0 or later | ${BITNAMI} | public *→11211/tcp`,
      `chart memcached | 1.6.31 | ${BITNAMI} | pod`,
      `chart memcached | 1.6.39 | ${BITNAMI} -l 0.0.0.0 | public *→11211/tcp`,
      `chart memcached | 1.6.0 or later | ${BITNAMI} -vv | pod`,
    ]);
    expect(
      launches
        .at(-2)
        ?.argv.slice(-1)
        .map((word) => place(word.locate()!)),
    ).toEqual(['config/cache.yaml:2:21 0.0.0.0']);
  });

  it('leaves values of a folder of the repository to the chart there', async () => {
    const files = {
      'shop/Chart.yaml':
        'name: shop\ndependencies: [{ name: memcached, repository: "file://../memcached" }]\n',
      'shop/values.yaml': 'memcached: { service: { type: NodePort } }\n',
    };
    expect(taken(await read(files, helmValues))).toEqual([]);
    const published = files['shop/Chart.yaml'].replace('file://../memcached', 'https://charts.test');
    expect(taken(await read({ ...files, 'shop/Chart.yaml': published }, helmValues))).toEqual([
      'shop/values.yaml:1:31 NodePort',
    ]);
  });

  it('leaves charts of the repository to their templates', async () => {
    const files = {
      'install.sh':
        'helm install cache ./memcached --set service.type=NodePort\nhelm install b charts/memcached --set service.type=NodePort\n',
      'helmfile.yaml':
        'releases: [{ chart: ../x/memcached, set: [{ name: service.type, value: NodePort }] }, { chart: charts/memcached, values: [{ service: { type: NodePort } }] }]\n',
      'charts/memcached/Chart.yaml': 'name: memcached\n',
    };
    expect(taken(await read(files, helmValues))).toEqual([]);
  });
});
