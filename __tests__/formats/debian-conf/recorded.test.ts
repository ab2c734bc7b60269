import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readerArgv } from '../../../src/formats/debian-conf/reader-argv.ts';
import { environmentOf } from '../../../src/shell/environment.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';
import { wordText } from '../host/read.ts';

interface Case {
  readonly family: string;
  readonly reader: 'W' | 'S';
  /** `null`: there is no such file, which is as an empty one. */
  readonly conf: string | null;
  readonly argv?: readonly (readonly string[])[];
  readonly refused?: string;
}

/** Cases in which the answer differs, with the reason. */
const EXCEPTIONS: readonly (readonly [RegExp, string])[] = [
  [/\$\(memcached -p 9\)/, 'what memcached prints is not known; the recorder in its place printed nothing'],
  [/`\$X=`/, 'what `=` prints is not known; there was no such program, and no file can have an empty name'],
];

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const cases = readFileSync(new URL('../../oracle/debian-conf.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

/** The directories that the globs of the table look into; the working directory was empty. */
const DIRECTORIES = new Map<string, readonly string[]>([
  ['', []],
  ['/dev', ['null']],
  ['/etc', ['memcached.conf']],
]);

describe("the argv that Debian's readers really made", () => {
  const counts = new Map<string, { equal: number; all: number }>();
  const wrong: unknown[] = [];
  const needed = new Set<RegExp>();
  for (const recorded of cases) {
    const expected = recorded.argv ?? [];
    const actual = argvOf(recorded.conf ?? '', recorded.reader);
    const equal = JSON.stringify(actual) === JSON.stringify(expected);
    const count = counts.get(recorded.family) ?? { equal: 0, all: 0 };
    counts.set(recorded.family, { equal: count.equal + (equal ? 1 : 0), all: count.all + 1 });
    if (equal) continue;
    const exception = EXCEPTIONS.find(([conf]) => conf.test(recorded.conf ?? ''));
    if (exception === undefined) wrong.push({ ...recorded, actual });
    else needed.add(exception[0]);
  }

  it(`equals the recorded one (${[...counts].map(([family, { equal, all }]) => `${family} ${equal}/${all}`).join(', ')})`, () => {
    expect(wrong).toEqual([]);
  });

  it('has no needless exceptions', () => {
    expect(EXCEPTIONS.filter(([conf]) => !needed.has(conf))).toEqual([]);
  });
});

/** Nothing in a directory whose names are known but those; `/dev` holds more than the table needs. */
function lookUp(path: string): 'missing' | undefined {
  const slash = path.lastIndexOf('/');
  const directory = path.slice(0, Math.max(slash, 0));
  if (directory === '/dev') return undefined;
  if (!path.startsWith('/')) return 'missing';
  const names = DIRECTORIES.get(slash === 0 ? '/' : directory);
  return names === undefined || names.includes(path.slice(slash + 1)) ? undefined : 'missing';
}

function argvOf(conf: string, reader: 'W' | 'S'): string[][] {
  const file = new SourceFile('memcached.conf', conf);
  const text = TracedText.source(file, 0, conf.length);
  const path = TracedText.decoded(PATH, file.at(0, 0));
  const result = readerArgv(text, reader, file.at(0, 0), {
    environment: environmentOf(new Map([['PATH', path]]), 'unset'),
    list: (directory) => DIRECTORIES.get(directory),
    files: lookUp,
  });
  if (result.kind === 'refused') return [];
  return result.invocations.map(({ argv }) =>
    argv.map((word) => (word.isKnown ? word.text : wordText(word))),
  );
}
