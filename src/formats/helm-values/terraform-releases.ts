import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { buildObject } from '../kubernetes/build-node.ts';
import { parseRendered } from '../kubernetes/chart/rendered-yaml.ts';
import { valueShape } from '../kubernetes/terraform/hcl-shape.ts';
import { attribute, blocks, type HclBody, type HclValue, textOf } from '../nomad/hcl/node.ts';
import { parseHcl, parseHclValue } from '../nomad/hcl/parse.ts';
import { fileVariables } from '../nomad/variables.ts';
import { isOfRepository, type Release } from './release.ts';
import { valuesAt } from './releases.ts';
import { type SetValue, valuesOfPaths } from './set-values.ts';

/** The charts that `helm_release` of Terraform installs. */
export async function terraformReleases(
  file: SourceFile,
  repository: Repository,
): Promise<readonly Release[]> {
  if (!/\bhelm_release\b/.test(file.text)) return [];
  const body = parseHcl(file, fileVariables(file));
  const found: Release[] = [];
  for (const block of blocks(body, 'resource')) {
    const chart = textOf(attribute(block.body, 'chart'))?.known;
    if (block.labels[0]?.text !== 'helm_release' || chart === undefined) continue;
    if (isOfRepository(chart, file.path, repository)) continue;
    const listed = attribute(block.body, 'values');
    const items = listed?.kind === 'list' ? listed.items : [];
    const values: (YamlNode | undefined)[] = [];
    for (const item of items) values.push(await valuesOf(item, file, body, repository));
    const at = file.at(block.start, block.end);
    found.push({ chart, values: [...values, valuesOfPaths(setsOf(block.body), at)] });
  }
  return found;
}

/** `set { name = …, value = … }`, or a list of such objects since version 3 of the provider. */
function setsOf(body: HclBody): readonly SetValue[] {
  const listed = attribute(body, 'set');
  const objects = listed?.kind === 'list' ? listed.items : [];
  const entries = [
    ...blocks(body, 'set').map((block) => block.body.attributes),
    ...objects.flatMap((item) => (item.kind === 'object' ? [item.attributes] : [])),
  ];
  return entries.flatMap((attributes) => {
    const text = (name: string) => textOf(attributes.find((pair) => pair.name === name)?.value);
    const path = text('name')?.known;
    const value = text('value');
    return path === undefined || value === undefined ? [] : [{ path, value }];
  });
}

/** A text of YAML, `yamlencode({ … })`, or a file. */
async function valuesOf(
  item: HclValue,
  file: SourceFile,
  around: HclBody,
  repository: Repository,
): Promise<YamlNode | undefined> {
  const text = textOf(item);
  if (text === undefined) return undefined;
  const written = file.text.slice(item.start, Math.min(item.end, item.start + LONGEST_CALL));
  const call = /^["${]{0,3}(file|templatefile|yamlencode|jsonencode)\(\s{0,20}/.exec(written);
  if (call === null) return (await parseRendered(file, text))[0]?.root;
  if (call[1]?.endsWith('encode')) {
    const value = parseHclValue(file, item.start + call[0].length, fileVariables(file));
    const at = file.at(item.start, item.end);
    return buildObject({ values: valueShape(value, around) }, at).pairs[0]?.value;
  }
  const path = /^"(?:\$\{path\.(?:module|root|cwd)\}\/)?([^"$]{1,300})"/.exec(written.slice(call[0].length));
  return path?.[1] === undefined ? undefined : valuesAt(file.path, path[1], repository);
}

/** The beginning of a call: its name and the path in it. */
const LONGEST_CALL = 400;
