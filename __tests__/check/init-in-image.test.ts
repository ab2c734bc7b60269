import { describe, expect, it } from 'vitest';
import { check } from '../../src/check.ts';
import { DEFAULT_CONFIGURATION } from '../../src/policy/configuration.ts';
import { memoryRepository } from '../../src/repository/memory-repository.ts';
import { sourceText } from '../../src/text/source-file.ts';

type Files = Readonly<Record<string, string>>;

/** Rule, file, line and the words there. */
async function findings(files: Files): Promise<readonly string[]> {
  const report = await check(memoryRepository(files), {
    configuration: DEFAULT_CONFIGURATION,
    today: '2027-01-01',
  });
  return report.findings.map(({ name, at }) => {
    const { line } = at.file.positionAt(at.start);
    return `${name} ${at.file.path}:${line} ${sourceText(at)}`;
  });
}

const INSTALL = 'FROM debian:12\nRUN apt-get update && apt-get install -y memcached supervisor\n';
const PROGRAM = '[program:cache]\ncommand=/usr/bin/memcached -u memcache -l 0.0.0.0\n';
const PORTS = 'services:\n  app:\n    build: .\n    ports: ["80:80", "11211:11211"]\n';
const NO_PORTS = 'services:\n  app:\n    build: .\n    ports: ["80:80"]\n';
const PUBLISHED = ['published-port compose.yaml:4 11211:11211'];

/** Images that listen on every interface inside. */
const OPEN: readonly (readonly [string, Files])[] = [
  [
    'supervisord with a configuration of its own',
    {
      Dockerfile: `${INSTALL}COPY supervisord.conf /etc/supervisord.conf\nCMD ["supervisord", "-n", "-c", "/etc/supervisord.conf"]\n`,
      'supervisord.conf': PROGRAM,
    },
  ],
  [
    "supervisord with Debian's configuration and a program beside it",
    {
      Dockerfile: `${INSTALL}COPY cache.conf /etc/supervisor/conf.d/\nENTRYPOINT supervisord -n\n`,
      'cache.conf': PROGRAM,
    },
  ],
  [
    'supervisord that includes a folder',
    {
      Dockerfile: `${INSTALL}COPY super /etc/super\nCMD ["/usr/bin/supervisord", "-c/etc/super/main.conf"]\n`,
      'super/main.conf': '[supervisord]\nnodaemon=true\n[include]\nfiles = programs/*.ini\n',
      'super/programs/cache.ini': PROGRAM,
    },
  ],
  [
    'supervisord at the end of a script, with a script as its program',
    {
      Dockerfile: `${INSTALL}COPY supervisord.conf /etc/\nCOPY start.sh cache.sh /\nENTRYPOINT ["/start.sh"]\n`,
      'start.sh': '#!/bin/sh\nset -e\nexec /usr/bin/supervisord -n\n',
      'cache.sh': '#!/bin/bash\nexec memcached -l 0.0.0.0 -u memcache\n',
      'supervisord.conf': '[program:cache]\ncommand=/cache.sh\n',
    },
  ],
  [
    "Debian's init script with a conf",
    {
      Dockerfile: `${INSTALL}COPY memcached.conf /etc/\nCMD service memcached start && apache2ctl -D FOREGROUND\n`,
      'memcached.conf': '-m 64\n-u memcache\n-l 0.0.0.0\n',
    },
  ],
  [
    "Debian's init script, called by its path in a script",
    {
      Dockerfile: `${INSTALL}ADD etc /etc\nADD start.sh /\nCMD ["/start.sh"]\n`,
      'start.sh': '#!/bin/bash\n/etc/init.d/memcached start\nexec apache2-foreground\n',
      'etc/memcached.conf': '-m 64\n-u memcache\n-l 0.0.0.0\n',
    },
  ],
  [
    "Debian's conf, edited",
    {
      Dockerfile: `${INSTALL}RUN sed -i 's/-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf\nCMD service memcached start && sleep infinity\n`,
    },
  ],
  [
    "Debian's conf, edited where it is installed",
    {
      Dockerfile:
        "FROM debian:12\nRUN apt-get update && \\\n    apt-get install -y memcached && \\\n    sed -i -e 's/127.0.0.1/0.0.0.0/g' /etc/memcached.conf\nCMD service memcached start && sleep infinity\n",
    },
  ],
  [
    'a service of runit',
    {
      Dockerfile: `${INSTALL}COPY services /etc/service\nCMD ["/sbin/my_init"]\n`,
      'services/memcached/run': '#!/bin/sh\nexec memcached -u memcache -l 0.0.0.0\n',
    },
  ],
];

describe('an init system in an image', () => {
  it.each(OPEN)('is followed to the memcached that a service publishes: %s', async (_, files) => {
    expect(await findings({ ...files, 'compose.yaml': PORTS })).toEqual(PUBLISHED);
  });

  it.each(OPEN)('is quiet where nobody publishes the port: %s', async (_, files) => {
    expect(await findings({ ...files, 'compose.yaml': NO_PORTS })).toEqual([]);
  });

  it.each<[string, Files]>([
    [
      "Debian's conf as it is",
      { Dockerfile: `${INSTALL}CMD service memcached start && apache2ctl -D FOREGROUND\n` },
    ],
    [
      'a conf that is narrowed',
      {
        Dockerfile: `${INSTALL}COPY memcached.conf /etc/\nRUN sed -i 's/0.0.0.0/127.0.0.1/' /etc/memcached.conf\nCMD service memcached start && sleep infinity\n`,
        'memcached.conf': '-m 64\n-u memcache\n-l 0.0.0.0\n',
      },
    ],
    [
      'a program that is never copied',
      { Dockerfile: `${INSTALL}CMD ["supervisord", "-n"]\n`, 'README.md': PROGRAM },
    ],
    [
      'another configuration than the one that is read',
      {
        Dockerfile: `${INSTALL}COPY supervisord.conf web.conf /srv/\nCMD ["supervisord", "-c", "/srv/web.conf"]\n`,
        'web.conf': '[program:web]\ncommand=nginx\n',
        'supervisord.conf': '[program:cache]\ncommand=memcached -l 127.0.0.1\n',
      },
    ],
    [
      'another service',
      { Dockerfile: `${INSTALL}CMD service nginx start && service memcached status && sleep infinity\n` },
    ],
    [
      'an image in which memcached is not known to be',
      { Dockerfile: 'FROM example.org/base\nCMD service memcached start && sleep infinity\n' },
    ],
  ])('is quiet: %s', async (_, files) => {
    expect(await findings({ ...files, 'compose.yaml': PORTS })).not.toContain(PUBLISHED[0]);
  });

  it('is judged alone where nobody runs the image, once and where the address stands', async () => {
    expect(
      await findings({
        Dockerfile: `${INSTALL}COPY supervisord.conf /etc/\nCMD ["supervisord", "-n"]\n`,
        'supervisord.conf': PROGRAM,
      }),
    ).toEqual(['public-bind supervisord.conf:2 0.0.0.0']);
    expect(
      await findings({
        Dockerfile: `${INSTALL}RUN sed -i 's/-l 127.0.0.1/-l 0.0.0.0/' /etc/memcached.conf\nCMD service memcached start && sleep 9\n`,
      }),
    ).toEqual([expect.stringMatching(/^public-bind Dockerfile:3 /)]);
  });

  it('ends where supervisord starts itself', async () => {
    const programs = Array.from(
      { length: 200 },
      (_, index) => `[program:p${index}]\ncommand=supervisord -n\n`,
    ).join('');
    expect(
      await findings({
        Dockerfile: `${INSTALL}COPY supervisord.conf /etc/\nCMD ["supervisord", "-n"]\n`,
        'supervisord.conf': programs,
      }),
    ).toEqual([]);
  });
});
