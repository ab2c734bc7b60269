import type { Launch, Reading } from '../../launch/launch.ts';
import { isMemcachedProgram } from '../../memcached/program.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import type { Invocation } from '../../shell/invocation.ts';
import { invocationsIn } from '../../shell/invocations.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { dockerLaunches } from '../docker-run/launches.ts';
import { engineOf } from '../docker-run/option-table.ts';
import type { Format } from '../format.ts';
import { hostLaunches } from '../host/host-launch.ts';
import { joinReadings } from '../host/host-reading.ts';
import { LONGEST_ARGUMENT } from '../host/limits.ts';
import { baseName } from '../host/paths.ts';
import { parseMakefile } from './parse.ts';

/** Programs that lead to a memcached: its own, and those that start containers. */
const interest = (name: string): boolean => isMemcachedProgram(name) || engineOf(name) !== undefined;

/** Makefiles: what the shell lines of their recipes start. */
export const makefile: Format = {
  name: 'makefile',
  title: 'makefile',
  hasPath: isMakefile,
  hasContent: (_, path) => isMakefile(path),
  async read(files, repository) {
    return joinReadings(
      files.filter(({ text }) => /memcached/i.test(text)).map((file) => readMakefile(file, repository)),
    );
  },
};

function isMakefile(path: string): boolean {
  return /^(?:(?:GNU)?[Mm]akefile(?:\.[\w-]+)?|.+\.(?:mk|mak|make))$/.test(baseName(path));
}

function readMakefile(file: SourceFile, repository: Repository): Reading {
  const { scripts, variables } = parseMakefile(file);
  const dialect = /\bbash\b/.test(variables.written('SHELL')?.text ?? '') ? 'bash' : 'sh';
  const all: Invocation[] = [];
  const launches: Launch[] = [];
  for (const { target, text } of scripts) {
    const script = variables.expand(text);
    if (script.length >= LONGEST_ARGUMENT) continue;
    const invocations = invocationsIn(script, unknownEnvironment, { dialect, interest });
    all.push(...invocations);
    const own = invocations.map((invocation) => ({ ...invocation, at: placeOf(invocation, text) }));
    const versionUnknown = `nothing in ${baseName(file.path)} says which version it starts`;
    launches.push(...hostLaunches(own, { format: makefile.name, name: `target ${target}`, versionUnknown }));
  }
  // All together: one target builds the image that another runs.
  const context = { format: makefile.name, environment: unknownEnvironment, repository };
  return joinReadings([{ launches, problems: [] }, dockerLaunches(all, context)]);
}

/** The command itself; the recipe's line where a variable holds a part of it. */
function placeOf({ program, argv, at }: Invocation, recipe: TracedText): Location {
  const start = recipe.runs[0]?.origin.start ?? at.start;
  const end = recipe.runs.at(-1)?.origin.end ?? at.end;
  const isWhole = [program, ...argv].every((word) => {
    const place = word.locate();
    return place === undefined || (start <= place.start && place.end <= end);
  });
  return isWhole ? at : at.file.at(start, end);
}
