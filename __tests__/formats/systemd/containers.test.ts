import { describe, expect, it } from 'vitest';
import { systemd } from '../../../src/formats/systemd/format.ts';
import type { Launch } from '../../../src/launch/launch.ts';
import { placeOf, readAs, show, showPlaced } from './fixture.ts';

async function describeAll(files: Record<string, string>) {
  const { launches, problems } = await readAs(systemd, files);
  expect(problems).toEqual([]);
  return launches.map(
    (launch) => `${launch.name}: ${launch.argv.map(show).join(' ')} | ${networkOf(launch)}`,
  );
}

function networkOf({ network }: Launch): string {
  if (network.kind !== 'container') return network.kind;
  const ports = network.published.map(({ hostAddress, hostPort, containerPort }) =>
    [hostAddress && show(hostAddress), JSON.stringify(hostPort), JSON.stringify(containerPort)].join(' '),
  );
  return ports.length > 0 ? ports.join(', ') : 'nothing published';
}
const SERVICE = 'etc/systemd/system/cache.service';
const QUADLET = 'etc/containers/systemd/cache.container';
const EVERYWHERE = ' {"first":11211,"last":11211} {"first":11211,"last":11211}';

describe('units that run a container engine, or leave one behind', () => {
  it.each([
    [
      'Environment=PORT=11212\nExecStartPre=-/usr/bin/docker rm -f mc\nExecStart=/usr/bin/docker run --rm -p ${PORT}:11211 memcached:1.6 -m 64',
      'cache.service: -m 64 |  {"first":11212,"last":11212} {"first":11211,"last":11211}',
    ],
    [
      'PrivateNetwork=yes\nExecStart=/bin/sh -c "exec podman run --net host memcached:1.5.5 memcached -l 127.0.0.1"',
      'cache.service: -l 127.0.0.1 | host',
    ],
    [
      'Environment=A=1 B=2 C=3\nExecStart=/usr/bin/docker run -e A -e C=4 memcached:1.6 sh -c "exec memcached -l $$A -c $$C $$B"',
      'cache.service: -l 1 -c 4 | nothing published',
    ],
    [
      'ExecStartPre=-/usr/bin/docker rm mc\nExecStartPre=/usr/bin/docker create --name mc -p 11211:11211 memcached:1.6\nExecStart=/usr/bin/docker start -a mc',
      `cache.service:  | ${EVERYWHERE}`,
    ],
    [
      'Type=oneshot\nExecStartPre=-/usr/bin/podman run -d -p 11211:11211 memcached:1.6 -m 64\nExecStart=/bin/true',
      `cache.service: -m 64 | ${EVERYWHERE}`,
    ],
    [
      'ExecStart=/usr/bin/app\nExecStartPost=/bin/sh -c "docker run --detach -p 11211:11211 memcached"',
      `cache.service:  | ${EVERYWHERE}`,
    ],
    [
      'ExecStart=/usr/bin/app\nExecStartPost=/usr/bin/memcached -d -l 10.0.0.1',
      'cache.service: -d -l 10.0.0.1 | host',
    ],
  ])('%s', async (lines, expected) => {
    expect(await describeAll({ [SERVICE]: `[Service]\n${lines}\n` })).toEqual([expected]);
  });

  it.each([
    'ExecStart=/usr/bin/podman start cache',
    'ExecStart=/usr/bin/docker run -p 80:80 nginx --cache memcached:11211',
    'ExecStartPre=/usr/bin/docker pull memcached:1.6\nExecStart=/usr/bin/docker start -a memcached',
    'ExecStartPre=/usr/bin/docker run --rm -p 11211:11211 memcached:1.6 memcached -V\nExecStart=/bin/true',
    // systemd kills what ExecStartPre= leaves behind, and would wait for ever for a daemon that does not detach.
    "ExecStartPre=/bin/sh -c 'memcached -d -l 0.0.0.0'\nExecStart=/usr/bin/app",
    'ExecStart=/usr/bin/app\nExecStartPost=/usr/bin/memcached -l 0.0.0.0',
    'ExecStart=/usr/bin/app\nExecStopPost=/usr/bin/docker run -d -p 11211:11211 memcached',
    'ExecStartPre=/usr/bin/docker create -p 11211:11211 memcached\nExecStartPre=/bin/false\nExecStart=/bin/true',
  ])('says nothing about %s', async (lines) => {
    expect(await describeAll({ [SERVICE]: `[Service]\n${lines}\n` })).toEqual([]);
  });
});

describe('a container in a pod that another unit creates', () => {
  const POD = 'etc/systemd/system/pod-web.service';
  const pod = (options: string) =>
    `[Service]\nExecStartPre=/usr/bin/podman pod create \\\n  --pod-id-file %t/web.pod-id --name web ${options}\nExecStart=/usr/bin/podman pod start --pod-id-file %t/web.pod-id\n`;
  const container = (options: string) =>
    `[Service]\nExecStart=/usr/bin/podman run -d ${options} --name mc memcached:1.6 memcached -m 64\n`;

  it.each<[podOptions: string, options: string, expected: string]>([
    ['-p 11211:11211 --replace', '--pod-id-file %t/web.pod-id', `-m 64 | ${EVERYWHERE}`],
    ['-p 11211:11211', '--pod web', `-m 64 | ${EVERYWHERE}`],
    [
      '--publish=127.0.0.1:1:11211 -p 80:80',
      '--pod=web',
      '-m 64 | 127.0.0.1 {"first":1,"last":1} {"first":11211,"last":11211}',
    ],
    ['--exit-policy=stop --share net', '--pod web', '-m 64 | nothing published'],
    ['--network host', '--pod web', '-m 64 | host'],
    ['-p 11211:11211', '--pod other', '-m 64 | unknown'],
    ['-p 11211:11211', '--pod-id-file %t/other.pod-id', '-m 64 | unknown'],
    ['-p 80:80', '--pod new:own -p 11211:11211', `-m 64 | ${EVERYWHERE}`],
  ])('has the network of the pod (%s; %s)', async (podOptions, options, expected) => {
    const files = { [POD]: pod(podOptions), [SERVICE]: container(options) };
    expect(await describeAll(files)).toEqual([`cache.service: ${expected}`]);
  });
});

describe('Quadlet containers', () => {
  it.each<[name: string, files: Record<string, string>, expected: string]>([
    [
      'published ports',
      { [QUADLET]: '[Container]\nImage=docker.io/library/memcached:1.6\nPublishPort=11211:11211\n' },
      `cache.container:  | ${EVERYWHERE}`,
    ],
    [
      'a drop-in: the last Exec= counts, an empty PublishPort= clears',
      {
        [QUADLET]: '[Container]\nImage=memcached:1.6\nExec=memcached -l 0.0.0.0\nPublishPort=11211:11211\n',
        [`${QUADLET}.d/10.conf`]:
          '[Container]\nExec=-l 127.0.0.1 \\\n  # c\n "-U" 0\nPublishPort=\nPublishPort=127.0.0.1:1:11211\n',
      },
      'cache.container: -l 127.0.0.1 -U 0 | 127.0.0.1 {"first":1,"last":1} {"first":11211,"last":11211}',
    ],
    [
      'the network of the host',
      { [QUADLET]: '[Container]\nImage=memcached:1.6\nNetwork=host\n' },
      'cache.container:  | host',
    ],
    [
      'the ports of its pod',
      {
        [QUADLET]: '[Container]\nImage=memcached:1.6\nPod=web.pod\n',
        'etc/containers/systemd/web.pod': '[Pod]\nPublishPort=11211:11211\n',
      },
      `cache.container:  | ${EVERYWHERE}`,
    ],
    [
      'variables of the unit, and a shell in the container',
      {
        [QUADLET]:
          '[Container]\nImage=mc.image\nEntrypoint=/bin/sh\nExec=-c "memcached -l ${X}"\n[Service]\nEnvironment=X=10.0.0.1',
        'etc/containers/systemd/mc.image': '[Image]\nImage=memcached:1.5\n',
      },
      'cache.container: -l 10.0.0.1 | nothing published',
    ],
  ])('%s', async (_, files, expected) => {
    expect(await describeAll(files)).toEqual([expected]);
  });

  it('point at the words of Exec= and at the published port', async () => {
    const text = '[Container]\nImage=memcached:1.6\nPublishPort=11211:11211\nExec=-l 0.0.0.0\n';
    const { launches } = await readAs(systemd, { [QUADLET]: text });
    expect(launches[0]?.argv.map(showPlaced)).toEqual([
      `-l @ ${QUADLET}:4:6-8`,
      `0.0.0.0 @ ${QUADLET}:4:9-16`,
    ]);
    const network = launches[0]?.network;
    expect(network?.kind === 'container' && network.published.map(({ at }) => placeOf(at))).toEqual([
      `${QUADLET}:3:13-24`,
    ]);
  });

  it('of other images are none of ours', async () => {
    const text = '[Container]\nImage=docker.io/library/nginx\nEnvironment=MEMCACHED=cache:11211\n';
    expect(await describeAll({ [QUADLET]: text })).toEqual([]);
  });
});
