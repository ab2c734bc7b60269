import { describe, expect, it } from 'vitest';
import { commandLine, read, shown } from './read.ts';

const SHELL_RUN = '#!/usr/bin/with-contenv bash\nexec s6-setuidgid abc memcached -l 0.0.0.0\n';
const EXECLINE_RUN =
  '#!/command/execlineb -P\nwith-contenv\nimportas -D 64 MEM MEM\ns6-setuidgid memcached\n/usr/bin/memcached -m ${MEM} -U 11211\n';

type Files = Readonly<Record<string, string>>;

describe('services in images', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      's6-overlay 2, named as the entrypoint',
      {
        Dockerfile: 'FROM alpine:3.18\nCOPY rootfs /\nENTRYPOINT ["/init"]\n',
        'rootfs/etc/services.d/cache/run': SHELL_RUN,
      },
      ['memcached -l 0.0.0.0'],
    ],
    [
      's6-overlay 3, in execline',
      {
        Dockerfile: 'FROM alpine:3.18\nCOPY rootfs /\nENTRYPOINT ["/init"]\n',
        'rootfs/etc/s6-overlay/s6-rc.d/cache/run': EXECLINE_RUN,
      },
      ['/usr/bin/memcached -m ‹MEM› -U 11211'],
    ],
    [
      's6-overlay of a base image that nobody can look into',
      { Dockerfile: 'FROM corp/base\nCOPY root/ /\n', 'root/etc/services.d/cache/run': SHELL_RUN },
      ['memcached -l 0.0.0.0'],
    ],
    [
      's6-overlay of such an image, with a command',
      {
        Dockerfile: 'FROM corp/base\nCOPY root/ /\nCMD ["/serve.sh"]\n',
        'root/etc/services.d/cache/run': SHELL_RUN,
        'root/serve.sh': '#!/bin/sh\nexec memcached -p 11212\n',
      },
      ['memcached -l 0.0.0.0', 'memcached -p 11212'],
    ],
    [
      'runit of such an image',
      {
        Dockerfile: 'FROM corp/base\nADD cache.sh /etc/service/cache/run\n',
        'cache.sh': '#!/bin/sh\nexec chpst -u memcache memcached -m 64\n',
      },
      ['memcached -m 64'],
    ],
    [
      'my_init',
      {
        Dockerfile: 'FROM phusion/baseimage:jammy-1.0.1\nCOPY c /etc/service/c/run\nCMD ["/sbin/my_init"]\n',
        c: '#!/bin/sh\nexec /sbin/setuser memcache /usr/bin/memcached -l 0.0.0.0 >>/var/log/m.log 2>&1\n',
      },
      ['/usr/bin/memcached -l 0.0.0.0'],
    ],
    [
      'a script that my_init runs first',
      {
        Dockerfile:
          'FROM phusion/baseimage:jammy-1.0.1\nCOPY c.sh /etc/my_init.d/50_cache.sh\nCMD ["/sbin/my_init"]\n',
        'c.sh': '#!/bin/sh\nmemcached -d -u root -l 0.0.0.0\n',
      },
      ['memcached -d -u root -l 0.0.0.0'],
    ],
    [
      'a script that s6-overlay runs first',
      {
        Dockerfile: 'FROM alpine:3.18\nCOPY rootfs /\nENTRYPOINT ["/init"]\nCMD ["nginx"]\n',
        'rootfs/etc/cont-init.d/10-cache': '#!/usr/bin/with-contenv bash\nmemcached -d -u root\n',
      },
      ['memcached -d -u root'],
    ],
  ])('%s', async (_, files, expected) => {
    const { launches, problems } = await read(files);
    expect(launches.map(commandLine)).toEqual(expected);
    expect(problems).toEqual([]);
  });

  it.each<[string, Files]>([
    [
      'runit where another command is given',
      {
        Dockerfile: 'FROM corp/base\nCOPY run.sh /etc/service/cache/run\nCMD ["nginx"]\n',
        'run.sh': '#!/bin/sh\nexec memcached\n',
      },
    ],
    [
      'an entrypoint of its own',
      {
        Dockerfile: 'FROM corp/base\nCOPY root/ /\nENTRYPOINT ["nginx"]\n',
        'root/etc/services.d/cache/run': SHELL_RUN,
      },
    ],
    [
      'a script of another init system',
      {
        Dockerfile: 'FROM alpine:3.18\nCOPY c.sh /etc/my_init.d/c.sh\nENTRYPOINT ["/init"]\n',
        'c.sh': '#!/bin/sh\nmemcached -d\n',
      },
    ],
    [
      'another folder',
      { Dockerfile: 'FROM corp/base\nCOPY root/ /srv\n', 'root/etc/services.d/cache/run': SHELL_RUN },
    ],
    [
      'no image below',
      { Dockerfile: 'FROM scratch\nCOPY root/ /\n', 'root/etc/services.d/cache/run': SHELL_RUN },
    ],
    [
      'the official image, which has no init system',
      { Dockerfile: 'FROM nginx\nCOPY x /x\nENTRYPOINT ["/x"]\n', 'etc/services.d/cache/run': SHELL_RUN },
    ],
  ])('are not started: %s', async (_, files) => {
    expect((await read(files)).launches).toEqual([]);
  });

  it('point at the words of the service, and at the base image that starts it', async () => {
    const { launches } = await read({
      Dockerfile: 'FROM corp/base:1\nCOPY root/ /\n',
      'root/etc/s6-overlay/s6-rc.d/cache/run': EXECLINE_RUN,
    });
    expect(shown(launches[0]?.at)).toBe('1:6 corp/base:1');
    expect(launches[0]?.argv.map((word) => shown(word.locate()))).toEqual([
      '5:20 -m',
      '5:23 ${MEM}',
      '5:30 -U',
      '5:33 11211',
    ]);
  });
});
