import { isReadable, type Repository } from '../repository/repository.ts';
import type { SourceFile } from '../text/source-file.ts';
import { asItems, asMapping, entries, follow, isNull } from '../yaml/access.ts';
import type { YamlNode } from '../yaml/node.ts';
import { readEvents } from '../yaml/read-events.ts';
import { blankTemplates, hasTemplates } from '../yaml/templates.ts';
import type { TemplateValue } from './value.ts';

const DEEPEST = 8;
const MOST_ITEMS = 256;
/** Aliases of aliases can make more nodes of a few lines than anybody has variables. */
const MOST_NODES = 5000;

/** A YAML node as a value of a template. */
export function valueOfYaml(
  node: YamlNode | undefined,
  depth = 0,
  budget = { left: MOST_NODES },
): TemplateValue {
  const found = follow(node);
  if (found === undefined || isNull(found)) return { kind: 'nothing' };
  if (depth > DEEPEST || --budget.left < 0) return { kind: 'unknown' };
  if (found.kind === 'scalar')
    return found.tag?.startsWith('!vault') ? { kind: 'unknown' } : { kind: 'text', text: found.text };
  const items = asItems(found);
  if (items)
    return {
      kind: 'list',
      items: items.slice(0, MOST_ITEMS).map((item) => valueOfYaml(item, depth + 1, budget)),
    };
  const mapping = [...entries(found)].slice(0, MOST_ITEMS);
  return {
    kind: 'map',
    entries: new Map(mapping.map(([key, { value }]) => [key, valueOfYaml(value, depth + 1, budget)])),
  };
}

/** The YAML files of a repository that set variables, each read once, and only when it names what is asked for. */
export class YamlFiles {
  readonly #repository: Repository;
  readonly #roots = new Map<string, readonly YamlNode[]>();

  constructor(repository: Repository) {
    this.#repository = repository;
  }

  /** The documents of a file if its text holds a word. */
  documents(path: string, word: string): readonly YamlNode[] {
    const file = this.#repository.read(path);
    if (!isReadable(file) || !file.text.includes(word)) return [];
    const known = this.#roots.get(path);
    if (known) return known;
    const roots = rootsOf(file);
    this.#roots.set(path, roots);
    return roots;
  }

  /** The value at a key of a file's top level. */
  top(path: string, key: string): TemplateValue | undefined {
    for (const root of this.documents(path, key)) {
      const pair = asMapping(root) && entries(root).get(key);
      if (pair) return valueOfYaml(pair.value);
    }
    return undefined;
  }
}

function rootsOf(file: SourceFile): readonly YamlNode[] {
  const strict = readEvents(file);
  const read =
    'documents' in strict || !hasTemplates(file.text)
      ? strict
      : readEvents(file, { structure: blankTemplates(file.text) });
  if (!('documents' in read)) return [];
  return read.documents.flatMap(({ root }) => (root ? [root] : []));
}
