import { describe, expect, it } from 'vitest';
import { read, shown, version } from './read.ts';

/** The memcached of an image that installs it so. */
async function installed(base: string, rest: string): Promise<string> {
  const { launches } = await read({ Dockerfile: `FROM ${base}\n${rest}\nCMD ["memcached","-u","root"]\n` });
  return launches.map(version).join(', ');
}

describe('the memcached that an image installs', () => {
  it.each([
    ['debian:12', 'RUN apt-get update && apt-get install -y --no-install-recommends memcached', '1.6.18'],
    ['debian:12', 'RUN apt -qq install -y curl memcached', '1.6.18'],
    ['debian:12', 'RUN DEBIAN_FRONTEND=noninteractive aptitude install -y memcached', '1.6.18'],
    ['debian:12', 'RUN ["apt-get", "install", "-y", "memcached"]', '1.6.18'],
    ['debian:12', 'RUN <<EOF\napt-get install -y \\\n  memcached\nEOF', '1.6.18'],
    ['bitnami/minideb:bookworm', 'RUN install_packages memcached', '1.6.18'],
    ['alpine:3.17', 'RUN apk add --no-cache memcached', '1.6.17'],
    ['alpine:3.17', "RUN apk add 'memcached=1.6.15-r0'", '1.6.15'],
    ['alpine:3.17', 'RUN apk add memcached~=1.6', '1.6.17'],
    ['centos:7', 'RUN yum -y install epel-release memcached', '1.4.15'],
    ['centos:6', 'RUN yum install -y memcached-1.4.4', '1.4.4'],
    ['rockylinux:9', 'RUN dnf install -y memcached', '1.6.9'],
    ['registry.access.redhat.com/ubi8/ubi-minimal', 'RUN microdnf install memcached', '1.5.9 to 1.5.22'],
    ['opensuse/leap:15.5', 'RUN zypper -n in memcached', '1.5.6 or later'],
    ['archlinux', 'RUN pacman -Syu --noconfirm memcached', '1.6.0 or later'],
    ['debian:9', 'RUN apt-get install -y memcached=1.4.33-1', '1.4.33'],
    ['debian:9', 'ARG V=1.4.33-1+deb9u1\nRUN apt-get install -y memcached=$V', '1.4.33 (patched)'],
    ['debian:9', 'ARG V\nRUN apt-get install -y memcached=$V', 'unknown'],
    [
      'debian:9',
      'ARG MEMCACHED_VERSION=1.4.5\nRUN wget http://memcached.org/files/memcached-$MEMCACHED_VERSION.tar.gz',
      '1.4.5',
    ],
    ['debian:9', 'ADD https://memcached.org/files/memcached-1.5.5.tar.gz /usr/src/', '1.5.5'],
    ['debian:9', 'RUN git clone --branch 1.5.4 https://github.com/memcached/memcached', '1.5.4'],
    ['debian:9', 'ENV MEMCACHED_VERSION 1.5.3', '1.5.3'],
    ['debian:12', 'RUN apt-get install -y memcached-exporter', 'unknown'],
    ['debian:12', 'RUN apt-get install -y libmemcached11 php-memcached', 'unknown'],
    ['debian:12', 'RUN apt-get remove memcached', 'unknown'],
    ['corp/base', 'RUN apt-get install -y memcached', 'unknown'],
  ])('%s, %s', async (base, rest, expected) => expect(await installed(base, rest)).toBe(expected));

  it.each([
    ['FROM alpine:3.12 AS m\nRUN apk add memcached\nFROM m', '1.6.6'],
    ['FROM memcached:1.5.5 AS m\nFROM debian:12\nCOPY --from=m /usr/local/bin/memcached /bin/', '1.5.5'],
    ['FROM scratch\nFROM debian:12\nCOPY --from=memcached:1.4 /usr/local/bin/memcached /bin/', '1.4.39'],
    ['FROM debian:9 AS b\nARG V=1.5.2\nRUN curl memcached.org/files/memcached-$V.tar.gz\nFROM b', '1.5.2'],
  ])('%j', async (text, expected) => {
    const { launches } = await read({ Dockerfile: `${text}\nCMD ["memcached","-u","root"]\n` });
    expect(launches.map(version)).toEqual([expected]);
  });

  const INSTALL = '#!/bin/sh\nset -e\napt-get install -y memcached\n';
  it.each<[string, string, Readonly<Record<string, string>>, string]>([
    ['a script', 'COPY i.sh /tmp/\nRUN bash /tmp/i.sh', { 'i.sh': INSTALL }, '1.6.18'],
    [
      'a name on the PATH',
      'COPY fs /\nRUN memcached-setup',
      { 'fs/usr/bin/memcached-setup': INSTALL },
      '1.6.18',
    ],
    [
      'a script that calls another',
      'ADD build /build\nRUN /build/all.sh && rm -r /build',
      { 'build/all.sh': '#!/bin/sh\n/build/cache.sh\n', 'build/cache.sh': INSTALL },
      '1.6.18',
    ],
    [
      'a script that builds the source',
      'COPY i.sh .\nRUN chmod +x i.sh; ./i.sh',
      { 'i.sh': 'wget http://memcached.org/files/memcached-1.5.4.tar.gz\n' },
      '1.5.4',
    ],
    ['scripts that call each other', 'COPY i.sh /\nRUN /i.sh', { 'i.sh': '/i.sh\n/i.sh\n' }, 'unknown'],
    ['a script that is copied later', 'RUN /i.sh\nCOPY i.sh /', { 'i.sh': INSTALL }, 'unknown'],
    ['another script', 'COPY i.sh /\nRUN /x.sh', { 'i.sh': INSTALL }, 'unknown'],
    [
      'a script that installs a client',
      'COPY i.sh /\nRUN /i.sh',
      { 'i.sh': 'pip install python-memcached\n' },
      'unknown',
    ],
  ])('by way of %s', async (_, rest, files, expected) => {
    const Dockerfile = `FROM debian:12\n${rest}\nCMD ["memcached","-u","root"]\n`;
    const { launches } = await read({ Dockerfile, ...files });
    expect(launches.map(version)).toEqual([expected]);
  });

  it('has the place in the script', async () => {
    const { launches } = await read({
      Dockerfile: 'FROM debian:12\nCOPY i.sh /\nRUN /i.sh\nCMD ["memcached"]\n',
      'i.sh': INSTALL,
    });
    const found = launches[0]?.version;
    expect(found?.state === 'known' ? shown(found.at) : '').toBe('3:20 memcached');
  });
});
