import { releaseIndex } from '../memcached/releases.ts';
import { describeReleases, parseReleases, type ReleaseRange, type Version } from '../memcached/version.ts';
import { type TracedText, UNKNOWN_MARK } from '../text/traced-text.ts';
import { officialTag, versionTag } from './official-tags.ts';
import { type ImageReference, parseImageReference } from './reference.ts';

/**
 * What an image does with its arguments. `official`: `docker-entrypoint.sh` puts `memcached` before a first
 * argument that starts with `-`. `official-bare`: tags 1.4.21 to 1.4.23 of it, from before that script.
 * `bitnami`: a script makes the command line from `MEMCACHED_*` variables. `bare binary`: every argument is
 * memcached's. `unknown`: a private memcached image, taken to behave like the official one.
 */
export type ImageConvention = 'official' | 'official-bare' | 'bitnami' | 'bare binary' | 'unknown';

/** An image that runs memcached. */
export interface KnownImage {
  readonly convention: ImageConvention;
  readonly entrypoint: readonly string[] | null;
  readonly cmd: readonly string[] | null;
  readonly version: Version;
  readonly user?: string;
  /** How sure it is that this is memcached and that the tag means this version. */
  readonly confidence: 'high' | 'medium' | 'low';
}

/** Namespaces of the Hub that build the official image for one architecture (official-images documentation). */
const ARCHITECTURES =
  /^(?:amd64|arm32v[567]|arm64v8|i386|mips64le|ppc64le|riscv64|s390x|windows-amd64|library)$/;
/** Path components that registries use for copies of the Hub. */
const MIRROR =
  /^(?:dependency_proxy|docker\.io|docker-?(?:hub|io|remote|proxy).*|(?:hub-?)?(?:mirror|proxy)s?)$/;
const BITNAMI = /^(?:bitnami|bitnamilegacy|bitnamisecure|bitnamiprem)$/;
/** Vendors whose hardened images carry upstream's version as their tag. */
const HARDENED = /(?:^|\/)(?:chainguard(?:-private)?|rapidfort|dhi)(?:\/|$)/;
/** Publishers whose tags do not follow memcached's versions. */
const OTHER_TAGS = /^(?:centos|fedora|sameersbn|tutum|google|launcher)$/;

/**
 * Whether an image runs memcached, and which. Exporters, admin pages, proxies (mcrouter, twemproxy) and
 * images with a client library give `undefined`. The text may hold unknown parts.
 */
export function knownImage(reference: string): KnownImage | undefined {
  const parsed = parseImageReference(reference);
  const path = parsed.repository.split('/');
  const name = path.at(-1) ?? '';
  if (!isServerName(name)) return undefined;
  const owner = path.length > 1 ? (path.at(-2) ?? '') : '';
  if (BITNAMI.test(owner) && name === 'memcached') return bitnami(parsed);
  if (
    HARDENED.test(`${parsed.registry === 'dhi.io' ? 'dhi/' : ''}${parsed.repository}`) ||
    name.startsWith('dhi-')
  )
    return hardened(parsed);
  const isCopy = path.length === 1 || ARCHITECTURES.test(owner) || path.some((part) => MIRROR.test(part));
  if (name === 'memcached' && isCopy) return official(parsed);
  return privateImage(parsed, OTHER_TAGS.test(owner));
}

/** An image named by a variable alone (`${MEMCACHED_IMAGE}`): its name says that it is memcached. */
export function memcachedFromVariable(reference: TracedText): KnownImage | undefined {
  const first = reference.runs[0];
  if (
    first?.kind !== 'unknown' ||
    reference.runs.some((run) => run.kind === 'literal' && run.text.includes('/'))
  )
    return undefined;
  const tokens = first.name.toLowerCase().split(/[^a-z0-9]+/);
  const says = tokens.some((token) => token === 'memcached' || token === 'memcache');
  if (!says || !tokens.includes('image') || tokens.some((token) => LOOK_ALIKE.has(token))) return undefined;
  return privateImage({ repository: first.name }, true);
}

function official(reference: ImageReference): KnownImage {
  const releases =
    reference.tag === undefined && reference.digest !== undefined ? undefined : officialTag(reference.tag);
  const version = versionOf(reference, releases);
  const mirrored =
    reference.registry !== undefined && !/(?:^|\.)docker\.(?:io|com)$/.test(reference.registry);
  // The entrypoint script came in August 2015; these tags were not rebuilt after it.
  const bare = /^1\.4\.2[123](?:-|$)/.test(reference.tag ?? '');
  return {
    convention: bare ? 'official-bare' : 'official',
    entrypoint: bare ? null : ['docker-entrypoint.sh'],
    cmd: ['memcached'],
    version,
    user: 'memcache',
    confidence: mirrored || /^1\.5(?:-|$)/.test(reference.tag ?? '') ? 'medium' : 'high',
  };
}

function bitnami(reference: ImageReference): KnownImage {
  const floating = reference.tag === undefined ? reference.digest === undefined : reference.tag === 'latest';
  const releases = floating ? parseReleases('>=1.6.0') : versionTag(reference.tag);
  return {
    convention: 'bitnami',
    entrypoint: ['/opt/bitnami/scripts/memcached/entrypoint.sh'],
    cmd: ['/opt/bitnami/scripts/memcached/run.sh'],
    version: versionOf(reference, releases),
    user: '1001',
    confidence: 'medium',
  };
}

function hardened(reference: ImageReference): KnownImage {
  const floating =
    reference.tag === undefined ? reference.digest === undefined : /^latest/.test(reference.tag);
  const releases = floating ? parseReleases('>=1.6.0') : versionTag(reference.tag);
  return {
    convention: 'bare binary',
    entrypoint: ['memcached'],
    cmd: null,
    version: versionOf(reference, releases),
    confidence: 'low',
  };
}

/** Since 1.4.0 of 2009, before there were images. Below it a tag is the publisher's own number: `team/memcached:1.2.0`. */
const FIRST_IN_IMAGES = releaseIndex('1.4.0');

function privateImage(reference: ImageReference, ignoreTag: boolean): KnownImage {
  const releases = ignoreTag ? undefined : versionTag(reference.tag);
  const isPlausible = releases !== undefined && releases.first >= FIRST_IN_IMAGES;
  return {
    convention: 'unknown',
    entrypoint: ['docker-entrypoint.sh'],
    cmd: ['memcached'],
    version: versionOf(reference, isPlausible ? releases : undefined),
    confidence: 'low',
  };
}

function versionOf(reference: ImageReference, releases: ReleaseRange | undefined): Version {
  const image = shown(reference);
  if (reference.tag?.includes(UNKNOWN_MARK))
    return { state: 'unknown', because: `the tag of the image ${image} cannot be known` };
  if (releases === undefined)
    return { state: 'unknown', because: `the image ${image} does not say its version` };
  const label = describeReleases(releases);
  const verb = label === reference.tag ? 'says so' : `stands for memcached ${label}`;
  return { state: 'known', releases, label, because: `the image ${image} ${verb}` };
}

/** The image as people name it, unknown parts as `…`. */
function shown(reference: ImageReference): string {
  const text =
    reference.tag === undefined ? reference.repository : `${reference.repository}:${reference.tag}`;
  return text.replaceAll(UNKNOWN_MARK, '…');
}

/** Words in an image's name that make it something beside a memcached server. */
const LOOK_ALIKE = new Set(
  `exporter exporters admin mcrouter twemproxy nutcracker client clients proxy operator ui gui web dashboard stats
  monitor monitoring metrics bench benchmark test tests tester php php5 php7 php8 fpm python python3 py node nodejs ruby rails golang java
  libmemcached lib session sessions tool tools cli top example demo sample docs chart helm sidecar agent check probe
  healthcheck nginx apache apache2 httpd wordpress django laravel drupal magento redis mysql mariadb postgres
  worker plugin module extension adapter sdk broker backup loader injector init wait`.split(/\s+/),
);
/** Words that may follow `memcached` in the name of a server image. */
const QUALIFIER = new Set(
  `docker container image server service cache alpine debian ubuntu centos rocky ubi fedora slim base custom official
  fips sasl tls ssl ha cluster extstore prod production dev staging local`.split(/\s+/),
);

function isServerName(name: string): boolean {
  if (name === 'memcache') return true;
  const tokens = name.replace(/^[\uFDD0]/, '').split(/[-_.]+/);
  const at = tokens.findIndex((token) => /^memcached\d*$/.test(token));
  if (at < 0 || tokens.some((token) => LOOK_ALIKE.has(token))) return false;
  return tokens.slice(at + 1).every((token) => QUALIFIER.has(token) || /^\d*$/.test(token));
}
