/** What a distribution's release packages as memcached. */
export interface PackagedRelease {
  /** For people: "Debian 9". */
  readonly name: string;
  /** As `parseReleases` reads it. */
  readonly releases: string;
  /** Its security update turned UDP off before upstream did. */
  readonly patched?: boolean;
  /** For a patched release: the first package revision that has the patch. */
  readonly patchedFrom?: string;
}

/**
 * Debian releases by suite and number: the archive's package versions, DSA-4218-1 (2018-06) for jessie and
 * stretch. Older ones got no update.
 */
const DEBIAN: Readonly<Record<string, PackagedRelease>> = {
  squeeze: { name: 'Debian 6', releases: '1.4.5' },
  wheezy: { name: 'Debian 7', releases: '1.4.13' },
  jessie: { name: 'Debian 8', releases: '1.4.21', patched: true, patchedFrom: '1.4.21-1.1+deb8u2' },
  stretch: { name: 'Debian 9', releases: '1.4.33', patched: true, patchedFrom: '1.4.33-1+deb9u1' },
  buster: { name: 'Debian 10', releases: '1.5.6' },
  bullseye: { name: 'Debian 11', releases: '1.6.9' },
  bookworm: { name: 'Debian 12', releases: '1.6.18' },
  trixie: { name: 'Debian 13', releases: '1.6.38' },
  forky: { name: 'Debian 14', releases: '>=1.6.38' },
  sid: { name: 'Debian unstable', releases: '>=1.6.38' },
};
const DEBIAN_SUITES = [
  'squeeze',
  'wheezy',
  'jessie',
  'stretch',
  'buster',
  'bullseye',
  'bookworm',
  'trixie',
  'forky',
];
const DEBIAN_ALIASES: Readonly<Record<string, string>> = {
  unstable: 'sid',
  testing: 'forky',
  ...Object.fromEntries(DEBIAN_SUITES.map((suite, index) => [`${index + 6}`, suite])),
};
/** Names of a moving release, or of an image that was built on some Debian since 2015: UDP is off in all of them. */
const DEBIAN_ANY: PackagedRelease = { name: 'Debian', releases: '>=1.4.21', patched: true };

/** Ubuntu releases: the archive's package versions, USN-3588-1 (2018-03) for trusty, xenial and artful. */
const UBUNTU: Readonly<Record<string, PackagedRelease>> = {
  '12.04': { name: 'Ubuntu 12.04', releases: '1.4.13' },
  '14.04': { name: 'Ubuntu 14.04', releases: '1.4.14', patched: true, patchedFrom: '1.4.14-0ubuntu9.2' },
  '16.04': { name: 'Ubuntu 16.04', releases: '1.4.25', patched: true, patchedFrom: '1.4.25-2ubuntu1.3' },
  '17.10': { name: 'Ubuntu 17.10', releases: '1.4.33', patched: true, patchedFrom: '1.4.33-1ubuntu3.2' },
  '18.04': { name: 'Ubuntu 18.04', releases: '1.5.6' },
  '20.04': { name: 'Ubuntu 20.04', releases: '1.5.22' },
  '22.04': { name: 'Ubuntu 22.04', releases: '1.6.14' },
  '24.04': { name: 'Ubuntu 24.04', releases: '1.6.24' },
};
/** Releases between those that were no longer updated when USN-3588-1 came out (October 2012 to April 2017). */
const UBUNTU_ENDED = /^1(?:2\.10|3\.(?:04|10)|4\.10|5\.(?:04|10)|6\.10|7\.04)$/;
const UBUNTU_SUITES: Readonly<Record<string, string>> = {
  precise: '12.04',
  trusty: '14.04',
  xenial: '16.04',
  artful: '17.10',
  bionic: '18.04',
  focal: '20.04',
  jammy: '22.04',
  noble: '24.04',
};

/** Enterprise Linux by major release: CentOS, Rocky, Alma, Oracle and UBI rebuild Red Hat's packages. */
const ENTERPRISE: Readonly<Record<string, PackagedRelease>> = {
  5: { name: 'Enterprise Linux 5', releases: '1.4.5' },
  6: { name: 'Enterprise Linux 6', releases: '1.4.4' },
  7: { name: 'Enterprise Linux 7', releases: '1.4.15' },
  8: { name: 'Enterprise Linux 8', releases: '1.5.9-1.5.22' },
  9: { name: 'Enterprise Linux 9', releases: '1.6.9' },
  10: { name: 'Enterprise Linux 10', releases: '>=1.6.9' },
};

/** Fedora by number (package changelogs); 28 and later have UDP off. */
function fedora(number: number): PackagedRelease | undefined {
  const name = `Fedora ${number}`;
  if (number >= 36) return { name, releases: '>=1.6.13' };
  if (number >= 28) return { name, releases: '>=1.5.6' };
  const ranges: Readonly<Record<number, string>> = {
    24: '1.4.25-1.4.26',
    25: '1.4.33-1.4.39',
    26: '1.4.36-1.4.39',
  };
  const releases = number === 27 ? '1.5.0-1.5.6' : ranges[number];
  return releases === undefined ? undefined : { name, releases };
}

/** Alpine by minor release: aports; 3.2 to 3.7 carry the patch for CVE-2018-1000115. */
function alpine(minor: number): PackagedRelease {
  const name = `Alpine 3.${minor}`;
  if (minor >= 18) return { name, releases: '>=1.6.20' };
  const releases: Readonly<Record<number, string>> = {
    12: '1.6.6',
    13: '1.6.9',
    14: '1.6.9',
    15: '1.6.12',
    16: '1.6.15',
    17: '1.6.17',
  };
  const known = releases[minor];
  if (known !== undefined) return { name, releases: known };
  return minor >= 8 ? { name, releases: '1.5.8-1.5.20' } : { name, releases: '1.4.20-1.5.7', patched: true };
}
const ALPINE_ANY: PackagedRelease = { name: 'Alpine', releases: '>=1.5.8' };

/** Official images that are built on Debian unless their tag says otherwise. */
const DEBIAN_BASED = new Set(
  `buildpack-deps python php node ruby golang perl rust gcc openjdk erlang elixir haskell julia r-base nginx httpd
  haproxy redis postgres mariadb wordpress drupal joomla redmine ghost rabbitmq tomcat jetty maven gradle clojure
  pypy swift iojs hhvm rails django`.split(/\s+/),
);
const ENTERPRISE_BASED = new Set(
  `centos stream almalinux rockylinux rocky alma oraclelinux rhel ubi ubi-minimal ubi-init ubi7 ubi8 ubi9 ubi10
  ubi6 rhel6 rhel7 rhel8 rhel9 rhel10 centos6 centos7 centos8`.split(/\s+/),
);

/**
 * What a base image's distribution packages; `undefined` where its name does not say which distribution it is.
 *
 * @param path the image's name with its namespaces: `ubi8/ubi-minimal`, `php`.
 */
export function distributionOf(path: string, tag: string | undefined): PackagedRelease | undefined {
  const parts = path.split('/');
  const name = parts.at(-1) ?? '';
  const owner = parts.at(-2) ?? '';
  const words = (tag ?? 'latest').toLowerCase().split(/[-_]/);
  if (/^(?:debian|debian-slim|minideb|debian-base)$/.test(name)) return debian(words);
  if (/^ubuntu/.test(name) || /^(?:phusion-)?baseimage(?:-docker)?$/.test(name)) return ubuntu(words);
  if (/^(?:.*-)?alpine$/.test(name)) return alpineOf(tag ?? 'latest');
  if (name === 'fedora') return fedora(Number(/^\d+/.exec(tag ?? '')?.[0] ?? 40));
  if (name === 'amazonlinux') return amazon(tag ?? 'latest');
  if (ENTERPRISE_BASED.has(name)) {
    const number = /\d+$/.exec(name)?.[0] ?? /^(?:ubi|rhel)(\d+)$/.exec(owner)?.[1];
    const major = /\d+/.exec(number ?? tag ?? '')?.[0];
    return ENTERPRISE[major ?? (name === 'centos' ? '8' : '9')];
  }
  if (/^(?:opensuse|tumbleweed|leap|archlinux|arch|manjaro|sle1[25]|bci-)/.test(name))
    return rolling(name, tag);
  return RELEASED[`${name}:${words[0]}`] ?? RELEASED[`${path}:${words[0]}`] ?? onOtherImage(name, words);
}

/** Distributions of which only some releases are known, by image and the first part of the tag. */
const RELEASED: Readonly<Record<string, PackagedRelease>> = {
  'openeuler:20.03': { name: 'openEuler 20.03', releases: '1.5.10' },
  'openeuler:22.03': { name: 'openEuler 22.03', releases: '1.6.12' },
  'azurelinux/base/core:3.0': { name: 'Azure Linux 3', releases: '1.6.27' },
};

function debian(words: readonly string[]): PackagedRelease {
  for (const word of words) {
    const major = /^\d+/.exec(word)?.[0];
    const suite = DEBIAN_ALIASES[major ?? word] ?? word;
    if (DEBIAN[suite] !== undefined) return DEBIAN[suite];
  }
  return DEBIAN_ANY;
}

function ubuntu(words: readonly string[]): PackagedRelease {
  for (const word of words) {
    const number = /^\d\d\.\d\d/.exec(word)?.[0] ?? UBUNTU_SUITES[word];
    const found = number === undefined ? undefined : UBUNTU[number];
    if (found !== undefined) return found;
    if (number !== undefined && UBUNTU_ENDED.test(number))
      return { name: `Ubuntu ${number}`, releases: '1.4.13-1.4.33' };
  }
  return { name: 'Ubuntu', releases: '>=1.4.14', patched: true };
}

function alpineOf(tag: string): PackagedRelease {
  const minor = /^v?3\.(\d+)/.exec(tag)?.[1];
  if (minor !== undefined) return alpine(Number(minor));
  return /^2\./.test(tag) ? { name: 'Alpine 2', releases: '1.4.0-1.4.17' } : ALPINE_ANY;
}

function amazon(tag: string): PackagedRelease | undefined {
  if (/^(?:2023|latest)/.test(tag)) return { name: 'Amazon Linux 2023', releases: '>=1.6.9' };
  // Amazon patched its 1.4.15 for Amazon Linux 1 (ALAS-2018-969); nothing says so for Amazon Linux 2.
  if (/^(?:1$|201\d)/.test(tag)) return { name: 'Amazon Linux 1', releases: '1.4.15', patched: true };
  return tag.startsWith('2') ? { name: 'Amazon Linux 2', releases: '1.4.15-1.5.16' } : undefined;
}

function rolling(name: string, tag: string | undefined): PackagedRelease {
  if (/^(?:arch|manjaro)/.test(name)) return { name: 'Arch Linux', releases: '>=1.6.0' };
  if (/tumbleweed/.test(`${name}${tag ?? ''}`)) return { name: 'openSUSE Tumbleweed', releases: '>=1.6.0' };
  if (/^sle12/.test(name)) return { name: 'SUSE Linux Enterprise 12', releases: '1.4.15-1.4.39' };
  if (/^(?:sle15|bci-)/.test(name)) return { name: 'SUSE Linux Enterprise 15', releases: '>=1.5.6' };
  if (/^(?:42|13)/.test(tag ?? '')) return { name: 'openSUSE', releases: '1.4.15-1.4.39' };
  return { name: 'openSUSE Leap', releases: '>=1.5.6' };
}

/** Images of languages and servers say their distribution in their tag: `3.11-bookworm`, `8.2-fpm-alpine3.18`. */
function onOtherImage(name: string, words: readonly string[]): PackagedRelease | undefined {
  for (const word of words) {
    const minor = /^alpine3\.(\d+)/.exec(word)?.[1];
    if (minor !== undefined) return alpine(Number(minor));
    if (word === 'alpine') return ALPINE_ANY;
    const suite = word.replace(/^slim/, '');
    if (DEBIAN[suite] !== undefined) return DEBIAN[suite];
    const number = UBUNTU_SUITES[word];
    if (number !== undefined) return UBUNTU[number];
    const [, family = '', release = ''] =
      /^(ubuntu|debian|centos|ubi|rockylinux|el)(\d[\d.]*)$/.exec(word) ?? [];
    if (family === 'ubuntu') return ubuntu([release]);
    if (family === 'debian') return debian([release]);
    if (family !== '') return ENTERPRISE[/^\d+/.exec(release)?.[0] ?? ''];
  }
  return DEBIAN_BASED.has(name) ? DEBIAN_ANY : undefined;
}
