import { describe, expect, it } from 'vitest';
import { check } from '../../../src/check.ts';
import { DEFAULT_CONFIGURATION } from '../../../src/policy/configuration.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';

type Files = Readonly<Record<string, string>>;

/** Rule and place of each finding. */
async function findings(files: Files): Promise<readonly string[]> {
  const report = await check(memoryRepository(files), {
    configuration: DEFAULT_CONFIGURATION,
    today: '2027-01-01',
  });
  return report.findings.map(
    ({ rule, at }) => `${rule} ${at.file.path}:${at.file.positionAt(at.start).line}`,
  );
}

const CONF = '-m 64\n-l 0.0.0.0\n-U 11211\n';
const INSTALL = 'FROM debian:12\nRUN apt-get install -y memcached\nCOPY memcached.conf /etc/memcached.conf\n';

describe('the settings of a package in an image', () => {
  it.each<[string, Files, readonly string[]]>([
    [
      'are not read by the official image',
      { Dockerfile: 'FROM memcached:1.6\nCOPY memcached.conf /etc/\n', 'memcached.conf': CONF },
      ['MG011 Dockerfile:1'],
    ],
    [
      'are not read by memcached itself',
      { Dockerfile: `${INSTALL}CMD ["memcached","-u","root","-l","10.0.0.1"]\n`, 'memcached.conf': CONF },
      [],
    ],
    [
      'are not read by a program of supervisord',
      {
        Dockerfile: `${INSTALL}COPY s.conf /etc/supervisord.conf\nCMD ["supervisord","-n"]\n`,
        's.conf': '[program:c]\ncommand=memcached -u root -l 10.0.0.1\n',
        'memcached.conf': CONF,
      },
      [],
    ],
    [
      'are read by the init script',
      { Dockerfile: `${INSTALL}CMD service memcached start && sleep infinity\n`, 'memcached.conf': CONF },
      ['MG010 memcached.conf:2', 'MG001 memcached.conf:3'],
    ],
    [
      'are read by the package’s own reader',
      {
        Dockerfile: `${INSTALL}CMD ["/usr/share/memcached/scripts/start-memcached"]\n`,
        'memcached.conf': CONF,
      },
      ['MG010 memcached.conf:2', 'MG001 memcached.conf:3'],
    ],
    [
      'may be read where nobody sees how memcached is started',
      { Dockerfile: `${INSTALL}CMD ["/start.sh"]\n`, 'memcached.conf': CONF },
      ['MG010 memcached.conf:2', 'MG001 memcached.conf:3'],
    ],
    [
      'may be read in another image',
      {
        'a/Dockerfile': 'FROM memcached:1.6\nCMD ["-l","10.0.0.1"]\nCOPY memcached.conf /etc/\n',
        'b/Dockerfile': `${INSTALL}CMD ["/start.sh"]\n`,
        'memcached.conf': CONF,
      },
      ['MG010 memcached.conf:2', 'MG001 memcached.conf:3'],
    ],
    [
      'stay what they are on a host',
      { Dockerfile: 'FROM memcached:1.6\nCMD ["-l","10.0.0.1"]\n', 'memcached.conf': CONF },
      ['MG010 memcached.conf:2', 'MG001 memcached.conf:3'],
    ],
  ])('%s', async (_, files, expected) => {
    expect(await findings(files)).toEqual(expected);
  });
});

describe('settings that a RUN edits', () => {
  const EDIT = "RUN apt-get install -y memcached && sed -i 's/127.0.0.1/0.0.0.0/' /etc/memcached.conf\n";

  it.each<[string, readonly string[]]>([
    ['/usr/share/memcached/scripts/start-memcached', ['MG010 Dockerfile:2']],
    ['/usr/share/memcached/scripts/systemd-memcached-wrapper /etc/memcached.conf', ['MG010 Dockerfile:2']],
    ['/etc/init.d/memcached start', ['MG010 Dockerfile:2']],
    ['/usr/share/memcached/scripts/start-memcached /etc/memcached_other.conf', []],
    ['sleep infinity', []],
  ])('%s', async (command, expected) => {
    const words = JSON.stringify(command.split(' '));
    expect(await findings({ Dockerfile: `FROM debian:12\n${EDIT}CMD ${words}\n` })).toEqual(expected);
  });
});

describe('a script that is copied into an image', () => {
  const SCRIPT = '#!/bin/sh\nexec memcached -m 64\n';

  it('is judged once, with the version of the image', async () => {
    expect(
      await findings({
        Dockerfile: 'FROM memcached:1.5.5\nCOPY mc.sh /\nCMD ["/mc.sh"]\n',
        'mc.sh': SCRIPT,
      }),
    ).toEqual(['MG002 Dockerfile:3', 'MG011 Dockerfile:3']);
  });

  it('into a stage that somebody names is judged in it', async () => {
    const Dockerfile = 'FROM memcached:1.6.9 AS cache\nCOPY mc.sh /\nCMD ["/mc.sh"]\nFROM scratch\n';
    const script = '#!/bin/sh\nexec memcached -l 0.0.0.0\n';
    // On a host the version would be open, and so UDP.
    expect(await findings({ Dockerfile, 'mc.sh': script })).toEqual(['MG010 mc.sh:2']);
    const compose = 'services:\n  c:\n    build: {context: ., target: cache}\n';
    expect(await findings({ Dockerfile, 'mc.sh': script, 'compose.yaml': compose })).toEqual([]);
  });

  it('into a stage that starts something else is judged on a host', async () => {
    const Dockerfile = 'FROM debian:12 AS test\nCOPY mc.sh /\nCMD ["nginx"]\nFROM scratch\n';
    expect(await findings({ Dockerfile, 'mc.sh': SCRIPT })).toContain('MG011 mc.sh:2');
  });
});
