import { describe, expect, it } from 'vitest';
import { dockerfile } from '../../../src/formats/dockerfile/format.ts';
import { commandLine, read, version } from './read.ts';

/** Dockerfile, then `version | command line` of each launch. */
const LAUNCHES: readonly (readonly [string, readonly string[]])[] = [
  ['FROM memcached:1.5.5\n', ['1.5.5 | memcached']],
  ['FROM memcached:1.5.5\nCMD ["-m","128","-U","11211"]\n', ['1.5.5 | memcached -m 128 -U 11211']],
  ['FROM memcached:1.5\nCMD memcached -l 127.0.0.1\n', ['1.5.22 | memcached -l 127.0.0.1']],
  ['FROM memcached:1.4-alpine\nENTRYPOINT ["memcached"]\nCMD ["-vv"]\n', ['1.4.39 | memcached -vv']],
  [
    'FROM memcached\nENTRYPOINT memcached -m 64\nCMD ["-l","127.0.0.1"]\n',
    ['1.6.0 or later | memcached -m 64'],
  ],
  ['FROM memcached\nCMD ["memcached", "-l 0.0.0.0"]\n', ['1.6.0 or later | memcached -l 0.0.0.0']],
  ['FROM memcached:1.6 AS a\nCMD ["-m","64"]\nFROM a\nUSER root\n', ['1.6.0 or later | memcached -m 64']],
  ['ARG V=1.5.5\nFROM memcached:${V}\n', ['1.5.5 | memcached']],
  ['ARG V\nFROM memcached:${V}\n', ['unknown | memcached']],
  ['ARG V\nFROM memcached:${V:-1.5.5}\n', ['1.5.5 | memcached']],
  [
    'FROM memcached:1.6\nENV P=11300\nCMD memcached -p $P -l ${BIND}\n',
    ['1.6.0 or later | memcached -p 11300 -l ‹BIND›'],
  ],
  ['FROM memcached:1.6\nCMD ["memcached","-p","$P"]\n', ['1.6.0 or later | memcached -p $P']],
  [
    'FROM memcached:1.6\nENTRYPOINT ["tini","--","docker-entrypoint.sh"]\nCMD ["-m","64"]\n',
    ['1.6.0 or later | memcached -m 64'],
  ],
  [
    'FROM debian:8\nRUN apt-get update && apt-get install -y memcached\nCMD ["memcached","-u","root"]\n',
    ['1.4.21 (patched) | memcached -u root'],
  ],
  [
    'FROM ubuntu:16.04\nRUN apt-get install -y \\\n    curl \\\n    memcached=1.4.25-2ubuntu1\nCMD memcached -u root\n',
    ['1.4.25 | memcached -u root'],
  ],
  [
    'FROM ubuntu:xenial\nRUN apt install memcached=1.4.25-2ubuntu1.5\nCMD memcached -u root\n',
    ['1.4.25 (patched) | memcached -u root'],
  ],
  [
    'FROM centos:7\nRUN yum -y install memcached\nUSER memcached\nENTRYPOINT ["/usr/bin/memcached"]\n',
    ['1.4.15 | /usr/bin/memcached'],
  ],
  [
    'FROM alpine:3.12\nRUN apk add --no-cache memcached\nCMD ["memcached","-u","nobody"]\n',
    ['1.6.6 | memcached -u nobody'],
  ],
  [
    'FROM python:3.11-bookworm\nRUN ["apt-get","install","-y","memcached"]\nCMD memcached -d && gunicorn app\n',
    ['1.6.18 | memcached -d'],
  ],
  [
    'FROM node:20\nRUN apt-get install -y memcached\nCMD service nginx start; memcached -u root\n',
    ['1.4.21 or later (patched) | memcached -u root'],
  ],
  [
    'FROM debian:9\nARG MEMCACHED_VERSION=1.5.5\nRUN wget http://memcached.org/files/memcached-$MEMCACHED_VERSION.tar.gz\nCMD ["memcached"]\n',
    ['1.5.5 | memcached'],
  ],
  [
    'FROM debian:9\nADD http://memcached.org/files/memcached-1.4.36.tar.gz /src/\nCMD ["memcached"]\n',
    ['1.4.36 | memcached'],
  ],
  [
    'FROM debian:9\nRUN git clone -b 1.5.4 https://github.com/memcached/memcached.git\nCMD ["memcached"]\n',
    ['1.5.4 | memcached'],
  ],
  [
    'FROM memcached:1.5.5 AS m\nFROM debian:12\nCOPY --from=m /usr/local/bin/memcached /usr/bin/\nCMD ["memcached"]\n',
    ['1.5.5 | memcached'],
  ],
  [
    'FROM debian:12\nCOPY --from=memcached:1.5.5 /usr/local/bin/memcached /usr/bin/\nCMD ["memcached"]\n',
    ['1.5.5 | memcached'],
  ],
  ['FROM corp/base\nCMD ["memcached","-l","127.0.0.1"]\n', ['unknown | memcached -l 127.0.0.1']],
  ['FROM registry.example/cache/memcached:stable\n', ['unknown | memcached']],
  ['FROM bitnami/memcached:1.6.39-debian-12-r0\n', ['1.6.39 | memcached -u memcached -p 11211 -v']],
  [
    'FROM bitnami/memcached\nENV MEMCACHED_EXTRA_FLAGS="-U 11211 -l 0.0.0.0"\n',
    ['1.6.0 or later | memcached -u memcached -p 11211 -v -U 11211 -l 0.0.0.0'],
  ],
  [
    'FROM bitnami/memcached\nENV MEMCACHED_LISTEN_ADDRESS=127.0.0.1 MEMCACHED_CACHE_SIZE=64\n',
    ['1.6.0 or later | memcached -u memcached -p 11211 -v -l 127.0.0.1 -m 64'],
  ],
  ['FROM cgr.dev/chainguard/memcached:1.6.39\nCMD ["-m","64"]\n', ['1.6.39 | memcached -m 64']],
  ['# escape=`\nFROM memcached:1.6\nCMD ["-m", `\n "64"]\n', ['1.6.0 or later | memcached -m 64']],
  ['FROM scratch AS x\nONBUILD CMD ["memcached","-vv"]\nFROM x\n', ['unknown | memcached -vv']],
  [
    'FROM debian\nENTRYPOINT ["/entrypoint.sh"]\nCMD ["memcached","-m","64"]\n',
    ['unknown | memcached -m 64'],
  ],
];

const QUIET: readonly string[] = [
  'FROM debian:12\nRUN apt-get install -y memcached\nCMD ["nginx"]\n',
  'FROM php:8.2-apache\nRUN apt-get install -y libmemcached-dev && pecl install memcached-3.1.5\nCMD ["apache2-foreground"]\n',
  'FROM python:3\nRUN pip install python-memcached pymemcache\nCMD ["python","app.py","--memcached=localhost:11211"]\n',
  'FROM prom/memcached-exporter:v0.14.0\n',
  'FROM mcrouter/mcrouter\nCMD ["mcrouter"]\n',
  'FROM memcached:1.5.5 AS cache\nFROM nginx\n',
  'FROM memcached:1.5.5\nENTRYPOINT []\n',
  'FROM memcached:1.5.5\nCMD ["sh","-c","sleep 1"]\n',
  'FROM alpine\nRUN memcached -d -l 0.0.0.0 && ./run-tests\nCMD ["true"]\n',
  'FROM alpine\n# CMD ["memcached","-l","0.0.0.0"]\nCMD ["true"]\n',
  'FROM alpine\nHEALTHCHECK CMD memcached-tool localhost\nLABEL usage="memcached -l 0.0.0.0"\nENV MEMCACHED_HOST=memcached\n',
  '{{ header }}\nFROM memcached:{{ version }}\nCMD ["memcached"]\n',
  'FROM app\nCMD ["wait-for-it.sh","memcached:11211"]\n',
];

describe('launches in Dockerfiles', () => {
  it.each(LAUNCHES)('%j', async (text, expected) => {
    const { launches, problems } = await read({ Dockerfile: text });
    expect(launches.map((launch) => `${version(launch)} | ${commandLine(launch)}`)).toEqual(expected);
    expect(problems).toEqual([]);
    for (const launch of launches) {
      expect(launch.network).toEqual({ kind: 'image', usedHere: false });
      expect(launch.image?.path).toBe('Dockerfile');
    }
  });

  it.each(QUIET)('nothing in %j', async (text) => {
    expect(await read({ Dockerfile: text })).toMatchObject({ launches: [], problems: [] });
  });

  it.each([
    ['Dockerfile', true],
    ['a/Dockerfile.prod', true],
    ['a/cache.Dockerfile', true],
    ['a/cache.dockerfile', true],
    ['Containerfile', true],
    ['Containerfile.cache', true],
    ['dockerfile', true],
    ['Dockerfile.dockerignore', false],
    ['Dockerfile.md', false],
    ['dockerfile.py', false],
    ['MyDockerfiles', false],
    ['Dockerfiles/readme', false],
    ['docker-compose.yml', false],
  ])('the path %s', (path, expected) => expect(dockerfile.hasPath(path)).toBe(expected));

  it.each([
    ['# a\n\nFROM memcached\nCMD ["-v"]\n', 'build/image', true],
    ['ARG V=1\nFROM memcached:$V\nENTRYPOINT x\n', 'build/image', true],
    ['FROM memcached\n', 'build/image', false],
    ['SELECT 1\nFROM memcached\nCMD x\n', 'a.sql', false],
    ['# Guide\nUse this:\n\nFROM memcached\nCMD ["-v"]\n', 'guide', false],
    ['FROM memcached\nCMD ["-v"]\n', 'guide.md', false],
  ])('the content %j', (text, path, expected) => expect(dockerfile.hasContent(text, path)).toBe(expected));
});
