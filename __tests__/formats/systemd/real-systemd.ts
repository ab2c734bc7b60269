import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SYSTEMD = '/lib/systemd/systemd';

/** A unit's own text and its drop-ins by file name. */
export interface Sample {
  readonly unit: string;
  readonly dropIns: ReadonlyMap<string, string>;
}

/** What systemd itself says of these units: it dumps what it has loaded, and starts nothing. */
export function dump(all: readonly Sample[]): string {
  const home = mkdtempSync(join(tmpdir(), 'units-'));
  try {
    const units = join(home, 'units');
    mkdirSync(units);
    writeFileSync(
      join(units, 'all.target'),
      `[Unit]\nWants=${all.map((_, i) => `c${i}.service`).join(' ')}\n`,
    );
    all.forEach(({ unit, dropIns }, i) => {
      writeFileSync(join(units, `c${i}.service`), unit);
      for (const [name, text] of dropIns) {
        mkdirSync(join(units, `c${i}.service.d`), { recursive: true });
        writeFileSync(join(units, `c${i}.service.d`, name), text);
      }
    });
    chmodSync(home, 0o777);
    const test = [SYSTEMD, '--test', '--system', '--unit=all.target', '--log-target=console', '--no-pager'];
    const asNobody =
      process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
    const [program = '', ...args] = [...asNobody, ...test];
    const env = {
      HOME: home,
      XDG_RUNTIME_DIR: home,
      PATH: '/usr/bin:/bin',
      SYSTEMD_UNIT_PATH: `${units}:`,
      SYSTEMD_LOG_LEVEL: 'emerg',
    };
    return execFileSync(program, args, {
      env,
      encoding: 'utf8',
      timeout: 25_000,
      maxBuffer: 1 << 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Why systemd is not asked. Later releases differ in details, such as the prefix `|` of 258. */
export function reasonToSkip(): string | undefined {
  if (process.platform !== 'linux' || !existsSync(SYSTEMD)) return `${SYSTEMD} is not installed`;
  const version = /^systemd (\d+)/.exec(execFileSync(SYSTEMD, ['--version'], { encoding: 'utf8' }))?.[1];
  return version === '252' ? undefined : `this is systemd ${version}, the units are for 252`;
}
