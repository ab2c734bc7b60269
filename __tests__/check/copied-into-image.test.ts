import { describe, expect, it } from 'vitest';
import { check } from '../../src/check.ts';
import { DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts';
import { memoryRepository } from '../../src/repository/memory-repository.ts';
import { sourceText } from '../../src/text/source-file.ts';

type Files = Readonly<Record<string, string>>;

function reportOf(files: Files) {
  return check(memoryRepository(files), { configuration: DEFAULT_CONFIGURATION, today: '2027-01-01' });
}

/** Where the launches in files other than Dockerfiles take place. */
async function networks(files: Files): Promise<readonly string[]> {
  const { exposures } = await reportOf(files);
  return exposures.flatMap(({ launch }) =>
    launch.at.file.path.endsWith('Dockerfile') ? [] : [launch.network.kind],
  );
}

/** Level, rule, file, line and the words there. */
async function findings(files: Files): Promise<readonly string[]> {
  const report = await reportOf(files);
  return report.findings.map(({ level, name, at }) => {
    const { line } = at.file.positionAt(at.start);
    return `${level} ${name} ${at.file.path}:${line} ${sourceText(at)}`;
  });
}

const OPEN = '-m 64\n-u memcache\n';
const WILDCARD = '-m 64\n-u memcache\n-l 0.0.0.0\n';
const PROGRAM = '[program:cache]\ncommand=/usr/bin/memcached -u memcache\n';
const INSTALL = 'FROM debian:12\nRUN apt-get install -y memcached\n';

describe('a file that is copied into an image', () => {
  it.each<[string, Files]>([
    [
      'a conf by its own name',
      { Dockerfile: `${INSTALL}COPY docker/memcached.conf /srv/cache.conf\n`, 'docker/memcached.conf': OPEN },
    ],
    [
      'a conf in a tree, at the place where it is read',
      { 'img/Dockerfile': `${INSTALL}ADD rootfs /\n`, 'img/rootfs/etc/memcached.conf': OPEN },
    ],
    [
      'a pattern, to the place where it is read',
      { 'img/Dockerfile': `${INSTALL}COPY etc/* /etc/\n`, 'img/etc/memcached.conf': OPEN },
    ],
    [
      'by way of another stage',
      {
        Dockerfile: `FROM scratch AS files\nCOPY cfg /cfg\n${INSTALL}COPY --from=files /cfg/memcached.conf /etc/\n`,
        'cfg/memcached.conf': OPEN,
      },
    ],
    [
      'a supervisord program',
      { 'web/Dockerfile': `${INSTALL}COPY supervisord.conf /etc/\n`, 'web/supervisord.conf': PROGRAM },
    ],
    [
      'a service of runit',
      {
        Dockerfile: `${INSTALL}COPY services /etc/service\n`,
        'services/memcached/run': '#!/bin/sh\nexec memcached -u memcache\n',
      },
    ],
    [
      'a script that the image starts, in a folder that is copied whole',
      {
        Dockerfile: `${INSTALL}COPY scripts /opt/scripts/\nCMD ["/opt/scripts/start.sh"]\n`,
        'scripts/start.sh': '#!/bin/sh\nexec memcached -u memcache\n',
      },
    ],
    [
      'a Dockerfile that does not name memcached',
      { Dockerfile: 'FROM debian:12\nADD rootfs /\n', 'rootfs/etc/memcached.conf': `${OPEN}-U 0\n` },
    ],
  ])('does not run on a host: %s', async (_, files) => {
    expect(await networks(files)).toEqual(['image']);
    expect(await findings(files)).toEqual([expect.stringMatching(/^warning default-bind /)]);
  });

  it('asks for everybody all the same where it says so', async () => {
    expect(
      await findings({
        Dockerfile: `${INSTALL}COPY memcached.conf /etc/\n`,
        'memcached.conf': WILDCARD,
      }),
    ).toEqual(['error public-bind memcached.conf:3 0.0.0.0']);
  });

  it.each<[string, Files]>([
    [
      'a whole repository that is copied along',
      { Dockerfile: 'FROM php:8.3\nCOPY . /app\n', 'etc/memcached.conf': OPEN },
    ],
    [
      'a folder that is copied along',
      { Dockerfile: 'FROM php:8.3\nCOPY deploy /app/deploy\n', 'deploy/memcached.conf': OPEN },
    ],
    [
      'a pattern that is copied along',
      { Dockerfile: 'FROM php:8.3\nCOPY * /app/\n', 'memcached.conf': OPEN },
    ],
    [
      'another file of that name',
      {
        'img/Dockerfile': `${INSTALL}COPY memcached.conf /etc/\n`,
        'img/memcached.conf': OPEN,
        'host/etc/memcached.conf': OPEN,
      },
    ],
    [
      'a stage that the image does not take it from',
      {
        Dockerfile: 'FROM debian:12 AS test\nCOPY memcached.conf /etc/\nFROM debian:12\nCMD ["true"]\n',
        'memcached.conf': OPEN,
      },
    ],
    [
      'a script beside the one that the image starts',
      {
        Dockerfile: `FROM debian:12\nCOPY scripts /opt/scripts/\nCMD ["/opt/scripts/start.sh"]\n`,
        'scripts/start.sh': '#!/bin/sh\nexec nginx\n',
        'scripts/host.sh': '#!/bin/sh\nexec memcached -u memcache\n',
      },
    ],
  ])('does not silence a host: %s', async (_, files) => {
    expect((await networks(files)).filter((kind) => kind !== 'image')).toEqual(['host']);
    expect(await findings(files)).toContainEqual(expect.stringMatching(/^error default-bind /));
  });

  it('is said once where the image starts it', async () => {
    expect(
      await findings({
        Dockerfile: `${INSTALL}COPY start.sh /\nCMD ["/start.sh"]\n`,
        'start.sh': '#!/bin/sh\nexec memcached -l 0.0.0.0\n',
      }),
    ).toEqual(['error public-bind start.sh:2 0.0.0.0']);
  });
});

it('a published port names the command line inside the image', async () => {
  const { findings: found } = await reportOf({
    'compose.yaml': 'services:\n  cache:\n    build: .\n    ports: ["11211:11211"]\n',
    Dockerfile: `${INSTALL}COPY cache.conf /etc/supervisor/conf.d/\nCMD ["supervisord", "-n"]\n`,
    'cache.conf': '[program:cache]\ncommand=memcached -u memcache -U 0\n',
  });
  const published = found.find(({ name }) => name === 'published-port');
  expect(published?.related.map(({ at }) => `${at.file.path} ${sourceText(at)}`)).toContain(
    'cache.conf memcached',
  );
});
