import { describe, expect, it } from 'vitest';
import { read, shown, taken } from './read.ts';

const POD = `apiVersion: v1
kind: Pod
metadata: { name: cache, labels: { app: store, tier: back } }
spec: { containers: [{ name: mc, image: "memcached:1.6.31", ports: [{ containerPort: 11211 }] }] }
`;
const SERVICE = `---
apiVersion: v1
kind: Service
metadata: { name: cache-service }
spec: { selector: { app: store }, ports: [{ port: 80, targetPort: 11211 }] }
`;
const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: cache }
spec: { selector: { matchLabels: { app: store } }, template: { metadata: { labels: { app: store } }, spec: { containers: [{ name: mc, image: "memcached:1.6.31" }] } } }
`;

/** A script, what it starts, and the words that take memcached out of the cluster. */
const STARTS: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  [
    'a pod whose further words are arguments',
    'kubectl run memcached --image=memcached:1.4.36 --port=11211 --expose -- memcached -l 0.0.0.0',
    ['container memcached of Pod memcached | 1.4.36 | memcached -l 0.0.0.0 | pod'],
    [],
  ],
  [
    'or its command',
    "kubectl run memcached --image memcached:1.6.31 --env BIND=10.0.0.1 --command -- sh -c 'memcached -l $BIND'",
    ['container memcached of Pod memcached | 1.6.31 | memcached -l 10.0.0.1 | pod'],
    [],
  ],
  [
    'a deployment and a Service for it',
    'kubectl create deployment cache -n shop --image=memcached:1.6.31 -- memcached -m 64\nkubectl expose deployment/cache -n shop --name ext --type LoadBalancer --port 80 --target-port 11211',
    ['container cache of Deployment cache | 1.6.31 | memcached -m 64 | public 80→11211/tcp'],
    ['memcached.sh:2:59 LoadBalancer'],
  ],
  [
    'a Service for the pods of that label',
    'kubectl create deploy memcached --image=memcached:1.6.31\nkubectl create svc nodeport memcached --tcp=11300:11211 --node-port=31211',
    ['container memcached of Deployment memcached | 1.6.31 | memcached | public 31211→11211/tcp'],
    ['memcached.sh:2:20 nodeport'],
  ],
  [
    'a port of the node',
    'sudo microk8s kubectl run memcached --image=memcached:1.6.31 --port=11211 --hostport=11300',
    ['container memcached of Pod memcached | 1.6.31 | memcached | 11300→11211/tcp'],
    ['memcached.sh:1:86 11300'],
  ],
  [
    'a manifest in a here-document',
    `kubectl apply -f - <<EOF\n${POD}EOF`,
    ['container mc of Pod cache | 1.6.31 | memcached | pod'],
    [],
  ],
  [
    'a manifest through a pipe, whose variables stay open',
    `cat <<EOF | kubectl create -f -\n${POD.replace('"memcached:1.6.31"', '"memcached:1.6.31", args: [-l, $BIND]')}EOF`,
    ['container mc of Pod cache | 1.6.31 | memcached -l ‹BIND› | pod'],
    [],
  ],
  [
    'a manifest that it writes',
    `cat > cache.yaml <<'EOF'\n${POD}EOF\nkubectl apply -f cache.yaml`,
    ['container mc of Pod cache | 1.6.31 | memcached | pod'],
    [],
  ],
  [
    'a Service in front of pods that only the cluster has',
    'helm install memcached oci://registry.test/memcached\nkubectl expose deployment memcached --type=LoadBalancer --port=11211',
    ['the pods behind Service memcached | unknown | memcached | public 11211→11211/tcp'],
    ['memcached.sh:2:44 LoadBalancer'],
  ],
  [
    "a patch of a chart's Service",
    `kubectl patch svc memcached -p '{"spec": {"type": "NodePort"}}'`,
    ['the pods behind Service memcached | unknown | memcached | public *→11211/tcp'],
    ['memcached.sh:1:52 NodePort'],
  ],
];

/** Calls that start nothing and open nothing. */
const QUIET: readonly (readonly [string, string])[] = [
  ['a client', 'kubectl run memcached-client --rm -it --restart=Never --image memcached:1.6.39 -- bash'],
  ['another image', 'kubectl run memcached-test -it --image=busybox -- nc memcached 11211'],
  [
    'looking',
    'kubectl get svc memcached -o wide\nkubectl describe pod memcached\nkubectl scale deployment memcached --replicas=2',
  ],
  [
    'inside only',
    'kubectl expose deployment memcached --port=11211\nkubectl create service clusterip memcached --tcp=11211',
  ],
  ['another thing', 'kubectl expose deployment web --type=LoadBalancer --port=80 # memcached'],
  ['its exporter', 'kubectl expose deployment memcached-exporter --type=NodePort --port=9150'],
  ['a text', 'echo "kubectl expose deployment memcached --type=LoadBalancer --port=11211"'],
  ['loopback', 'kubectl port-forward svc/memcached 11211:11211'],
  ['another patch', `kubectl patch svc memcached -p '{"spec": {"sessionAffinity": "ClientIP"}}'`],
  [
    'nothing that can be read',
    "kubectl patch svc memcached -p '{{{'\nkubectl expose\nkubectl run\nkubectl -- \nkubectl",
  ],
];

/** A script beside a manifest, and what it opens. */
const BESIDE: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'a Service for a pod',
    POD,
    'kubectl expose pod cache --name memcached --type NodePort',
    ['memcached.sh:1:50 NodePort'],
  ],
  [
    'a Service for what a file starts',
    POD,
    'kubectl expose -f k8s/cache.yaml --type=NodePort --port=11211 # memcached',
    ['memcached.sh:1:41 NodePort'],
  ],
  [
    'a Service for a deployment',
    DEPLOYMENT,
    'kubectl expose deploy cache --port=11211 --external-ip=203.0.113.7 # memcached',
    ['memcached.sh:1:56 203.0.113.7'],
  ],
  [
    'a Service with a selector of its own',
    DEPLOYMENT,
    'kubectl expose deploy web --selector=app=store --port=11211 --type=NodePort # memcached',
    ['memcached.sh:1:68 NodePort'],
  ],
  [
    'a Service for a Service',
    POD + SERVICE,
    'kubectl expose service cache-service --name=memcached --port=11211 --type=LoadBalancer',
    ['memcached.sh:1:75 LoadBalancer'],
  ],
  [
    'a patch',
    POD + SERVICE,
    `kubectl patch service cache-service -p '{"spec":{"type":"NodePort"}}' # memcached`,
    ['memcached.sh:1:58 NodePort'],
  ],
  [
    'a patch by operations',
    POD + SERVICE,
    `kubectl patch svc cache-service --type json -p '[{"op": "add", "path": "/spec/type", "value": "NodePort"}]' # memcached`,
    ['memcached.sh:1:96 NodePort'],
  ],
  [
    'a port-forward for everybody',
    POD,
    'kubectl port-forward --address 0.0.0.0 pod/cache 11300:11211 # memcached',
    ['memcached.sh:1:32 0.0.0.0'],
  ],
  [
    'a port-forward to a Service',
    POD + SERVICE,
    'kubectl port-forward svc/cache-service 8080:80 --address=0.0.0.0 # memcached',
    ['memcached.sh:1:58 0.0.0.0'],
  ],
  [
    'a port-forward for a private network',
    POD,
    'kubectl port-forward --address 10.0.0.4,localhost cache 11211 # memcached',
    [],
  ],
  ['a Service for another pod', POD, 'kubectl expose pod web --type NodePort --port 80 # memcached', []],
];

describe('kubectl in scripts', () => {
  it.each(STARTS)('%s', async (_, script, launches, open) => {
    const reading = await read({ 'memcached.sh': `${script}\n` });
    expect(reading.launches.map(shown)).toEqual(launches);
    expect(taken(reading)).toEqual(open);
  });

  it.each(QUIET)('opens nothing: %s', async (_, script) => {
    const reading = await read({ 'memcached.sh': `#!/bin/bash\n${script}\n` });
    expect(taken(reading)).toEqual([]);
    expect(reading.launches).toEqual([]);
    expect(reading.problems).toEqual([]);
  });

  it.each(BESIDE)('%s of the repository', async (_, manifest, script, open) => {
    expect(taken(await read({ 'k8s/cache.yaml': manifest, 'memcached.sh': script }))).toEqual(open);
  });
});
