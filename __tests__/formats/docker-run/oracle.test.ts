import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseDockerRun } from '../../../src/formats/docker-run/docker-run.ts';
import { engineRefusal } from '../../../src/formats/docker-run/engine-refusal.ts';
import { parseEnvFile, parseEnvOption } from '../../../src/formats/docker-run/env-file.ts';
import type { DockerRun } from '../../../src/formats/docker-run/run-request.ts';
import { containerProcess } from '../../../src/images/container.ts';
import { baseImage } from '../../../src/images/image.ts';
import type { PortRange } from '../../../src/network/network.ts';
import { SourceFile } from '../../../src/text/source-file.ts';
import { TracedText } from '../../../src/text/traced-text.ts';

interface Bindings {
  readonly [port: string]: readonly { readonly HostIp: string; readonly HostPort: string }[];
}

interface Observed {
  readonly Image: string;
  readonly Entrypoint: readonly string[] | null;
  readonly Cmd: readonly string[] | null;
  readonly Env: readonly string[] | null;
  readonly ExposedPorts: readonly string[];
  readonly PortBindings: Bindings;
  readonly NetworkMode: string;
  readonly PublishAllPorts: boolean;
  readonly error?: string;
  readonly no_container?: string | boolean;
}

interface Case {
  readonly family: string;
  readonly argv: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly observed: Observed;
  readonly 'observed_28.2.2'?: Observed;
  readonly engine?: {
    readonly argv?: readonly string[];
    readonly error?: string;
    readonly ExposedPorts?: readonly string[];
  };
}

const cases = readFileSync(new URL('../../oracle/docker-run.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Case);

function words(argv: readonly string[]): readonly TracedText[] {
  const file = new SourceFile('argv', argv.join('\n'));
  let at = 0;
  return argv.map((word) => {
    const text = TracedText.source(file, at, at + word.length);
    at += word.length + 1;
    return text;
  });
}

const shown = ({ first, last }: PortRange) => (first === last ? `${first}` : `${first}-${last}`);

/** Long ranges that stay one entry stand for pairs. */
function bindings(run: DockerRun): Bindings {
  const result: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { hostAddress, hostPort, containerPort, protocol } of run.published) {
    if (containerPort === 'unknown' || hostPort === 'unknown') throw new Error('unknown port');
    for (let i = 0; i <= containerPort.last - containerPort.first; i++) {
      const isRange = containerPort.last > containerPort.first;
      const host = hostPort === undefined ? '' : isRange ? `${hostPort.first + i}` : shown(hostPort);
      const key = `${containerPort.first + i}/${protocol}`;
      result[key] = [...(result[key] ?? []), { HostIp: hostAddress?.text ?? '', HostPort: host }];
    }
  }
  return result;
}

function env(run: DockerRun, test: Case): readonly string[] | 'refused' | null {
  const list: string[] = [];
  for (const name of run.envFiles) {
    const text = test.files?.[name.text];
    if (text === undefined) return 'refused';
    const entries = parseEnvFile(new SourceFile(name.text, text));
    if (typeof entries === 'string') return 'refused';
    for (const entry of entries) {
      const value = entry.value?.text ?? test.env?.[entry.name];
      if (value !== undefined) list.push(`${entry.name}=${value}`);
    }
  }
  for (const option of run.env) {
    const entry = parseEnvOption(option);
    const value = entry.value?.text ?? test.env?.[entry.name];
    list.push(value === undefined ? entry.name : `${entry.name}=${value}`);
  }
  return list.length === 0 ? null : list;
}

function asked(test: Case): Observed | 'refused' | 'no container' {
  const run = parseDockerRun(words(test.argv));
  if (run === undefined) return 'no container';
  if ('error' in run) return 'refused';
  const variables = env(run, test);
  if (variables === 'refused') return 'refused';
  const ports = bindings(run);
  const exposed = run.exposed.flatMap(({ port, protocol }) =>
    Array.from({ length: port.last - port.first + 1 }, (_, i) => `${port.first + i}/${protocol}`),
  );
  const text = (list: readonly TracedText[] | undefined) =>
    list === undefined || list.length === 0 ? null : list.map((word) => word.text);
  return {
    Image: run.image.text,
    Entrypoint: text(run.entrypoint),
    Cmd: text(run.command),
    Env: variables,
    ExposedPorts: [...new Set([...Object.keys(ports), ...exposed])].sort(),
    PortBindings: ports,
    NetworkMode: run.networks[0]?.target.text ?? 'default',
    PublishAllPorts: run.publishAll !== undefined,
  };
}

/** What the publisher's build says, where the distribution's build refuses an IPv6 address without brackets. */
function expected(test: Case): Observed | 'refused' {
  const observed = test['observed_28.2.2'] ?? test.observed;
  return observed.error === undefined ? observed : 'refused';
}

const named = (list: readonly Case[]) =>
  list.map((test) => [`${test.family}: ${test.argv.join(' ')}`, test] as const);

describe('containers that the docker command asked for', () => {
  it.each(named(cases))('%s', (_, test) => {
    const found = asked(test);
    const wanted = expected(test);
    if (found === 'no container') {
      expect(test.observed.no_container !== undefined || wanted === 'refused').toBe(true);
      return;
    }
    if (found === 'refused' || wanted === 'refused') expect(found).toEqual(wanted);
    else expect(wanted).toMatchObject(found);
  });

  it('differ between builds only for IPv6 addresses without brackets', () => {
    const different = cases.filter((test) => test['observed_28.2.2'] !== undefined);
    expect(different.every((test) => test.observed.error?.includes('too many colons') === true)).toBe(true);
  });
});

/** Refused for a reason outside the command line: what the engine's machine has. */
const ISOLATED = /^(?:Filesystem does not support|invalid mount config|invalid isolation)/;

describe('processes that the engine would run', () => {
  const started = cases.filter(
    (test) => test.engine !== undefined && !ISOLATED.test(test.engine.error ?? ''),
  );
  it.each(named(started))('%s', (_, test) => {
    const run = parseDockerRun(words(test.argv));
    if (run === undefined || 'error' in run) throw new Error('no container');
    const image = baseImage(run.image);
    const process = containerProcess(image, {
      ...(run.entrypoint === undefined ? {} : { entrypoint: run.entrypoint }),
      command: run.command,
    });
    const refusal = engineRefusal(run, process);
    expect(refusal === undefined ? process.map((word) => word.text) : 'refused').toEqual(
      test.engine?.error === undefined ? test.engine?.argv : 'refused',
    );
  });
});
