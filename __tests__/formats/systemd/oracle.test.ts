import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { systemd } from '../../../src/formats/systemd/format.ts';
import { readUnit } from '../../../src/formats/systemd/unit-reading.ts';
import { findUnit } from '../../../src/formats/systemd/unit-tree.ts';
import type { TracedText } from '../../../src/text/traced-text.ts';
import { readAs } from './fixture.ts';
import { Machine, type Tree } from './machine.ts';

interface Case {
  readonly family: string;
  readonly files: Tree;
  readonly unit: string;
  readonly argv?: readonly (readonly string[])[];
  readonly refused?: string;
}

const table = new URL('../../oracle/systemd.jsonl', import.meta.url);
const cases: Case[] = readFileSync(table, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const families = [...new Set(cases.map(({ family }) => family))].sort();

/** What only the recording machine knew, by a text of the unit; the prediction is then unknown or conditional. */
const EXCEPTIONS: readonly { readonly because: string; readonly has: string }[] = [
  { because: 'whether the account exists is a fact of the machine', has: 'User=nosuchuser' },
  { because: "an account's home and shell are facts of the machine", has: 'User=memcached\n' },
  { because: 'whether the path exists is a fact of the machine', has: 'ConditionPathExists=/nope' },
  { because: 'whether the path exists is a fact of the machine', has: 'AssertPathExists=/nope' },
  { because: "root's shell (%s) is a fact of the machine", has: 'printf %s ' },
  { because: 'dash has no exec -a; where sh is bash this starts memcached', has: '"exec -a ' },
];

function readCase({ files, unit }: Case) {
  const machine = new Machine(files);
  const found = findUnit(unit, machine);
  return found?.fragment ? readUnit(found, found.fragment, machine) : { launches: [], problems: [] };
}

const isException = (test: Case) =>
  Object.values(test.files).some(
    (text) => typeof text === 'string' && EXCEPTIONS.some(({ has }) => text.includes(has)),
  );

describe('the recorded systemd table, as the files of a machine', () => {
  it.each(families)('%s: launches as systemd 252 ran them', (family) => {
    const own = cases.filter((test) => test.family === family);
    const wrong = own
      .map((test) => ({
        test,
        got: readCase(test).launches.map(({ argv }) => argv.map((word) => word.text)),
        want: test.argv ?? [],
      }))
      .filter(({ got, want }) => JSON.stringify(got) !== JSON.stringify(want));
    const listed = wrong.filter(({ test }) => isException(test));
    console.log(
      `systemd table, ${family}: ${own.length - wrong.length} of ${own.length} equal, ${listed.length} listed exceptions`,
    );
    expect(wrong.filter(({ test }) => !isException(test))).toEqual([]);
  });

  it('says so at its place where a command line that names memcached is refused', () => {
    // Not asked for: what only the machine refuses, and a local unit without a command that hides the vendor's.
    const names = /^\s*"?ExecStart"?\s*=\W*(\/usr\/bin\/)?memcached(\s|$)/im;
    const excused = (test: Case) =>
      isException(test) ||
      !Object.values(test.files).some((text) => typeof text === 'string' && names.test(text)) ||
      /^(# empty|\[Service\])\n$/.test(`${test.files['etc/systemd/system/memcached.service']}`);
    const silent = cases.filter((test) => {
      if (
        test.refused === undefined ||
        /masked|not found|Cannot allocate/.test(test.refused) ||
        excused(test)
      )
        return false;
      return !readCase(test).problems.some(({ kind }) => kind === 'refused');
    });
    expect(silent.map(({ files, refused }) => ({ files, refused }))).toEqual([]);
  });
});

/** Whether recorded words are one of the possibilities that a prediction leaves open. */
function fits(argv: readonly TracedText[], recorded: readonly string[]): boolean {
  const [word, ...rest] = argv;
  if (!word) return recorded.length === 0;
  if (word.splits) return recorded.some((_, i) => fits(rest, recorded.slice(i))) || fits(rest, []);
  const pattern = word.runs.map((run) => (run.kind === 'literal' ? escaped(run.text) : '[^]*')).join('');
  const [first, ...others] = recorded;
  return first !== undefined && new RegExp(`^${pattern}$`).test(first) && fits(rest, others);
}

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

describe('the recorded systemd table, as files of a repository', () => {
  it.each(families)('%s: never a wrong value; unknown where a file is missing', async (family) => {
    // A repository hands over files, not links; and nothing in it says which instance is started.
    const plain = cases.filter(
      (test) =>
        test.family === family &&
        !isException(test) &&
        Object.values(test.files).every((file) => typeof file === 'string'),
    );
    const wrong: unknown[] = [];
    let same = 0;
    for (const test of plain) {
      const { launches } = await readAs(systemd, test.files as Readonly<Record<string, string>>);
      const argvs = launches.map(({ argv }) => argv);
      const want = test.argv ?? [];
      const equal =
        JSON.stringify(argvs.map((argv) => argv.map(({ text }) => text))) === JSON.stringify(want);
      if (equal) same++;
      const isOpen =
        test.refused?.startsWith('Failed to load environment files') || test.refused?.endsWith('not found');
      const covered = want.every((recorded) => argvs.some((argv) => fits(argv, recorded)));
      // Other units of the same tree, such as a drop-in of another name, are launches too.
      const extra = argvs.length > want.length && !isOpen && !/dropin|template|random-tree/.test(family);
      if (!covered || extra)
        wrong.push({ files: test.files, want, got: argvs.map((argv) => argv.map(({ text }) => text)) });
    }
    console.log(`systemd table in a repository, ${family}: ${same} of ${plain.length} equal`);
    expect(wrong).toEqual([]);
  });
});
