import type { RelatedPlace } from '../../../launch/launch.ts';
import { isReadable } from '../../../repository/repository.ts';
import type { Location } from '../../../text/source-file.ts';
import { type Run, TracedText } from '../../../text/traced-text.ts';
import type { ScriptImage } from '../../docker-run/built-images.ts';
import { buildImage } from '../../dockerfile/build.ts';
import { joinPath } from '../../dockerfile/evaluate.ts';
import { directoryOf } from '../../host/paths.ts';
import type { Assignment } from '../unit-file.ts';
import type { QuadletFiles, QuadletUnit } from './quadlet-unit.ts';

/** The image of a container. */
export interface QuadletImage {
  readonly reference: Assignment;
  /** The unit that leads to it. */
  readonly related?: readonly RelatedPlace[];
  /** For an image that a `.build` unit makes of a Dockerfile of the repository. */
  readonly built?: ScriptImage;
}

/** What `Image=` names: a reference, or a `.image` or `.build` unit that leads to one. */
export function quadletImage(unit: QuadletUnit, files: QuadletFiles): QuadletImage | undefined {
  const image = unit.own.last('Image');
  if (image === undefined) return undefined;
  const name = image.value.known ?? '';
  const other = /\.(?:image|build)$/.test(name) ? files.named(name, unit) : undefined;
  if (other === undefined) return { reference: image };
  const isBuild = other.name.endsWith('.build');
  const named = isBuild ? other.own.list('ImageTag')[0] : other.own.last('Image');
  if (named === undefined) return { reference: image };
  const built = isBuild ? builtBy(other, files) : undefined;
  const related = [{ at: named.at, message: `${name} brings the image` }];
  // The launch stands in the container that it belongs to.
  const value = TracedText.concat(named.value.runs.map((run) => moved(run, image.at)));
  return { reference: { ...image, value }, related, ...(built !== undefined && { built }) };
}

function moved(run: Run, to: Location): TracedText {
  if (run.kind === 'unknown') return TracedText.unknown(run.name, run.because, to, run.splits);
  return TracedText.decoded(run.text, to);
}

/** `File=` and `SetWorkingDirectory=` are paths from the unit's folder; a URL is built elsewhere. */
function builtBy(build: QuadletUnit, { repository }: QuadletFiles): ScriptImage | undefined {
  const folder = `/${directoryOf(build.file.path)}`;
  const directory = build.own.last('SetWorkingDirectory')?.value.known ?? 'unit';
  const file = build.own.last('File')?.value.known;
  if (/^[a-z+]+:\/\//i.test(directory)) return undefined;
  const context = directory === 'file' ? directoryOf(file ?? '') : directory === 'unit' ? '' : directory;
  const place = joinPath(folder, context === '' ? '.' : context).slice(1);
  const path = file === undefined ? undefined : joinPath(folder, file).slice(1);
  const candidates = path === undefined ? [`${place}/Containerfile`, `${place}/Dockerfile`] : [path];
  const dockerfile = candidates
    .map((candidate) => repository.read(candidate.replace(/^\/+/, '')))
    .find(isReadable);
  if (dockerfile === undefined) return undefined;
  const target = build.own.last('Target')?.value.known;
  const args = new Map<string, TracedText | undefined>();
  const built = buildImage(dockerfile, {
    repository,
    args,
    context: place,
    ...(target === undefined ? {} : { target }),
  });
  if ('error' in built) return undefined;
  const { stage, image } = built;
  return { image, builds: { path: dockerfile.path, ...(stage === undefined ? {} : { stage }) } };
}
