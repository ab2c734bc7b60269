import { isReadable, type Repository } from '../../repository/repository.ts';

/** What a repository says of the instances of a template. */
export interface EnabledInstances {
  /** As they stand in unit names: `11212`. */
  readonly names: readonly string[];
  /** Whether some are named by variables or in other ways that cannot be read. */
  readonly others: boolean;
}

/** Files that tell systemd what to start: scripts, playbooks, manifests of configuration management, other units. */
const STARTERS =
  /(?:^|\/)(?:[^./]+|[^/]+\.(?:(?:ba|z|k)?sh|ya?ml|preset|mk|pp|sls|ks|cfg|service|target|tf|nix))(?:\.(?:j2|erb|epp|in|tmpl))?$/i;

/** No more files than this are looked into. */
const MOST_FILES = 2000;
const MOST_INSTANCES = 64;

/** What stands around the name of an instance where it is meant to run. */
const MEANT =
  /\bsystemctl\b|\benable|\bstart|\bname\s*[:=]|\b(?:Wants|Requires|BindsTo|WantedBy)=|\bservice\b/;
const NOT_MEANT = /^\s*(?:#|\/\/)|\bsystemctl\b[^\n;&|]*\b(?:stop|disable|mask|status|kill)\b/;

/** The instances of a template (`memcached@`) that some file of the repository starts or enables by name. */
export function enabledInstances(prefix: string, repository: Repository): EnabledInstances {
  const names = new Set<string>();
  let others = false;
  let looked = 0;
  const mention = `${prefix}@`;
  for (const path of repository.paths) {
    if (!STARTERS.test(path)) continue;
    if (++looked > MOST_FILES || names.size >= MOST_INSTANCES) break;
    const file = repository.read(path);
    if (!isReadable(file) || !file.text.includes(mention)) continue;
    for (const line of file.text.split('\n')) {
      if (line.length > 1000 || !MEANT.test(line) || NOT_MEANT.test(line)) continue;
      for (const name of namesIn(line, mention)) {
        if (name === undefined) others = true;
        else names.add(name);
      }
    }
  }
  return { names: [...names], others };
}

/** The instances that a line names; `undefined` for one that cannot be read. */
function namesIn(line: string, mention: string): readonly (string | undefined)[] {
  const found: (string | undefined)[] = [];
  for (let at = line.indexOf(mention); at >= 0; at = line.indexOf(mention, at + mention.length)) {
    if (/[\w.@-]/.test(line.charAt(at - 1))) continue;
    const rest = line.slice(at + mention.length);
    const written = /^[\w:.\\-]*/.exec(rest)?.[0] ?? '';
    const next = rest.charAt(written.length);
    const name = written.replace(/\.service$/, '').replace(/\.$/, '');
    if (/[${%<*]/.test(next)) found.push(undefined);
    else if (name !== '' && name !== 'service' && next !== '@') found.push(name);
  }
  return found;
}
