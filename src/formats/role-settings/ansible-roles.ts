import { isReadable, type Repository } from '../../repository/repository.ts';
import { valueOfYaml, YamlFiles } from '../../templates/yaml-value.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { asItems, asMapping, ExpansionBudget, entries, follow, placeOf } from '../../yaml/access.ts';
import type { YamlNode, YamlPair } from '../../yaml/node.ts';
import { baseName } from '../host/paths.ts';
import { type RoleSetting, settingValue, textOf, wordsOf } from './setting.ts';

const LISTEN = 'memcached_listen_ip';
const VERBOSITY = 'memcached_log_verbosity';
const DEEPEST = 12;
/** More files than this are not searched for the name of the role. */
const MOST_FILES = 500;

/** Whether a YAML file may set a variable of geerlingguy.memcached that decides about sockets. */
export function setsRoleVariables(text: string): boolean {
  return /^[ \t-]*(?:memcached_listen_ip|memcached_log_verbosity)[ \t]*:/m.test(text);
}

/**
 * What a file sets for geerlingguy.memcached: variables of a group or host, of a play, or beside the role. Its
 * templates write one `-l` for each address, none for an empty list, and the verbosity as it stands.
 */
export function ansibleSettings(file: SourceFile, repository: Repository): readonly RoleSetting[] {
  if (!usesRole(repository)) return [];
  const found: RoleSetting[] = [];
  const word = file.text.includes(LISTEN) ? LISTEN : VERBOSITY;
  const budget = new ExpansionBudget();
  for (const root of new YamlFiles(repository).documents(file.path, word)) collect(root, found, 0, budget);
  return found;
}

function collect(node: YamlNode, found: RoleSetting[], depth: number, budget: ExpansionBudget): void {
  const here = follow(node);
  if (here === undefined || depth > DEEPEST || found.length > 64 || !budget.spend()) return;
  for (const item of asItems(here) ?? []) collect(item, found, depth + 1, budget);
  if (asMapping(here) === undefined) return;
  const pairs = entries(here);
  const pair = pairs.get(LISTEN) ?? pairs.get(VERBOSITY);
  if (pair !== undefined) found.push(settingOf(pairs, pair));
  for (const { value } of pairs.values()) collect(value, found, depth + 1, budget);
}

function settingOf(pairs: ReadonlyMap<string, YamlPair>, pair: YamlPair): RoleSetting {
  const listen = pairs.get(LISTEN);
  const verbosity = pairs.get(VERBOSITY);
  return {
    name: `role geerlingguy.memcached with ${baseName(pair.key.file.path)}`,
    at: placeOf(pair.value),
    listen: settingValue(listen && valueOfYaml(listen.value), 'unknown'),
    udpPort: 'none',
    extra: wordsOf(verbosity && textOf(valueOfYaml(verbosity.value))),
  };
}

/** Whether the repository uses geerlingguy.memcached without holding it. */
function usesRole(repository: Repository): boolean {
  if (repository.paths.some((path) => /memcached[^/]*\/templates\/[^/]*memcached/.test(path))) return false;
  const yaml = repository.paths.filter((path) => /\.ya?ml$/.test(path)).slice(0, MOST_FILES);
  return yaml.some((path) => {
    const file = repository.read(path);
    return isReadable(file) && file.text.includes('geerlingguy.memcached');
  });
}
