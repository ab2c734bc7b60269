import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import type { TemplateValue } from '../../templates/value.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { leadsToMemcached } from '../docker-run/leading-programs.ts';
import { hostReading, joinReadings } from '../host/host-reading.ts';
import { readWrites } from '../written-files/read-writes.ts';
import { readCommand, readShellCommand } from './commands.ts';
import { containerCommand } from './containers.ts';
import { setLine } from './edits.ts';
import { MachineFiles } from './machine-files.ts';
import { readWrittenCompose } from './written-compose.ts';

/** What a resource of Puppet or Chef asks of a machine. */
export type Resource = {
  /** For people: `exec start`. */
  readonly name: string;
  readonly at: Location;
  /** Why it may not happen, as a clause. */
  readonly condition?: string | undefined;
} & (
  | { readonly kind: 'script'; readonly script: TracedText; readonly shell: string | undefined }
  | { readonly kind: 'command'; readonly words: readonly TracedText[] }
  | { readonly kind: 'file'; readonly path: TracedText; readonly content: TracedText }
  | {
      readonly kind: 'line';
      readonly path: TracedText;
      readonly line: TracedText;
      readonly match: string | undefined;
    }
  | { readonly kind: 'container'; readonly given: ReadonlyMap<string, TemplateValue> }
);

interface ResourceFormat {
  readonly format: string;
  readonly repository: Repository;
}

/** What the resources of each file that names memcached start on a machine. */
export async function readResourceFiles(
  files: readonly SourceFile[],
  resourcesOf: (file: SourceFile) => readonly Resource[],
  format: ResourceFormat,
): Promise<Reading> {
  const own = files.filter(({ text }) => /memcached/i.test(text));
  return joinReadings(await Promise.all(own.map((file) => readResources(resourcesOf(file), format))));
}

/** Of one file, in order: what the first writes, the next may change. */
async function readResources(
  resources: readonly Resource[],
  { format, repository }: ResourceFormat,
): Promise<Reading> {
  const files = new MachineFiles();
  const environment = unknownEnvironment;
  const options = { interest: leadsToMemcached, files: files.lookUp };
  const readings = resources.map((resource): Reading => {
    const { name, at, condition } = resource;
    const details = { format, name, condition, environment, repository };
    const run = ({ invocations, writes }: ReturnType<typeof readCommand>): Reading => {
      files.apply(writes);
      return hostReading(invocations, details);
    };
    switch (resource.kind) {
      case 'script':
        return run(readShellCommand(resource.script, resource.shell, environment, options));
      case 'command':
        return run(readCommand(resource.words, environment, options));
      case 'container': {
        const command = containerCommand('docker', resource.given, at);
        return hostReading(command === undefined ? [] : [command], details);
      }
      case 'file': {
        const path = resource.path.known;
        if (path !== undefined) files.write(path, resource.content, resource.content.locate() ?? at, false);
        break;
      }
      case 'line': {
        const path = resource.path.known;
        const { line, match: regexp } = resource;
        const place = line.locate() ?? at;
        const edit = {
          line,
          regexp,
          insertBefore: undefined,
          insertAfter: undefined,
          backrefs: false,
          firstMatch: false,
        };
        if (path !== undefined) files.edit(path, place, (before) => setLine(before, edit, place));
      }
    }
    return { launches: [], problems: [] };
  });
  return joinReadings([
    ...readings,
    await readWrites(files.writes, repository),
    await readWrittenCompose(files.writes),
  ]);
}
