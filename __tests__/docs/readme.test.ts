import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../src/policy/configuration-file.ts';
import { SourceFile } from '../../src/text/source-file.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const README = readFileSync(`${ROOT}README.md`, 'utf8');

const blocks = (language: string): readonly string[] =>
  [...README.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    (match) => match[1]!,
  );

/** Each `$ command` of a console block with the output below it. */
const examples = blocks('console').flatMap((block) =>
  block
    .split(/^\$ /m)
    .slice(1)
    .map((example): [string, string] => {
      const end = example.indexOf('\n');
      return [example.slice(0, end), example.slice(end + 1)];
    }),
);

describe('the README', () => {
  it('has examples to run', () => {
    expect(examples.length).toBeGreaterThan(3);
  });

  it.each(examples)('shows what this prints: %s', (command, expected) => {
    const { stdout } = spawnSync('sh', ['-c', command], { cwd: ROOT, encoding: 'utf8' });
    expect(stdout).toBe(expected);
  });

  it.each([
    ['examples/exposed', 1],
    ['examples/safe', 0],
  ])('%s ends with exit code %d', (path, code) => {
    expect(spawnSync(process.execPath, ['dist/cli.js', 'check', path], { cwd: ROOT }).status).toBe(code);
  });

  it('shows a configuration that is right', async () => {
    const text = blocks('yaml').find((block) => block.includes('memcached-version'))!;
    const { findings } = await readConfiguration(new SourceFile('README.md', text));
    expect(findings.map(({ message }) => message)).toEqual([]);
  });

  it('links to files that exist', () => {
    for (const [, target] of README.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      expect(() => readFileSync(`${ROOT}${target}`)).not.toThrow();
    }
  });
});
