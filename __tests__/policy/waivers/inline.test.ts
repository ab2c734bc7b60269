import { describe, expect, it } from 'vitest';
import { checkFiles } from './repository.ts';

const ALLOW = 'memcached-guard: allow public-bind -- behind a firewall';

describe('a waiver in a comment accepts what stands', () => {
  it.each<[string, string, string]>([
    ['below it', 'etc/memcached.conf', `# ${ALLOW}\n-l 0.0.0.0\n-U 0\n`],
    ['below it and other comments', 'etc/memcached.conf', `# ${ALLOW}\n# until the move\n-l 0.0.0.0\n-U 0\n`],
    ['below it, with Windows line ends', 'etc/memcached.conf', `# ${ALLOW}\r\n-l 0.0.0.0\r\n-U 0\r\n`],
    [
      'below an indented comment with several signs',
      'etc/memcached.conf',
      `   ### ${ALLOW}\n-l 0.0.0.0\n-U 0\n`,
    ],
    ['on its line', 'Procfile', `cache: memcached -l 0.0.0.0 -U 0 # ${ALLOW}\n`],
    ['on its line, without a blank', 'Procfile', `cache: memcached -l 0.0.0.0 -U 0 #${ALLOW}\n`],
    [
      'inside a command of several lines',
      'cache.service',
      `[Service]\nExecStart=/usr/bin/memcached \\\n  -U 0 \\\n  # ${ALLOW}\n  -l 0.0.0.0\n`,
    ],
    [
      'in the same command, on another line',
      'cache.service',
      `[Service]\n; ${ALLOW}\nExecStart=/usr/bin/memcached \\\n  -U 0 \\\n  -l 0.0.0.0\n`,
    ],
    [
      'inside the command of a Dockerfile',
      'Dockerfile',
      `FROM memcached:1.6\nCMD memcached \\\n    # ${ALLOW}\n    -l 0.0.0.0 \\\n    -U 0\n`,
    ],
    [
      'in a list of a Compose file',
      'compose.yaml',
      `services:\n  cache:\n    image: memcached:1.6\n    network_mode: host\n    command:\n      - memcached\n      # ${ALLOW}\n      - -l\n      - 0.0.0.0\n`,
    ],
    [
      'beside an item of a list',
      'compose.yaml',
      `services:\n  cache:\n    image: memcached:1.6\n    network_mode: host\n    command:\n      - memcached\n      - -l\n      - 0.0.0.0 # ${ALLOW}\n`,
    ],
    [
      'in XML',
      'Library/LaunchDaemons/memcached.plist',
      '<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict>\n<key>Label</key><string>memcached</string>\n<key>ProgramArguments</key>\n<array>\n<string>/usr/local/bin/memcached</string>\n<string>-U</string><string>0</string>\n<string>-l</string>\n<!-- memcached-guard: allow public-bind because behind a firewall -->\n<string>0.0.0.0</string>\n</array></dict></plist>\n',
    ],
    ['in a Jinja template', 'templates/memcached.conf.j2', `{# ${ALLOW} #}\n-l 0.0.0.0\n-U 0\n`],
    ['in a Jinja template that trims', 'templates/memcached.conf.j2', `{#- ${ALLOW} -#}\n-l 0.0.0.0\n-U 0\n`],
    ['in an ERB template', 'templates/memcached.conf.erb', `<%# ${ALLOW} -%>\n-l 0.0.0.0\n-U 0\n`],
  ])('%s', async (_, path, text) => {
    const { findings, exitCode } = await checkFiles({ [path]: text });
    expect(findings.map(({ status, name }) => `${status} ${name}`)).toEqual(['waived public-bind']);
    expect(findings[0]?.waiver).toMatchObject({ reason: 'behind a firewall' });
    expect(exitCode).toBe(0);
  });

  it('and not what stands elsewhere, be it another way to the same socket', async () => {
    const { said, exitCode } = await checkFiles({
      'compose.yaml':
        'services:\n  cache:\n    image: memcached:1.6\n    ports:\n      - "11211:11211" # memcached-guard: allow published-port -- laptop only\n      - "11212:11211"\n',
    });
    expect(said).toEqual([
      'waived published-port at compose.yaml:5',
      'active published-port at compose.yaml:6',
    ]);
    expect(exitCode).toBe(1);
  });

  it.each<[string, string, string]>([
    ['memcached.conf', 'etc/memcached.conf', '# Debian\n\n-d\n# ALLOW\n-m 64\n-U 0\n'],
    ['variables', 'etc/sysconfig/memcached', '# ALLOW\nPORT="11211"\nUSER="memcached"\nOPTIONS="-U 0"\n'],
  ])('although nothing stands there, at any line of the command: %s', async (_, path, text) => {
    const allow = 'memcached-guard: allow default-bind -- behind a firewall';
    const { findings } = await checkFiles({ [path]: text.replace('ALLOW', allow) });
    expect(findings.map(({ status, name }) => `${status} ${name}`)).toEqual(['waived default-bind']);
  });

  it('with several rules, owner and last day, which are kept', async () => {
    const { findings } = await checkFiles({
      'etc/memcached.conf':
        '# memcached-guard: allow public-bind, MG001 until 2027-01-31 by @team-cache -- old client\n-l 0.0.0.0 -U 11211\n',
    });
    expect(findings.map(({ status, rule }) => `${status} ${rule}`)).toEqual(['waived MG010', 'waived MG001']);
    for (const { waiver } of findings) {
      expect(waiver).toMatchObject({ reason: 'old client', owner: '@team-cache', expires: '2027-01-31' });
      expect(waiver!.at.file.positionAt(waiver!.at.start)).toEqual({ line: 1, column: 3 });
    }
  });

  it('which another file reads', async () => {
    const { said } = await checkFiles({
      'compose.yaml':
        'services:\n  cache:\n    # memcached-guard: allow udp-enabled -- one old client\n    image: memcached:1.6\n    command: ["memcached", "-U", "${UDP}"]\n',
      '.env': 'UDP=11211\n',
    });
    expect(said.filter((each) => each.includes('udp-enabled'))).toEqual([
      expect.stringMatching(/^(waived|active) udp-enabled at /),
    ]);
  });
});

describe('a waiver that is wrong', () => {
  it.each([
    [
      '# memcached-guard: allow public-bind\n-l 0.0.0.0\n-U 0\n',
      'allow public-bind',
      'This waiver counts for nothing: the waiver gives no reason.',
    ],
    [
      '# memcached-guard: ignore public-bind -- behind a firewall\n-l 0.0.0.0\n-U 0\n',
      'ignore',
      'This waiver counts for nothing: a waiver begins with the word allow.',
    ],
    [
      '# memcached-guard: allow publik-bind -- behind a firewall\n-l 0.0.0.0\n-U 0\n',
      'publik-bind',
      'This waiver counts for nothing: there is no rule "publik-bind"; did you mean public-bind?',
    ],
  ])('is an error at its own place and the finding stays: %j', async (text, words, message) => {
    const { findings, exitCode } = await checkFiles({ 'etc/memcached.conf': text });
    expect(findings.map(({ status, rule }) => `${status} ${rule}`)).toEqual(['active MG030', 'active MG010']);
    const [invalid] = findings;
    expect(text.slice(invalid!.at.start, invalid!.at.end)).toBe(words);
    expect(invalid).toMatchObject({
      level: 'error',
      message,
      help: 'Write: memcached-guard: allow RULE until YYYY-MM-DD by OWNER -- REASON.',
    });
    expect(exitCode).toBe(1);
  });

  it('is told where nothing else is', async () => {
    const { said, exitCode } = await checkFiles({
      'etc/memcached.conf': '-l 127.0.0.1\n# memcached-guard: allow public-bind\n-U 0\n',
    });
    expect(said).toEqual(['active invalid-waiver at etc/memcached.conf:2']);
    expect(exitCode).toBe(1);
  });

  it('is told where there are more than anybody reads, and quickly', async () => {
    const started = performance.now();
    const { findings } = await checkFiles({
      'etc/memcached.conf': `${'# memcached-guard: allow udp-enabled -- a\n'.repeat(20_000)}-l 127.0.0.1\n-U 0\n`,
    });
    expect(performance.now() - started).toBeLessThan(2000);
    expect(findings).toHaveLength(501);
    expect(findings.at(-1)).toMatchObject({
      rule: 'MG030',
      message: 'This waiver and those below it count for nothing: a file has at most 500.',
      help: 'Write one waiver for many findings under waivers: in the configuration.',
    });
  });

  it('is told where memcached receives it', async () => {
    const { findings } = await checkFiles({
      'cache.service': `[Service]\nExecStart=/usr/bin/memcached -U 0 -l 0.0.0.0 # ${ALLOW}\n`,
    });
    expect(findings.map(({ status, rule }) => `${status} ${rule}`)).toEqual(['active MG010', 'active MG030']);
    expect(findings[1]).toMatchObject({
      message:
        'This waiver counts for nothing: it is no comment here but handed to memcached as words of its command line.',
      help: 'Write it as a comment on the line above.',
    });
  });

  it.each([
    '# memcached-guard: runs on every push',
    '# See memcached-guard: it fails when UDP is on',
    'Environment="NOTE=memcached-guard: allow public-bind -- x"',
    '# uses: example/memcached-guard@v1',
  ])('prose is none: %s', async (line) => {
    const { said } = await checkFiles({
      'cache.service': `[Service]\n${line}\nExecStart=/usr/bin/memcached -U 0 -l 127.0.0.1\n`,
    });
    expect(said).toEqual([]);
  });

  it('is a finding wherever the configuration forbids them', async () => {
    const { findings, exitCode } = await checkFiles({
      'etc/memcached.conf': `# ${ALLOW}\n-l 0.0.0.0\n-U 0\n`,
      '.memcached-guard.yml': 'inline-waivers: forbid\n',
    });
    expect(findings.map(({ status, rule }) => `${status} ${rule}`)).toEqual(['active MG030', 'active MG010']);
    expect(findings[0]).toMatchObject({
      message:
        'The configuration forbids waivers in comments (inline-waivers: forbid), so this one counts for nothing.',
      help: 'Delete the comment, or move the waiver under waivers: in the configuration.',
    });
    expect(exitCode).toBe(1);
  });
});

describe('a waiver that has had its day', () => {
  const files = {
    'etc/memcached.conf':
      '# memcached-guard: allow public-bind until 2027-01-31 by @team-cache -- moves\n-l 0.0.0.0\n-U 0\n',
  };

  it('holds on its last day', async () => {
    expect((await checkFiles(files, '2027-01-31')).said).toEqual([
      'waived public-bind at etc/memcached.conf:2',
    ]);
  });

  it('is an error on the next, and the finding counts again', async () => {
    const { findings, exitCode } = await checkFiles(files, '2027-02-01');
    expect(findings.map(({ status, level, rule }) => `${status} ${level} ${rule}`)).toEqual([
      'active error MG031',
      'active error MG010',
    ]);
    const { at, message, help } = findings[0]!;
    expect(at.file.text.slice(at.start, at.end)).toBe('2027-01-31');
    expect(message).toBe(
      'The waiver of public-bind by @team-cache held until 2027-01-31, so what it accepted counts again.',
    );
    expect(help).toMatch(/^Mend the finding and delete the waiver/);
    expect(exitCode).toBe(1);
  });
});

describe('a waiver that is not needed', () => {
  it('is a warning at the rule', async () => {
    const { findings, exitCode } = await checkFiles({
      'etc/memcached.conf':
        '# memcached-guard: allow public-bind, udp-enabled -- behind a firewall\n-l 0.0.0.0\n-U 0\n',
    });
    expect(findings.map(({ status, level, rule }) => `${status} ${level} ${rule}`)).toEqual([
      'active warning MG032',
      'waived error MG010',
    ]);
    const { at, message } = findings[0]!;
    expect(at.file.text.slice(at.start, at.end)).toBe('udp-enabled');
    expect(message).toBe(
      'This waiver of udp-enabled accepts nothing: there is no finding of this rule on line 2 or in a command that it belongs to.',
    );
    expect(exitCode).toBe(0);
  });

  it('is not told of a date that passed as well', async () => {
    const { said } = await checkFiles({
      'etc/memcached.conf':
        '# memcached-guard: allow public-bind until 2020-01-01 -- moves\n-l 127.0.0.1\n-U 0\n',
    });
    expect(said).toEqual(['active unused-waiver at etc/memcached.conf:1']);
  });
});
