import { describe, expect, it } from 'vitest';
import { commandLine, read, shown } from './read.ts';

const SCRIPT = '#!/bin/sh\nset -e\nexec memcached -u memcache "$@"\n';

/** Dockerfile at `docker/Dockerfile`, the other files, what is started. */
const CASES: readonly (readonly [string, string, Readonly<Record<string, string>>, readonly string[]])[] = [
  [
    'a script beside the Dockerfile',
    'FROM debian:12\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\nCMD ["-l","0.0.0.0"]\n',
    { 'docker/start.sh': SCRIPT },
    ['memcached -u memcache -l 0.0.0.0'],
  ],
  [
    'a context above the folder',
    'FROM debian:12\nCOPY docker/start.sh /opt/run/\nWORKDIR /opt/run\nCMD ["./start.sh","-m","64"]\n',
    { 'docker/start.sh': SCRIPT },
    ['memcached -u memcache -m 64'],
  ],
  [
    'a folder, and a name on the PATH',
    'FROM debian:12\nCOPY rootfs /\nENTRYPOINT ["start.sh"]\n',
    { 'docker/rootfs/usr/local/bin/start.sh': SCRIPT },
    ['memcached -u memcache'],
  ],
  [
    'a pattern',
    'FROM debian:12\nCOPY *.sh /app/\nCMD /app/start.sh -v\n',
    { 'docker/start.sh': SCRIPT },
    ['memcached -u memcache -v'],
  ],
  [
    'another stage',
    'FROM scratch AS files\nCOPY start.sh /x/\nFROM debian:12\nCOPY --from=files /x/start.sh /bin/go.sh\nCMD ["/bin/go.sh"]\n',
    { 'docker/start.sh': SCRIPT },
    ['memcached -u memcache'],
  ],
  [
    'a here-document',
    'FROM debian:12\nCOPY <<"EOF" /start.sh\n#!/bin/sh\nmemcached -l 0.0.0.0\nEOF\nCMD ["/start.sh"]\n',
    {},
    ['memcached -l 0.0.0.0'],
  ],
  [
    "the image's own entrypoint, replaced",
    'FROM memcached:1.6\nCOPY docker-entrypoint.sh /usr/local/bin/\nCMD ["-v"]\n',
    { 'docker/docker-entrypoint.sh': '#!/bin/sh\nexec memcached -l 10.0.0.1 "$@"\n' },
    ['memcached -l 10.0.0.1 -v'],
  ],
  [
    "a script that calls the image's entrypoint",
    'FROM memcached:1.6\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n',
    { 'docker/start.sh': '#!/bin/sh\nexec docker-entrypoint.sh -m 64 "$@"\n' },
    ['memcached -m 64'],
  ],
  [
    'a script that starts something else',
    'FROM debian:12\nCOPY start.sh /\nCMD ["/start.sh"]\n',
    { 'docker/start.sh': '#!/bin/sh\nexec nginx\n' },
    [],
  ],
  [
    'a script in another language',
    'FROM debian:12\nCOPY start.py /\nCMD ["/start.py"]\n',
    { 'docker/start.py': '#!/usr/bin/env python3\n"memcached -l 0.0.0.0"\n' },
    [],
  ],
  [
    'a script that is copied, not run',
    'FROM debian:12\nCOPY start.sh /\nCMD ["nginx"]\n',
    { 'docker/start.sh': SCRIPT },
    [],
  ],
];

describe('scripts that are copied into the image', () => {
  it.each(CASES)('%s', async (_, text, files, expected) => {
    const { launches } = await read({ 'docker/Dockerfile': text, ...files });
    expect(launches.map(commandLine)).toEqual(expected);
  });

  it('keeps the places in the script', async () => {
    const { launches } = await read({
      Dockerfile: 'FROM debian:12\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\nCMD ["-v"]\n',
      'start.sh': SCRIPT,
    });
    expect(launches[0]?.argv.map((word) => `${word.locate()?.file.path} ${shown(word.locate())}`)).toEqual([
      'start.sh 3:16 -u',
      'start.sh 3:19 memcache',
      'Dockerfile 4:7 -v',
    ]);
  });

  it('says that a script is missing where an image runs memcached', async () => {
    const { problems } = await read({
      Dockerfile: 'FROM memcached:1.6\nCOPY gone.sh /\nENTRYPOINT ["/gone.sh"]\n',
    });
    expect(problems.map(({ kind, at }) => `${kind} ${shown(at)}`)).toEqual(['unresolved 3:14 /gone.sh']);
  });
});
