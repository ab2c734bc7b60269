/** The parts of an image reference, as the Docker reference grammar names them. */
export interface ImageReference {
  /** `docker.io`, `registry.example:5000`; absent where the reference names none. */
  readonly registry?: string;
  /** Path without registry: `memcached`, `library/memcached`, `team/cache/memcached`. */
  readonly repository: string;
  readonly tag?: string;
  /** `sha256:…` */
  readonly digest?: string;
  /** Offset of the tag in the text. */
  readonly tagStart?: number;
}

/**
 * Splits an image reference (`[registry/]path[:tag][@digest]`). As in the engine, a first path component is
 * a registry if it holds a dot or a colon, is `localhost`, or has an upper-case letter. Unknown parts may
 * stand anywhere; nothing is rejected. Transports (`docker://`, `docker.io/` …) of podman and buildah are dropped.
 */
export function parseImageReference(text: string): ImageReference {
  const start = /^(?:docker|oci|containers-storage|docker-daemon):(?:\/\/)?/.exec(text)?.[0].length ?? 0;
  const at = text.indexOf('@', start);
  const nameEnd = at < 0 ? text.length : at;
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const slash = text.lastIndexOf('/', nameEnd - 1);
  const colon = text.indexOf(':', Math.max(slash, start));
  const hasTag = colon >= 0 && colon < nameEnd;
  const path = text.slice(start, hasTag ? colon : nameEnd);
  const first = path.indexOf('/');
  const host = first < 0 ? '' : path.slice(0, first);
  const isRegistry = /[.:A-Z]/.test(host) || host === 'localhost';
  return {
    ...(isRegistry ? { registry: host } : {}),
    repository: isRegistry ? path.slice(first + 1) : path,
    ...(hasTag ? { tag: text.slice(colon + 1, nameEnd), tagStart: colon + 1 } : {}),
    ...(digest === undefined ? {} : { digest }),
  };
}

const COMPONENT = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const NAME = new RegExp(`^${COMPONENT}(?:/${COMPONENT})*$`);
const HOST =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d+)?$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
/** Longest reference that is looked at closely; the engine's limit for a name is 255. */
const LONGEST = 1000;

/** Whether the engine takes a text as an image reference (distribution/reference `ParseNormalizedNamed`). */
export function isImageReference(text: string): boolean {
  if (text.length > LONGEST || /^[a-f0-9]{64}$/.test(text)) return false;
  const { registry, repository, tag, digest } = parseImageReference(text);
  return (
    (registry === undefined || HOST.test(registry)) &&
    NAME.test(repository) &&
    (tag === undefined || TAG.test(tag)) &&
    (digest === undefined || DIGEST.test(digest))
  );
}
