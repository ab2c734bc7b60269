// Times `listeners --stdin` on 40,000 command lines, less what it takes to start, and prints the seconds.
// Usage: npm run build && node bench/listeners.js [LINES]
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const LINES = Number(process.argv[2] ?? 40_000);
const RUNS = 5;
const TARGET_SECONDS = 2;
const CLI = fileURLToPath(new URL('../dist/cli.js', import.meta.url));

/** A small linear congruential generator, so that every run asks the same questions. */
let state = 11_211;
const random = (below) => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return (state >>> 8) % below;
};
const pick = (list) => list[random(list.length)];

const PIECES = [
  () => [
    '-l',
    pick(['127.0.0.1', '0.0.0.0', '*', '::1', '10.0.0.5,127.0.0.1:11300', 'localhost', 'cache.internal']),
  ],
  () => ['-p', pick(['11211', '11300', '0', ' 80'])],
  () => ['-U', pick(['0', '11211', '-1', 'off'])],
  () => ['-m', '64'],
  () => ['-c', '1024'],
  () => [pick(['-vv', '-d', '--listen=10.0.0.5', '--udp-port=0', '-vU0', '-o modern', '-S'])],
  () => ['-o', pick(['modern', 'hashpower=20,slab_reassign', 'bogus'])],
];
const VERSIONS = [
  '1.2.6',
  '1.4.5',
  '1.4.15',
  '1.4.39',
  '1.5.5',
  '1.5.22',
  '1.6.21',
  '1.6.45',
  '1.6',
  undefined,
];

const question = () =>
  JSON.stringify({
    argv: Array.from({ length: 1 + random(5) }, () => pick(PIECES)()).flat(),
    version: pick(VERSIONS),
    hosts: { localhost: ['127.0.0.1', '::1'] },
    addresses: ['127.0.0.0/8', '::1', '10.0.0.5'],
  });

const few = `${question()}\n`;
const many = `${Array.from({ length: LINES }, question).join('\n')}\n`;

function seconds(input, lines) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'listeners', '--stdin'], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  const answers = stdout.split('\n').filter(Boolean).length;
  if (status !== 0 || answers !== lines)
    throw new Error(`${answers} answers to ${lines} questions\n${stderr}`);
  return (performance.now() - start) / 1000;
}

const best = (measure) => Math.min(...Array.from({ length: RUNS }, measure));
const startUp = best(() => seconds(few, 1));
const work = best(() => seconds(many, LINES)) - startUp;
console.log(
  `start-up ${startUp.toFixed(2)} s, ${LINES} predictions ${work.toFixed(2)} s (${((work / LINES) * 1e6).toFixed(0)} µs each)`,
);
if (work > TARGET_SECONDS) {
  console.error(`over the target of ${TARGET_SECONDS} s`);
  process.exitCode = 1;
}
