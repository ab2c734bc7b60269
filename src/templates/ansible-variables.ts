import { asItems, asMapping, entries, follow } from '../yaml/access.ts';
import type { YamlNode } from '../yaml/node.ts';
import type { TemplateValue } from './value.ts';
import { valueOfYaml, type YamlFiles } from './yaml-value.ts';

const YAML = /\.ya?ml$/;
/** What is set to try a role out says nothing about where it is used. */
const TRIAL = /(?:^|\/)(?:molecule|tests?|spec|examples?|\.[^/]+)\//;
/** More playbooks than this are not searched for variables. */
const MOST_PLAYBOOKS = 500;

/**
 * The values that an Ansible repository gives a variable of a role's template (Ansible's "variable precedence"):
 * the role's defaults unless `group_vars/all` overrides them for everybody; `group_vars`, `host_vars` and the
 * `vars` of plays; the role's own `vars/main.yml` in place of all of them; parameters where the role is used.
 */
export class AnsibleVariables {
  readonly #files: YamlFiles;
  readonly #shared: readonly string[];
  readonly #playbooks: readonly string[];
  readonly #paths: readonly string[];

  constructor(paths: readonly string[], files: YamlFiles) {
    this.#files = files;
    this.#paths = paths;
    this.#shared = paths.filter(
      (path) => /(?:^|\/)(?:group_vars|host_vars)\//.test(path) && !TRIAL.test(path),
    );
    this.#playbooks = paths
      .filter(
        (path) =>
          YAML.test(path) &&
          !TRIAL.test(path) &&
          !/(?:^|\/)(?:roles\/[^/]+\/(?:defaults|meta|files|templates|vars)|group_vars|host_vars|defaults|meta|hieradata|data)\//.test(
            path,
          ),
      )
      .slice(0, MOST_PLAYBOOKS);
  }

  /** @param root the role's folder, with its closing `/` */
  lookup(name: string, root: string): readonly TemplateValue[] {
    const own = this.#paths.filter((path) => path.startsWith(root) && YAML.test(path));
    const values = (paths: readonly string[]) => paths.flatMap((path) => this.#files.top(path, name) ?? []);
    const inRole = (folder: string) => own.filter((path) => path.slice(root.length).startsWith(`${folder}/`));
    const uses = this.#playbooks.flatMap((path) => this.#inPlaybook(path, name));
    const isMain = (path: string) => /\/main(?:\.ya?ml$|\/)/.test(`/${path.slice(root.length)}`);
    const main = values(inRole('vars').filter(isMain));
    const params = uses.filter(({ isParameter }) => isParameter).map(({ value }) => value);
    if (main.length > 0) return [...main, ...params];
    const everybody = this.#shared.filter((path) => /(?:^|\/)group_vars\/all(?:\.ya?ml$|\/|$)/.test(path));
    const forAll = values(everybody);
    const inventories = new Set(
      this.#shared.map((path) => path.replace(/(?:group_vars|host_vars)\/.*$/, '')),
    );
    const defaults = forAll.length > 0 && inventories.size === 1 ? [] : values(inRole('defaults'));
    const others = values(this.#shared.filter((path) => !everybody.includes(path)));
    const folders = values([
      ...inRole('vars').filter((path) => !isMain(path)),
      ...this.#paths.filter(
        (path) => /^(?:[^/]+\/)?vars\/.+\.ya?ml$/.test(path) && !path.startsWith(`${root}vars/`),
      ),
    ]);
    return [...defaults, ...forAll, ...others, ...folders, ...uses.map(({ value }) => value)];
  }

  #inPlaybook(path: string, name: string): readonly Use[] {
    const uses: Use[] = [];
    for (const root of this.#files.documents(path, name)) collect(root, name, uses, false, new Set());
    return uses;
  }
}

interface Use {
  readonly value: TemplateValue;
  /** Given to the role itself rather than to the play. */
  readonly isParameter: boolean;
}

/** `vars:` of plays, tasks and roles, and what stands beside `role:`. */
function collect(node: YamlNode, name: string, uses: Use[], inRoles: boolean, seen: Set<YamlNode>): void {
  const found = follow(node);
  if (found === undefined || seen.has(found)) return;
  seen.add(found);
  for (const item of asItems(found) ?? []) collect(item, name, uses, inRoles, seen);
  if (asMapping(found) === undefined) return;
  const pairs = entries(found);
  const isRole = pairs.has('role') || pairs.has('include_role') || pairs.has('import_role');
  const direct = isRole ? pairs.get(name) : undefined;
  if (direct) uses.push({ value: valueOfYaml(direct.value), isParameter: true });
  for (const [key, { value }] of pairs) {
    const set = key === 'vars' && asMapping(value) ? entries(value).get(name) : undefined;
    if (set) uses.push({ value: valueOfYaml(set.value), isParameter: isRole || inRoles });
    if (/^(?:roles|tasks|pre_tasks|post_tasks|block|handlers)$/.test(key))
      collect(value, name, uses, key === 'roles', seen);
  }
}
