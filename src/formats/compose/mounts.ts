import type { ImageConfig } from '../../images/image.ts';
import { unknownImage } from '../../images/unknown-image.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import { TracedText } from '../../text/traced-text.ts';
import { isFixedPath, joinPath } from './paths.ts';
import type { Mount, Service } from './project.ts';
import { items, scalarText } from './service.ts';
import { type MapValue, member, type Value } from './value.ts';

/** What `volumes:` and `configs:` put into a service's containers, as far as it stands in this repository. */
export function readMounts(service: MapValue, model: MapValue): readonly Mount[] {
  const known = (value: Value | undefined) => scalarText(value)?.known;
  const volumes = items(member(service, 'volumes')).flatMap((volume): readonly Mount[] => {
    const [source, target] = [known(member(volume, 'source')), known(member(volume, 'target'))];
    if (known(member(volume, 'type')) !== 'bind' || source === undefined || target === undefined) return [];
    return isInside(source) ? [{ target, path: source }] : [];
  });
  const configs = items(member(service, 'configs')).flatMap((item): readonly Mount[] => {
    const name = item.kind === 'map' ? known(member(item, 'source')) : known(item);
    const config = name === undefined ? undefined : member(member(model, 'configs'), name);
    const target = (item.kind === 'map' ? known(member(item, 'target')) : undefined) ?? `/${name}`;
    const [path, text] = [known(member(config, 'file')), scalarText(member(config, 'content'))];
    if (text !== undefined) return [{ target, text }];
    return path !== undefined && isInside(path) ? [{ target, path }] : [];
  });
  return [...configs, ...volumes];
}

function isInside(path: string): boolean {
  return !isFixedPath(path) && !/^(?:~|\.\.(?:\/|$))/.test(path);
}

/** Where a shell looks for a program without a slash. */
const PROGRAM_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** The image of a service with the files that stand in its containers instead of the image's own. */
export function withMounts(
  image: ImageConfig | undefined,
  service: Service,
  repository: Repository,
): ImageConfig | undefined {
  if (service.mounts.length === 0) return image;
  const base = image ?? unknownImage(service.imageAt ?? service.at);
  const fileAt = (path: string): TracedText | undefined => {
    for (const candidate of candidates(path, service.workingDir?.known)) {
      const found = mountedText(candidate, service.mounts, repository);
      if (found !== undefined) return found;
    }
    return image?.fileAt?.(path);
  };
  return { ...base, fileAt };
}

function candidates(path: string, workingDir: string | undefined): readonly string[] {
  if (path.startsWith('/')) return [path];
  if (!path.includes('/')) return PROGRAM_FOLDERS.map((folder) => `${folder}/${path}`);
  return workingDir === undefined ? [] : [joinPath(workingDir, path)];
}

/** The last mount above a path has it. */
function mountedText(path: string, mounts: readonly Mount[], repository: Repository): TracedText | undefined {
  const [mount] = mounts
    .filter(({ target }) => path === target || path.startsWith(`${target === '/' ? '' : target}/`))
    .sort((a, b) => b.target.length - a.target.length);
  if (mount === undefined) return undefined;
  if ('text' in mount) return path === mount.target ? mount.text : undefined;
  const rest = path.slice(mount.target.length).replace(/^\//, '');
  const file = repository.read(rest === '' ? joinPath('.', mount.path) : joinPath(mount.path, rest));
  return isReadable(file) ? TracedText.source(file, 0, file.text.length) : undefined;
}

/** Whether a text is that of a file which is put into a service. */
export function isMounted(path: string, { mounts }: Service): boolean {
  return mounts.some(
    (mount) => 'path' in mount && (path === joinPath('.', mount.path) || isBelow(path, mount.path)),
  );
}

function isBelow(path: string, folder: string): boolean {
  const normal = joinPath('.', folder);
  return normal === '.' || path.startsWith(`${normal}/`);
}
