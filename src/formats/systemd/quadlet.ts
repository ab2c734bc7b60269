import type { Reading } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { dockerRunLaunches } from '../docker-run/launches.ts';
import { baseName, directoryOf, withoutTemplateSuffix } from '../host/paths.ts';
import { Cutter } from './cutter.ts';
import { readEnvironment } from './environment.ts';
import type { EnvironmentFiles } from './environment-files.ts';
import { readArguments } from './exec-line.ts';
import { readService } from './service.ts';
import { expandSpecifiers, type SpecifierContext } from './specifiers.ts';
import { UnitEnvironment } from './unit-environment.ts';
import { type Assignment, readUnitFile } from './unit-file.ts';
import { parseUnitName, UNKNOWN_INSTANCE } from './unit-name.ts';
import { expandVariables } from './variables.ts';

const SECTIONS: ReadonlySet<string> = new Set(['Unit', 'Container', 'Pod', 'Image', 'Service', 'Install']);

/** Whether a path is that of a container of Podman's Quadlet, or of a drop-in of one. */
export function isQuadletPath(path: string): boolean {
  return /\.container(?:\.d\/[^/]+\.conf)?$/.test(withoutTemplateSuffix(path));
}

/** The container that a drop-in changes; the path itself for a `.container`. */
export function quadletOf(path: string): string {
  return path.replace(/\.d\/[^/]+\.conf$/, '');
}

/**
 * The memcached in a Quadlet container (podman-systemd.unit(5)): the generator turns it into
 * `podman run … IMAGE EXEC…` of a service, whose words systemd reads as those of any unit.
 */
export function readQuadlet(file: SourceFile, repository: Repository, files: EnvironmentFiles): Reading {
  const own = withoutTemplateSuffix(baseName(file.path)).replace(/\.container$/, '.service');
  const unit = parseUnitName(own.replace('@.', `@${UNKNOWN_INSTANCE}.`));
  if (!unit) return { launches: [], problems: [] };
  const assignments = assignmentsWithDropIns(file, repository);
  const context = { unit };
  const container = new Section(assignments, 'Container', context);
  const image = imageOf(container.last('Image'), file, repository);
  if (!image) return { launches: [], problems: [] };

  const service = readService({ file, assignments }, [], context);
  const environment = new UnitEnvironment(service, files);
  const pod = podOf(container, file, repository, context) ?? container;
  const words: TracedText[] = [word('run', image.at)];
  for (const { value, at } of pod.list('PublishPort')) words.push(word('--publish', at), value);
  for (const { value, at } of pod.list('Network'))
    words.push(word('--network', at), value.text.endsWith('.network') ? named(value) : value);
  const entrypoint = container.last('Entrypoint');
  if (entrypoint) words.push(word('--entrypoint', entrypoint.at), entrypoint.value);
  for (const { name, value, at } of container.environment())
    words.push(word('--env', at), TracedText.concat([word(`${name}=`, at), value]));
  for (const { value } of container.list('PodmanArgs')) words.push(...wordsOf(value, context));
  words.push(image.value, ...wordsOf(container.last('Exec')?.value ?? TracedText.empty, context));

  const argv = expandVariables(words, environment.value);
  const invocation = { name: 'podman', program: word('podman', image.at), argv, at: image.at };
  const plain = { conditional: false, ownNetwork: false, posixlyCorrect: false };
  const reading = dockerRunLaunches({ ...invocation, ...plain }, { format: 'systemd', environment });
  const name = withoutTemplateSuffix(baseName(file.path));
  return { ...reading, launches: reading.launches.map((launch) => ({ ...launch, name })) };
}

/** One section's settings, specifiers expanded. */
class Section {
  readonly #lines: readonly Assignment[];
  readonly #context: SpecifierContext;

  constructor(assignments: readonly Assignment[], section: string, context: SpecifierContext) {
    this.#lines = assignments.filter((line) => line.section === section);
    this.#context = context;
  }

  /** The value of a setting that can be given once: the last one counts. */
  last(key: string): Assignment | undefined {
    const line = this.#lines.findLast((other) => other.key === key);
    return line && line.value.length > 0 ? this.#expanded(line) : undefined;
  }

  /** The values of a setting that accumulates; an empty one clears what came before. */
  list(key: string): readonly Assignment[] {
    const lines = this.#lines.filter((line) => line.key === key);
    const cleared = lines.findLastIndex(({ value }) => value.length === 0);
    return lines.slice(cleared + 1).map((line) => this.#expanded(line));
  }

  environment() {
    return this.list('Environment').flatMap((line) => readEnvironment(line, this.#context));
  }

  #expanded(line: Assignment): Assignment {
    const value =
      line.key === 'Environment' || line.key === 'Exec'
        ? line.value
        : expandSpecifiers(line.value, this.#context);
    return 'unknown' in value ? line : { ...line, value };
  }
}

function assignmentsWithDropIns(file: SourceFile, repository: Repository): readonly Assignment[] {
  const folder = `${withoutTemplateSuffix(file.path)}.d/`;
  const dropIns = repository.paths
    .filter((path) => path.startsWith(folder) && /^[^/.][^/]*\.conf$/.test(path.slice(folder.length)))
    .sort()
    .map((path) => repository.read(path))
    .filter(isReadable);
  return [file, ...dropIns].flatMap((part) => readUnitFile(part, SECTIONS).assignments);
}

/** The image, looked up in a `.image` unit beside it if that is what it names. */
function imageOf(
  image: Assignment | undefined,
  file: SourceFile,
  repository: Repository,
): Assignment | undefined {
  if (!image?.value.text.endsWith('.image')) return image;
  const unit = repository.read(directoryOf(file.path) + image.value.text);
  return isReadable(unit)
    ? readUnitFile(unit, SECTIONS).assignments.findLast(
        ({ section, key }) => section === 'Image' && key === 'Image',
      )
    : image;
}

/** The pod that owns a container's network and ports. */
function podOf(
  container: Section,
  file: SourceFile,
  repository: Repository,
  context: SpecifierContext,
): Section | undefined {
  const name = container.last('Pod')?.value.known;
  const pod = name === undefined ? undefined : repository.read(directoryOf(file.path) + name);
  return isReadable(pod) ? new Section(readUnitFile(pod, SECTIONS).assignments, 'Pod', context) : undefined;
}

function wordsOf(value: TracedText, context: SpecifierContext): readonly TracedText[] {
  const words: TracedText[] = [];
  readArguments(new Cutter(value), 0, context, words);
  return words;
}

/** `cache.network` is the network `systemd-cache`. */
function named(value: TracedText): TracedText {
  const at = value.locate();
  return at ? TracedText.decoded(`systemd-${value.text.replace(/\.network$/, '')}`, at) : value;
}

function word(text: string, at: Location): TracedText {
  return TracedText.decoded(text, at);
}
