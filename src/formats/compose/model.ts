import { TracedText } from '../../text/traced-text.ts';
import { asText, ExpansionBudget, nodeAt } from '../../yaml/access.ts';
import { checkProject } from './consistency.ts';
import { serviceEnvironment } from './environment.ts';
import { withFiles } from './include.ts';
import { interpolate, type Variables } from './interpolate.ts';
import { loadModel } from './load.ts';
import type { LoadContext, ProjectFiles, VariableMap } from './load-context.ts';
import { readMounts } from './mounts.ts';
import { readNetworks } from './networks.ts';
import { folderOf, joinPath } from './paths.ts';
import type { Project, Service } from './project.ts';
import { defaultFiles } from './project-files.ts';
import { items, readService, scalarText } from './service.ts';
import { type ComposeError, type MapValue, member } from './value.ts';

/** How Compose is called. */
export interface ModelRequest {
  readonly files: ProjectFiles;
  /** The files of `-f`; `undefined`: the default ones. From the repository's root, like every path here. */
  readonly paths?: readonly string[] | undefined;
  /** Where it is called. */
  readonly folder: string;
  /** The caller's variables. */
  readonly environment: VariableMap;
  /** The files of `--env-file`; `undefined`: `.env`. */
  readonly envFiles?: readonly string[] | undefined;
  /** The active profiles; `*` is every profile. `undefined`: those of `COMPOSE_PROFILES`. */
  readonly profiles?: readonly string[] | undefined;
  /** What a variable is that is set nowhere and has no default; Compose itself takes the empty text. */
  readonly unset: 'empty' | 'unknown';
  /** Read files without `services:` as docker-compose 1.x did; Compose 2 refuses them. */
  readonly oldLayout?: boolean;
}

/**
 * What `docker compose config` makes of files (Compose 2.40.3, compose-go 2.9.1): interpolation, `.env`,
 * overrides, `extends`, `include`, profiles. Where Compose would refuse, the project says why in `errors` and
 * holds what could be read.
 */
export async function composeModel(request: ModelRequest): Promise<Project> {
  const errors: ComposeError[] = [];
  const unset: Variables['unset'] = (name, at, because) =>
    request.unset === 'empty' ? TracedText.empty : TracedText.unknown(name, because, at);
  const oldLayout = request.oldLayout ?? false;
  const context: LoadContext = {
    files: request.files,
    unset,
    errors,
    budget: new ExpansionBudget(100_000),
    oldLayout,
  };
  const exists = (path: string) => request.files.read(path) !== undefined;
  const given = request.paths?.[0];
  let variables = withFiles(
    request.environment,
    envFiles(request, given === undefined ? request.folder : folderOf(given)),
    context,
  );
  const paths = request.paths ?? defaultFiles(request.folder, exists, composeFile(variables));
  const [first] = paths;
  if (first === undefined)
    return emptyProject([{ message: 'there is no Compose file', at: undefined, path: [] }]);
  const folder = folderOf(first);
  variables = withFiles(variables, envFiles(request, folder), context);
  const name = await projectName(paths, folder, variables, context);
  const at = request.files.read(first)?.at(0, 0);
  if (at !== undefined)
    variables = new Map(variables).set('COMPOSE_PROJECT_NAME', TracedText.decoded(name, at));
  const set = { paths, folder, relativeFolder: folder, variables };
  const model = await loadModel(set, [], context);
  if (model.entries.size === 0) errors.push({ message: 'the file is empty', at: undefined, path: [] });
  const profiles =
    request.profiles ??
    (variables.get('COMPOSE_PROFILES')?.text ?? '').split(',').map((profile) => profile.trim());
  return projectOf(model, name, profiles, variables, context);
}

function projectOf(
  model: MapValue,
  name: string,
  profiles: readonly string[],
  variables: VariableMap,
  context: LoadContext,
): Project {
  const { errors } = context;
  const enabled = new Set<string>();
  const found = member(model, 'services');
  const services = new Map<string, Service>();
  if (found?.kind === 'map') {
    for (const [key, { value }] of found.entries) if (hasProfile(value, profiles)) enabled.add(key);
    for (const [key, entry] of found.entries) {
      if (!enabled.has(key) || entry.value.kind !== 'map') continue;
      const environment = serviceEnvironment(key, entry.value, variables, context);
      const service = readService(key, entry.key, entry.value, environment, variables, errors);
      services.set(key, { ...service, mounts: readMounts(entry.value, model) });
    }
  }
  checkProject(model, enabled, errors);
  return { name, services, networks: readNetworks(model, services, name), errors };
}

function emptyProject(errors: readonly ComposeError[]): Project {
  return { name: '', services: new Map(), networks: new Map(), errors };
}

function hasProfile(service: MapValue | Parameters<typeof member>[0], active: readonly string[]): boolean {
  const own = items(member(service, 'profiles')).flatMap((item) => scalarText(item)?.text ?? []);
  return own.length === 0 || active.includes('*') || own.some((profile) => active.includes(profile));
}

function envFiles(request: ModelRequest, folder: string): readonly string[] {
  return request.envFiles ?? [joinPath(folder, '.env')];
}

function composeFile(variables: VariableMap): { value: string; separator: string } | undefined {
  const value = variables.get('COMPOSE_FILE')?.known;
  if (value === undefined) return undefined;
  return { value, separator: variables.get('COMPOSE_PATH_SEPARATOR')?.known || ':' };
}

/** From `COMPOSE_PROJECT_NAME`, a file's `name:`, or the folder's name; in lower case without odd characters. */
async function projectName(
  paths: readonly string[],
  folder: string,
  variables: VariableMap,
  context: LoadContext,
): Promise<string> {
  const given = variables.get('COMPOSE_PROJECT_NAME')?.known;
  if (given !== undefined && given !== '') return given;
  let name: TracedText | undefined;
  for (const path of paths) {
    const file = context.files.read(path);
    if (file === undefined) continue;
    const { documents } = await context.files.parse(file);
    for (const { root } of documents) {
      const written = asText(nodeAt(root, ['name']));
      if (written !== undefined && written.text !== '') name = written;
    }
  }
  const lookup = (key: string) => variables.get(key);
  const text =
    name === undefined ? '' : interpolate(name, { lookup, unset: () => TracedText.empty }).text.text;
  return normalName(text) || normalName(folder.split('/').at(-1) ?? '');
}

function normalName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
}
