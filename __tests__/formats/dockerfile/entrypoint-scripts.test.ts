import { describe, expect, it } from 'vitest';
import { commandLine, read } from './read.ts';

/** An entrypoint script, CMD, and what is started. */
const SCRIPTS: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    "the official image's, of today",
    '#!/bin/sh\nset -e\n\n# first arg is `-f` or `--some-option`\nif [ "${1#-}" != "$1" ]; then\n\tset -- memcached "$@"\nfi\n\nexec "$@"\n',
    '["-l","0.0.0.0"]',
    ['memcached -l 0.0.0.0'],
  ],
  [
    'the same with a program',
    '#!/bin/sh\nset -e\nif [ "${1#-}" != "$1" ]; then\n\tset -- memcached "$@"\nfi\nexec "$@"\n',
    '["memcached","-m","64"]',
    ['memcached -m 64'],
  ],
  [
    'of old, with a change of user',
    '#!/bin/bash\nif [ "${1:0:1}" = \'-\' ]; then\n\tset -- memcached "$@"\nfi\nif [ "$1" = \'memcached\' -a "$(id -u)" = \'0\' ]; then\n\texec su-exec memcached "$0" "$@"\nfi\nexec "$@"\n',
    '["-v"]',
    ['memcached -v'],
  ],
  [
    'gosu in a case',
    '#!/bin/bash\ncase "$1" in\n  memcached) shift; exec gosu memcache memcached -l 0.0.0.0 -U ${UDP:-0} "$@";;\n  *) exec "$@";;\nesac\n',
    '["memcached","-m","64"]',
    ['memcached -l 0.0.0.0 -U 0 -m 64'],
  ],
  ['su-exec', '#!/bin/sh\nexec su-exec memcached "$@"\n', '["memcached","-v"]', ['memcached -v']],
  ['setpriv', '#!/bin/sh\nexec setpriv --reuid=11211 "$@"\n', '["memcached","-v"]', ['memcached -v']],
  ['tini in the script', '#!/bin/sh\nexec tini -g -- "$@"\n', '["memcached","-v"]', ['memcached -v']],
  [
    'arguments that are collected',
    '#!/bin/bash\nARGS=(-u memcache)\nARGS+=(-l "${LISTEN:-0.0.0.0}")\nexec memcached "${ARGS[@]}"\n',
    '["start"]',
    ['memcached -u memcache -l 0.0.0.0'],
  ],
  [
    'options in one variable',
    '#!/bin/sh\nOPTS="-m ${MEM:-64}"\nOPTS="$OPTS -l 127.0.0.1"\nexec memcached $OPTS\n',
    '[]',
    ['memcached -m 64 -l 127.0.0.1'],
  ],
  [
    'a daemon before the main program',
    '#!/bin/sh\nmemcached -d -u nobody -l 127.0.0.1\nexec "$@"\n',
    '["nginx","-g","daemon off;"]',
    ['memcached -d -u nobody -l 127.0.0.1'],
  ],
  [
    "the package's script before the main program",
    '#!/bin/bash\n/etc/init.d/memcached start\nexec "$@"\n',
    '["apache2-foreground"]',
    ['/usr/bin/memcached -m 64 -p 11211 -u memcache -l 127.0.0.1 -P /var/run/memcached/memcached.pid'],
  ],
  ['another program', '#!/bin/sh\nexec nginx "$@"\n', '["memcached"]', []],
  ['nothing', '#!/bin/sh\n# exec memcached\ntrue\n', '["memcached"]', []],
];

describe('entrypoint scripts of the repository', () => {
  it.each(SCRIPTS)('%s', async (_, script, cmd, expected) => {
    const { launches } = await read({
      Dockerfile: `FROM debian:12\nRUN apt-get install -y memcached\nCOPY e.sh /\nENTRYPOINT ["/e.sh"]\nCMD ${cmd}\n`,
      'e.sh': script,
    });
    expect([...new Set(launches.map(commandLine))]).toEqual(expected);
  });

  it.each([
    '["tini","--","/e.sh"]',
    '["/sbin/tini","-g","--","/e.sh"]',
    '["/usr/bin/dumb-init","--","/e.sh"]',
    '["dumb-init","/e.sh"]',
    '["/usr/local/bin/gosu","memcache","/e.sh"]',
    '["sh","/e.sh"]',
    '["bash","-e","/e.sh"]',
    '["/bin/sh","-c","exec /e.sh \\"$@\\"","--"]',
  ])('are found behind %s', async (entrypoint) => {
    const { launches } = await read({
      Dockerfile: `FROM debian:12\nCOPY e.sh /\nENTRYPOINT ${entrypoint}\nCMD ["-m","64"]\n`,
      'e.sh': '#!/bin/sh\nexec memcached -l 0.0.0.0 "$@"\n',
    });
    expect(launches.map(commandLine)).toEqual(['memcached -l 0.0.0.0 -m 64']);
  });

  it('may start several memcached, or one of several', async () => {
    const { launches } = await read({
      Dockerfile: 'FROM debian:12\nCOPY e.sh /\nCMD ["/e.sh"]\n',
      'e.sh':
        '#!/bin/sh\nmemcached -d -l 127.0.0.1\nif [ "$X" ]; then exec memcached -l 0.0.0.0; else exec memcached -l 127.0.0.1 -p 11212; fi\n',
    });
    expect(launches.map((launch) => `${launch.name}: ${commandLine(launch)}`)).toEqual([
      'image of Dockerfile: memcached -d -l 127.0.0.1',
      'memcached 2 of image of Dockerfile: memcached -l 0.0.0.0',
      'memcached 3 of image of Dockerfile: memcached -l 127.0.0.1 -p 11212',
    ]);
  });
});
