import { spellOut } from '../../text/spell-out.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { asItems, asMapping, asText, child, entries, isNull, nodeAt, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import type { JobService } from './job-service.ts';
import { DOLLAR_BRACES, fillPlaceholders, type Lookup } from './placeholders.ts';
import { splitWords, variablesAt } from './words.ts';

/** Different images of one service that a matrix makes; more than this are not told apart. */
const MOST_VARIANTS = 30;
/** Characters of `options`; nobody writes more. */
const LONGEST_OPTIONS = 10_000;

/** `jobs.*.services` of a GitHub Actions workflow. */
export function githubServices(root: YamlNode | undefined): readonly JobService[] {
  const found: JobService[] = [];
  for (const [job, { value }] of entries(child(root, 'jobs')))
    for (const [name, service] of entries(child(value, 'services')))
      found.push(...variantsOf(`service ${name} of job ${job}`, service.value, value));
  return found;
}

/** One service for every image that the job's matrix gives it. */
function variantsOf(name: string, node: YamlNode, job: YamlNode): readonly JobService[] {
  const image = asText(node) ?? asText(child(node, 'image'));
  if (image === undefined || image.text === '') return [];
  const key = /\$\{\{\s*matrix\.([\w-]{1,100})\s*\}\}/.exec(image.text)?.[1];
  const values = key === undefined ? [] : matrixValues(job, key).slice(0, MOST_VARIANTS);
  if (key === undefined || values.length === 0) return [serviceOf(name, image, node, () => undefined)];
  return values.map((value) =>
    serviceOf(`${name} (${spellOut(value)})`, image, node, (expression) =>
      expression === `matrix.${key}` ? value : undefined,
    ),
  );
}

function serviceOf(name: string, image: TracedText, node: YamlNode, lookup: Lookup): JobService {
  const filled = (text: TracedText) => fillPlaceholders(text, DOLLAR_BRACES, lookup);
  const textAt = (key: string) => {
    const text = asMapping(node) === undefined ? undefined : asText(child(node, key));
    return text === undefined || text.text === '' ? undefined : filled(text);
  };
  const command = textAt('command');
  const entrypoint = textAt('entrypoint');
  const written = textAt('options');
  const options = written !== undefined && written.length > LONGEST_OPTIONS ? undefined : written;
  const ports = asItems(child(node, 'ports')) ?? [];
  const place = child(node, 'command');
  const variables = [...variablesAt(child(node, 'env'))].map(([key, value]) => [key, filled(value)] as const);
  return {
    name,
    image: filled(image),
    ...(entrypoint === undefined ? {} : { entrypoint: [entrypoint] }),
    ...(command === undefined ? {} : { command: splitWords(command) }),
    environment: new Map(variables),
    ports: ports.flatMap((port) => {
      const text = asText(port);
      return text === undefined ? [] : [filled(text)];
    }),
    ...(options === undefined ? {} : { options: splitWords(options) }),
    ...(place === undefined || isNull(place) ? {} : { at: placeOf(place) }),
  };
}

/** The literal values of a matrix key, those of `include` too. */
function matrixValues(job: YamlNode, key: string): readonly TracedText[] {
  const matrix = nodeAt(job, ['strategy', 'matrix']);
  const own = (asItems(child(matrix, key)) ?? []).flatMap((item) => asText(item) ?? []);
  const included = (asItems(child(matrix, 'include')) ?? []).flatMap(
    (item) => asText(child(item, key)) ?? [],
  );
  const seen = new Set<string>();
  return [...own, ...included].filter(({ text }) => {
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}
