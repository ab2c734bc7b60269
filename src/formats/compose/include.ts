import { parseDotEnv } from './dotenv.ts';
import type { FileSet, LoadContext, VariableMap } from './load-context.ts';
import { mergeValues } from './merge.ts';
import { folderOf, isFixedPath, joinPath } from './paths.ts';
import {
  type Entry,
  type MapValue,
  mapValue,
  member,
  sameValue,
  stringText,
  type Value,
  withoutEntry,
} from './value.ts';

/** `loadModel`, handed in because it calls this module itself. */
type Load = (set: FileSet, included: readonly string[], context: LoadContext) => Promise<MapValue>;

/** No project goes deeper, and every level reads all that is below it again. */
const MAX_DEPTH = 50;

const KINDS = ['services', 'volumes', 'networks', 'secrets', 'configs', 'models'];

/** Reads what `include:` names and puts its services, networks and the like into the model (compose-go, loader/include.go). */
export async function applyIncludes(
  model: MapValue,
  set: FileSet,
  included: readonly string[],
  context: LoadContext,
  load: Load,
): Promise<MapValue> {
  const include = member(model, 'include');
  if (include === undefined) return model;
  let result = withoutEntry(model, 'include');
  if (include.kind !== 'list') {
    if (!(include.kind === 'scalar' && include.type === 'null'))
      context.errors.push({ message: 'include must be a list', at: include.at, path: ['include'] });
    return result;
  }
  for (const item of include.items) {
    const imported = await loadIncluded(item, set, included, context, load);
    if (imported !== undefined) result = importResources(imported, result, context);
  }
  return result;
}

async function loadIncluded(
  item: Value,
  set: FileSet,
  included: readonly string[],
  context: LoadContext,
  load: Load,
): Promise<MapValue | undefined> {
  const fail = (message: string) => {
    context.errors.push({ message, at: item.at, path: ['include'] });
    return undefined;
  };
  const names = texts(item.kind === 'map' ? member(item, 'path') : item);
  const paths = names.map((name) => resolve(set.folder, name));
  const [first] = paths;
  if (first === undefined) return fail('include does not say which file');
  if (included.includes(first)) return fail('files include each other in a circle');
  if (included.length > MAX_DEPTH) return fail('files include each other too deeply');
  const missing = paths.find((path) => context.files.read(path) === undefined);
  if (missing !== undefined) return fail(`there is no file ${missing} to include`);
  const given = item.kind === 'map' ? stringText(member(item, 'project_directory'))?.text : undefined;
  const folder = given === undefined ? folderOf(first) : resolve(set.folder, given);
  const relativeFolder = given ?? folderOf(names[0] ?? '');
  const envFiles = texts(item.kind === 'map' ? member(item, 'env_file') : undefined);
  const isMissing = envFiles.find((path) => context.files.read(resolve(set.folder, path)) === undefined);
  if (isMissing !== undefined) return fail(`there is no file ${isMissing} to take variables from`);
  const sources =
    envFiles.length > 0 ? envFiles.map((path) => resolve(set.folder, path)) : [joinPath(folder, '.env')];
  const variables = withFiles(set.variables, sources, context);
  return load({ paths, folder, relativeFolder, variables }, included, context);
}

/** The variables outside, and below them those of dotenv files; later files win over earlier ones. */
export function withFiles(outer: VariableMap, paths: readonly string[], context: LoadContext): VariableMap {
  let fromFiles: VariableMap = new Map();
  for (const path of paths) {
    const file = context.files.read(path);
    if (file === undefined) continue;
    const earlier = fromFiles;
    const parsed = parseDotEnv(file, (name) => outer.get(name) ?? earlier.get(name), earlier);
    fromFiles = parsed.values;
    if (parsed.error !== undefined)
      context.errors.push({ message: `${path}: ${parsed.error}`, at: file.at(0, 0), path: [] });
  }
  return new Map([...fromFiles, ...outer]);
}

function importResources(imported: MapValue, model: MapValue, context: LoadContext): MapValue {
  const entries = new Map(model.entries);
  for (const kind of KINDS) {
    const from = imported.entries.get(kind);
    if (from?.value.kind !== 'map') continue;
    const own = entries.get(kind)?.value;
    const merged = new Map<string, Entry>(own?.kind === 'map' ? own.entries : []);
    for (const [name, entry] of from.value.entries) {
      const existing = merged.get(name);
      if (existing === undefined) merged.set(name, entry);
      else if (!sameValue(existing.value, entry.value)) {
        const path = [kind, name];
        context.errors.push({ message: `${name} is also in an included file`, at: existing.key, path });
        const value = mergeValues(entry.value, existing.value, path, context.errors);
        merged.set(name, { key: existing.key, value });
      }
    }
    entries.set(kind, { key: from.key, value: mapValue(merged, from.value.at) });
  }
  return { ...model, entries };
}

function texts(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  const items = value.kind === 'list' ? value.items : [value];
  return items.flatMap((item) => stringText(item)?.known ?? []);
}

function resolve(folder: string, path: string): string {
  return isFixedPath(path) ? path : joinPath(folder, path);
}
