import { isReadable, type Repository } from '../../../repository/repository.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import { TracedText } from '../../../text/traced-text.ts';
import { asText, child } from '../../../yaml/access.ts';
import { type KubernetesObject, objectsOf, textsOf } from '../objects.ts';
import type { Variant } from '../variants.ts';
import { workloadOf } from '../workloads.ts';
import { type Chart, chartFolder, OUTSIDE_OF_CHARTS, readChart, renderContext } from './chart.ts';
import { parseRendered } from './rendered-yaml.ts';
import { parseTemplate } from './template/parse.ts';
import { type RenderContext, renderTemplate } from './template/render.ts';
import { shapeUnknownLines } from './unknown-lines.ts';

/**
 * The objects of templates: as the chart's own values make them, and as each further values file does.
 *
 * @param named those that name memcached; the others of a chart are rendered only if it may run one.
 */
export async function renderedManifests(
  files: readonly SourceFile[],
  repository: Repository,
  named: ReadonlySet<SourceFile>,
): Promise<{ readonly objects: readonly KubernetesObject[]; readonly variants: readonly Variant[] }> {
  const byChart = new Map<string | undefined, SourceFile[]>();
  for (const file of files) {
    const folder = chartFolder(file.path, repository);
    byChart.set(folder, [...(byChart.get(folder) ?? []), file]);
  }
  const objects: KubernetesObject[] = [];
  const variants: Variant[] = [];
  for (const [folder, templates] of byChart) {
    if (folder === undefined) {
      objects.push(...(await renderAll(templates, () => OUTSIDE_OF_CHARTS)));
      continue;
    }
    const chart = await readChart(folder, repository);
    if (!namesImage(chart, repository)) {
      const telling = templates.filter((file) => named.has(file) && !holdsOnlySettings(file.text));
      const base = await renderAll(telling, (path) => renderContext(chart, undefined, path));
      if (!base.some(mayRunMemcached)) {
        objects.push(...base);
        continue;
      }
    }
    if (!chart.isOff)
      objects.push(...(await renderAll(templates, (path) => renderContext(chart, undefined, path))));
    for (const overlay of chart.overlays)
      variants.push({
        path: overlay.path,
        objects: await renderAll(templates, (path) => renderContext(chart, overlay, path)),
      });
  }
  return { objects, variants };
}

/** A template of nothing but settings, other than those of an ingress controller. */
function holdsOnlySettings(text: string): boolean {
  const kinds = [...text.matchAll(/^kind:[ \t]{0,20}(\S{1,60})/gm)].map(([, kind]) => kind);
  return (
    kinds.length > 0 &&
    kinds.every((kind) => /^(?:ConfigMap|Secret)$/.test(kind ?? '')) &&
    !/[-_](?:tcp|udp)\b|\b(?:tcp|udp)[-_]/.test(text)
  );
}

/** A client's settings are no reason to fill in a whole chart. */
function mayRunMemcached(object: KubernetesObject): boolean {
  const containers = workloadOf(object)?.containers ?? [];
  return containers.some(({ node }) => {
    const image = asText(child(node, 'image'));
    const words = ['command', 'args'].flatMap((key) => textsOf(child(node, key)));
    return image?.isKnown === false || [image, ...words].some((text) => /memcache/i.test(text?.text ?? ''));
  });
}

/** `memcached:1.6`, `repository: bitnami/memcached` in values. */
const IMAGE =
  /memcached[\w.-]{0,60}["']?[:@]["']?[\w.]|\b(?:image|repository|tag|name)["']?:[^\n]{0,200}memcached/i;

/** Whether values that reach a chart name an image of memcached. */
function namesImage({ folder, overlays }: Chart, repository: Repository): boolean {
  const inside = /^(|.*\/)charts\/[^/]+\/$/.exec(folder)?.[1];
  const paths = [folder, ...(inside === undefined ? [] : [inside])].map((place) => `${place}values.yaml`);
  return [...paths, ...overlays.map(({ path }) => path)].some((path) => {
    const file = repository.read(path);
    return isReadable(file) && IMAGE.test(file.text);
  });
}

async function renderAll(
  files: readonly SourceFile[],
  contextOf: (path: string) => RenderContext,
): Promise<readonly KubernetesObject[]> {
  const objects: KubernetesObject[] = [];
  for (const file of files) {
    const context = contextOf(file.path);
    const template = parseTemplate(TracedText.source(file, 0, file.text.length));
    const definitions = new Map(context.definitions);
    for (const [name, body] of template.defines) definitions.set(name, { source: template.source, body });
    const text = shapeUnknownLines(renderTemplate(template, { ...context, definitions }));
    objects.push(...objectsOf(await parseRendered(file, text), file.path));
  }
  return objects;
}
