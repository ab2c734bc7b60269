import { isReadable, type Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { asItems, asMapping, asText, child, entries } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { parseYaml } from '../../yaml/parse.ts';
import { buildObject } from '../kubernetes/build-node.ts';
import { parseRendered } from '../kubernetes/chart/rendered-yaml.ts';
import { valueShape } from '../kubernetes/terraform/hcl-shape.ts';
import { attribute, blocks, type HclValue, textOf } from '../nomad/hcl/node.ts';
import { parseHcl, parseHclValue } from '../nomad/hcl/parse.ts';
import { fileVariables } from '../nomad/variables.ts';
import { member, type Task, valueText } from './task-definition.ts';

/**
 * The tasks in a file of JSON or YAML: a task definition, what `aws ecs` prints of one, a CloudFormation template, or
 * the list of containers that Terraform takes from a file.
 *
 * @param modes the network modes that the repository's Terraform names.
 */
export async function tasksIn(file: SourceFile, modes: ReadonlySet<string>): Promise<readonly Task[]> {
  const root = (await parseYaml(file)).documents[0]?.root;
  const list = asItems(root);
  if (list !== undefined) {
    const [mode] = modes.size === 1 ? modes : ['elsewhere'];
    return [{ name: undefined, containers: list, networkMode: mode }];
  }
  const resources = [...entries(child(root, 'Resources')).values()].flatMap(({ value }) =>
    asText(child(value, 'Type'))?.known === 'AWS::ECS::TaskDefinition' ? [child(value, 'Properties')] : [],
  );
  return [root, child(root, 'taskDefinition'), ...resources].flatMap(taskAt);
}

function taskAt(node: YamlNode | undefined): readonly Task[] {
  const containers = asItems(member(node, 'containerDefinitions'));
  if (asMapping(node) === undefined || containers === undefined) return [];
  const needed = asItems(member(node, 'requiresCompatibilities')) ?? [];
  const isFargate = needed.some((item) => asText(item)?.known === 'FARGATE');
  const networkMode = valueText(member(node, 'networkMode')) ?? (isFargate ? 'awsvpc' : undefined);
  return [{ name: asText(member(node, 'family'))?.known, containers, networkMode }];
}

/** The tasks of `aws_ecs_task_definition` in a Terraform file. */
export async function terraformTasks(file: SourceFile): Promise<readonly Task[]> {
  if (!file.text.includes('aws_ecs_task_definition')) return [];
  const body = parseHcl(file, fileVariables(file));
  const found: Task[] = [];
  for (const block of blocks(body, 'resource')) {
    const value = attribute(block.body, 'container_definitions');
    if (block.labels[0]?.text !== 'aws_ecs_task_definition' || value === undefined) continue;
    const needed = attribute(block.body, 'requires_compatibilities');
    const isFargate =
      needed?.kind === 'list' && needed.items.some((item) => textOf(item)?.known === 'FARGATE');
    found.push({
      name: textOf(attribute(block.body, 'family'))?.known ?? block.labels[1]?.known,
      containers: await containersOf(value, file),
      networkMode: textOf(attribute(block.body, 'network_mode')) ?? (isFargate ? 'awsvpc' : undefined),
    });
  }
  return found;
}

/** `jsonencode([…])`, or a text of JSON; a file is read by itself. */
async function containersOf(value: HclValue, file: SourceFile): Promise<readonly YamlNode[]> {
  const call = /^jsonencode\(\s{0,20}/.exec(file.text.slice(value.start, value.start + 40));
  if (call === null) {
    const text = textOf(value);
    const documents = text === undefined || !text.text.includes('{') ? [] : await parseRendered(file, text);
    return asItems(documents[0]?.root) ?? [];
  }
  const variables = fileVariables(file);
  const list = parseHclValue(file, value.start + call[0].length, variables);
  const around = parseHcl(file, variables);
  const node = buildObject({ list: valueShape(list, around) }, file.at(value.start, value.end));
  return asItems(node.pairs[0]?.value) ?? [];
}

/** The network modes that tasks have in the repository's Terraform files. */
export function networkModes(repository: Repository): ReadonlySet<string> {
  const modes = new Set<string>();
  for (const path of repository.paths) {
    if (!path.endsWith('.tf')) continue;
    const file = repository.read(path);
    if (!isReadable(file) || !file.text.includes('aws_ecs_task_definition')) continue;
    for (const [, mode] of file.text.matchAll(/\bnetwork_mode\s{0,40}=\s{0,10}"(\w{1,20})"/g))
      if (mode !== undefined) modes.add(mode);
  }
  return modes;
}
