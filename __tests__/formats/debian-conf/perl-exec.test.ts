import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readerCommand } from '../../../src/formats/debian-conf/command.ts';
import { perlExec } from '../../../src/formats/debian-conf/perl-exec.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';

interface Case {
  readonly reader: 'W' | 'S';
  readonly conf: string | null;
  readonly argv?: readonly (readonly string[])[];
  readonly shell?: boolean;
}

const cases = readFileSync(new URL('../../oracle/debian-conf.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

describe('the recorded decision between shell and direct execution', () => {
  it('is made in the same way', () => {
    const wrong: Case[] = [];
    for (const recorded of cases) {
      const outcome = execute(recorded.conf ?? '', recorded.reader);
      if (Boolean(recorded.shell) !== (outcome === 'shell')) wrong.push(recorded);
      else if (Array.isArray(outcome) && JSON.stringify([outcome]) !== JSON.stringify(recorded.argv)) {
        wrong.push(recorded);
      } else if (outcome === 'refused' && recorded.argv) wrong.push(recorded);
    }
    expect(wrong).toEqual([]);
  });
});

describe("Perl's own rules", () => {
  it.each<[string, string[] | 'shell' | 'refused']>([
    ['-l 1 2>&1', ['-l', '1']],
    ['-l 12>&1', 'shell'],
    ['-l 1 2>&1 -v', 'shell'],
    ['-l 1 2>&12', 'shell'],
    ['-l 1 >&1', 'shell'],
    ['-l\v1\f-p\r2', ['-l', '1', '-p', '2']],
    ['-l\u00a01\u2003', ['-l\u00a01\u2003']],
    ['-l !1%x^y', ['-l', '!1%x^y']],
    ['PORT=1', ['PORT=1']],
  ])('%j', (conf, expected) => {
    expect(execute(conf, 'W')).toEqual(expected);
  });

  it('refuses a shell command line beyond what the system takes as one argument', () => {
    const long = `-l '1'\n${'-v\n'.repeat(50_000)}`;
    expect(execute(long, 'W')).toBe('too-long');
    expect(execute(long.replaceAll("'", ''), 'W')).toHaveLength(50_002);
    expect(execute('-v\n'.repeat(250_000), 'W')).toBe('too-long');
  });
});

function execute(conf: string, reader: 'W' | 'S'): string[] | 'shell' | 'refused' | 'too-long' {
  const file = new SourceFile('memcached.conf', conf);
  const made = readerCommand(TracedText.source(file, 0, conf.length), reader, file.at(0, 0));
  if (made.kind === 'refused') return 'refused';
  const exec = perlExec(made.command);
  return exec.kind === 'words' ? exec.words.slice(1).map((word) => word.text) : exec.kind;
}
