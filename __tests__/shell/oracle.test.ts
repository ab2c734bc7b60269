import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { unknownEnvironment } from '../../src/shell/environment.ts';
import { invocationsIn } from '../../src/shell/invocations.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { TracedText } from '../../src/text/traced-text.ts';

/** One recorded script; the fields are described beside the table. */
interface Case {
  readonly name: string;
  readonly shell: 'sh' | 'bash';
  readonly files: Readonly<Record<string, string>>;
  readonly invocations: readonly Call[];
  readonly bash_invocations?: readonly Call[];
  readonly other_branches?: readonly Call[];
  readonly unreached?: readonly Call[];
  readonly absent?: boolean;
  readonly static: { readonly decidable: boolean };
}

interface Call {
  readonly program: string;
  readonly argv: readonly string[];
}

interface Found extends Call {
  readonly words: readonly TracedText[];
}

const PROGRAMS = new Set(['memcached', 'memcached-debug', 'docker', 'podman', 'nerdctl']);

const cases: readonly Case[] = readFileSync(new URL('../oracle/shell.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line));

/** Directories of the machine on which the table was made, as its description gives them. */
const MACHINE: Readonly<Record<string, readonly string[]>> = { '/opt': ['mc', 'memcached'], '/tmp': [] };

/** Cases that no reader of the files can get right, with the reason. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'eval-16': 'the whole command, with the name of the program, comes from the caller (`eval $START`)',
};

function run(entry: Case, dialect: 'sh' | 'bash'): Found[] {
  const file = new SourceFile('run.sh', entry.files['run.sh'] ?? '');
  const found = invocationsIn(TracedText.source(file, 0, file.text.length), unknownEnvironment, {
    dialect,
    interest: (name) => PROGRAMS.has(name),
    noInput: true,
    zero: TracedText.decoded('run.sh', file.at(0, 0)),
    files(path) {
      const text = entry.files[path];
      if (text !== undefined) return new SourceFile(path, text);
      return path.startsWith('/') ? undefined : 'missing';
    },
    list(directory) {
      if (directory.startsWith('/')) return MACHINE[directory];
      const prefix = directory === '' ? '' : `${directory}/`;
      const inside = Object.keys(entry.files).filter((path) => path.startsWith(prefix));
      return [...new Set(inside.map((path) => path.slice(prefix.length).split('/')[0] ?? ''))];
    },
  });
  return found.map(({ name, argv }) => ({ program: name, argv: argv.map((word) => word.text), words: argv }));
}

const key = (call: Call) => JSON.stringify([call.program, call.argv]);

/** Whether an answer with unknown parts allows a recorded call. */
function fits(found: Found, call: Call): boolean {
  if (found.program !== call.program) return false;
  const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const parts = found.words.map((word) => {
    if (word.splits && word.length === 1) return '(?:[^\\x00]*\\x00)*';
    const body = word.runs.map((part) =>
      part.kind === 'literal' ? escaped(part.text) : part.splits ? '[^]*' : '[^\\x00]*',
    );
    return `${body.join('')}\\x00`;
  });
  return new RegExp(`^${parts.join('')}$`).test(call.argv.map((word) => `${word}\0`).join(''));
}

/** What is wrong with an answer; `undefined` if nothing is. */
function verdict(entry: Case, expected: readonly Call[], found: readonly Found[]): string | undefined {
  const tolerated = [...(entry.other_branches ?? []), ...(entry.unreached ?? [])];
  if (entry.static.decidable) {
    const left = found.map(key);
    for (const call of expected) {
      const at = left.indexOf(key(call));
      if (at < 0) return `misses ${key(call)} in ${left.join(' ')}`;
      left.splice(at, 1);
    }
    const extra = left.find((one) => !tolerated.some((call) => key(call) === one));
    return extra === undefined || entry.absent === true ? undefined : `reports ${extra}`;
  }
  for (const call of expected)
    if (!found.some((one) => fits(one, call)))
      return `nothing fits ${key(call)} in ${found.map(key).join(' ')}`;
  const wrong = found.find((one) => ![...expected, ...tolerated].some((call) => fits(one, call)));
  return wrong === undefined ? undefined : `${key(wrong)} fits nothing`;
}

function failures(entry: Case): string[] {
  const runs: [readonly Call[], 'sh' | 'bash'][] = [[entry.invocations, entry.shell]];
  if (entry.bash_invocations !== undefined) runs.push([entry.bash_invocations, 'bash']);
  return runs
    .map(([expected, dialect]) => verdict(entry, expected, run(entry, dialect)))
    .filter((problem) => problem !== undefined);
}

describe('recorded shell scripts', () => {
  const counts = new Map<string, { cases: number; agree: number }>();
  const problems: string[] = [];
  for (const entry of cases) {
    const family = entry.name.replace(/-\d+$/, '');
    const count = counts.get(family) ?? { cases: 0, agree: 0 };
    const found = failures(entry);
    count.cases++;
    if (found.length === 0) count.agree++;
    else if (EXCEPTIONS[entry.name] === undefined) problems.push(`${entry.name}: ${found.join('; ')}`);
    counts.set(family, count);
  }

  it('agree, decidable or not', () => {
    const table = [...counts].map(([family, { cases: all, agree }]) => `${family} ${agree}/${all}`);
    console.info(`shell: ${table.join(', ')}`);
    expect(problems).toEqual([]);
  });

  it('have no needless exceptions', () => {
    const needless = cases.filter(
      (entry) => EXCEPTIONS[entry.name] !== undefined && failures(entry).length === 0,
    );
    expect(needless.map((entry) => entry.name)).toEqual([]);
  });
});
