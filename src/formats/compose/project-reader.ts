import type { ImageContents, Launch, Problem, Reading } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { YamlResult } from '../../yaml/node.ts';
import { parseTemplatedYaml } from '../../yaml/parse.ts';
import { parseDotEnv } from './dotenv.ts';
import { exampleEnvironment } from './example-environment.ts';
import { projectLaunches } from './launches.ts';
import type { ProjectFiles } from './load-context.ts';
import { composeModel } from './model.ts';
import { folderOf, joinPath } from './paths.ts';
import { refusals } from './problems.ts';
import type { ProjectCall } from './projects.ts';
import { launchKey } from './same-launch.ts';
import { StackFiles } from './stack-files.ts';

/** Reads projects of one repository; every file is parsed once. */
export class ProjectReader implements ProjectFiles {
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
    const images: ImageContents[] = [];
    const running = new Set<string>();
    for (const [name, reading] of projectLaunches(project, this.#repository, this.#stackFiles)) {
      running.add(name);
      launches.push(...reading.launches);
      problems.push(...reading.problems);
      images.push(...(reading.images ?? []));
    }
    problems.push(...refusals(project, running));
    if (call.overlay === undefined) return { launches, problems, images };
    const base = await this.#baseKeys(call.paths.slice(0, -1));
    return {
      launches: launches.filter((launch) => !base.has(launchKey(launch))),
      problems: problems.filter((problem) => problem.at.file.path === call.overlay),
      images,
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
