import type { Repository } from '../../../repository/repository.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import { TracedText } from '../../../text/traced-text.ts';
import { type KubernetesObject, objectsOf } from '../objects.ts';
import type { Variant } from '../variants.ts';
import { chartFolder, OUTSIDE_OF_CHARTS, readChart, renderContext } from './chart.ts';
import { parseRendered } from './rendered-yaml.ts';
import { parseTemplate } from './template/parse.ts';
import { type RenderContext, renderTemplate } from './template/render.ts';
import { shapeUnknownLines } from './unknown-lines.ts';

/** The objects of templates: as the chart's own values make them, and as each further values file does. */
export async function renderedManifests(
  files: readonly SourceFile[],
  repository: Repository,
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
      objects.push(...(await renderAll(templates, OUTSIDE_OF_CHARTS)));
      continue;
    }
    const chart = await readChart(folder, repository);
    objects.push(...(await renderAll(templates, renderContext(chart, undefined))));
    for (const overlay of chart.overlays)
      variants.push({
        path: overlay.path,
        objects: await renderAll(templates, renderContext(chart, overlay)),
      });
  }
  return { objects, variants };
}

async function renderAll(
  files: readonly SourceFile[],
  context: RenderContext,
): Promise<readonly KubernetesObject[]> {
  const objects: KubernetesObject[] = [];
  for (const file of files) {
    const template = parseTemplate(TracedText.source(file, 0, file.text.length));
    const definitions = new Map(context.definitions);
    for (const [name, body] of template.defines) definitions.set(name, { source: template.source, body });
    const text = shapeUnknownLines(renderTemplate(template, { ...context, definitions }));
    objects.push(...objectsOf(await parseRendered(file, text), file.path));
  }
  return objects;
}
