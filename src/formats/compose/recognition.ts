/** Names that are Compose files wherever they stand, stack files included. */
const NAME =
  /(?:^|\/)(?:(?:docker-|podman-|container-)?compose(?:[._-][^/]*)?|[^/]*[._-](?:docker-)?compose|(?:docker-)?(?:stack|swarm)|(?:docker-)?stack[._-][^/]*|[^/]*[._-]stack)\.(?:ya?ml|json)$/i;
/** What is put behind the name of a file that people copy and change first: `docker-compose.override.yml.dist`. */
const SHOWN = /\.(?:dist|example|sample|template)$/i;
/** Folders that hold parts of a Compose project. */
const FOLDER = /(?:^|\/)(?:docker-)?compose(?:\.d)?\/[^/]+\.ya?ml$/i;
/** Files of CI systems and of other tools that have `services:` of their own. */
const OTHER_TOOL =
  /(?:^|\/)(?:\.github|\.circleci|\.woodpecker|\.drone)\/|(?:^|\/)\.?(?:gitlab-ci|drone|woodpecker|travis|bitbucket-pipelines|azure-pipelines|appveyor|cirrus)(?:[._-][^/]*)?\.ya?ml$/i;
const SERVICES = /^["']?services["']?[ \t]*:[ \t]*(?:#[^\n]*|[&{][^\n]*)?\r?$/m;
/** Top-level keys of files that are no Compose files. */
const OTHER_KEYS =
  /^["']?(?:apiVersion|kind|jobs|pipeline|steps|stages|workspace|definitions|parameters|resources)["']?[ \t]*:/m;

/** Whether a path alone says Compose file. */
export function hasComposePath(path: string): boolean {
  return (NAME.test(path) || FOLDER.test(path)) && !OTHER_TOOL.test(path);
}

/** Whether a text is one: `services:` at the top, one of them with an image or a build. */
export function hasComposeContent(text: string, path: string): boolean {
  if (
    OTHER_TOOL.test(path) ||
    !/\.(?:ya?ml|json|j2|jinja2?|erb|epp|tmpl|tpl|ctmpl|tftpl|template|in|dist|example|sample|stack)$/i.test(
      path,
    )
  )
    return false;
  if (/^\s*\{/.test(text))
    return /^\s*\{\s*"(?:version|name|services)"\s*:/.test(text) && /"(?:image|build)"\s*:/.test(text);
  return (
    SERVICES.test(text) &&
    /^[ \t]+["']?(?:image|build)["']?[ \t]*:|[{,][ \t]*(?:image|build):/m.test(text) &&
    !OTHER_KEYS.test(text)
  );
}

/** Whether a name is that of a part which is laid over a base file: `docker-compose.prod.yml`. */
export function hasOverlayName(path: string): boolean {
  return /(?:^|\/)(?:docker-)?compose[._-][^/]+\.ya?ml$/i.test(path.replace(SHOWN, ''));
}

/** Whether a path may be that of a part, before it is read. */
export function mayBePartPath(path: string): boolean {
  return /\.ya?ml$/i.test(path.replace(SHOWN, ''));
}

/** Whether a text may be laid over a Compose file: `services:` at the top, and no sign of another tool. */
export function mayBePart(text: string, path: string): boolean {
  return !OTHER_TOOL.test(path) && SERVICES.test(text) && !OTHER_KEYS.test(text);
}

/** Whether a file is one for `docker stack deploy`: its name says so, or says stack while it has a `deploy:`. */
export function isStackFile(path: string, text: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^docker-(?:stack|swarm)[._-]|(?:^|[._-])swarm[._-]/i.test(name)) return true;
  return /^stack\.(?:ya?ml|json)$/i.test(name) && /^[ \t]+["']?deploy["']?[ \t]*:/m.test(text);
}
