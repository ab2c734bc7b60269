import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One call of Compose: the project's files, where it is called and with which `-f`. */
export interface Call {
  readonly files: Readonly<Record<string, string>>;
  readonly folder: string;
  /** From the root of the project; `undefined`: Compose finds its files itself. */
  readonly paths?: readonly string[];
}

/** A program and its first words. */
type Program = readonly [string, ...string[]];

/** Compose 2: `COMPOSE_2` (set by .ci/run), the plugin of the docker command, or a command of its own. */
export function compose2(): { readonly program: Program; readonly version: string } | undefined {
  const given = process.env['COMPOSE_2'];
  const candidates: Program[] = [
    ...(given ? [[given] as const] : []),
    ['docker', 'compose'],
    ['docker-compose'],
  ];
  for (const program of candidates) {
    const version = versionOf(program);
    if (version !== undefined && /^v?[2-9]\./.test(version))
      return { program, version: version.replace('v', '') };
  }
  return undefined;
}

/** The Python that runs the `docker-compose` 1.x on PATH. */
export function compose1(): { readonly python: string; readonly version: string } | undefined {
  const version = versionOf(['docker-compose']);
  if (version === undefined || !version.startsWith('1.')) return undefined;
  for (const folder of (process.env['PATH'] ?? '').split(delimiter))
    try {
      const [, python] = /^#!\s*(\S+)/.exec(readFileSync(join(folder, 'docker-compose'), 'utf8')) ?? [];
      return python === undefined ? undefined : { python, version };
    } catch {}
  return undefined;
}

function versionOf([program, ...words]: Program): string | undefined {
  const { status, stdout } = spawnSync(program, [...words, 'version', '--short'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** What Compose 2 prints for each call, as JSON; `undefined`: it refuses. A few run at a time. */
export async function configs2(
  [program, ...words]: Program,
  calls: readonly Call[],
): Promise<readonly (string | undefined)[]> {
  const found: (string | undefined)[] = [];
  const waiting = [...calls.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, call] = next;
      found[index] = await inFolder(call, (root, folder, files) => {
        const env = { PATH: process.env['PATH'] ?? '', HOME: root };
        const args = [...words, '--profile', '*', ...files, 'config', '--format', 'json'];
        return new Promise<string | undefined>((resolve) => {
          execFile(program, args, { cwd: folder, env, maxBuffer: 1e8 }, (error, stdout) =>
            resolve(error === null ? stdout : undefined),
          );
        });
      });
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  return found;
}

/** What docker-compose 1.x prints for each call, as YAML; `undefined`: it refuses. One process reads them all. */
export async function configs1(
  python: string,
  calls: readonly Call[],
): Promise<readonly (string | undefined)[]> {
  const root = mkdtempSync(join(tmpdir(), 'compose-'));
  try {
    const input = calls.map((call, index) => {
      const { folder, words } = written(join(root, String(index)), call);
      return JSON.stringify({ folder, words: [...words, 'config'] });
    });
    const script = fileURLToPath(new URL('compose-1.py', import.meta.url));
    const { stdout, stderr, status } = spawnSync(python, [script], {
      input: `${input.join('\n')}\n`,
      env: { PATH: process.env['PATH'] ?? '', HOME: root },
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    if (status !== 0) throw new Error(`docker-compose 1 could not be run: ${stderr}`);
    return stdout
      .trim()
      .split('\n')
      .map((line, index) => {
        const answer = JSON.parse(line) as { status: number; stdout: string };
        return answer.status === 0 ? relative(answer.stdout, join(root, String(index))) : undefined;
      });
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function inFolder(
  call: Call,
  run: (root: string, folder: string, words: readonly string[]) => Promise<string | undefined>,
): Promise<string | undefined> {
  const root = mkdtempSync(join(tmpdir(), 'compose-'));
  try {
    const { folder, words } = written(root, call);
    const printed = await run(root, folder, words);
    return printed === undefined ? undefined : relative(printed, root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function written(
  root: string,
  { files, folder, paths }: Call,
): { readonly folder: string; readonly words: readonly string[] } {
  const project = join(root, 'project');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  const words = (paths ?? []).flatMap((path) => ['-f', join(project, path)]);
  return { folder: join(project, folder), words };
}

/** Compose makes paths absolute; ours start at the project. */
function relative(printed: string, root: string): string {
  return printed.replaceAll(join(root, 'project'), '.');
}
