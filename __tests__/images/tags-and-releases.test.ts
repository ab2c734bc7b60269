import { describe, expect, it } from 'vitest';
import { knownImage } from '../../src/images/known-images.ts';
import { packagedVersion } from '../../src/images/packaged-version.ts';
import { parseReleases, type Version } from '../../src/memcached/version.ts';

/** Releases that a version stands for, and whether the distribution turned UDP off in them. */
function releasesOf(version: Version | undefined) {
  if (version?.state !== 'known') return undefined;
  return [version.releases, version.udpPatchedOff === true];
}

const upTo = (releases: string, patched = false) => [parseReleases(releases), patched];

describe('tags of the official image', () => {
  it.each<[string, string]>([
    ['latest 1 1.6 alpine 1-alpine 1.6-alpine', '>=1.6.0'],
    ['trixie 1-trixie 1.6-trixie', '>=1.6.39'],
    ['alpine3.24 1-alpine3.24 1.6-alpine3.24', '>=1.6.42'],
    ['1.5 1.5-alpine', '1.5.22'],
    ['1.4 1.4-alpine', '1.4.39'],
    ['buster 1-buster 1.6-buster alpine3.14', '1.6.12'],
    ['bullseye 1-bullseye 1.6-bullseye', '1.6.20'],
    ['bookworm 1-bookworm 1.6-bookworm alpine3.22', '1.6.39'],
    ['alpine3.13', '1.6.9'],
    ['alpine3.15', '1.6.15'],
    ['alpine3.16', '1.6.17'],
    ['alpine3.17', '1.6.19'],
    ['alpine3.18', '1.6.22'],
    ['alpine3.19', '1.6.27'],
    ['alpine3.20', '1.6.33'],
    ['alpine3.21', '1.6.38'],
    ['alpine3.23', '1.6.42'],
    ['1.4.26-alpine', '1.4.26'],
    ['1.6.9-buster 1.6.9-alpine3.13', '1.6.9'],
    ['1.6.45', '1.6.45'],
  ])('%s', (tags, releases) => {
    for (const tag of tags.split(' '))
      expect(releasesOf(knownImage(`memcached:${tag}`)?.version), tag).toEqual(upTo(releases));
  });

  it('names each release that has an image', () => {
    const numbers = (series: string, first: number, last: number) =>
      Array.from({ length: last - first + 1 }, (_, i) => `${series}.${first + i}`);
    for (const number of [...numbers('1.4', 21, 39), ...numbers('1.5', 0, 22), ...numbers('1.6', 0, 45)])
      expect(releasesOf(knownImage(`memcached:${number}`)?.version), number).toEqual(upTo(number));
  });

  it('starts with the entrypoint script since it is in the images', () => {
    const convention = (tag: string) => knownImage(`memcached:${tag}`)?.convention;
    expect(['1.4.21', '1.4.22', '1.4.23'].map(convention)).toEqual(Array(3).fill('official-bare'));
    expect(['1.4.24', '1.4', '1.5.5', 'latest'].map(convention)).toEqual(Array(4).fill('official'));
  });

  it('says how sure it is', () => {
    const confidence = (name: string) => knownImage(name)?.confidence;
    expect(['memcached:1.4', 'memcached:1.5.5'].map(confidence)).toEqual(['high', 'high']);
    // One pulled before 1.5.6 may still be in a cache.
    expect(confidence('memcached:1.5')).toBe('medium');
    expect(confidence('mirror.example/library/memcached')).toBe('medium');
    expect(confidence('rapidfort/memcached:1.6.18')).toBe('low');
  });

  it.each(['amd64', 'arm32v5', 'arm32v6', 'arm32v7', 'arm64v8', 'i386', 'ppc64le', 's390x', 'riscv64'])(
    'are those of %s, too',
    (architecture) =>
      expect(releasesOf(knownImage(`${architecture}/memcached:1.5`)?.version)).toEqual(upTo('1.5.22')),
  );

  it.each(['1.7', '2', 'nightly', '1.6-windows-2019', 'bookworm-slim-x'])('%s says nothing', (tag) =>
    expect(knownImage(`memcached:${tag}`)?.version.state).toBe('unknown'),
  );
});

describe('packages of distributions', () => {
  it.each<[string, string, boolean?]>([
    ['debian:6 debian:squeeze', '1.4.5'],
    ['debian:7 debian:wheezy', '1.4.13'],
    ['debian:8 debian:jessie debian:8-slim php:7.1-fpm-jessie', '1.4.21', true],
    ['debian:9 debian:stretch node:8-stretch', '1.4.33', true],
    ['debian:10 debian:buster python:3.9-slim-buster', '1.5.6'],
    ['debian:11 debian:bullseye-20230502-slim', '1.6.9'],
    ['debian:12 debian:12-slim debian:bookworm python:3.11-bookworm nvidia/x:1-debian12', '1.6.18'],
    ['debian:13 debian:trixie', '1.6.38'],
    ['debian:sid debian:unstable debian:testing', '>=1.6.38'],
    ['debian debian:stable debian:oldstable php:8.2-apache node:20 python:2.7', '>=1.4.21', true],
    ['ubuntu:12.04 ubuntu:precise', '1.4.13'],
    ['ubuntu:14.04 ubuntu:trusty', '1.4.14', true],
    ['ubuntu:16.04 i386/ubuntu:xenial', '1.4.25', true],
    ['ubuntu:17.10', '1.4.33', true],
    ['ubuntu:14.10 ubuntu:15.10 ubuntu:17.04', '1.4.13-1.4.33'],
    ['ubuntu:18.04 ubuntu:bionic', '1.5.6'],
    ['ubuntu:20.04 ubuntu:focal phusion/baseimage:focal-1.2.0', '1.5.22'],
    ['ubuntu:22.04 ubuntu:jammy nvidia/cuda:11.8.0-devel-ubuntu22.04', '1.6.14'],
    ['ubuntu:24.04 ubuntu:noble', '1.6.24'],
    ['ubuntu ubuntu:latest ubuntu:25.10 ubuntu:26.04', '>=1.4.14', true],
    ['centos:5', '1.4.5'],
    ['centos:6 docker.io/library/centos:6', '1.4.4'],
    ['centos:7 centos:7.9.2009 oraclelinux:7 nvidia/cuda:9.0-base-centos7', '1.4.15'],
    ['registry.access.redhat.com/ubi7/ubi registry.access.redhat.com/rhel7', '1.4.15'],
    ['centos centos:8 rockylinux:8 almalinux:8.9', '1.5.9-1.5.22'],
    ['registry.access.redhat.com/ubi8/ubi-minimal quay.io/centos/centos:stream8', '1.5.9-1.5.22'],
    ['rockylinux:9 almalinux:9 quay.io/centos/centos:stream9', '1.6.9'],
    ['registry.access.redhat.com/ubi9 registry.access.redhat.com/ubi9/ubi:9.4', '1.6.9'],
    ['almalinux:10', '>=1.6.9'],
    ['fedora:24', '1.4.25-1.4.26'],
    ['fedora:25', '1.4.33-1.4.39'],
    ['fedora:26', '1.4.36-1.4.39'],
    ['fedora:27', '1.5.0-1.5.6'],
    ['fedora:28 fedora:29 fedora:31 fedora:32 fedora:35', '>=1.5.6'],
    ['fedora:36 fedora:38 fedora:41 fedora fedora:rawhide', '>=1.6.13'],
    ['amazonlinux:1 amazonlinux:2018.03', '1.4.15', true],
    ['amazonlinux:2', '1.4.15-1.5.16'],
    ['amazonlinux:2023 amazonlinux', '>=1.6.9'],
    ['opensuse/tumbleweed archlinux archlinux:base', '>=1.6.0'],
    ['opensuse/leap:15.5 opensuse/leap registry.suse.com/bci/bci-base:15.5', '>=1.5.6'],
    ['registry.suse.com/suse/sle15:15.4', '>=1.5.6'],
    ['opensuse/leap:42.3 opensuse:42.1', '1.4.15-1.4.39'],
    ['openeuler/openeuler:20.03', '1.5.10'],
    ['openeuler/openeuler:22.03-lts', '1.6.12'],
    ['mcr.microsoft.com/azurelinux/base/core:3.0', '1.6.27'],
    ['alpine:3.2 alpine:3.5 alpine:3.6 alpine:3.7', '1.4.20-1.5.7', true],
    ['alpine:3.8 alpine:3.11.13', '1.5.8-1.5.20'],
    ['alpine:3.12 arm64v8/alpine:3.12', '1.6.6'],
    ['alpine:3.13 alpine:3.14', '1.6.9'],
    ['alpine:3.15', '1.6.12'],
    ['alpine:3.16 php:8.2-fpm-alpine3.16', '1.6.15'],
    ['alpine:3.17', '1.6.17'],
    ['alpine:3.18 alpine:3.22 ghcr.io/linuxserver/baseimage-alpine:3.18', '>=1.6.20'],
    ['alpine alpine:edge nginx:1.25-alpine', '>=1.5.8'],
  ])('%s', (images, releases, patched = false) => {
    for (const image of images.split(' '))
      expect(releasesOf(packagedVersion(image)), image).toEqual(upTo(releases, patched));
  });

  it.each(['corp/base:12', 'openeuler/openeuler:24.03', 'jenkins/jenkins:lts', 'team/cuda:9', '__proto__:x'])(
    '%s says nothing',
    (image) => expect(packagedVersion(image).state).toBe('unknown'),
  );
});
