import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readService } from '../../../src/formats/systemd/service.ts';
import { readUnitFile } from '../../../src/formats/systemd/unit-file.ts';
import { parseUnitName } from '../../../src/formats/systemd/unit-name.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { fixtureFiles } from './fixture.ts';
import type { Tree } from './machine.ts';
import { dump, reasonToSkip, type Sample } from './real-systemd.ts';

const UNIT = /^(?:etc|run|usr\/local\/lib|usr\/lib)\/systemd\/system\/memcached\.service$/;
const DROP_IN =
  /^(?:etc|run|usr\/local\/lib|usr\/lib)\/systemd\/system\/memcached\.service\.d\/([^/.][^/]*\.conf)$/;
/** Facts of the machine, and of the manager that reads the unit. */
const FACTS = /%[A-EGHLMSTU-Yabdghl-mo-wy]/;

function sampleOf(files: Tree): Sample | undefined {
  const units = Object.entries(files).filter(([path]) => UNIT.test(path));
  const text = units[0]?.[1];
  if (
    units.length !== 1 ||
    typeof text !== 'string' ||
    text.trim() === '' ||
    FACTS.test(JSON.stringify(files))
  )
    return undefined;
  const dropIns = new Map<string, string>();
  for (const [path, content] of Object.entries(files)) {
    const name = DROP_IN.exec(path)?.[1];
    if (name !== undefined && typeof content === 'string' && !dropIns.has(name)) dropIns.set(name, content);
  }
  return { unit: text, dropIns };
}

/** Units of the recorded table, and those of the fixtures. */
function samples(): readonly Sample[] {
  const table = readFileSync(new URL('../../oracle/systemd.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const recorded: Tree[] = table.map((line) => JSON.parse(line).files);
  const names = ['environment-file-of-the-unit', 'drop-in-replaces-the-command', 'command-refused'];
  const fixtures = names.map((name) => fixtureFiles(`systemd/${name}`));
  return [...fixtures, ...recorded].map(sampleOf).filter((sample) => sample !== undefined);
}

/** The words of every `ExecStart=` as this project reads them, before variables; `refused` for none. */
function ours({ unit, dropIns }: Sample, name: string): string {
  const parsed = parseUnitName(name)!;
  const sorted = [...dropIns].sort(([a], [b]) => (a < b ? -1 : 1));
  const others = sorted.map(([file, text]) => readUnitFile(new SourceFile(file, text)));
  const context = { unit: parsed, fragment: `/etc/systemd/system/${name}` };
  const service = readService(readUnitFile(new SourceFile(name, unit)), others, context);
  if (service.refused) return 'refused';
  return JSON.stringify(service.commands.map(({ argv }) => argv.map(({ text }) => text)));
}

/** The command lines of `ExecStart=` by unit, and whether the unit was loaded. */
function theirs(text: string): ReadonlyMap<string, string> {
  const units = new Map<string, { loaded: boolean; lines: string[] }>();
  let current: { loaded: boolean; lines: string[] } | undefined;
  let inStart = false;
  for (const line of text.split('\n')) {
    const unit = /^\t*-> Unit (\S+):$/.exec(line)?.[1];
    if (unit !== undefined) {
      current = { loaded: true, lines: [] };
      units.set(unit, current);
    } else if (line.startsWith('-> By jobs')) break;
    const exec = /-> (Exec\w+):$/.exec(line)?.[1];
    if (unit !== undefined || exec !== undefined) inStart = exec === 'ExecStart';
    const state = /Unit Load State: (\S+)/.exec(line)?.[1];
    if (current && state !== undefined) current.loaded = state === 'loaded';
    const command = /Command Line: (.*)$/.exec(line)?.[1];
    if (current && inStart && command !== undefined) current.lines.push(command);
  }
  return new Map(
    [...units].map(([name, { loaded, lines }]) => [
      name,
      loaded ? JSON.stringify(lines.map(unquote)) : 'refused',
    ]),
  );
}

/** The words of a line that systemd quoted for a shell. */
function unquote(line: string): readonly string[] {
  const words = line.match(/"(?:[^"\\]|\\.)*"|[^ ]+/gs) ?? [];
  const single: Record<string, string> = {
    a: '\u0007',
    b: '\b',
    f: '\f',
    n: '\n',
    r: '\r',
    t: '\t',
    v: '\v',
  };
  return words.map((word) =>
    word.startsWith('"')
      ? word
          .slice(1, -1)
          .replace(/\\([0-7]{3}|.)/gs, (_, code: string) =>
            code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (single[code] ?? code),
          )
      : word,
  );
}

const reason = reasonToSkip();
if (reason) console.log(`systemd's own parser is not asked: ${reason}`);

describe.skipIf(reason !== undefined)("systemd's own parser", () => {
  it('reads the same command lines, and refuses the same units', () => {
    const all = samples();
    const known = theirs(dump(all));
    const wrong = all.flatMap((sample, i) => {
      const name = `c${i}.service`;
      const [want, got] = [known.get(name), ours(sample, name)];
      return want === got ? [] : [{ unit: sample.unit, dropIns: [...sample.dropIns], want, got }];
    });
    console.log(`systemd's own parser: ${all.length - wrong.length} of ${all.length} units read alike`);
    expect(all.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });
});
