import { describe, expect, it } from 'vitest';
import { place, read, shown, taken } from './read.ts';

const deployment = (
  container: string,
  labels = '{ app = "cache" }',
  pod = '',
) => `resource "kubernetes_deployment_v1" "cache" {
  metadata {
    name   = "cache"
    labels = { app = "cache" }
  }
  spec {
    selector { match_labels = ${labels} }
    template {
      metadata { labels = ${labels} }
      spec {
        ${pod}
        container {
          name  = "mc"
          ${container}
        }
      }
    }
  }
}
`;
const service = (spec: string) => `resource "kubernetes_service" "memcached" {
  metadata { name = "memcached" }
  spec {
    ${spec}
    port {
      port        = 80
      target_port = 11211
    }
  }
}
`;
const IMAGE = 'image = "memcached:1.6.31"';

const RESOURCES: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'words',
    deployment(`${IMAGE}\nargs = ["-m", 64, "-l", "0.0.0.0"]`),
    '1.6.31 | memcached -m 64 -l 0.0.0.0 | pod',
    [],
  ],
  [
    'variables',
    deployment(`${IMAGE}\nargs = ["-l", "$(BIND)"]\nenv {\n name = "BIND"\n value = "0.0.0.0"\n }`),
    '1.6.31 | memcached -l 0.0.0.0 | pod',
    [],
  ],
  [
    'a value from outside',
    `variable "tag" {}\n${deployment('image = "memcached:${var.tag}"')}`,
    'unknown | memcached | pod',
    [],
  ],
  [
    'a default',
    `variable "tag" { default = "1.4.39" }\n${deployment('image = "memcached:${var.tag}"')}`,
    '1.4.39 | memcached | pod',
    [],
  ],
  [
    'the network of the node',
    deployment(IMAGE, undefined, 'host_network = true'),
    '1.6.31 | memcached | host',
    [],
  ],
  [
    'a port of the node',
    deployment(`${IMAGE}\nport {\n container_port = 11211\n host_port = 11300\n }`),
    '1.6.31 | memcached | 11300→11211/tcp',
    ['main.tf:17:14 11300'],
  ],
  [
    'a port of its loopback',
    deployment(`${IMAGE}\nport {\n container_port = 11211\n host_port = 11300\n host_ip = "127.0.0.1"\n }`),
    '1.6.31 | memcached | 127.0.0.1:11300→11211/tcp',
    [],
  ],
  [
    'a Service',
    service('type = "LoadBalancer"\nselector = { app = "cache" }') + deployment(IMAGE),
    '1.6.31 | memcached | public 80→11211/tcp',
    ['main.tf:4:13 LoadBalancer'],
  ],
  [
    'by a reference',
    service('type = "NodePort"\nselector = { app = kubernetes_deployment_v1.cache.metadata[0].labels.app }') +
      deployment(IMAGE),
    '1.6.31 | memcached | public *→11211/tcp',
    ['main.tf:4:13 NodePort'],
  ],
  [
    'by all labels of a reference',
    service(
      'type = "NodePort"\nselector = kubernetes_deployment_v1.cache.spec.0.template.0.metadata.0.labels',
    ) + deployment(IMAGE),
    '1.6.31 | memcached | public *→11211/tcp',
    ['main.tf:4:13 NodePort'],
  ],
  [
    'by labels of the file',
    `locals { labels = { app = "x" } }\n${service('type = "NodePort"\nselector = local.labels')}${deployment(IMAGE, 'local.labels')}`,
    '1.6.31 | memcached | public *→11211/tcp',
    ['main.tf:5:13 NodePort'],
  ],
  [
    'by labels that nobody knows',
    service('type = "NodePort"\nselector = module.names.labels') + deployment(IMAGE, 'module.names.labels'),
    '1.6.31 | memcached | public *→11211/tcp',
    ['main.tf:4:13 NodePort'],
  ],
  [
    'a Service for others',
    service('type = "NodePort"\nselector = { app = "web" }') + deployment(IMAGE),
    '1.6.31 | memcached | pod',
    [],
  ],
  [
    'an internal load balancer',
    service(
      'type = "LoadBalancer"\nload_balancer_source_ranges = ["10.0.0.0/8"]\nselector = { app = "cache" }',
    ) + deployment(IMAGE),
    '1.6.31 | memcached | private 80→11211/tcp',
    [],
  ],
];

describe('Terraform for Kubernetes', () => {
  it.each(RESOURCES)('%s', async (_, text, expected, open) => {
    const reading = await read({ 'main.tf': text });
    expect(
      reading.launches.map((launch) => shown(launch).replace('container mc of Deployment cache | ', '')),
    ).toEqual([expected]);
    expect(taken(reading)).toEqual(open);
  });

  it('reads manifests as objects and as texts', async () => {
    const { launches } = await read({
      'main.tf': `resource "kubernetes_manifest" "a" {
  manifest = {
    apiVersion = "v1"
    kind       = "Pod"
    metadata   = { name = "a" }
    spec       = { containers = [{ name = "m", image = "memcached:1.6.31", args = ["-U", "11211"] }] }
  }
}
resource "kubectl_manifest" "b" {
  yaml_body = <<YAML
apiVersion: v1
kind: Pod
metadata: { name: b }
spec: { containers: [{ name: m, image: "memcached:1.6.31", args: [-l, 0.0.0.0] }] }
YAML
}
`,
    });
    expect(launches.map(shown)).toEqual([
      'container m of Pod a | 1.6.31 | memcached -U 11211 | pod',
      'container m of Pod b | 1.6.31 | memcached -l 0.0.0.0 | pod',
    ]);
    expect(launches.flatMap(({ argv }) => argv.map((word) => place(word.locate()!)))).toEqual([
      'main.tf:6:85 -U',
      'main.tf:6:91 11211',
      'main.tf:14:67 -l',
      'main.tf:14:71 0.0.0.0',
    ]);
  });

  it.each([
    [
      'a cache of Amazon',
      'resource "aws_elasticache_cluster" "memcached" {\n engine = "memcached"\n port = 11211\n}\n',
    ],
    ['a client', deployment('image = "web:1"\nenv {\n name = "MEMCACHED"\n value = "memcached:11211"\n }')],
    [
      'nothing that is closed',
      `resource "kubernetes_deployment" "memcached" {\n${'spec {\n template {\n'.repeat(200)}`,
    ],
  ])('%s starts none', async (_, text) => {
    expect(await read({ 'main.tf': text })).toEqual({ launches: [], problems: [] });
  });
});
