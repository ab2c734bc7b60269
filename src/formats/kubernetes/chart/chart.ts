import { isReadable, type Repository } from '../../../repository/repository.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import { TracedText } from '../../../text/traced-text.ts';
import { child } from '../../../yaml/access.ts';
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

const MOST_HELPERS = 40;
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
  const inside = repository.paths.filter((path) => path.startsWith(folder));
  const definitions = new Map<string, Definition>();
  const helpers = inside.filter((path) => path.startsWith(`${folder}templates/`) && path.endsWith('.tpl'));
  for (const path of helpers.slice(0, MOST_HELPERS)) {
    const file = readable(path, repository);
    if (file === undefined) continue;
    const template = parseTemplate(TracedText.source(file, 0, file.text.length));
    for (const [name, body] of template.defines) definitions.set(name, { source: template.source, body });
  }
  const overlays: ChartOverlay[] = [];
  const others = inside.filter((path) => /^values[-_.][^/]*\.ya?ml$/.test(path.slice(folder.length)));
  for (const path of others.slice(0, MOST_OVERLAYS)) {
    const values = await rootOf(path);
    if (values !== undefined) overlays.push({ path, values });
  }
  overlays.push(...(await fromParent(folder, rootOf)));
  return {
    folder,
    definitions,
    about: await rootOf(`${folder}Chart.yaml`),
    values: await rootOf(`${folder}values.yaml`),
    overlays,
  };
}

/** A chart in `charts/` of another one gets what stands under its name in that one's values. */
async function fromParent(
  folder: string,
  rootOf: (path: string) => Promise<YamlNode | undefined>,
): Promise<readonly ChartOverlay[]> {
  const found = /^(|.*\/)charts\/([^/]+)\/$/.exec(folder);
  if (found?.[1] === undefined || found[2] === undefined) return [];
  const path = `${found[1]}values.yaml`;
  const values = child(await rootOf(path), found[2]);
  return values === undefined ? [] : [{ path, values }];
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
