import { isReadable, type Repository } from '../../../repository/repository.ts';
import { TracedText } from '../../../text/traced-text.ts';
import { asItems, asText, child } from '../../../yaml/access.ts';
import type { YamlNode } from '../../../yaml/node.ts';
import { parseYaml } from '../../../yaml/parse.ts';
import { parseTemplate } from './template/parse.ts';
import type { Definition } from './template/render.ts';

type Definitions = ReadonlyMap<string, Definition>;

const MOST_HELPERS = 400;

/** What each chart's own files define; a chart is a library of many others, so it is read once. */
const OWN = new WeakMap<Repository, Map<string, Definitions>>();

/**
 * The named templates that a chart sees: its own, those of the charts that it stands in, and those of dependencies
 * that are folders of the repository (`repository: file://../toolkit`). Its own win.
 */
export function namedTemplates(
  folder: string,
  about: YamlNode | undefined,
  repository: Repository,
): Definitions {
  const definitions = new Map<string, Definition>();
  const folders = [
    ...librariesOf(about, folder),
    ...foldersInside(`${folder}charts/`, repository),
    ...parentsOf(folder),
    folder,
  ];
  for (const place of folders)
    for (const [name, definition] of ownTemplates(place, repository)) definitions.set(name, definition);
  return definitions;
}

/** The folders of the charts that a chart stands in, from the outermost one. */
function parentsOf(folder: string): readonly string[] {
  const found: string[] = [];
  for (let at = parentOf(folder); at !== undefined; at = parentOf(at.folder)) found.unshift(at.folder);
  return found;
}

/** The chart that a chart in its `charts/` belongs to, and the name that it has there. */
export function parentOf(folder: string): { readonly folder: string; readonly name: string } | undefined {
  const found = /^(|.*\/)charts\/([^/]+)\/$/.exec(folder);
  return found?.[1] === undefined || found[2] === undefined
    ? undefined
    : { folder: found[1], name: found[2] };
}

/** A dependency of a chart. */
export interface Dependency {
  readonly name: string;
  /** The key of its values: the alias, or its name. */
  readonly key: string;
  /** The folder that it is taken from; `undefined` for one that is downloaded. */
  readonly folder: string | undefined;
  /** Paths in the values, of which the first that is there decides whether it is installed. */
  readonly conditions: readonly string[];
}

/** The dependencies in a `Chart.yaml`. */
export function dependenciesOf(about: YamlNode | undefined, folder: string): readonly Dependency[] {
  return (asItems(child(about, 'dependencies')) ?? []).flatMap((item) => {
    const name = asText(child(item, 'name'))?.known;
    if (name === undefined) return [];
    const from = asText(child(item, 'repository'))?.known;
    const place = from?.startsWith('file://') ? resolved(folder, from.slice('file://'.length)) : undefined;
    const conditions = asText(child(item, 'condition'))?.known?.split(',') ?? [];
    const key = asText(child(item, 'alias'))?.known ?? name;
    return [{ name, key, folder: place, conditions: conditions.map((path) => path.trim()) }];
  });
}

/** The charts of the repository that install another one by its folder, with what they say of it. */
export async function umbrellasOf(
  folder: string,
  repository: Repository,
): Promise<readonly { readonly folder: string; readonly dependency: Dependency }[]> {
  const known = UMBRELLAS.get(repository) ?? allUmbrellas(repository);
  UMBRELLAS.set(repository, known);
  return (await known).flatMap((chart) =>
    chart.dependencies
      .filter((dependency) => dependency.folder === folder)
      .map((dependency) => ({ folder: chart.folder, dependency })),
  );
}

interface Umbrella {
  readonly folder: string;
  readonly dependencies: readonly Dependency[];
}
const UMBRELLAS = new WeakMap<Repository, Promise<readonly Umbrella[]>>();

async function allUmbrellas(repository: Repository): Promise<readonly Umbrella[]> {
  const found: Umbrella[] = [];
  for (const path of repository.paths) {
    if (!/(?:^|\/)Chart\.yaml$/.test(path)) continue;
    const file = repository.read(path);
    if (!isReadable(file) || !file.text.includes('file://')) continue;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const about = (await parseYaml(file)).documents[0]?.root;
    found.push({ folder, dependencies: dependenciesOf(about, folder) });
  }
  return found;
}

function librariesOf(about: YamlNode | undefined, folder: string): readonly string[] {
  return dependenciesOf(about, folder).flatMap((dependency) => dependency.folder ?? []);
}

/** A path relative to a folder, with a `/` at its end; `undefined` outside of the repository. */
function resolved(folder: string, path: string): string | undefined {
  const parts: string[] = [];
  for (const part of `${folder}${path}`.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.length === 0 ? '' : `${parts.join('/')}/`;
}

/** Library charts that are unpacked beside a chart. */
function foldersInside(prefix: string, repository: Repository): readonly string[] {
  const found = new Set<string>();
  for (const path of pathsBelow(prefix, repository)) {
    const name = path.slice(prefix.length, path.indexOf('/', prefix.length));
    if (path.endsWith('.tpl') && path.startsWith(`${prefix}${name}/templates/`))
      found.add(`${prefix}${name}/`);
  }
  return [...found];
}

function ownTemplates(folder: string, repository: Repository): Definitions {
  const cache = OWN.get(repository) ?? new Map<string, Definitions>();
  OWN.set(repository, cache);
  const known = cache.get(folder);
  if (known !== undefined) return known;
  const definitions = new Map<string, Definition>();
  const helpers = pathsBelow(`${folder}templates/`, repository).filter((path) => path.endsWith('.tpl'));
  for (const path of helpers.slice(0, MOST_HELPERS)) {
    const file = repository.read(path);
    if (!isReadable(file)) continue;
    const template = parseTemplate(TracedText.source(file, 0, file.text.length));
    for (const [name, body] of template.defines) definitions.set(name, { source: template.source, body });
  }
  cache.set(folder, definitions);
  return definitions;
}

/** The paths with a prefix; they are sorted, so that they stand side by side. */
export function pathsBelow(prefix: string, { paths }: Repository): readonly string[] {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((paths[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let index = low; paths[index]?.startsWith(prefix); index++) found.push(paths[index] ?? '');
  return found;
}
