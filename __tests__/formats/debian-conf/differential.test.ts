import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readerArgv } from '../../../src/formats/debian-conf/reader-argv.ts';
import { environmentOf } from '../../../src/shell/environment.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';

/** Where Debian's package has its readers; another place can be named for a copy of them. */
const SCRIPTS = process.env['DEBIAN_MEMCACHED_SCRIPTS'] ?? '/usr/share/memcached/scripts';
const WRAPPER = join(SCRIPTS, 'systemd-memcached-wrapper');
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const missing = !existsSync(WRAPPER)
  ? "Debian's memcached package is not installed"
  : process.getuid?.() !== 0
    ? "Debian's readers only run as root"
    : undefined;

/** Pieces of a conf that a shell can do no harm with: no commands, no redirections into files. */
const pieces = [
  '-l ',
  '-p ',
  '-U 0',
  '-d',
  '-h',
  '127.0.0.1',
  '::1',
  '[::1]',
  ' ',
  '  ',
  '\t',
  '\n',
  '\n',
  '\r\n',
  '#',
  '\\#',
  '\\',
  '"',
  "'",
  '$X',
  '${X:-10.0.0.1}',
  '${X}',
  '$$$',
  '$',
  '$-',
  '$!',
  '$[',
  '${}',
  ' <none',
  ' <&1 ',
  ' >&9 ',
  '*',
  '?',

  '{a,b}',
  '!',
  '=',
  '0',
  'logfile /dev/null',
  'foo',
  'foo bar',
  '\u00a0',
  '\ufeff',
  '\v',
] as const;

describe.skipIf(missing !== undefined)(
  `the real systemd-memcached-wrapper${missing ? ` (skipped: ${missing})` : ''}`,
  () => {
    const home = mkdtempSync(join(tmpdir(), 'debian-conf-'));
    afterAll(() => rmSync(home, { recursive: true, force: true }));

    it('makes the same argv of random files', () => {
      const run = realReader(home);
      const conf = fc
        .array(fc.constantFrom(...pieces), { maxLength: 14 })
        .map((parts) => parts.join(''))
        // `$$` is the process id.
        .filter((text) => !text.includes('$$'));
      fc.assert(
        fc.property(conf, (text) => {
          expect(predicted(text)).toEqual(run(text));
        }),
        { numRuns: 150, seed: 4219 },
      );
    });
  },
);

/** Runs the wrapper with a program in memcached's place that writes its words down. */
function realReader(home: string): (conf: string) => string[][] {
  const stub = join(home, 'stub');
  const output = join(home, 'argv');
  const conf = join(home, 'memcached.conf');
  const script = join(home, 'wrapper');
  const empty = join(home, 'empty');
  mkdirSync(empty);
  writeFileSync(
    stub,
    `#!/bin/sh\nfor word; do printf '%s\\0' "$word" >>${output}; done\nprintf '\\n' >>${output}\n`,
    { mode: 0o755 },
  );
  writeFileSync(script, readFileSync(WRAPPER, 'utf8').replaceAll('/usr/bin/memcached', stub));
  return (text) => {
    writeFileSync(conf, text);
    writeFileSync(output, '');
    try {
      execFileSync('/usr/bin/perl', ['-w', script, conf], { cwd: empty, env: { PATH }, stdio: 'ignore' });
    } catch {
      // A shell that refuses the command line leaves an empty record, which is what counts.
    }
    const record = readFileSync(output, 'utf8');
    return record === '' ? [] : [record.slice(0, -1).split('\0').slice(0, -1)];
  };
}

function predicted(text: string): string[][] {
  const file = new SourceFile('memcached.conf', text);
  const origin = file.at(0, 0);
  const environment = environmentOf(new Map([['PATH', TracedText.decoded(PATH, origin)]]), 'unset');
  const result = readerArgv(TracedText.source(file, 0, text.length), 'W', origin, {
    environment,
    files: (path) => (path.startsWith('/') ? undefined : 'missing'),
    list(directory) {
      if (directory.startsWith('/')) return readdirSync(directory);
      return directory === '' ? [] : undefined;
    },
  });
  return result.kind === 'refused' ? [] : result.invocations.map(({ argv }) => argv.map((word) => word.text));
}
