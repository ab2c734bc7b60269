import type { Reading } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import { TracedText } from '../../text/traced-text.ts';
import { asItems, asText, child, entries, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { isFixedPath, isRemoteContext, joinPath } from '../compose/paths.ts';
import { askedImage } from '../dockerfile/asked-image.ts';
import { BuildBudget } from '../dockerfile/build-budget.ts';
import { DOLLAR_BRACES, fillPlaceholders } from './placeholders.ts';

/** Steps of one workflow that are looked at. */
const MOST_STEPS = 500;

/**
 * The images that `docker/build-push-action` builds in a workflow, from a `target` or with `build-args` that make
 * them another than the Dockerfile stands for by itself.
 */
export function builtByActions(
  root: YamlNode | undefined,
  repository: Repository,
  format: string,
): readonly Reading[] {
  const steps = [...entries(child(root, 'jobs'))].flatMap(([job, { value }]) =>
    (asItems(child(value, 'steps')) ?? []).map((step) => ({ job, step })),
  );
  const budget = new BuildBudget();
  return steps.slice(0, MOST_STEPS).flatMap(({ job, step }) => {
    const uses = asText(child(step, 'uses'));
    const options = child(step, 'with');
    if (uses === undefined || !/^docker\/build-push-action@/.test(uses.text)) return [];
    const text = (key: string) => asText(child(options, key));
    const context = text('context')?.text.trim() || '.';
    const file = text('file')?.text.trim() || joinPath(context, 'Dockerfile');
    const target = text('target');
    if ([context, file, target?.text ?? ''].some((value) => value.includes('{{'))) return [];
    if (isRemoteContext(context) || isFixedPath(context) || isFixedPath(file)) return [];
    const dockerfile = repository.read(joinPath('.', file));
    if (!isReadable(dockerfile) || !budget.spend(dockerfile)) return [];
    const stage = target?.text.trim() ?? '';
    return [
      askedImage({
        file: dockerfile,
        options: {
          repository,
          context: joinPath('.', context),
          args: argumentsOf(text('build-args')),
          ...(stage === '' ? {} : { target: stage }),
        },
        format,
        asker: `job ${job}`,
        related: [{ at: placeOf(child(options, 'target') ?? step), message: `the job ${job} builds it` }],
      }),
    ];
  });
}

/** One `NAME=value` a line. */
function argumentsOf(text: TracedText | undefined): ReadonlyMap<string, TracedText | undefined> {
  const args = new Map<string, TracedText | undefined>();
  for (const match of (text?.text ?? '').matchAll(/^[ \t]*(\w{1,200})=([^\r\n]*)$/gm)) {
    const [line, name = '', value = ''] = match;
    const end = match.index + line.length;
    const piece = text?.slice(end - value.length, end) ?? TracedText.empty;
    args.set(
      name,
      fillPlaceholders(piece, DOLLAR_BRACES, () => undefined),
    );
  }
  return args;
}
