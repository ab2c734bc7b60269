import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readUnit } from '../../../src/formats/systemd/unit-reading.ts';
import { findUnit } from '../../../src/formats/systemd/unit-tree.ts';
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

/** What only the recording machine knew, by a text of the unit; the prediction is then unknown or conditional. */
const EXCEPTIONS: readonly { readonly because: string; readonly has: string }[] = [
  { because: 'whether the account exists is a fact of the machine', has: 'User=nosuchuser' },
  { because: "an account's home and shell are facts of the machine", has: 'User=memcached\n' },
  { because: 'whether the path exists is a fact of the machine', has: 'ConditionPathExists=/nope' },
  { because: 'whether the path exists is a fact of the machine', has: 'AssertPathExists=/nope' },
];

function readCase({ files, unit }: Case) {
  const machine = new Machine(files);
  const found = findUnit(unit, machine);
  return found?.fragment ? readUnit(found, found.fragment, machine) : { launches: [], problems: [] };
}

const argvOf = (test: Case) => readCase(test).launches.map(({ argv }) => argv.map((word) => word.text));
const isException = (test: Case) =>
  Object.values(test.files).some(
    (text) => typeof text === 'string' && EXCEPTIONS.some(({ has }) => text.includes(has)),
  );
const isWrapped = (test: Case) =>
  test.family === 'shell' ||
  (test.family === 'executable' && !/ExecStart=\S*memcached/.test(JSON.stringify(test.files)));

describe('the recorded systemd table', () => {
  const families = [...new Set(cases.map(({ family }) => family))].sort();
  it.each(families)('%s: launches as systemd 252 ran them', (family) => {
    const own = cases.filter((test) => test.family === family && !isWrapped(test));
    const wrong = own
      .map((test) => ({ test, got: argvOf(test), want: test.argv ?? [] }))
      .filter(({ got, want }) => JSON.stringify(got) !== JSON.stringify(want));
    const listed = wrong.filter(({ test }) => isException(test));
    console.log(
      `systemd table, ${family}: ${own.length - wrong.length} of ${own.length} equal, ${listed.length} listed exceptions`,
    );
    expect(wrong.filter(({ test }) => !isException(test))).toEqual([]);
  });
});
