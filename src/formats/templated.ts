import type { Launch, Reading, RelatedPlace } from '../launch/launch.ts';
import type { Repository } from '../repository/repository.ts';
import { alternativesOf } from '../templates/alternatives.ts';
import { RenderedRepository, Templates } from '../templates/rendered-repository.ts';
import { repositoryVariables } from '../templates/repository-variables.ts';
import { SourceFile, sameLocation } from '../text/source-file.ts';
import type { Format } from './format.ts';
import { uniteLaunches, uniteProblems } from './united.ts';

/**
 * A format that also reads templates of its files: Jinja, ERB, EPP, Go, `@X@`, `%%X%%`. It gets what a template
 * becomes as if that were the file, once for each way in which its conditions and values may turn out; its
 * places lead back to the template and to the values.
 *
 * @param mayBe whether a file may be a template, by its path and text; where the format itself has text that looks
 *   like tags, as the `{{.Names}}` of a script's `docker ps --format`, only a name or a control statement can tell.
 */
export function templated(
  format: Format,
  mayBe: (path: string, text: string) => boolean = () => true,
): Format {
  return {
    ...format,
    hasContent(text, path) {
      if (format.hasContent(text, path)) return true;
      const first = mayBe(path, text) ? firstRendering(text, path) : undefined;
      return first !== undefined && format.hasContent(first, path);
    },
    async read(files, repository) {
      const templates = templatesOf(repository);
      const readings: Reading[] = [];
      for (let round = 0, rounds = 1; round < rounds; round++) {
        const view = new RenderedRepository(repository, templates, round, mayBe);
        const rendered = files.map((file) => view.rendered(file));
        const reading = await format.read(rendered, view);
        rounds = Math.max(rounds, view.rounds);
        readings.push(explainedReading(reading, view));
      }
      return {
        launches: uniteLaunches(readings.map(({ launches }) => launches)),
        problems: uniteProblems(readings),
      };
    },
  };
}

const known = new WeakMap<Repository, Templates>();

function templatesOf(repository: Repository): Templates {
  const templates = known.get(repository) ?? new Templates(repositoryVariables(repository));
  known.set(repository, templates);
  return templates;
}

const TAGS = /\{\{|\{%|<%|@[A-Z]|%%[A-Z]/;
/** The last text that was asked about: every format is asked about the same one in turn. */
let asked: { readonly text: string; readonly path: string; readonly first: string | undefined } | undefined;

function firstRendering(text: string, path: string): string | undefined {
  if (!TAGS.test(text) && !path.endsWith('.tftpl')) return undefined;
  if (asked?.text !== text || asked.path !== path)
    asked = { text, path, first: alternativesOf(new SourceFile(path, text))[0]?.file.text };
  return asked.first;
}

/** The same reading with what must hold for these alternatives, and the templates that use values of other files. */
function explainedReading(reading: Reading, view: RenderedRepository): Reading {
  return { ...reading, launches: reading.launches.map((launch) => explained(launch, view)) };
}

function explained(launch: Launch, view: RenderedRepository): Launch {
  const files = new Set([launch.at.file, ...launch.related.map(({ at }) => at.file)]);
  for (const word of [launch.program, ...launch.argv])
    for (const { origin } of word.runs) files.add(origin.file);
  const alternative = [...view.used].find(({ file }) => files.has(file.template));
  const related = [...launch.related, ...templatePlaces(launch, files, view)];
  const condition = launch.condition ?? alternative?.condition;
  return { ...launch, related, ...(condition !== undefined && { condition }) };
}

/** Where templates other than the launch's own file put values in that the launch got from further files. */
function templatePlaces(
  launch: Launch,
  files: ReadonlySet<SourceFile>,
  view: RenderedRepository,
): readonly RelatedPlace[] {
  const origins = launch.argv.flatMap((word) => word.runs.map(({ origin }) => origin));
  const places = origins.flatMap((origin) => {
    const all = view.insertionsOf(origin);
    if (all.some(({ file }) => file.template === launch.at.file)) return [];
    const insertion = all.find(({ file }) => files.has(file.template)) ?? all[0];
    return insertion
      ? [insertion.file.template.at(insertion.piece.place.start, insertion.piece.place.end)]
      : [];
  });
  return places
    .filter((at, index) => places.findIndex((other) => sameLocation(at, other)) === index)
    .map((at) => ({ at, message: 'this template puts the value in' }));
}
