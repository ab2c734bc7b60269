import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { compose } from '../../../src/formats/compose/format.ts';
import { projectLaunches } from '../../../src/formats/compose/launches.ts';
import { composeModel } from '../../../src/formats/compose/model.ts';
import { folderOf } from '../../../src/formats/compose/paths.ts';
import type { Project, Service } from '../../../src/formats/compose/project.ts';
import { DEFAULT_FILES } from '../../../src/formats/compose/project-files.ts';
import { memoryRepository } from '../../../src/repository/memory-repository.ts';
import { memoryFiles } from './memory-files.ts';
import { fixture, shown } from './read.ts';
import { type Call, compose1, compose2, configs1, configs2 } from './real-compose.ts';
import { differenceOf1, NEW_IN_2 } from './release-differences.ts';
import { SMALL_PROJECTS } from './small-projects.ts';
import { SMALL_SERVICES } from './small-services.ts';

const [release1, release2] = [compose1(), compose2()];
if (release2 === undefined) console.info('No Compose 2 here: its own reading is not compared with ours.');
if (release1 === undefined)
  console.info('No docker-compose 1 here: its own reading is not compared with ours.');

/** Every Compose file of the fixtures by itself, every folder as Compose finds its files there. */
function fixtureCalls(): Map<string, Call> {
  const calls = new Map<string, Call>();
  for (const name of readdirSync(new URL('../../fixtures/compose', import.meta.url))) {
    const files = fixture(name);
    const own = Object.keys(files).filter(
      (path) => compose.hasPath(path) || compose.hasContent(files[path] ?? '', path),
    );
    for (const path of own) calls.set(`${name}: ${path}`, { files, folder: '.', paths: [path] });
    for (const folder of new Set(own.map(folderOf))) {
      const isProject = own.some((path) => folderOf(path) === folder && isDefault(path));
      if (isProject) calls.set(`${name}: ${folder}`, { files, folder });
    }
  }
  return calls;
}

function isDefault(path: string): boolean {
  return DEFAULT_FILES.some((name) => path.endsWith(name));
}

const CALLS = fixtureCalls();
for (const [name, files] of Object.entries({ ...SMALL_SERVICES, ...SMALL_PROJECTS }))
  CALLS.set(name, { files, folder: '.' });

/** The model of a call, as compose reads it without any variable of the caller. */
async function model({ files, folder, paths }: Call, oldLayout = false): Promise<Project> {
  const { projectFiles, variables } = memoryFiles(files);
  return composeModel({
    files: projectFiles,
    paths,
    folder,
    environment: variables,
    profiles: ['*'],
    unset: 'empty',
    oldLayout,
  });
}

/** Services with image, words, ports and network; and every memcached in one line, ports in any order. */
function facts(project: Project, files: Readonly<Record<string, string>>): unknown {
  const texts = (words: readonly { text: string }[] | undefined) => words?.map(({ text }) => text) ?? null;
  const services = [...project.services].map(([name, service]) => [
    name,
    {
      image: service.image?.text ?? null,
      command: service.command?.length ? texts(service.command) : null,
      entrypoint: texts(service.entrypoint),
      network: networkOf(service),
      ports: service.ports
        .map(({ hostIp, published, target, protocol }) =>
          [hostIp, published, target, protocol].map((part) => part?.text.toLowerCase() ?? '').join(' '),
        )
        .sort(),
    },
  ]);
  const launches = [...projectLaunches(project, memoryRepository(files)).values()].flatMap((reading) =>
    reading.launches.map((launch) => {
      const { network } = launch;
      if (!('published' in network)) return shown(launch);
      const published = network.published.toSorted((a, b) => (portKey(a) < portKey(b) ? -1 : 1));
      return shown({ ...launch, network: { ...network, published } });
    }),
  );
  return { services: Object.fromEntries(services), launches: launches.sort() };
}

/** Release 1 writes the first layout's default network as the mode `bridge`. */
function networkOf({ networkMode, networks }: Service): unknown {
  const mode = networkMode?.text ?? 'bridge';
  return mode === 'bridge' ? [...(networks?.keys() ?? ['default'])].sort() : mode;
}

function portKey(port: object): string {
  return JSON.stringify(port, (key, value) => (key === 'at' ? undefined : value));
}

/** What we make of that which Compose prints; `undefined`: it refuses. */
async function reread(call: Call, printed: string | undefined): Promise<unknown> {
  if (printed === undefined) return undefined;
  const files = { ...call.files, 'printed.yaml': printed };
  return facts(await model({ files, folder: '.', paths: ['printed.yaml'] }), files);
}

const NAMES = [...CALLS.keys()].map((name, index) => [JSON.stringify(name), name, index] as const);
const MINUTES = 60_000;

describe.skipIf(release2 === undefined)(`Compose ${release2?.version}`, () => {
  let printed: readonly (string | undefined)[] = [];
  beforeAll(async () => {
    printed = await configs2(release2?.program ?? ['docker-compose'], [...CALLS.values()]);
  }, 5 * MINUTES);

  const isOld = /^2\.[0-3]?\d\./.test(release2?.version ?? '');
  const comparable = NAMES.filter(([, name]) => !isOld || !NEW_IN_2.has(name));
  it.each(comparable)('reads %s alike', async (_shown, name, index) => {
    const call = CALLS.get(name)!;
    const own = await model(call);
    const ours = own.errors.length > 0 ? undefined : facts(own, call.files);
    expect(ours).toEqual(await reread(call, printed[index]));
  });
});

/** Release 1 knows less and reads some things otherwise; what Compose 2 refuses is read as it was meant. */
describe.skipIf(release1 === undefined)(`docker-compose ${release1?.version}`, () => {
  let printed: readonly (string | undefined)[] = [];
  beforeAll(async () => {
    printed = await configs1(release1?.python ?? 'python3', [...CALLS.values()]);
  }, 5 * MINUTES);

  it.each(NAMES)('reads %s alike, or as listed', async (_shown, name, index) => {
    const call = CALLS.get(name)!;
    const own = await model(call, true);
    const theirs = await reread(call, printed[index]);
    const isRefusedByBoth = own.errors.length > 0 && theirs === undefined;
    const ours = facts(own, call.files);
    const reason = differenceOf1(name);
    if (reason === undefined) expect(isRefusedByBoth ? undefined : ours).toEqual(theirs);
    else expect(ours, `it is listed: ${reason}`).not.toEqual(theirs);
  });
});
