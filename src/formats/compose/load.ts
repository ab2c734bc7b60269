import { SourceFile } from '../../text/source-file.ts';
import { placeOf } from '../../yaml/access.ts';
import { canonical } from './canonical.ts';
import { decodeDocument } from './decode.ts';
import { applyExtends, type ExtendedFile } from './extends.ts';
import { applyIncludes } from './include.ts';
import type { Variables } from './interpolate.ts';
import { interpolateModel } from './interpolate-model.ts';
import type { FileSet, LoadContext } from './load-context.ts';
import { mergeValues } from './merge.ts';
import { withServices } from './old-layout.ts';
import { folderOf, isFixedPath, joinPath, rebasePaths } from './paths.ts';
import { applyResets, type Resets } from './resets.ts';
import { checkSchema } from './schema.ts';
import { enforceUnicity } from './unicity.ts';
import {
  type ComposeError,
  impliedString,
  type MapValue,
  mapEntries,
  mapValue,
  member,
  withEntry,
  withoutEntry,
} from './value.ts';

/**
 * Reads files over each other into one model, in compose-go's order of steps (loader/loader.go,
 * loadYamlModel). Goes on after errors.
 */
export async function loadModel(
  set: FileSet,
  included: readonly string[],
  context: LoadContext,
): Promise<MapValue> {
  let model = emptyModel(set, context);
  for (const path of set.paths) {
    const file = context.files.read(path);
    if (file === undefined)
      context.errors.push({ message: `there is no file ${path}`, at: undefined, path: [] });
    else model = await loadFile(file, model, set, included, context);
  }
  return rebasePaths(withBuildContexts(model), set.relativeFolder);
}

/** A `build:` that does not say its context means the folder of the files. */
function withBuildContexts(model: MapValue): MapValue {
  return mapEntries(model, (services, kind) => {
    if (kind !== 'services' || services.kind !== 'map') return services;
    return mapEntries(services, (service) => {
      const build = member(service, 'build');
      if (service.kind !== 'map' || build?.kind !== 'map' || member(build, 'context') !== undefined)
        return service;
      return withEntry(service, 'build', withEntry(build, 'context', impliedString('.', build.at)));
    });
  });
}

function emptyModel(set: FileSet, context: LoadContext): MapValue {
  const first = set.paths.map((path) => context.files.read(path)).find((file) => file !== undefined);
  return mapValue([], (first ?? new SourceFile('', '')).at(0, 0));
}

async function loadFile(
  file: SourceFile,
  before: MapValue,
  set: FileSet,
  included: readonly string[],
  context: LoadContext,
): Promise<MapValue> {
  let model = before;
  for (const { raw, resets } of await decodeFile(file, set, context)) {
    const source = {
      path: file.path,
      load: (path: string) => loadExtended(path, set, context),
    };
    let own = await applyExtends(raw, source, resets, context.errors);
    model = applyResets(model, resets);
    own = await applyIncludes(own, set, [...included, file.path], context, loadModel);
    const merged = mergeValues(model, own, [], context.errors);
    model = finish(merged.kind === 'map' ? merged : model, true, context.errors);
  }
  return model;
}

/** The documents of a file, their variables replaced. */
async function decodeFile(
  file: SourceFile,
  set: FileSet,
  context: LoadContext,
): Promise<readonly { raw: MapValue; resets: Resets }[]> {
  const { errors } = context;
  const { documents, issues } = await context.files.parse(file);
  for (const { kind, message, start, end } of issues)
    if (kind !== 'duplicate-key') errors.push({ message, at: file.at(start, end), path: [] });
  const found: { raw: MapValue; resets: Resets }[] = [];
  const variables: Variables = { lookup: (name) => set.variables.get(name), unset: context.unset };
  for (const { root, version } of documents) {
    if (version !== undefined && version !== '1.1')
      errors.push({ message: `Compose does not read YAML ${version}`, at: file.at(0, 0), path: [] });
    if (root === undefined) continue;
    const decoded = decodeDocument(root, context.budget);
    errors.push(...decoded.errors);
    if (decoded.value.kind !== 'map')
      errors.push({ message: 'a Compose file must be a mapping', at: placeOf(root), path: [] });
    else {
      const layout = context.oldLayout ? withServices(decoded.value) : decoded.value;
      const raw = interpolateModel(layout, variables, [], errors);
      if (raw.kind === 'map') found.push({ raw, resets: decoded.resets });
    }
  }
  return found;
}

/** A file named by `extends`: read by itself, without its own `extends` and `include` yet. */
async function loadExtended(
  path: string,
  set: FileSet,
  context: LoadContext,
): Promise<ExtendedFile | undefined> {
  const file = context.files.read(isFixedPath(path) ? path : joinPath(set.folder, path));
  if (file === undefined) return undefined;
  let model = mapValue([], file.at(0, 0));
  let lastResets: Resets = [];
  for (const { raw, resets } of await decodeFile(file, set, context)) {
    const merged = mergeValues(applyResets(model, resets), raw, [], context.errors);
    model = finish(merged.kind === 'map' ? merged : model, false, context.errors);
    lastResets = resets;
  }
  const services = rebasePaths(model, folderOf(path)).entries.get('services')?.value;
  return services?.kind === 'map' ? { services, resets: lastResets } : undefined;
}

function finish(model: MapValue, isValidated: boolean, errors: ComposeError[]): MapValue {
  let done = unique(model, errors);
  if (isValidated) {
    checkSchema(done, errors);
    done = withoutEntry(done, 'version');
  }
  return unique(canonical(done, errors), errors);
}

function unique(model: MapValue, errors: ComposeError[]): MapValue {
  const value = enforceUnicity(model, [], errors);
  return value.kind === 'map' ? value : model;
}
