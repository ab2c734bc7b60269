import { isReadable, type Repository } from '../../../repository/repository.ts';
import { SourceFile } from '../../../text/source-file.ts';
import { TracedText } from '../../../text/traced-text.ts';
import { asMapping, asText, child, nodeAt } from '../../../yaml/access.ts';
import type { YamlNode } from '../../../yaml/node.ts';
import { parseYaml } from '../../../yaml/parse.ts';
import { mergeValues } from './merge-values.ts';
import { dependenciesOf, namedTemplates, parentOf, pathsBelow, umbrellasOf } from './named-templates.ts';
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
  /** A condition of the chart that it stands in turns it off where nothing is laid over its values. */
  readonly isOff?: boolean;
  readonly fileAt?: (path: string) => SourceFile | undefined;
}

export interface ChartOverlay {
  /** The file that holds them. */
  readonly path: string;
  readonly values: YamlNode;
}

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
  const about = await rootOf(`${folder}Chart.yaml`);
  const own: ChartOverlay[] = [];
  for (const path of valuesFiles(folder, repository)) {
    const values = await rootOf(path);
    if (values !== undefined) own.push({ path, values });
  }
  // Inside of another chart it is installed with that one's values, not alone.
  const inside = await fromParent(folder, repository, rootOf);
  const [first, ...others] = inside;
  const isOff = first?.isOff === true;
  const values = await rootOf(`${folder}values.yaml`);
  const outside = (await fromUmbrellas(folder, repository, rootOf)).filter((overlay) => !overlay.isOff);
  return {
    folder,
    definitions: namedTemplates(folder, about, repository),
    about,
    values: first === undefined ? values : mergeValues(values, first.values),
    overlays: [...own, ...others.filter((overlay) => !overlay.isOff), ...outside],
    isOff,
    fileAt: (path) => readable(`${folder}${path}`, repository),
  };
}

/**
 * A chart in `charts/` of another one gets what stands under its name, or an alias of it, in that one's values,
 * and its `global`.
 */
async function fromParent(
  folder: string,
  repository: Repository,
  rootOf: (path: string) => Promise<YamlNode | undefined>,
): Promise<readonly ParentValues[]> {
  const parent = parentOf(folder);
  if (parent === undefined) return [];
  const base = `${parent.folder}values.yaml`;
  const under = await rootOf(base);
  const dependencies = dependenciesOf(await rootOf(`${parent.folder}Chart.yaml`), parent.folder);
  const own = dependencies.filter(({ name }) => name === parent.name);
  const found: ParentValues[] = [];
  for (const path of [base, ...valuesFiles(parent.folder, repository)]) {
    const root = path === base ? under : mergeValues(under, await rootOf(path));
    for (const name of new Set([parent.name, ...own.map(({ key }) => key)])) {
      const values = partOf(root, name);
      const conditions = own.filter(({ key }) => key === name).flatMap((dependency) => dependency.conditions);
      const isOff = isTurnedOff(root, conditions);
      if (values !== undefined) found.push({ path, values, isOff });
    }
  }
  return found.slice(0, MOST_OVERLAYS);
}

/** What charts that install this one by its folder (`file://../cache`) give it. */
async function fromUmbrellas(
  folder: string,
  repository: Repository,
  rootOf: (path: string) => Promise<YamlNode | undefined>,
): Promise<readonly ParentValues[]> {
  const found: ParentValues[] = [];
  for (const { folder: place, dependency } of await umbrellasOf(folder, repository)) {
    const base = `${place}values.yaml`;
    const under = await rootOf(base);
    for (const path of [base, ...valuesFiles(place, repository)]) {
      const root = path === base ? under : mergeValues(under, await rootOf(path));
      const values = partOf(root, dependency.key);
      if (values !== undefined) found.push({ path, values, isOff: isTurnedOff(root, dependency.conditions) });
    }
  }
  return found.slice(0, MOST_OVERLAYS);
}

interface ParentValues extends ChartOverlay {
  readonly isOff: boolean;
}

/** The first of the paths that is there decides; a chart is on without any. */
function isTurnedOff(root: YamlNode | undefined, conditions: readonly string[]): boolean {
  for (const condition of conditions) {
    const text = asText(nodeAt(root, condition.split('.')))?.known;
    if (text === 'true' || text === 'false') return text === 'false';
  }
  return false;
}

/** What of a parent's values a chart under this name sees. */
function partOf(root: YamlNode | undefined, name: string): YamlNode | undefined {
  const own = asMapping(child(root, name));
  const global = asMapping(root)?.pairs.find(({ key }) => asText(key)?.text === 'global');
  if (global === undefined) return own;
  const around = own ?? asMapping(root);
  return around === undefined ? undefined : { ...around, pairs: [...(own?.pairs ?? []), global] };
}

/** Values files beside `values.yaml`: `values-prod.yaml`, `prod.values.yaml`. */
function valuesFiles(folder: string, repository: Repository): readonly string[] {
  const others = pathsBelow(folder, repository).filter((path) =>
    /^(?:values[-_.][^/]*|[^/]*[-_.]values)\.ya?ml$/.test(path.slice(folder.length)),
  );
  return others.slice(0, MOST_OVERLAYS);
}

/** What the chart's templates see. */
export function renderContext(chart: Chart, overlay: ChartOverlay | undefined, path?: string): RenderContext {
  const values = overlay === undefined ? chart.values : mergeValues(chart.values, overlay.values);
  const about = chart.about;
  const of = (node: YamlNode | undefined): Value => (node === undefined ? NONE : { kind: 'node', node });
  const capital = new Map<string, Value>([
    ['Name', of(child(about, 'name'))],
    ['Version', of(child(about, 'version'))],
    ['AppVersion', of(child(about, 'appVersion'))],
  ]);
  const name = asText(child(about, 'name'));
  const template = path === undefined ? undefined : templateNames(path, chart.folder, name);
  return {
    definitions: chart.definitions,
    ...(chart.fileAt === undefined ? {} : { fileAt: chart.fileAt }),
    root: {
      kind: 'map',
      entries: new Map<string, Value>([
        ['Values', values === undefined ? unknown('.Values') : { kind: 'node', node: values }],
        ['Chart', { kind: 'map', entries: capital }],
        ['Release', unknown('.Release')],
        ['Capabilities', unknown('.Capabilities')],
        ['Files', unknown('.Files')],
        ['Template', template ?? unknown('.Template')],
      ]),
    },
  };
}

/** `.Template.Name` and `.Template.BasePath`: paths behind the name of the chart. */
function templateNames(path: string, folder: string, name: TracedText | undefined): Value {
  const at = new SourceFile(path, ' ').at(0, 1);
  const named = (inside: string): Value => ({
    kind: 'text',
    text: TracedText.concat([name ?? TracedText.empty, TracedText.decoded(`/${inside}`, at)]),
  });
  const entries = new Map<string, Value>([
    ['Name', named(path.slice(folder.length))],
    ['BasePath', named('templates')],
  ]);
  return { kind: 'map', entries };
}

/** What a template sees that belongs to no chart: nothing is known. */
export const OUTSIDE_OF_CHARTS: RenderContext = { definitions: new Map(), root: unknown('') };

function readable(path: string, repository: Repository): SourceFile | undefined {
  const file = repository.read(path);
  return isReadable(file) ? file : undefined;
}
