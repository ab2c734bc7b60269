import { isReadable, type Repository } from '../../../repository/repository.ts';
import { asItems, asMapping, asText, child } from '../../../yaml/access.ts';
import type { YamlDocument, YamlNode } from '../../../yaml/node.ts';
import { parseYaml } from '../../../yaml/parse.ts';
import { parseRendered } from '../chart/rendered-yaml.ts';
import { type KubernetesObject, objectsOf, textsOf } from '../objects.ts';
import { withCommonFields } from './common-fields.ts';
import { generatedMaps, withGenerated } from './generated-maps.ts';
import { applyImages } from './images.ts';
import { applyPatch, type Patch } from './patches.ts';
import { applyReplacement } from './replacements.ts';

/** One thing that is built from a kustomization file. */
export interface Kustomization {
  readonly path: string;
  readonly objects: readonly KubernetesObject[];
  /** The manifests that it lists itself, not through another kustomization. */
  readonly own: ReadonlySet<string>;
  /** The ConfigMaps that it makes; its own manifests use them wherever they are applied. */
  readonly generated: readonly KubernetesObject[];
}

const NAME = /(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/;
const MOST = 150;
const DEEPEST = 8;

/** What the kustomization files of a repository build. */
export async function kustomizations(repository: Repository): Promise<readonly Kustomization[]> {
  const builder = new Builder(repository);
  const built: Kustomization[] = [];
  for (const path of repository.paths.filter((found) => NAME.test(found)).slice(0, MOST))
    built.push({ path, objects: await builder.build(path, []), ...(await builder.own(path)) });
  return built;
}

class Builder {
  readonly #repository: Repository;
  readonly #parsed = new Map<string, Promise<readonly YamlDocument[]>>();
  readonly #built = new Map<string, Promise<readonly KubernetesObject[]>>();

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** What a kustomization builds that is reached through others; one that leads back to itself builds nothing there. */
  build(path: string, trail: readonly string[]): Promise<readonly KubernetesObject[]> {
    if (trail.includes(path) || trail.length > DEEPEST) return Promise.resolve([]);
    const known = this.#built.get(path);
    if (known !== undefined) return known;
    const built = this.#build(path, [...trail, path]);
    this.#built.set(path, built);
    return built;
  }

  /** What a kustomization brings along without the others that it names. */
  async own(path: string): Promise<Pick<Kustomization, 'own' | 'generated'>> {
    const root = (await this.#documents(path))[0]?.root;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const own = ['resources', 'bases']
      .flatMap((key) => textsOf(child(root, key)))
      .flatMap((text) => (text.known === undefined ? [] : (resolvePath(folder, text.known) ?? [])));
    return { own: new Set(own), generated: this.generated(root, folder).map(({ object }) => object) };
  }

  async #build(path: string, trail: readonly string[]): Promise<readonly KubernetesObject[]> {
    const root = (await this.#documents(path))[0]?.root;
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const lists = ['resources', 'bases', 'components'].flatMap((key) => textsOf(child(root, key)));
    const known = new Map<string, KubernetesObject>();
    // Kustomize refuses the same object twice; here it counts once.
    const add = (found: readonly KubernetesObject[]) => {
      for (const object of found)
        known.set(`${object.kind}/${object.namespace ?? ''}/${object.name}`, object);
    };
    const components: string[] = [];
    for (const text of lists) {
      const target = text.known === undefined ? undefined : resolvePath(folder, text.known);
      if (target === undefined) continue;
      const nested = this.#kustomizationIn(target);
      if (nested === undefined) add(objectsOf(await this.#documents(target), target));
      else {
        add(await this.build(nested, trail));
        components.push(nested);
      }
    }
    let objects: readonly KubernetesObject[] = [...known.values()];
    for (const component of components) {
      const about = (await this.#documents(component))[0]?.root;
      if (asText(child(about, 'kind'))?.known === 'Component')
        objects = await this.#transform(objects, about, component.slice(0, component.lastIndexOf('/') + 1));
    }
    return this.#transform(objects, root, folder);
  }

  async #transform(
    objects: readonly KubernetesObject[],
    root: YamlNode | undefined,
    folder: string,
  ): Promise<readonly KubernetesObject[]> {
    let result = withGenerated(objects, this.generated(root, folder));
    for (const patch of await this.#patches(root, folder)) result = applyPatch(result, patch);
    result = applyImages(withCommonFields(result, root), asItems(child(root, 'images')) ?? []);
    for (const replacement of await this.#replacements(root, folder))
      result = applyReplacement(result, replacement);
    return result;
  }

  /** What `configMapGenerator` of a kustomization makes. */
  generated(root: YamlNode | undefined, folder: string): ReturnType<typeof generatedMaps> {
    return generatedMaps(root, `${folder}kustomization.yaml`, (name) => {
      const path = resolvePath(folder, name);
      const file = path === undefined ? undefined : this.#repository.read(path);
      return isReadable(file) ? file : undefined;
    });
  }

  async #replacements(root: YamlNode | undefined, folder: string): Promise<readonly YamlNode[]> {
    const found: YamlNode[] = [];
    for (const item of asItems(child(root, 'replacements')) ?? []) {
      const path = child(item, 'path');
      if (path === undefined) found.push(item);
      else
        for (const { root: node } of await this.#pathOrText(path, folder))
          found.push(...(asItems(node) ?? (node === undefined ? [] : [node])));
    }
    return found;
  }

  async #patches(root: YamlNode | undefined, folder: string): Promise<readonly Patch[]> {
    const patches: Patch[] = [];
    const add = async (target: YamlNode | undefined, documents: readonly YamlDocument[]) => {
      for (const { root: node } of documents) if (node !== undefined) patches.push({ node, target });
    };
    for (const item of asItems(child(root, 'patchesStrategicMerge')) ?? [])
      await add(undefined, await this.#pathOrText(item, folder));
    for (const key of ['patches', 'patchesJson6902'])
      for (const item of asItems(child(root, key)) ?? []) {
        const source = child(item, 'path') ?? child(item, 'patch');
        if (asMapping(item) !== undefined && source !== undefined)
          await add(child(item, 'target'), await this.#pathOrText(source, folder));
      }
    return patches;
  }

  /** The documents of a file, or of a text that is written in the kustomization itself. */
  async #pathOrText(node: YamlNode, folder: string): Promise<readonly YamlDocument[]> {
    const text = asText(node);
    if (text?.known === undefined) return [];
    const path = /[\n:]/.test(text.text) ? undefined : resolvePath(folder, text.text);
    if (path !== undefined && this.#repository.has(path)) return this.#documents(path);
    return text.text.includes(':') ? parseRendered(node.file, text) : [];
  }

  #kustomizationIn(folder: string): string | undefined {
    const prefix = folder === '' ? '' : `${folder}/`;
    return ['kustomization.yaml', 'kustomization.yml', 'Kustomization']
      .map((name) => prefix + name)
      .find((path) => this.#repository.has(path));
  }

  #documents(path: string): Promise<readonly YamlDocument[]> {
    const known = this.#parsed.get(path);
    if (known !== undefined) return known;
    const file = this.#repository.read(path);
    const parsed = isReadable(file)
      ? parseYaml(file).then(({ documents }) => documents)
      : Promise.resolve([]);
    this.#parsed.set(path, parsed);
    return parsed;
  }
}

/** A path relative to a folder; `undefined` for addresses of other places and for paths out of the repository. */
function resolvePath(folder: string, path: string): string | undefined {
  if (/^\/|:\/\/|^git@|\?ref=/.test(path)) return undefined;
  const parts: string[] = [];
  for (const part of `${folder}${path}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join('/');
}
