import { describe, expect, it } from 'vitest';
import { launchesOf } from './quadlet-fixture.ts';

describe('Quadlet units that play a Kubernetes manifest', () => {
  const pod = (container: string) =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n    - name: c\n      image: memcached:1.6\n${container}    - name: web\n      image: nginx\n`;
  const POD = pod('      args: [-l, 0.0.0.0]\n');

  it.each<[unit: string, expected: readonly string[]]>([
    ['Yaml=pod.yml\nPublishPort=11211:11211', ['-l 0.0.0.0 | 11211:11211']],
    [
      'Yaml=./pod.yml\nPublishPort=8080:80\nPublishPort=127.0.0.1:1:11211',
      ['-l 0.0.0.0 | 127.0.0.1:1:11211'],
    ],
    ['Yaml=pod.yml\nNetwork=host', ['-l 0.0.0.0 | host']],
    ['Yaml=pod.yml\nPublishPort=8080:80', []],
    ['Yaml=pod.yml', []],
    ['Yaml=other.yml\nPublishPort=11211:11211', []],
    ['PublishPort=11211:11211', []],
  ])('%s', async (unit, expected) => {
    expect(await launchesOf({ 'memcached.kube': `[Kube]\n${unit}\n`, 'pod.yml': POD })).toEqual(expected);
  });
});
