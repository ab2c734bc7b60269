import type { TemplateValue } from '../../templates/value.ts';
import { valueOfYaml } from '../../templates/yaml-value.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { asItems, asMapping, asText, ExpansionBudget, entries, follow, placeOf } from '../../yaml/access.ts';
import type { YamlNode, YamlPair } from '../../yaml/node.ts';
import { argumentsIn, commandIn } from './free-form.ts';

/** A task that uses one of the modules that can start memcached. */
export interface Task {
  readonly name: string | undefined;
  /** Without its collection: `command`, `docker_container`. */
  readonly module: string;
  readonly arguments: ReadonlyMap<string, TemplateValue>;
  /** `environment:` of the task and of what it is in. */
  readonly environment: readonly TemplateValue[];
  /** What it is repeated for, and the name of the variable. */
  readonly loop: { readonly items: TemplateValue; readonly variable: string } | undefined;
  /** `when:` of the task or of what it is in. */
  readonly conditional: boolean;
  /** The value of the module. */
  readonly at: Location;
  /** The lines of a Compose file that stands in the task. */
  readonly definition: TracedText | undefined;
}

const COMMANDS = ['command', 'shell', 'raw'];
const MODULES = new Set([
  ...COMMANDS,
  'copy',
  'template',
  'lineinfile',
  'replace',
  'blockinfile',
  'cron',
  'docker_container',
  'podman_container',
  'docker',
  'docker_swarm_service',
  'docker_compose',
  'docker_compose_v2',
]);
const LISTS = /^(?:tasks|pre_tasks|post_tasks|handlers|block|rescue|always)$/;
const DEEPEST = 12;
const MOST_TASKS = 1000;

interface Surroundings {
  readonly environment: readonly TemplateValue[];
  readonly conditional: boolean;
}

/** The tasks of a playbook or of a file of tasks, in order. Empty for YAML of another kind. */
export function tasksOf(root: YamlNode | undefined): readonly Task[] {
  const tasks: Task[] = [];
  collect(root, { environment: [], conditional: false }, { tasks, budget: new ExpansionBudget() }, 0);
  return tasks;
}

interface Collection {
  readonly tasks: Task[];
  /** Aliases can make a small file large. */
  readonly budget: ExpansionBudget;
}

function collect(
  list: YamlNode | undefined,
  around: Surroundings,
  collection: Collection,
  depth: number,
): void {
  const { tasks, budget } = collection;
  for (const item of asItems(list) ?? []) {
    if (!budget.spend() || asMapping(item) === undefined || depth > DEEPEST) continue;
    const pairs = entries(item);
    const environment = pairs.get('environment');
    const inner: Surroundings = {
      environment: environment ? [...around.environment, valueOfYaml(environment.value)] : around.environment,
      conditional: around.conditional || pairs.has('when'),
    };
    for (const [key, { value }] of pairs) if (LISTS.test(key)) collect(value, inner, collection, depth + 1);
    if (tasks.length < MOST_TASKS) tasks.push(...taskOf(pairs, inner));
  }
}

function taskOf(pairs: ReadonlyMap<string, YamlPair>, around: Surroundings): readonly Task[] {
  const used = moduleOf(pairs);
  if (used === undefined) return [];
  const { module, value } = used;
  const loop = [...pairs].find(([key]) => /^(?:loop|with_(?:items|list|flattened))$/.test(key));
  const control = pairs.get('loop_control')?.value;
  const variable = asText(entries(control).get('loop_var')?.value)?.known ?? 'item';
  const others = pairs.get('args')?.value;
  return [
    {
      name: asText(pairs.get('name')?.value)?.text,
      module,
      arguments: new Map([...argumentsAt(module, others), ...argumentsAt(module, value)]),
      loop: loop && { items: valueOfYaml(loop[1].value), variable },
      at: placeOf(follow(value) ?? value),
      definition: blockLines(entries(value).get('definition')?.value),
      ...around,
    },
  ];
}

/** The lines of a mapping in block style, from the first one's indentation on: YAML by themselves. */
function blockLines(node: YamlNode | undefined): TracedText | undefined {
  const mapping = asMapping(node);
  if (mapping === undefined || mapping.flow) return undefined;
  const { file, start, end } = mapping;
  return TracedText.source(file, file.text.lastIndexOf('\n', start - 1) + 1, end);
}

function moduleOf(
  pairs: ReadonlyMap<string, YamlPair>,
): { readonly module: string; readonly value: YamlNode } | undefined {
  for (const [key, { value }] of pairs) {
    const module = key.slice(key.lastIndexOf('.') + 1);
    if (MODULES.has(module)) return { module, value };
  }
  return undefined;
}

function argumentsAt(module: string, node: YamlNode | undefined): ReadonlyMap<string, TemplateValue> {
  const text = asText(node);
  if (text === undefined)
    return new Map([...entries(node)].map(([key, { value }]) => [key, valueOfYaml(value)]));
  const found = new Map<string, TemplateValue>();
  const { command, options } = COMMANDS.includes(module)
    ? commandIn(text)
    : { command: undefined, options: argumentsIn(text) };
  for (const [key, value] of options) found.set(key, { kind: 'text', text: value });
  if (command !== undefined) found.set('cmd', { kind: 'text', text: command });
  return found;
}
