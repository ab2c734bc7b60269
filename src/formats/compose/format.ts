import type { Launch, Problem, Reading } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import type { YamlResult } from '../../yaml/node.ts';
import { parseTemplatedYaml } from '../../yaml/parse.ts';
import type { Format } from '../format.ts';
import { templated } from '../templated.ts';
import { parseDotEnv } from './dotenv.ts';
import { exampleEnvironment } from './example-environment.ts';
import { projectLaunches } from './launches.ts';
import type { ProjectFiles } from './load-context.ts';
import { composeModel } from './model.ts';
import { partsBeside } from './parts.ts';
import { folderOf, joinPath } from './paths.ts';
import { refusals, yamlProblems } from './problems.ts';
import { type ProjectCall, projectCalls } from './projects.ts';
import { hasComposeContent, hasComposePath } from './recognition.ts';
import { StackFiles } from './stack-files.ts';

/** Names of templates. In other files `{{.Node.Hostname}}` and the like are Swarm's. */
const TEMPLATE = /\.(?:j2|jinja2?|erb|epp|tmpl|tpl|ctmpl|tftpl|template)$/i;

/** Compose files, as Compose 2.40 reads them with every profile on. */
export const compose: Format = templated(
  {
    name: 'compose',
    readsAll: true,
    title: 'Compose file',
    hasPath: hasComposePath,
    hasContent: hasComposeContent,

    async read(files, repository) {
      const reader = new ProjectReader(repository);
      const launches: Launch[] = [];
      const problems: Problem[] = [];
      for (const file of files) problems.push(...yamlProblems(file, await reader.parse(file)));
      const seen = new Set<string>();
      const named = new Set<string>();
      for (const call of await projectCalls(files, partsBeside(files, repository), reader)) {
        const reading = await reader.launches(call);
        for (const found of reading.launches) {
          const key = `${placesOf(found)} ${launchKey(found)}`;
          if (seen.has(key)) continue;
          seen.add(key);
          const launch = call.overlay === undefined ? found : overlaid(found, call);
          const name = `${placeKey(launch.at)} ${launch.name}`;
          launches.push(named.has(name) ? inProject(launch, call) : launch);
          named.add(name);
        }
        problems.push(...reading.problems);
      }
      return { launches, problems: distinct(problems) };
    },
  },
  (path) => TEMPLATE.test(path),
);

/** Reads projects of one repository; every file is parsed once. */
class ProjectReader implements ProjectFiles {
  readonly #repository: Repository;
  readonly #stackFiles: StackFiles;
  readonly #parsed = new Map<SourceFile, Promise<YamlResult>>();
  readonly #bases = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(repository: Repository) {
    this.#repository = repository;
    this.#stackFiles = new StackFiles(repository);
  }

  read(path: string): SourceFile | undefined {
    const found = this.#repository.read(path);
    return isReadable(found) ? found : undefined;
  }

  parse(file: SourceFile): Promise<YamlResult> {
    const known = this.#parsed.get(file);
    if (known !== undefined) return known;
    const parsed = parseTemplatedYaml(file);
    this.#parsed.set(file, parsed);
    return parsed;
  }

  exists(path: string): boolean {
    return this.#repository.has(path);
  }

  composeFile(folder: string): { value: string; separator: string } | undefined {
    const file = this.read(joinPath(folder, '.env'));
    if (file === undefined) return undefined;
    const { values } = parseDotEnv(file, () => undefined);
    const value = values.get('COMPOSE_FILE')?.known;
    if (value === undefined || value === '') return undefined;
    return { value, separator: values.get('COMPOSE_PATH_SEPARATOR')?.known || ':' };
  }

  /** What a call starts; with an overlay only what the base alone does not. */
  async launches(call: ProjectCall): Promise<Reading> {
    const project = await this.#project(call.paths);
    const launches: Launch[] = [];
    const problems: Problem[] = [];
    const running = new Set<string>();
    for (const [name, reading] of projectLaunches(project, this.#repository, this.#stackFiles)) {
      running.add(name);
      launches.push(...reading.launches);
      problems.push(...reading.problems);
    }
    problems.push(...refusals(project, running));
    if (call.overlay === undefined) return { launches, problems };
    const base = await this.#baseKeys(call.paths.slice(0, -1));
    return {
      launches: launches.filter((launch) => !base.has(launchKey(launch))),
      problems: problems.filter((problem) => problem.at.file.path === call.overlay),
    };
  }

  #project(paths: readonly string[]) {
    const folder = folderOf(paths[0] ?? '.');
    const environment = exampleEnvironment(folder, (path) => this.read(path));
    return composeModel({
      files: this,
      paths,
      folder,
      environment,
      profiles: ['*'],
      unset: 'unknown',
      oldLayout: true,
    });
  }

  #baseKeys(paths: readonly string[]): Promise<ReadonlySet<string>> {
    const key = paths.join('\0');
    const known = this.#bases.get(key);
    if (known !== undefined) return known;
    const keys = this.launches({ paths }).then(({ launches }) => new Set(launches.map(launchKey)));
    this.#bases.set(key, keys);
    return keys;
  }
}

/** The same text means the same launch, in whichever call it appears. */
function launchKey({ name, at, program, argv, version, network }: Launch): string {
  const published =
    'published' in network
      ? network.published.map(({ hostAddress, hostPort, containerPort, protocol }) => [
          hostAddress?.text,
          hostPort,
          containerPort,
          protocol,
        ])
      : [];
  const limits = 'limits' in network ? network.limits.map(({ reach, protocol }) => [reach, protocol]) : [];
  const words = [program, ...argv].map((word) => word.text);
  const shownVersion = version.state === 'known' ? version.label : version.because;
  return JSON.stringify([name, folderOf(at.file.path), words, shownVersion, network.kind, published, limits]);
}

/** What is written twice is two launches, even if it does the same. */
function placesOf({ at, network }: Launch): string {
  const ports = 'published' in network ? network.published.map((port) => port.at) : [];
  return [at, ...ports].map(placeKey).join(' ');
}

function placeKey({ file, start, end }: Location): string {
  return `${file.path} ${start} ${end}`;
}

/** Projects that extend one service, each in its own way, start it at the same place. */
function inProject(launch: Launch, { paths }: ProjectCall): Launch {
  return { ...launch, name: `${launch.name} in ${paths.at(-1) ?? ''}` };
}

function overlaid(launch: Launch, { paths }: ProjectCall): Launch {
  const short = paths.map((path) => path.slice(path.lastIndexOf('/') + 1));
  const names = new Set(short).size < short.length ? paths : short;
  const overlay = names.at(-1) ?? '';
  const clause = `with ${overlay} laid over ${names.slice(0, -1).join(', ')}`;
  const condition = launch.condition === undefined ? clause : `${launch.condition}, ${clause}`;
  return { ...launch, name: `${launch.name} with ${overlay}`, condition };
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ at, message }) => {
    const key = `${at.file.path} ${at.start} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
