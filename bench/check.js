// Times `check` against `git grep -lI -i memcached` on a generated repository of 50,000 files and prints the ratio.
// Usage: npm run build && node bench/check.js [FILES]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FILES = Number(process.argv[2] ?? 50_000);
const RUNS = 7;
const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** A small linear congruential generator, so that every run makes the same repository. */
let state = 42;
const random = (below) => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return state % below;
};
const filler = (lines, comment = '#') =>
  Array.from(
    { length: lines },
    () => `${comment} ${random(1e9).toString(36)} ${random(1e9).toString(36)}`,
  ).join('\n');

/** Sources and prose are most of a repository; one file in twenty looks like configuration, one in 110 names memcached. */
function fileOf(i) {
  const folder = `area${i % 50}/part${i % 400}`;
  switch (i % 220) {
    case 0:
      return [
        `${folder}/compose${i}.yaml`,
        `services:\n  cache:\n    image: memcached:1.6\n    command: -m ${64 + (i % 512)}\n${filler(20)}\n`,
      ];
    case 1:
      return [`${folder}/etc/memcached_${i}.conf`, `-m 64\n-l 127.0.0.1\n-U 0\n${filler(20)}\n`];
    case 11:
    case 33:
    case 55:
    case 77:
      return [`${folder}/values${i}.yaml`, `name: app${i}\nreplicas: 2\n${filler(60)}\n`];
    case 99:
    case 121:
      return [`${folder}/app${i}.conf`, `listen ${8000 + (i % 1000)}\n${filler(60)}\n`];
    case 143:
    case 165:
      return [`${folder}/Dockerfile.${i}`, `FROM debian:12\nRUN true\nCMD ["app", "${i}"]\n${filler(20)}\n`];
    case 187:
    case 209:
      return [`${folder}/deploy${i}.sh`, `#!/bin/sh\necho ${i}\n${filler(40)}\n`];
    default:
      return i % 2 === 0
        ? [`${folder}/module${i}.ts`, `export const value = ${i};\n${filler(120, '//')}\n`]
        : [`${folder}/page${i}.md`, `# Page ${i}\n\n${filler(80, '')}\n`];
  }
}

function run(command, args, cwd) {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  const ms = performance.now() - started;
  if (status === null || status > 1)
    throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${stderr}`);
  return { ms, stdout };
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const root = mkdtempSync(join(tmpdir(), 'memcached-guard-bench-'));
try {
  for (let i = 0; i < FILES; i++) {
    const [path, text] = fileOf(i);
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  run('git', ['init', '-q'], root);
  run('git', ['add', '-A'], root);
  const times = { grep: [], check: [], node: [] };
  let verdict = '';
  for (let i = 0; i < RUNS; i++) {
    times.grep.push(run('git', ['grep', '-lI', '-i', 'memcached'], root).ms);
    const checked = run(process.execPath, [CLI, 'check'], root);
    times.check.push(checked.ms);
    verdict = checked.stdout.trimEnd().split('\n').at(-1) ?? '';
    times.node.push(run(process.execPath, ['-e', '0'], root).ms);
  }
  const [grep, check, node] = [median(times.grep), median(times.check), median(times.node)];
  console.log(`${FILES} files, node ${process.version}, medians of ${RUNS} runs`);
  console.log(
    `git grep ${grep.toFixed(0)} ms, check ${check.toFixed(0)} ms (node alone ${node.toFixed(0)} ms)`,
  );
  console.log(`ratio check / git grep: ${(check / grep).toFixed(2)}`);
  console.log(verdict);
} finally {
  if (process.env.KEEP) console.log(root);
  else rmSync(root, { recursive: true, force: true });
}
