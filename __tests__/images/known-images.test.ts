import { describe, expect, it } from 'vitest';
import { baseImage } from '../../src/images/image.ts';
import { knownImage } from '../../src/images/known-images.ts';
import { packagedVersion } from '../../src/images/packaged-version.ts';
import { isImageReference, parseImageReference } from '../../src/images/reference.ts';
import { describeReleases, type Version } from '../../src/memcached/version.ts';
import { SourceFile, sourceText } from '../../src/text/source-file.ts';
import { TracedText, UNKNOWN_MARK } from '../../src/text/traced-text.ts';

function shown(version: Version | undefined): string {
  if (version === undefined) return 'not memcached';
  if (version.state === 'unknown') return 'unknown';
  return `${describeReleases(version.releases)}${version.udpPatchedOff === true ? ' (patched)' : ''}`;
}

describe('image references', () => {
  it.each([
    ['memcached', { repository: 'memcached' }],
    ['library/memcached:1.6', { repository: 'library/memcached', tag: '1.6', tagStart: 18 }],
    ['docker.io/library/memcached', { registry: 'docker.io', repository: 'library/memcached' }],
    ['localhost/memcached', { registry: 'localhost', repository: 'memcached' }],
    ['host:5000/memcached', { registry: 'host:5000', repository: 'memcached' }],
    [
      'host:5000/a/b:t@sha256:ab',
      { registry: 'host:5000', repository: 'a/b', tag: 't', tagStart: 14, digest: 'sha256:ab' },
    ],
    ['docker://memcached:1', { repository: 'memcached', tag: '1', tagStart: 19 }],
    ['', { repository: '' }],
  ])('%s', (text, expected) => expect(parseImageReference(text)).toEqual(expected));

  it.each(['memcached', 'a/b:1.0_x', 'HOST/a', `a@sha256:${'a'.repeat(64)}`, 'h:1/a'])('%s is one', (text) =>
    expect(isImageReference(text)).toBe(true),
  );
  it.each(['', 'A', 'a:', 'a:-x', '/a', 'a//b', 'a b', 'a@b', '-a', 'a'.repeat(64)])('%s is none', (text) =>
    expect(isImageReference(text)).toBe(false),
  );
});

describe('images that run memcached', () => {
  it.each([
    ['memcached', 'official', '1.6.0 or later'],
    ['memcached:latest', 'official', '1.6.0 or later'],
    ['memcached:1', 'official', '1.6.0 or later'],
    ['memcached:1.6-alpine', 'official', '1.6.0 or later'],
    ['memcached:alpine', 'official', '1.6.0 or later'],
    ['memcached:1.5', 'official', '1.5.22'],
    ['memcached:1.5-alpine', 'official', '1.5.22'],
    ['memcached:1.4', 'official', '1.4.39'],
    ['memcached:1.5.5', 'official', '1.5.5'],
    ['memcached:1.5.5-alpine', 'official', '1.5.5'],
    ['memcached:1.6.9-alpine3.13', 'official', '1.6.9'],
    ['memcached:1.4.22', 'official-bare', '1.4.22'],
    ['memcached:buster', 'official', '1.6.12'],
    ['memcached:1.6-bookworm', 'official', '1.6.39'],
    ['memcached:1-alpine3.17', 'official', '1.6.19'],
    ['memcached:trixie', 'official', '1.6.39 or later'],
    ['memcached:alpine3.24', 'official', '1.6.42 or later'],
    ['memcached:nonsense', 'official', 'unknown'],
    [`memcached:${UNKNOWN_MARK}`, 'official', 'unknown'],
    ['memcached:1.5.5@sha256:aa', 'official', '1.5.5'],
    ['memcached@sha256:aa', 'official', 'unknown'],
    ['docker.io/library/memcached:1.5.5', 'official', '1.5.5'],
    ['public.ecr.aws/docker/library/memcached:1.4', 'official', '1.4.39'],
    ['arm32v7/memcached:1.5', 'official', '1.5.22'],
    ['registry.example:5000/memcached:1.5.4', 'official', '1.5.4'],
    ['bitnami/memcached:1.6.39-debian-12-r0', 'bitnami', '1.6.39'],
    ['bitnamilegacy/memcached:1.4.36', 'bitnami', '1.4.36'],
    ['docker.io/bitnami/memcached', 'bitnami', '1.6.0 or later'],
    ['cgr.dev/chainguard/memcached:latest', 'bare binary', '1.6.0 or later'],
    ['dhi.io/memcached:1.6.39', 'bare binary', '1.6.39'],
    ['team/memcached:stable', 'unknown', 'unknown'],
    ['registry.example/team/memcached:1.5.5', 'unknown', '1.5.5'],
    ['registry.example/team/memcached:2.0.1', 'unknown', 'unknown'],
    ['team/memcached:v1.2.0', 'unknown', 'unknown'],
    ['team/memcache:1.6.24-1', 'unknown', '1.6.24'],
    ['sameersbn/memcached:1.5.6-2', 'unknown', 'unknown'],
    ['team/shop-memcached', 'unknown', 'unknown'],
    [`${UNKNOWN_MARK}/memcached:1.5.5`, 'unknown', '1.5.5'],
    [`${UNKNOWN_MARK}memcached:1.5.5`, 'unknown', '1.5.5'],
    ['gitlab.example/group/dependency_proxy/containers/memcached:1.5', 'official', '1.5.22'],
    ['registry.example/docker-hub-remote/memcached:1.4', 'official', '1.4.39'],
  ])('%s', (reference, convention, version) => {
    const image = knownImage(reference);
    expect(image?.convention).toBe(convention);
    expect(shown(image?.version)).toBe(version);
  });

  it.each([
    'prom/memcached-exporter',
    'memcached/memcached-exporter:v0.14',
    'quay.io/prometheus/memcached_exporter',
    'bitnami/memcached-exporter',
    'hatamiarash7/memcached-admin',
    'plopix/memcachedadmin',
    'mcrouter/mcrouter',
    'twemproxy',
    'team/php-memcached',
    'team/php-memcache',
    'team/memcache-client',
    'team/nginx-php-fpm-memcached',
    'team/memcached-operator',
    'team/libmemcached',
    'memcached-client/app',
    'redis',
    'memcache-proxy',
    'team/memcached-exporter/app',
    '',
    UNKNOWN_MARK,
  ])('%s is not memcached', (reference) => expect(knownImage(reference)).toBeUndefined());

  it('points at the tag', () => {
    const file = new SourceFile('x', 'image: "memcached:1.5.5"');
    const image = baseImage(TracedText.source(file, 8, 23));
    expect(image?.version.state === 'known' && image.version.at ? sourceText(image.version.at) : '').toBe(
      '1.5.5',
    );
    expect(image?.cmd?.map((word) => `${word.text} at ${sourceText(word.locate()!)}`)).toEqual([
      'memcached at memcached:1.5.5',
    ]);
  });

  it.each([
    ['MEMCACHED_IMAGE', true],
    ['IMAGE_MEMCACHED', true],
    ['MEMCACHED_EXPORTER_IMAGE', false],
    ['MEMCACHED_HOST', false],
    ['IMAGE', false],
  ])('an image named by the variable %s', (name, expected) => {
    const at = new SourceFile('x', 'image').at(0, 5);
    expect(baseImage(TracedText.unknown(name, 'nobody knows', at)) !== undefined).toBe(expected);
  });
});

describe('packaged versions', () => {
  it.each([
    ['debian:7', '1.4.13'],
    ['debian:jessie-slim', '1.4.21 (patched)'],
    ['debian:9.13', '1.4.33 (patched)'],
    ['debian:10', '1.5.6'],
    ['debian:bookworm-20240101-slim', '1.6.18'],
    ['debian', '1.4.21 or later (patched)'],
    ['ubuntu:12.04', '1.4.13'],
    ['ubuntu:trusty', '1.4.14 (patched)'],
    ['ubuntu:22.04', '1.6.14'],
    ['ubuntu', '1.4.14 or later (patched)'],
    ['centos:6', '1.4.4'],
    ['centos:7.9.2009', '1.4.15'],
    ['registry.access.redhat.com/ubi9/ubi-minimal:9.4', '1.6.9'],
    ['rockylinux:9', '1.6.9'],
    ['fedora:25', '1.4.33 to 1.4.39'],
    ['fedora:41', '1.6.13 or later'],
    ['alpine:3.5', '1.4.20 to 1.5.7 (patched)'],
    ['alpine:3.12', '1.6.6'],
    ['alpine', '1.5.8 or later'],
    ['amazonlinux:1', '1.4.15 (patched)'],
    ['python:3.11-bullseye', '1.6.9'],
    ['php:8.2-fpm-alpine3.16', '1.6.15'],
    ['node:20', '1.4.21 or later (patched)'],
    ['corp/base:12', 'unknown'],
    [`debian:${UNKNOWN_MARK}`, 'unknown'],
  ])('%s', (image, expected) => expect(shown(packagedVersion(image))).toBe(expected));

  it.each([
    ['debian:9', '1.4.33-1', '1.4.33'],
    ['debian:9', '1.4.33-1+deb9u1', '1.4.33 (patched)'],
    ['ubuntu:16.04', '1.4.25-2ubuntu1.10', '1.4.25 (patched)'],
    ['ubuntu:16.04', '1.4.25-2ubuntu1.2', '1.4.25'],
    ['debian:12', '1.6.*', '1.6.18'],
    ['corp/base', '1.5.5-r0', '1.5.5'],
  ])('%s with %s', (image, pin, expected) => expect(shown(packagedVersion(image, pin))).toBe(expected));
});
