import { describe, expect, it } from 'vitest';
import { place, read, shown, taken } from './read.ts';

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: cache }
spec:
  template:
    metadata: { labels: { app: cache } }
    spec:
      hostNetwork: false
      containers:
        - name: mc
          image: memcached:1.6.31
          args: ["-l", "127.0.0.1", "-m", "64"]
          env: [{ name: BIND, value: 127.0.0.1 }]
          ports: [{ containerPort: 11211, name: mc }]
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: cache }
spec: { selector: { app: cache }, ports: [{ port: 11211 }] }
`;

/** A kustomization over a base, and what it starts that the base does not. */
const OVERLAYS: readonly (readonly [string, string, string])[] = [
  [
    'a strategic merge replaces words',
    'patches:\n  - patch: |-\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: cache }\n      spec: { template: { spec: { containers: [{ name: mc, args: ["-l", "0.0.0.0"] }] } } }\n',
    '1.6.31 | memcached -l 0.0.0.0 | pod',
  ],
  [
    'and merges variables by name',
    'patches:\n  - patch: |-\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: cache }\n      spec: { template: { spec: { containers: [{ name: mc, args: [-l, $(BIND)], env: [{ name: BIND, value: 0.0.0.0 }] }] } } }\n',
    '1.6.31 | memcached -l 0.0.0.0 | pod',
  ],
  [
    'null takes away',
    'patches:\n  - patch: |-\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: cache }\n      spec: { template: { spec: { containers: [{ name: mc, args: null }] } } }\n',
    '1.6.31 | memcached | pod',
  ],
  [
    'operations by index',
    'patches:\n  - target: { kind: Deployment, name: cache }\n    patch: |-\n      - { op: replace, path: /spec/template/spec/containers/0/args/1, value: 0.0.0.0 }\n      - { op: remove, path: /spec/template/spec/containers/0/args/3 }\n      - { op: remove, path: /spec/template/spec/containers/0/args/2 }\n',
    '1.6.31 | memcached -l 0.0.0.0 | pod',
  ],
  [
    'the older list of operations',
    'patchesJson6902:\n  - target: { version: v1, kind: Deployment, name: cache }\n    patch: |-\n      - { op: add, path: /spec/template/spec/hostNetwork, value: true }\n',
    '1.6.31 | memcached -l 127.0.0.1 -m 64 | host',
  ],
  [
    'an image',
    'images: [{ name: memcached, newTag: 1.5.5-alpine }]\n',
    '1.5.5 | memcached -l 127.0.0.1 -m 64 | pod',
  ],
  [
    'an image by its digest',
    `images: [{ name: memcached, newName: registry.test/memcached, digest: "sha256:${'0'.repeat(64)}" }]\n`,
    'unknown | memcached -l 127.0.0.1 -m 64 | pod',
  ],
  [
    'a value that is written elsewhere',
    'replacements:\n  - source: { kind: Service, name: cache, fieldPath: spec.clusterIP }\n    targets:\n      - select: { kind: Deployment }\n        fieldPaths: ["spec.template.spec.containers.[name=mc].args.1"]\n',
    '',
  ],
  [
    'a value that is written to a word',
    'configMapGenerator: [{ name: c, literals: [bind=0.0.0.0] }]\nreplacements:\n  - source: { kind: ConfigMap, name: c, fieldPath: data.bind }\n    targets:\n      - select: { kind: Deployment, name: cache }\n        fieldPaths: ["spec.template.spec.containers.[name=mc].args.1"]\n',
    '1.6.31 | memcached -l 0.0.0.0 -m 64 | pod',
  ],
  [
    'a part of a value',
    'replacements:\n  - sourceValue: 1.5.5\n    targets:\n      - select: { kind: Deployment }\n        reject: [{ name: other }]\n        fieldPaths: [spec.template.spec.containers.*.image]\n        options: { delimiter: ":", index: 1 }\n',
    '1.5.5 | memcached -l 127.0.0.1 -m 64 | pod',
  ],
  [
    'not what it rejects',
    'replacements:\n  - sourceValue: 1.5.5\n    targets:\n      - select: { kind: Deployment }\n        reject: [{ name: cache }]\n        fieldPaths: [spec.template.spec.containers.0.image]\n',
    '',
  ],
  [
    'names and namespaces',
    'namePrefix: prod-\nnameSuffix: -2\nnamespace: prod\ncommonLabels: { env: prod }\nreplicas: [{ name: cache, count: 3 }]\n',
    '',
  ],
  [
    'what is deleted starts nothing',
    'patches:\n  - patch: |-\n      apiVersion: apps/v1\n      kind: Deployment\n      metadata: { name: cache }\n      $patch: delete\n',
    '',
  ],
];

describe('kustomizations', () => {
  it.each(OVERLAYS)('%s', async (_, overlay, expected) => {
    const { launches, problems } = await read({
      'base/kustomization.yaml': 'resources: [cache.yaml, service.yaml]\n',
      'base/cache.yaml': DEPLOYMENT,
      'base/service.yaml': SERVICE,
      'prod/kustomization.yaml': `resources: [../base]\n${overlay}`,
    });
    expect(launches.map(shown)).toEqual([
      'container mc of Deployment cache | 1.6.31 | memcached -l 127.0.0.1 -m 64 | pod',
      ...(expected === ''
        ? []
        : [`container mc of Deployment cache with prod/kustomization.yaml | ${expected}`]),
    ]);
    expect(problems).toEqual([]);
  });

  it('gives a base the ConfigMaps that it generates, with their places', async () => {
    const { launches } = await read({
      'k/kustomization.yaml':
        'resources: [cache.yaml]\nconfigMapGenerator:\n  - name: settings\n    literals: [BIND="0.0.0.0"]\n    envs: [size.env]\n    files: [start.sh, other=start.sh]\n',
      'k/size.env': '# size\nSIZE=128\r\n',
      'k/start.sh': '#!/bin/sh\n',
      'k/cache.yaml': DEPLOYMENT.replace('"127.0.0.1", "-m", "64"', '"$(BIND)", "-m", "$(SIZE)"').replace(
        'env: [{ name: BIND, value: 127.0.0.1 }]',
        'envFrom: [{ configMapRef: { name: settings } }]',
      ),
    });
    expect(launches.map(shown)).toEqual([
      'container mc of Deployment cache | 1.6.31 | memcached -l 0.0.0.0 -m 128 | pod',
    ]);
    expect(launches[0]?.argv.map((word) => place(word.locate()!))).toEqual([
      'k/cache.yaml:12:19 -l',
      'k/kustomization.yaml:4:22 0.0.0.0',
      'k/cache.yaml:12:36 -m',
      'k/size.env:2:6 128',
    ]);
  });

  it('merges what an overlay generates under the same name', async () => {
    const { launches } = await read({
      'base/kustomization.yaml':
        'resources: [cache.yaml]\nconfigMapGenerator: [{ name: c, literals: [BIND=127.0.0.1, SIZE=64] }]\n',
      'base/cache.yaml': DEPLOYMENT.replace('"127.0.0.1"', '$(BIND)').replace(
        'env: [{ name: BIND, value: 127.0.0.1 }]',
        'envFrom: [{ configMapRef: { name: c } }]',
      ),
      'prod/kustomization.yaml':
        'resources: [../base]\nconfigMapGenerator: [{ name: c, behavior: merge, literals: [BIND=0.0.0.0] }]\n',
    });
    expect(launches.map(({ argv }) => argv[1]?.known)).toEqual(['127.0.0.1', '0.0.0.0']);
  });

  it('joins by labels that it adds', async () => {
    const reading = await read({
      'base/kustomization.yaml': 'resources: [cache.yaml]\n',
      'base/cache.yaml': DEPLOYMENT.replace('"127.0.0.1"', '"0.0.0.0"'),
      'prod/kustomization.yaml':
        'resources: [../base, service.yaml]\nlabels: [{ pairs: { env: prod }, includeSelectors: true }]\n',
      'prod/service.yaml': SERVICE.replace('app: cache }', 'app: cache, env: prod }, type: NodePort'),
    });
    expect(reading.launches.map(shown)).toEqual([
      'container mc of Deployment cache | 1.6.31 | memcached -l 0.0.0.0 -m 64 | pod',
      'container mc of Deployment cache with prod/kustomization.yaml | 1.6.31 | memcached -l 0.0.0.0 -m 64 | public *→11211/tcp',
    ]);
    expect(taken(reading)).toEqual(['prod/service.yaml:4:52 NodePort']);
  });

  it('leaves a base without the Service that only an overlay adds', async () => {
    const files = {
      'base/kustomization.yaml': 'resources: [cache.yaml]\n',
      'base/cache.yaml': DEPLOYMENT,
      'prod/kustomization.yaml': 'resources: [../base, service.yaml]\npatches: [{ path: words.yaml }]\n',
      'prod/service.yaml': `# of memcached\n${SERVICE.replace('spec: {', 'spec: { type: NodePort,')}`,
      'prod/words.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: cache }\nspec: { template: { spec: { containers: [{ name: mc, args: ["-vv"] }] } } }\n',
    };
    const { launches } = await read(files);
    expect(launches.map(shown)).toEqual([
      'container mc of Deployment cache | 1.6.31 | memcached -l 127.0.0.1 -m 64 | pod',
      'container mc of Deployment cache with prod/kustomization.yaml | 1.6.31 | memcached -vv | public *→11211/tcp',
    ]);
    // Where no kustomization brings the two together, their labels do.
    const apart = {
      ...files,
      'prod/kustomization.yaml': 'resources: [service.yaml, https://example.test/base]\n',
    };
    expect((await read(apart)).launches.map(shown)).toEqual([
      'container mc of Deployment cache | 1.6.31 | memcached -l 127.0.0.1 -m 64 | public *→11211/tcp',
    ]);
  });
});
