import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { composeModel } from '../../../src/formats/compose/model.ts';
import { memoryFiles } from './memory-files.ts';
import { fixture } from './read.ts';

/** Compose 2 as a plugin or as a command of its own. */
const COMMANDS = [['docker', 'compose'], ['docker-compose']] as const;
const found = COMMANDS.find(([program, ...words]) => {
  const { status, stdout } = spawnSync(program, [...words, 'version', '--short'], { encoding: 'utf8' });
  return status === 0 && /^v?[2-9]\./.test(stdout.trim());
});
if (found === undefined) console.info('No Compose 2 here: fixtures are not compared with its own reading.');

const FIXTURES =
  `published-everywhere long-port folded-command dotenv unset-host-address production-overlay override-replaces
  override-appends shared-network internal-network built-here inline-dockerfile anchors extends-and-include
  bracket-under-key broken-yaml refused quiet`.split(/\s+/);

interface ComposeService {
  readonly command: readonly string[] | null;
  readonly entrypoint: readonly string[] | null;
  readonly image?: string;
  readonly network_mode?: string;
  readonly ports?: readonly Record<string, unknown>[];
}

/** What Compose itself says; `undefined`: it refuses. */
function observed(name: string): Record<string, unknown> | undefined {
  const [program, ...words] = found ?? ['docker-compose'];
  const root = mkdtempSync(join(tmpdir(), 'compose-'));
  try {
    const folder = join(root, 'project');
    cpSync(fileURLToPath(new URL(`../../fixtures/compose/${name}`, import.meta.url)), folder, {
      recursive: true,
    });
    const env = { PATH: process.env['PATH'] ?? '', HOME: root };
    const args = [...words, 'config', '--format', 'json'];
    const { status, stdout } = spawnSync(program, args, { cwd: folder, env, encoding: 'utf8' });
    if (status !== 0) return undefined;
    const { services } = JSON.parse(stdout) as { services: Record<string, ComposeService> };
    return Object.fromEntries(
      Object.entries(services).map(([key, service]) => [
        key,
        {
          image: service.image ?? null,
          command: service.command,
          entrypoint: service.entrypoint,
          networkMode: service.network_mode ?? null,
          ports: (service.ports ?? []).map((port) => [
            port['host_ip'] ?? null,
            port['published'] ?? null,
            port['target'],
            port['protocol'],
          ]),
        },
      ]),
    );
  } finally {
    rmSync(root, { recursive: true });
  }
}

async function predicted(name: string): Promise<Record<string, unknown> | undefined> {
  const { projectFiles, variables } = memoryFiles(fixture(name));
  const request = { files: projectFiles, folder: '.', environment: variables, unset: 'empty' as const };
  const { services, errors } = await composeModel(request);
  if (errors.length > 0) return undefined;
  const texts = (words: readonly { text: string }[] | undefined) => words?.map(({ text }) => text) ?? null;
  return Object.fromEntries(
    [...services].map(([key, service]) => [
      key,
      {
        image: service.image?.text ?? null,
        command: texts(service.command),
        entrypoint: texts(service.entrypoint),
        networkMode: service.networkMode?.text ?? null,
        ports: service.ports.map((port) => [
          port.hostIp?.text ?? null,
          port.published?.text ?? null,
          Number(port.target.text),
          port.protocol.text,
        ]),
      },
    ]),
  );
}

describe.skipIf(found === undefined)('Compose itself', () => {
  it.each(FIXTURES)('reads %s alike', async (name) => {
    expect(await predicted(name)).toEqual(observed(name));
  });
});
