import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { composeModel } from '../../../src/formats/compose/model.ts';
import { joinPath } from '../../../src/formats/compose/paths.ts';
import type { Project, Service, ServicePort } from '../../../src/formats/compose/project.ts';
import { memoryFiles } from './memory-files.ts';

interface Case {
  family: string;
  files: Record<string, string>;
  command: { files: string[] | null; profiles?: string[]; env_files?: string[]; cwd?: string };
  env?: Record<string, string>;
  observed: Record<string, unknown> & { error?: string };
  bare_ipv6?: boolean;
}

const cases = readFileSync(new URL('../../oracle/compose.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

const families = [...new Set(cases.map(({ family }) => family))].sort();

/** Our paths start at the folder above the project. */
function fromProject(path: string): string {
  return isElsewhere(path) ? path : posix.relative('proj', path) || '.';
}

function shownPort(port: ServicePort): unknown {
  return {
    target: Number(port.target.text) || null,
    published: port.published?.text ?? null,
    host_ip: port.hostIp?.text ?? null,
    protocol: port.protocol.text || null,
    mode: port.mode.text,
  };
}

function shownService(service: Service): unknown {
  const texts = (words: readonly { text: string }[] | undefined) => words?.map(({ text }) => text) ?? null;
  const { build } = service;
  return {
    image: service.image?.text ?? null,
    command: texts(service.command),
    entrypoint: texts(service.entrypoint),
    ports: service.ports.map(shownPort),
    network_mode: service.networkMode?.text ?? null,
    networks: service.networks === undefined ? null : [...service.networks.keys()].sort(),
    expose: service.expose?.length ? texts(service.expose) : null,
    build:
      build === undefined
        ? null
        : {
            ...(build.context.text === '' ? {} : { context: fromProject(build.context.text) }),
            ...(build.dockerfile === undefined ? {} : { dockerfile: build.dockerfile.text }),
            ...(build.dockerfileInline === undefined
              ? {}
              : { dockerfile_inline: build.dockerfileInline.text }),
            ...(build.target === undefined ? {} : { target: build.target.text }),
            ...(build.args.size === 0
              ? {}
              : { args: Object.fromEntries([...build.args].map(([k, v]) => [k, v.text])) }),
          },
    profiles: service.profiles.length ? texts(service.profiles) : null,
    environment: service.environment.size
      ? Object.fromEntries([...service.environment].map(([name, value]) => [name, value?.text ?? null]))
      : null,
    ...(service.scale === undefined ? {} : { scale: service.scale }),
    ...(service.replicas === undefined ? {} : { replicas: service.replicas }),
  };
}

function shown(project: Omit<Project, 'errors'>): unknown {
  return {
    services: Object.fromEntries(
      [...project.services].map(([name, service]) => [name, shownService(service)]),
    ),
    networks: Object.fromEntries(
      [...project.networks].map(([key, network]) => [
        key,
        {
          name: network.name.text,
          ...(network.external ? { external: true } : {}),
          ...(network.internal ? { internal: true } : {}),
          ...(network.driver === undefined ? {} : { driver: network.driver.text }),
          ...(network.driverOptions.size === 0
            ? {}
            : { driver_opts: Object.fromEntries([...network.driverOptions].map(([k, v]) => [k, v.text])) }),
        },
      ]),
    ),
  };
}

function isElsewhere(path: string): boolean {
  return path.includes('://') || path.startsWith('git@') || path.startsWith('/');
}

/** Contexts are recorded as `./ctx`. */
function recordedBuild(build: Record<string, unknown>): unknown {
  const { context } = build;
  return typeof context === 'string' && !isElsewhere(context)
    ? { ...build, context: posix.normalize(context) }
    : build;
}

/** The recorded project in the form of `shown`. */
function expected({ observed }: Case): unknown {
  const services = observed['services'] as Record<string, Record<string, unknown>>;
  return {
    services: Object.fromEntries(
      Object.entries(services).map(([name, service]) => {
        const build = service['build'] as Record<string, unknown> | null;
        const networks = service['networks'] as Record<string, unknown> | null;
        return [
          name,
          {
            ...service,
            networks: networks === null ? null : Object.keys(networks).sort(),
            build: build === null ? null : recordedBuild(build),
          },
        ];
      }),
    ),
    networks: observed['networks'],
  };
}

async function project({ files, command, env }: Case): Promise<Project> {
  const folder = joinPath('proj', command.cwd ?? '');
  const from = (path: string) => joinPath(folder, path);
  const { projectFiles, variables } = memoryFiles(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [joinPath('proj', path), text])),
    env ?? {},
  );
  return composeModel({
    files: projectFiles,
    paths: command.files?.map(from),
    folder,
    environment: variables,
    envFiles: command.env_files?.map(from),
    profiles: command.profiles,
    unset: 'empty',
  });
}

describe('the Compose model', () => {
  for (const family of families) {
    const own = cases.filter((one) => one.family === family);
    it(`agrees with Compose 2.40.3 in the ${own.length} cases of ${family}`, async () => {
      const differing: string[] = [];
      for (const one of own) {
        const { errors, ...made } = await project(one);
        const refusal = errors[0]?.message;
        const isRefused = one.observed.error !== undefined;
        const isEqual = isRefused
          ? refusal !== undefined
          : refusal === undefined && isDeepStrictEqual(shown(made), expected(one));
        if (!isEqual) differing.push(JSON.stringify({ ...one, made: refusal ?? shown(made) }));
      }
      expect(differing).toEqual([]);
    });
  }
});
