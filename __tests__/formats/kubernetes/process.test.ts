import { describe, expect, it } from 'vitest';
import { read, word } from './read.ts';

const pod = (container: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: cache }\nspec:\n  containers:\n    - { name: mc, ${container} }\n`;
const OFFICIAL = 'image: "memcached:1.6.31"';
const BITNAMI = 'image: "bitnami/memcached:1.6.31"';
const POD_IP = 'env: [{ name: IP, valueFrom: { fieldRef: { fieldPath: status.podIP } } }]';

async function commandLines(manifest: string): Promise<readonly string[]> {
  const { launches } = await read({ 'cache.yaml': manifest });
  return launches.map(({ program, argv }) => [program, ...argv].map(word).join(' | '));
}

/** A container of a pod, and the process that the kubelet starts in it. */
const PROCESSES: readonly (readonly [string, string, readonly string[]])[] = [
  ['neither is given', OFFICIAL, ['memcached']],
  [
    'args are added to the entrypoint, which puts memcached before options',
    `${OFFICIAL}, args: ["-m", "64"]`,
    ['memcached | -m | 64'],
  ],
  ['args with the program', `${OFFICIAL}, args: [memcached, -vv]`, ['memcached | -vv']],
  ['a command drops the CMD of the image', `${BITNAMI}, command: [memcached]`, ['memcached']],
  [
    'command and args are joined',
    `${OFFICIAL}, command: [memcached, "-m"], args: ["64", -vv]`,
    ['memcached | -m | 64 | -vv'],
  ],
  ['an empty list is as good as none', `${OFFICIAL}, command: [], args: []`, ['memcached']],
  [
    'the entrypoint script of the other image keeps its own options',
    BITNAMI,
    ['memcached | -u | memcached | -p | 11211 | -v'],
  ],
  ['args replace what the other image runs', `${BITNAMI}, args: ["-m", "64"]`, []],
  [
    'unless they name its script',
    `${BITNAMI}, args: ["/run.sh", "-m", "64"]`,
    ['memcached | -u | memcached | -p | 11211 | -v | -m | 64'],
  ],
  [
    'one item stays one word',
    `${OFFICIAL}, args: ["-m 64", "-p 11211 -l 127.0.0.1"]`,
    ['memcached | -m 64 | -p 11211 -l 127.0.0.1'],
  ],
  [
    'no shell sees a dollar sign',
    `${OFFICIAL}, args: [-l, $BIND, "\${BIND}"], env: [{ name: BIND, value: 0.0.0.0 }]`,
    ['memcached | -l | $BIND | ${BIND}'],
  ],
  [
    'references are replaced',
    `${OFFICIAL}, args: [-l, $(BIND), "-p$(PORT)"], env: [{ name: BIND, value: 0.0.0.0 }, { name: PORT, value: "11311" }]`,
    ['memcached | -l | 0.0.0.0 | -p11311'],
  ],
  [
    'references to what nobody sets, or with two dollar signs, stay',
    `${OFFICIAL}, args: [-l, $(BIND), "$$(BIND)"]`,
    ['memcached | -l | $(BIND) | $(BIND)'],
  ],
  [
    'a variable sees those above it',
    `${OFFICIAL}, args: [-l, $(B)], env: [{ name: A, value: 10.0.0.1 }, { name: B, value: $(A) }]`,
    ['memcached | -l | 10.0.0.1'],
  ],
  [
    'and not those below it',
    `${OFFICIAL}, args: [-l, $(B)], env: [{ name: B, value: $(A) }, { name: A, value: 10.0.0.1 }]`,
    ['memcached | -l | $(A)'],
  ],
  [
    'a shell expands what the container has',
    `${OFFICIAL}, command: [sh, -c, "exec memcached -l $BIND -p \${PORT:-11311}"], env: [{ name: BIND, value: 0.0.0.0 }]`,
    ['memcached | -l | 0.0.0.0 | -p | 11311'],
  ],
  [
    'the address of the pod is known only when it runs',
    `${OFFICIAL}, args: [-l, $(IP)], ${POD_IP}`,
    ['memcached | -l | ‹IP›'],
  ],
  [
    'also through a shell',
    `${OFFICIAL}, command: [sh, -c, "memcached -l $IP"], ${POD_IP}`,
    ['memcached | -l | ‹IP›'],
  ],
  [
    'securityContext changes no word',
    `${OFFICIAL}, securityContext: { runAsUser: 0 }, args: [-vv]`,
    ['memcached | -vv'],
  ],
  [
    'an exporter beside it is none',
    'image: "prom/memcached-exporter:v0.14.3", args: [--memcached.address, x]',
    [],
  ],
];

describe('the process of a container', () => {
  it.each(PROCESSES)('%s', async (_, container, expected) => {
    expect(await commandLines(pod(container))).toEqual(expected);
  });

  it.each([
    ['a number', 'args: ["-p", 11211]', 'cache.yaml:6:59'],
    ['a boolean', 'args: [-v, on]', 'cache.yaml:6:57'],
    ['a text in place of the list', 'args: "-m 64"', 'cache.yaml:6:53'],
  ])('%s is refused by the API server', async (_, args, at) => {
    const { problems } = await read({ 'cache.yaml': pod(`${OFFICIAL}, ${args}`) });
    expect(problems.map(({ kind }) => kind)).toEqual(['refused']);
    const found = problems[0]?.at;
    const { line, column } = found!.file.positionAt(found!.start);
    expect(`${found!.file.path}:${line}:${column}`).toBe(at);
  });
});

describe('variables that Services give', () => {
  const script = 'command: [sh, -c, "memcached -p ${MEMCACHED_PORT:-11311}"]';
  const service = (spec: string, name = 'memcached') =>
    `---\napiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { ${spec} ports: [{ port: 11211 }] }\n`;

  it.each([
    ['a Service of that name', pod(`${OFFICIAL}, ${script}`) + service(''), '‹MEMCACHED_PORT›'],
    ['none', pod(`${OFFICIAL}, ${script}`), '11311'],
    ['another Service', pod(`${OFFICIAL}, ${script}`) + service('', 'web'), '11311'],
    ['a headless one', pod(`${OFFICIAL}, ${script}`) + service('clusterIP: None,'), '11311'],
    [
      'a pod that wants none',
      pod(`${OFFICIAL}, ${script}`).replace('spec:\n', 'spec:\n  enableServiceLinks: false\n') + service(''),
      '11311',
    ],
    [
      'one that is set',
      pod(`${OFFICIAL}, ${script}, env: [{ name: MEMCACHED_PORT, value: "11411" }]`) + service(''),
      '11411',
    ],
  ])('%s', async (_, manifest, expected) => {
    expect(await commandLines(manifest)).toEqual([`memcached | -p | ${expected}`]);
  });
});

const SPEC = '{ containers: [{ name: mc, image: "memcached:1.4.39", args: [-U, "11211"] }] }';
const TEMPLATE = `{ metadata: { labels: { app: cache } }, spec: ${SPEC} }`;

/** Objects that start pods. */
const CARRIERS: readonly (readonly [string, string])[] = [
  ['Pod', `apiVersion: v1\nkind: Pod\nspec: ${SPEC}\n`],
  ['PodTemplate', `apiVersion: v1\nkind: PodTemplate\ntemplate: ${TEMPLATE}\n`],
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'].map(
    (kind) => [kind, `apiVersion: apps/v1\nkind: ${kind}\nspec: { template: ${TEMPLATE} }\n`] as const,
  ),
  ['ReplicationController', `apiVersion: v1\nkind: ReplicationController\nspec: { template: ${TEMPLATE} }\n`],
  ['Job', `apiVersion: batch/v1\nkind: Job\nspec: { template: ${TEMPLATE} }\n`],
  [
    'CronJob',
    `apiVersion: batch/v1\nkind: CronJob\nspec: { jobTemplate: { spec: { template: ${TEMPLATE} } } }\n`,
  ],
  [
    'DeploymentConfig',
    `apiVersion: apps.openshift.io/v1\nkind: DeploymentConfig\nspec: { template: ${TEMPLATE} }\n`,
  ],
  ['Rollout', `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nspec: { template: ${TEMPLATE} }\n`],
  [
    "Knative's Service",
    `apiVersion: serving.knative.dev/v1\nkind: Service\nspec: { template: ${TEMPLATE} }\n`,
  ],
  ['CloneSet', `apiVersion: apps.kruise.io/v1alpha1\nkind: CloneSet\nspec: { template: ${TEMPLATE} }\n`],
  [
    "an operator's own kind",
    `apiVersion: example.test/v1\nkind: Cache\nspec: { podTemplate: ${TEMPLATE} }\n`,
  ],
  ['List', `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec: ${SPEC}\n`],
  ['a second document', `apiVersion: v1\nkind: Namespace\n---\napiVersion: v1\nkind: Pod\nspec: ${SPEC}\n`],
  [
    "OpenShift's Template",
    `apiVersion: template.openshift.io/v1\nkind: Template\nobjects: [{ apiVersion: v1, kind: Pod, spec: ${SPEC} }]\n`,
  ],
];

describe('objects that start pods', () => {
  it.each(CARRIERS)('%s', async (_, manifest) => {
    expect(await commandLines(manifest)).toEqual(['memcached | -U | 11211']);
  });

  it('JSON in one line', async () => {
    const container = { name: 'mc', image: 'memcached:1.4.39', args: ['-U', '11211'] };
    const object = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [container] } };
    const { launches } = await read({ 'cache.json': JSON.stringify(object) });
    expect(launches.map(({ argv }) => argv.map(word))).toEqual([['-U', '11211']]);
  });

  it.each([
    [
      'a CustomResourceDefinition',
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: { names: { kind: Memcached } }\n',
    ],
    [
      "an operator's object without a pod template",
      'apiVersion: cache.example.com/v1alpha1\nkind: Memcached\nspec: { size: 3 }\n',
    ],
    [
      'an init container that ends',
      `apiVersion: v1\nkind: Pod\nspec: { initContainers: [{ name: memcached, image: "memcached:1.6", command: [nc, -z, memcached, "11211"] }], containers: [] }\n`,
    ],
  ])('%s starts none', async (_, manifest) => {
    expect(await commandLines(manifest)).toEqual([]);
  });
});
