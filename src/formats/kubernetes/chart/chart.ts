import { isReadable, type Repository } from '../../../repository/repository.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import { TracedText } from '../../../text/traced-text.ts';
import { asItems, asMapping, asText, child } from '../../../yaml/access.ts';
import type { YamlNode } from '../../../yaml/node.ts';
import { parseYaml } from '../../../yaml/parse.ts';
import { mergeValues } from './merge-values.ts';
import { parseTemplate } from './template/parse.ts';
import type { Definition, RenderContext } from './template/render.ts';
import { NONE, unknown, type Value } from './template/value.ts';

/** A Helm chart of the repository. */
export interface Chart {
  /** Its folder with a `/` at the end; empty for the root. */
  readonly folder: string;
  readonly definitions: ReadonlyMap<string, Definition>;
  /** Of `Chart.yaml`. */
  readonly about: YamlNode | undefined;
  /** Of `values.yaml`. */
  readonly values: YamlNode | undefined;
  /** Values that are laid over those: other values files of the chart, or its part of a parent's. */
  readonly overlays: readonly ChartOverlay[];
}

export interface ChartOverlay {
  /** The file that holds them. */
  readonly path: string;
  readonly values: YamlNode;
}

const MOST_HELPERS = 200;
const MOST_OVERLAYS = 12;

/** The folder of the chart that a template belongs to; `undefined` outside of charts. */
export function chartFolder(path: string, repository: Repository): string | undefined {
  for (let at = path.lastIndexOf('templates/'); at >= 0; at = path.lastIndexOf('templates/', at - 1)) {
    const folder = path.slice(0, at);
    const isFolder = folder === '' || folder.endsWith('/');
    if (isFolder && repository.has(`${folder}Chart.yaml`)) return folder;
    if (at === 0) break;
  }
  return undefined;
}

/** Reads a chart: what it is called, its values and its named templates. */
export async function readChart(folder: string, repository: Repository): Promise<Chart> {
  const rootOf = async (path: string) => {
    const file = readable(path, repository);
    return file === undefined ? undefined : (await parseYaml(file)).documents[0]?.root;
  };
  const definitions = namedTemplates(folder, repository);
  const own: ChartOverlay[] = [];
  for (const path of valuesFiles(folder, repository)) {
    const values = await rootOf(path);
    if (values !== undefined) own.push({ path, values });
  }
  // Inside of another chart it is installed with that one's values, not alone.
  const [first, ...others] = await fromParent(folder, repository, rootOf);
  const values = await rootOf(`${folder}values.yaml`);
  return {
    folder,
    definitions,
    about: await rootOf(`${folder}Chart.yaml`),
    values: first === undefined ? values : mergeValues(values, first.values),
    overlays: [...own, ...others],
  };
}

/** The named templates of a chart and of those that it stands in; its own win. */
function namedTemplates(folder: string, repository: Repository): ReadonlyMap<string, Definition> {
  const definitions = new Map<string, Definition>();
  const parent = parentOf(folder);
  if (parent !== undefined)
    for (const [name, definition] of namedTemplates(parent.folder, repository))
      definitions.set(name, definition);
  const prefix = `${folder}templates/`;
  const helpers = repository.paths.filter((path) => path.startsWith(prefix) && path.endsWith('.tpl'));
  for (const path of helpers.slice(0, MOST_HELPERS)) {
    const file = readable(path, repository);
    if (file === undefined) continue;
    const template = parseTemplate(TracedText.source(file, 0, file.text.length));
    for (const [name, body] of template.defines) definitions.set(name, { source: template.source, body });
  }
  return definitions;
}

function parentOf(folder: string): { readonly folder: string; readonly name: string } | undefined {
  const found = /^(|.*\/)charts\/([^/]+)\/$/.exec(folder);
  return found?.[1] === undefined || found[2] === undefined
    ? undefined
    : { folder: found[1], name: found[2] };
}

/**
 * A chart in `charts/` of another one gets what stands under its name, or an alias of it, in that one's values,
 * and its `global`.
 */
async function fromParent(
  folder: string,
  repository: Repository,
  rootOf: (path: string) => Promise<YamlNode | undefined>,
): Promise<readonly ChartOverlay[]> {
  const parent = parentOf(folder);
  if (parent === undefined) return [];
  const base = `${parent.folder}values.yaml`;
  const under = await rootOf(base);
  const dependencies = asItems(child(await rootOf(`${parent.folder}Chart.yaml`), 'dependencies')) ?? [];
  const aliases = dependencies.flatMap((item) =>
    asText(child(item, 'name'))?.known === parent.name ? (asText(child(item, 'alias'))?.known ?? []) : [],
  );
  const found: ChartOverlay[] = [];
  for (const path of [base, ...valuesFiles(parent.folder, repository)]) {
    const root = path === base ? under : mergeValues(under, await rootOf(path));
    for (const name of [parent.name, ...aliases]) {
      const values = partOf(root, name);
      if (values !== undefined) found.push({ path, values });
    }
  }
  return found.slice(0, MOST_OVERLAYS);
}

/** What of a parent's values a chart under this name sees. */
function partOf(root: YamlNode | undefined, name: string): YamlNode | undefined {
  const own = asMapping(child(root, name));
  const global = asMapping(root)?.pairs.find(({ key }) => asText(key)?.text === 'global');
  if (global === undefined) return own;
  const around = own ?? asMapping(root);
  return around === undefined ? undefined : { ...around, pairs: [...(own?.pairs ?? []), global] };
}

/** Values files beside `values.yaml`. */
function valuesFiles(folder: string, repository: Repository): readonly string[] {
  const others = repository.paths.filter(
    (path) => path.startsWith(folder) && /^values[-_.][^/]*\.ya?ml$/.test(path.slice(folder.length)),
  );
  return others.slice(0, MOST_OVERLAYS);
}

/** What the chart's templates see. */
export function renderContext(chart: Chart, overlay: ChartOverlay | undefined): RenderContext {
  const values = overlay === undefined ? chart.values : mergeValues(chart.values, overlay.values);
  const about = chart.about;
  const of = (node: YamlNode | undefined): Value => (node === undefined ? NONE : { kind: 'node', node });
  const capital = new Map<string, Value>([
    ['Name', of(child(about, 'name'))],
    ['Version', of(child(about, 'version'))],
    ['AppVersion', of(child(about, 'appVersion'))],
  ]);
  return {
    definitions: chart.definitions,
    root: {
      kind: 'map',
      entries: new Map<string, Value>([
        ['Values', values === undefined ? unknown('.Values') : { kind: 'node', node: values }],
        ['Chart', { kind: 'map', entries: capital }],
        ['Release', unknown('.Release')],
        ['Capabilities', unknown('.Capabilities')],
        ['Files', unknown('.Files')],
        ['Template', unknown('.Template')],
      ]),
    },
  };
}

/** What a template sees that belongs to no chart: nothing is known. */
export const OUTSIDE_OF_CHARTS: RenderContext = { definitions: new Map(), root: unknown('') };

function readable(path: string, repository: Repository): SourceFile | undefined {
  const file = repository.read(path);
  return isReadable(file) ? file : undefined;
}
