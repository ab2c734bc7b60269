import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a running memcached did: the sockets it listens on, or that it ended, or that nobody can say in time. */
type LiveResult =
  | { readonly kind: 'listening'; readonly sockets: readonly string[] }
  | { readonly kind: 'ended'; readonly output: string }
  | { readonly kind: 'undecided' };

/** The installed memcached and how to run it apart from everything else. */
export interface LiveMemcached {
  readonly release: string;
  run(argv: readonly string[]): Promise<LiveResult>;
}

/** Brings up the loopback interface of the new namespace with two more addresses, then becomes memcached. */
const START = [
  'ip link set lo up',
  'ip addr add 10.0.0.5/32 dev lo',
  'ip -6 addr add fd00::5/128 dev lo nodad',
  'exec "$@"',
].join(' && ');

/** Linux picks from 32768 to 60999; the test names no port in there. */
const EPHEMERAL = { from: 32_768, to: 60_999 };
const PATIENCE_MS = 4_000;
const PAUSE_MS = 8;
/** epoll_wait and epoll_pwait, where a started memcached sleeps. */
const EPOLL: Readonly<Record<string, readonly string[]>> = { x64: ['232', '281'], arm64: ['22'] };

/** Looks for memcached and for the right to make a network namespace; says why not where one is missing. */
export function findLiveMemcached(): LiveMemcached | string {
  let release: string | undefined;
  try {
    release = /\d+\.\d+\.\d+/.exec(execFileSync('memcached', ['-V'], { encoding: 'utf8' }))?.[0];
  } catch {
    return 'memcached is not installed';
  }
  if (release === undefined) return 'the installed memcached does not say its version';
  if (process.platform !== 'linux' || EPOLL[process.arch] === undefined)
    return 'it needs Linux on x64 or arm64';
  const isRoot = process.getuid?.() === 0;
  const prefix = isRoot
    ? [
        'unshare',
        '--net',
        '--',
        'sh',
        '-c',
        START,
        'sh',
        'setpriv',
        '--reuid=65534',
        '--regid=65534',
        '--clear-groups',
      ]
    : ['unshare', '--net', '--map-root-user', '--', 'sh', '-c', START, 'sh'];
  try {
    execFileSync(prefix[0]!, [...prefix.slice(1), 'true'], { stdio: 'pipe' });
  } catch (error) {
    return `no private network namespace can be made: ${String(error).slice(0, 200)}`;
  }
  const user = isRoot ? [] : ['-u', 'root'];
  return { release, run: (argv) => observe([...prefix, 'memcached', ...user, ...argv]) };
}

async function observe(words: readonly string[]): Promise<LiveResult> {
  const child = spawn(words[0]!, words.slice(1), {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'] },
  });
  let output = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  try {
    const deadline = performance.now() + PATIENCE_MS;
    let quiet = 0;
    while (performance.now() < deadline) {
      if (child.exitCode !== null || child.signalCode !== null) {
        await ended;
        return { kind: 'ended', output: output.trim() };
      }
      quiet = isWaiting(child) ? quiet + 1 : 0;
      if (quiet === 3) return { kind: 'listening', sockets: readSockets(child.pid!) };
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return { kind: 'undecided' };
  } finally {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
    await ended;
  }
}

/** Whether the process is memcached, with its main thread asleep in the event loop. */
function isWaiting({ pid }: ChildProcess): boolean {
  if (pid === undefined || read(`/proc/${pid}/comm`).trim() !== 'memcached') return false;
  const [call = ''] = read(`/proc/${pid}/syscall`).split(' ');
  return EPOLL[process.arch]!.includes(call);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The sockets in the process's own network namespace: nothing else runs there. */
function readSockets(pid: number): readonly string[] {
  const tables = [
    { file: 'tcp', protocol: 'tcp', state: '0A' },
    { file: 'tcp6', protocol: 'tcp', state: '0A' },
    { file: 'udp', protocol: 'udp', state: '07' },
    { file: 'udp6', protocol: 'udp', state: '07' },
  ];
  const network = tables.flatMap(({ file, protocol, state }) =>
    rows(`/proc/${pid}/net/${file}`)
      .filter((row) => row[3] === state)
      .map((row) => `${protocol} ${spell(row[1]!)}`),
  );
  const unix = rows(`/proc/${pid}/net/unix`)
    .filter((row) => row[3] === '00010000' && row[7] !== undefined)
    .map((row) => `unix ${row[7]}`);
  return [...new Set([...network, ...unix])].toSorted();
}

function rows(path: string): readonly string[][] {
  const lines = read(path).split('\n').slice(1);
  return lines.map((line) => line.trim().split(/\s+/)).filter((row) => row.length > 3);
}

/** `0100007F:2BCB` is "127.0.0.1 11211"; each group of four bytes stands back to front. */
function spell(local: string): string {
  const [address = '', hexPort = ''] = local.split(':');
  const bytes = [...address.matchAll(/.{8}/g)].flatMap(([group]) => group.match(/../g)!.toReversed());
  const port = Number.parseInt(hexPort, 16);
  const ip =
    bytes.length === 4
      ? bytes.map((byte) => Number.parseInt(byte, 16)).join('.')
      : new URL(`http://[${bytes.join('').match(/.{4}/g)!.join(':')}]/`).hostname.slice(1, -1);
  return `${ip} ${port >= EPHEMERAL.from && port <= EPHEMERAL.to ? 'ephemeral' : port}`;
}
