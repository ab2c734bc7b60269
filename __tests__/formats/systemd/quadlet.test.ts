import { describe, expect, it } from 'vitest';
import { systemd } from '../../../src/formats/systemd/format.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { placeOf, readAs } from './fixture.ts';
import { type Files, FOLDER, inFolder, launchesOf } from './quadlet-fixture.ts';

const CACHE = '[Container]\nImage=memcached:1.6\n';

describe('Quadlet containers, as the generator of podman 5.4 turns them into podman run', () => {
  it.each<[name: string, files: Files, expected: string]>([
    [
      'the last Exec= counts',
      { 'c.container': `${CACHE}Exec=-m 64\nExec=-l 0.0.0.0\n` },
      '-l 0.0.0.0 | nothing published',
    ],
    [
      'an Exec= of its own is the container, not the host',
      { 'c.container': `${CACHE}Exec=memcached -l 127.0.0.1\nPublishPort=11211:11211` },
      '-l 127.0.0.1 | 11211:11211',
    ],
    [
      'PodmanArgs= may publish and choose a network',
      { 'c.container': `${CACHE}PodmanArgs=-p 11211:11211 --label "a b"\nPodmanArgs=--net=x\n` },
      '| 11211:11211',
    ],
    [
      'PodmanArgs= of the network of the host',
      { 'c.container': `${CACHE}PodmanArgs=--net host\n` },
      '| host',
    ],
    [
      'GlobalArgs= stand before the command',
      { 'c.container': `${CACHE}GlobalArgs=--log-level=debug\nPublishPort=1:11211\n` },
      '| 1:11211',
    ],
    [
      'ExposeHostPort= publishes nothing',
      { 'c.container': `${CACHE}ExposeHostPort=11211\n` },
      '| nothing published',
    ],
    ['no network', { 'c.container': `${CACHE}Network=none\n` }, '| none'],
    [
      'ports on the network of the host are of no use',
      { 'c.container': `${CACHE}Network=host\nPublishPort=1:1\n` },
      '| host',
    ],
    [
      'an empty Network= clears',
      { 'c.container': `${CACHE}Network=host\nNetwork=\n` },
      '| nothing published',
    ],
    [
      'the network of a container that is not here',
      { 'c.container': `${CACHE}Network=container:vpn\n` },
      '| unknown: it shares the network of vpn',
    ],
    [
      'options of a network',
      {
        'c.container': `${CACHE}Network=n.network:ip=10.0.0.3\nPublishPort=1:11211\n`,
        'n.network': '[Network]\n',
      },
      '| 1:11211',
    ],
    [
      'an internal network',
      {
        'c.container': `${CACHE}Network=n.network\nPublishPort=1:11211\n`,
        'n.network': '[Network]\nInternal=true\n',
      },
      '| 1:11211 (container: it is only in networks with Internal=true)',
    ],
    [
      'an internal network beside another',
      {
        'c.container': `${CACHE}Network=n.network\nNetwork=o\nPublishPort=1:11211\n`,
        'n.network': '[Network]\nInternal=true\n',
      },
      '| 1:11211',
    ],
    [
      'a network of a drop-in that is no longer internal',
      {
        'c.container': `${CACHE}Network=n.network\nPublishPort=1:11211\n`,
        'n.network': '[Network]\nInternal=true\n',
        'n.network.d/a.conf': '[Network]\nInternal=false\n',
      },
      '| 1:11211',
    ],
    [
      'an address of the local network',
      { 'c.container': `${CACHE}Network=n.network\n`, 'n.network': '[Network]\nDriver=macvlan\n' },
      '| unknown: its macvlan network gives it an address of its own in the local network',
    ],
    [
      'an Entrypoint= in JSON',
      { 'c.container': `${CACHE}Entrypoint=["/bin/sh", "-c"]\nExec="exec memcached -l 10.0.0.1"\n` },
      '-l 10.0.0.1 | nothing published',
    ],
    [
      'an Entrypoint= drops the command of the image',
      { 'c.container': `${CACHE}Entrypoint=/usr/bin/memcached\n` },
      '| nothing published',
    ],
    [
      'a root file system in place of an image',
      { 'c.container': '[Container]\nRootfs=/srv/cache\nExec=memcached -l 0.0.0.0\n' },
      '-l 0.0.0.0 | nothing published',
    ],
    [
      'variables of the service and specifiers',
      { 'c@.container': `${CACHE}Exec=-l \${A} $B %i %p\n[Service]\nEnvironment=A=1 "B=2 3"\n` },
      '-l 1 2 3 <%i> c | nothing published',
    ],
    [
      'an instance that is a unit of its own',
      { 'c@11212.container': `${CACHE}PublishPort=%i:11211\n` },
      '| 11212:11211',
    ],
    [
      'an image unit',
      {
        'c.container': '[Container]\n# memcached\nImage=mc.image\n',
        'mc.image': '[Image]\nImage=memcached:1.5\n',
      },
      '| nothing published',
    ],
    [
      'an image that is built here',
      {
        'c.container': '[Container]\n# memcached\nImage=mc.build\n',
        'mc.build': '[Build]\nImageTag=localhost/mc\nSetWorkingDirectory=unit\n',
        Containerfile: 'FROM memcached:1.6\nCMD ["-l", "0.0.0.0"]\n',
      },
      '-l 0.0.0.0 | nothing published',
    ],
    [
      'an image that is built of another folder',
      {
        'c.container': '[Container]\n# memcached\nImage=mc.build\n',
        'mc.build': '[Build]\nImageTag=localhost/mc\nFile=img/D\nTarget=b\n',
        'img/D': 'FROM memcached:1.6 AS a\nCMD ["-a"]\nFROM a AS b\nCMD ["-b"]\nFROM a\n',
      },
      '-b | nothing published',
    ],
  ])('%s', async (_, files, expected) => {
    expect(await launchesOf(files)).toEqual([expected]);
  });

  it.each<[name: string, files: Files, expected: string]>([
    [
      'its ports',
      { 'c.container': `${CACHE}Pod=web.pod\n`, 'web.pod': '[Pod]\nPublishPort=11211:11211\n' },
      '| 11211:11211',
    ],
    [
      'not those of others in it',
      {
        'c.container': `${CACHE}Pod=web.pod\n`,
        'web.pod': '[Pod]\nPublishPort=8080:80\nPublishPort=127.0.0.1:1:11211\n',
      },
      '| 127.0.0.1:1:11211',
    ],
    [
      'not the ports of the container itself',
      { 'c.container': `${CACHE}Pod=web.pod\nPublishPort=11211:11211\n`, 'web.pod': '[Pod]\n' },
      '| nothing published',
    ],
    [
      'the network of the host',
      { 'c.container': `${CACHE}Pod=web.pod\n`, 'web.pod': '[Pod]\nNetwork=host\n' },
      '| host',
    ],
    [
      'its PodmanArgs=',
      {
        'c.container': `${CACHE}Pod=web.pod\n`,
        'web.pod': '[Pod]\nPodmanArgs=--infra-name=i --share net -p 3:11211\n',
      },
      '| 3:11211',
    ],
    [
      'its drop-ins',
      {
        'c.container': `${CACHE}Pod=web.pod\n`,
        'web.pod': '[Pod]\nPublishPort=1:11211\n',
        'web.pod.d/x.conf': '[Pod]\nPublishPort=\nPublishPort=127.0.0.1:5:11211\n',
      },
      '| 127.0.0.1:5:11211',
    ],
    [
      'nothing known where it is not here',
      { 'c.container': `${CACHE}Pod=web.pod\n` },
      '| unknown: the pod web.pod publishes its ports',
    ],
  ])('have of their pod %s', async (_, files, expected) => {
    expect(await launchesOf(files)).toEqual([expected]);
  });

  it('have the ports of the container whose network they join', async () => {
    const files = {
      'c.container': `${CACHE}Network=vpn.container\n`,
      'vpn.container':
        '[Container]\nImage=docker.io/library/vpn\nPublishPort=11211:11211\nPublishPort=80:80\n',
    };
    expect(await launchesOf(files)).toEqual(['| 11211:11211']);
    const loop = { 'c.container': `${CACHE}Network=c.container\nPublishPort=11211:11211\n` };
    expect(await launchesOf(loop)).toEqual(['| unknown: it shares the network of systemd-c']);
  });

  it('take drop-ins of every name of an instance', async () => {
    const files = {
      'a-c@1.container': CACHE,
      'a-c@1.container.d/a.conf': '[Container]\nPublishPort=1:11211\n',
      'a-c@.container.d/b.conf': '[Container]\nPublishPort=2:11211\n',
      'a-.container.d/c.conf': '[Container]\nPublishPort=3:11211\n',
      'container.d/d.conf': '[Container]\nPublishPort=4:11211\n',
      'container.d/a.conf': '[Container]\nPublishPort=5:11211\n',
      'b.container.d/e.conf': '[Container]\nPublishPort=6:11211\n',
    };
    expect(await launchesOf(files)).toEqual(['| 1:11211 2:11211 3:11211 4:11211']);
  });

  it('point at the value of the unit that brings it', async () => {
    const files = { 'c.container': `${CACHE}Pod=web.pod\n`, 'web.pod': '[Pod]\nPublishPort=11211:11211\n' };
    const { launches } = await readAs(systemd, inFolder(files));
    const network = launches[0]?.network;
    expect(network?.kind === 'container' && network.published.map(({ at }) => placeOf(at))).toEqual([
      `${FOLDER}/web.pod:2:13-24`,
    ]);
  });

  it('may be written by a script', async () => {
    const written = new SourceFile(`${FOLDER}/c.container`, `${CACHE}PublishPort=11211:11211\n`);
    const { launches } = await systemd.read([written], memoryRepository({}));
    expect(launches.map(({ name }) => name)).toEqual(['c.container']);
  });

  it('stand in the container, not in the unit of its image', async () => {
    const files = {
      'c.container': '[Container]\nImage=mc.image\n',
      'mc.image': '[Image]\nImage=memcached:1.6\n',
    };
    const { launches } = await readAs(systemd, inFolder(files));
    expect(launches.map(({ at, related }) => [at, ...related.map((place) => place.at)].map(placeOf))).toEqual(
      [[`${FOLDER}/c.container:2:7-15`, `${FOLDER}/mc.image:2:7-20`]],
    );
  });

  it.each<Files>([
    { 'c.container': '[container]\nimage=memcached\nPublishPort=11211:11211\n' },
    { 'c.container': '[Container]\nExec=memcached -l 0.0.0.0\n' },
    { 'c.container': '[Service]\nExecStart=/usr/bin/memcached -l 0.0.0.0\n' },
    { 'c.container': '[Container]\nImage=quay.io/prometheus/memcached-exporter\nPublishPort=9150:9150\n' },
    { 'c.pod': '[Pod]\n# memcached\nPublishPort=11211:11211\n' },
    { 'memcached.network': '[Network]\nInternal=true\n' },
    { 'memcached.image': '[Image]\nImage=memcached:1.6\n' },
    { 'memcached.build': '[Build]\nImageTag=memcached\nFile=Dockerfile\n' },
  ])('none of %j', async (files) => {
    expect(await launchesOf(files)).toEqual([]);
  });
});
