import type { Reading } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import type { Invocation } from '../../shell/invocation.ts';
import { invocationsIn } from '../../shell/invocations.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { builtImages, scriptBuilds } from '../docker-run/built-images.ts';
import { dockerRunLaunches } from '../docker-run/launches.ts';
import { leadsToMemcached } from '../docker-run/leading-programs.ts';
import type { Format } from '../format.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { joinReadings } from '../host/host-reading.ts';
import { LONGEST_ARGUMENT } from '../host/limits.ts';
import { baseName, directoryOf } from '../host/paths.ts';
import { parseMakefile } from './parse.ts';
import { readWrittenFiles } from './written-files.ts';

/** Makefiles: what the shell lines of their recipes start. */
export const makefile: Format = {
  name: 'makefile',
  title: 'makefile',
  hasPath: isMakefile,
  hasContent: (_, path) => isMakefile(path),
  async read(files, repository) {
    const readings = files
      .filter(({ text }) => /memcached/i.test(text))
      .map((file) => readMakefile(file, repository));
    return joinReadings(await Promise.all(readings));
  },
};

function isMakefile(path: string): boolean {
  return /^(?:(?:GNU)?[Mm]akefile(?:\.[\w-]+)?|.+\.(?:mk|mak|make))$/.test(baseName(path));
}

/** Without `.` and `..`. */
function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/'))
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  return parts.join('/');
}

async function readMakefile(file: SourceFile, repository: Repository): Promise<Reading> {
  const { scripts, variables } = parseMakefile(file, (path) => {
    const found = repository.read(normalPath(directoryOf(file.path) + path));
    return isReadable(found) ? found : undefined;
  });
  const dialect = /\bbash\b/.test(variables.written('SHELL')?.text ?? '') ? 'bash' : 'sh';
  const environment = unknownEnvironment;
  const targets = scripts.flatMap(({ target, text, values }) => {
    const script = variables.with(values).expand(text);
    if (script.length >= LONGEST_ARGUMENT) return [];
    return {
      target,
      text,
      script,
      invocations: invocationsIn(script, environment, { dialect, interest: leadsToMemcached }),
    };
  });
  // One target builds the image that another runs.
  const all = targets.flatMap(({ invocations }) => invocations);
  const images = builtImages(scriptBuilds(all, repository, environment));
  const context = { format: makefile.name, environment, repository, images };
  const versionUnknown = `nothing in ${baseName(file.path)} says which version it starts`;
  const readings = targets.flatMap(({ target, text, invocations }) => {
    const own = invocations.map((invocation) => ({ ...invocation, at: placeOf(invocation, text) }));
    const details = { format: makefile.name, name: `target ${target}`, versionUnknown };
    const containers = own.map((invocation) => {
      const { launches, problems } = dockerRunLaunches(invocation, context);
      const inRecipe = launches.map((launch) =>
        isWithin(launch.at, text) ? launch : { ...launch, at: invocation.at },
      );
      return { launches: inRecipe, problems };
    });
    return [{ launches: hostLaunches(own, details), problems: [] }, ...containers];
  });
  const recipes = new Map<string, TracedText[]>();
  for (const { target, script } of targets) recipes.set(target, [...(recipes.get(target) ?? []), script]);
  const written = [...recipes.values()].map((lines) => readWrittenFiles(lines, dialect, repository));
  return joinReadings([...readings, ...(await Promise.all(written)).flat()]);
}

/** The command itself; the recipe's line where a variable holds a part of it. */
function placeOf({ program, argv, at }: Invocation, recipe: TracedText): Location {
  const isWhole = [program, ...argv].every((word) => isWithin(word.locate(), recipe));
  const start = recipe.runs[0]?.origin.start ?? at.start;
  const end = recipe.runs.at(-1)?.origin.end ?? at.end;
  return isWhole ? at : at.file.at(start, end);
}

function isWithin(place: Location | undefined, recipe: TracedText): boolean {
  const start = recipe.runs[0]?.origin.start ?? 0;
  const end = recipe.runs.at(-1)?.origin.end ?? 0;
  return place === undefined || (start <= place.start && place.end <= end);
}
