import { describe, expect, it } from 'vitest';
import { commandLine, read, shown } from './read.ts';

const INSTALL = 'FROM debian:12\nRUN apt-get install -y memcached supervisor\n';

/** The rest of the Dockerfile, what is started. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'echo with a line break in it',
    'RUN echo \'#!/bin/sh\\nexec memcached -u root -l 0.0.0.0\' > /start.sh && chmod +x /start.sh\nCMD ["/start.sh"]\n',
    ['memcached -u root -l 0.0.0.0'],
  ],
  [
    'printf, found on the PATH',
    'RUN printf \'#!/bin/sh\\nexec memcached -v "$@"\\n\' >/usr/local/bin/start\nENTRYPOINT ["start"]\nCMD ["-m","64"]\n',
    ['memcached -v -m 64'],
  ],
  [
    'line by line',
    'RUN echo "#!/bin/sh" > /start.sh && \\\n    echo "memcached -d -l 0.0.0.0" >> /start.sh && \\\n    echo "exec nginx" >> /start.sh\nCMD ["/start.sh"]\n',
    ['memcached -d -l 0.0.0.0'],
  ],
  [
    'a here-document that cat reads',
    'RUN cat <<"EOF" > /start.sh\n#!/bin/sh\nexec memcached -m 64\nEOF\nRUN chmod +x /start.sh\nCMD ["/start.sh"]\n',
    ['memcached -m 64'],
  ],
  [
    'a here-document that is the script, with another in it',
    'RUN <<EOF\ncat > /start.sh <<\'E\'\n#!/bin/sh\nexec memcached -m 64\nE\nEOF\nCMD ["/start.sh"]\n',
    ['memcached -m 64'],
  ],
  [
    'a program of supervisord',
    'RUN printf \'[program:c]\\ncommand=memcached -u root -l 0.0.0.0\\n\' > /etc/supervisor/conf.d/c.conf\nCMD ["supervisord","-n"]\n',
    ['memcached -u root -l 0.0.0.0'],
  ],
  [
    'a service of runit',
    'RUN mkdir -p /etc/service/c && printf "#!/bin/sh\\nexec memcached -m 9\\n" | tee /etc/service/c/run\nCMD ["/sbin/my_init"]\n',
    ['memcached -m 9'],
  ],
  [
    'the last one to write a file',
    'RUN echo "memcached -l 0.0.0.0" > /start.sh\nRUN echo "exec nginx" > /start.sh\nCMD ["/start.sh"]\n',
    [],
  ],
  ['a file that nothing runs', 'RUN echo "memcached -l 0.0.0.0" > /start.sh\nCMD ["nginx"]\n', []],
  ['another file', 'RUN echo "memcached -l 0.0.0.0" > /opt/start.sh\nCMD ["/start.sh"]\n', []],
  ['only added to', 'RUN echo "memcached -l 0.0.0.0" >> /start.sh\nCMD ["/start.sh"]\n', []],
  [
    'a here-document for another program',
    'RUN python3 <<EOF > /start.sh\nmemcached -l 0.0.0.0\nEOF\nCMD ["/start.sh"]\n',
    [],
  ],
];

describe('files that a RUN writes', () => {
  it.each(CASES)('%s', async (_, text, expected) => {
    const { launches } = await read({ Dockerfile: `${INSTALL}${text}` });
    expect(launches.map(commandLine)).toEqual(expected);
  });

  it('keep their places', async () => {
    const { launches } = await read({
      Dockerfile: `${INSTALL}RUN cat <<EOF > /start.sh\n#!/bin/sh\nexec memcached -l 0.0.0.0\nEOF\nCMD ["/start.sh"]\n`,
    });
    expect(launches[0]?.argv.map((word) => shown(word.locate()))).toEqual(['5:16 -l', '5:19 0.0.0.0']);
  });
});

describe('scripts that a RUN changes after they were copied', () => {
  const SCRIPT = '#!/bin/sh\nexec memcached -l 127.0.0.1\n';
  it.each([
    ["RUN sed -i 's/127.0.0.1/0.0.0.0/' /start.sh", 'memcached -l 0.0.0.0'],
    ["RUN sed -i 's/\\r$//' /start.sh && chmod +x /start.sh", 'memcached -l 127.0.0.1'],
    ['RUN dos2unix /start.sh && mv /tmp/x /tmp/y', 'memcached -l 127.0.0.1'],
    ['RUN perl -pi -e "s/a/b/" /start.sh', 'memcached -l 127.0.0.1'],
  ])('%s', async (run, expected) => {
    const { launches } = await read({
      Dockerfile: `FROM debian:12\nCOPY start.sh /\n${run}\nCMD ["/start.sh"]\n`,
      'start.sh': SCRIPT,
    });
    expect(launches.map(commandLine)).toEqual([expected]);
  });

  it('are as copied where they are copied later', async () => {
    const { launches } = await read({
      Dockerfile:
        'FROM debian:12\nRUN sed -i \'s/127.0.0.1/0.0.0.0/\' /start.sh\nCOPY start.sh /\nCMD ["/start.sh"]\n',
      'start.sh': SCRIPT,
    });
    expect(launches.map(commandLine)).toEqual(['memcached -l 127.0.0.1']);
  });
});
