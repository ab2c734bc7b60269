import * as v from 'valibot';
import { formatNames } from '../formats/names.ts';
import { parseReleases } from '../memcached/version.ts';
import { type NetworkList, parseNetwork } from '../network/address-class.ts';
import { invalidWaiver } from '../rules/invalid-waiver.ts';
import { findRule } from '../rules/registry.ts';
import type { Location, SourceFile } from '../text/source-file.ts';
import { asMapping, isNull, placeOf } from '../yaml/access.ts';
import type { YamlNode } from '../yaml/node.ts';
import { parseYaml } from '../yaml/parse.ts';
import { type Configuration, DEFAULT_CONFIGURATION, type LoadedConfiguration } from './configuration.ts';
import { type ConfigurationInput, configurationSchema } from './configuration-schema.ts';
import { locateInYaml, plainValue } from './configuration-yaml.ts';
import { toFindings } from './judge.ts';
import type { Level } from './level.ts';
import { sentence } from './sentence.ts';
import { configuredWaivers, ruleProblem } from './waivers/configured-waivers.ts';

/** Reads a configuration file. What is wrong in it becomes findings; what is right in it counts all the same. */
export async function readConfiguration(file: SourceFile): Promise<LoadedConfiguration> {
  const { documents, issues } = await parseYaml(file);
  const mistakes = issues.map(({ start, end, message }): Mistake => ({ at: file.at(start, end), message }));
  const root = documents[0]?.root;
  if (root !== undefined && mistakes.length === 0 && asMapping(root) === undefined && !isNull(root)) {
    mistakes.push({ at: placeOf(root), message: 'The configuration must be a mapping of keys to values' });
  }
  if (root === undefined || isNull(root) || mistakes.length > 0) return loaded(file, root, {}, mistakes);
  const parsed = v.safeParse(configurationSchema, plainValue(root));
  for (const issue of parsed.issues ?? []) mistakes.push(mistakeOf(root, issue));
  const input = parsed.success ? parsed.output : {};
  if (parsed.success) mistakes.push(...(await unknownNames(root, input)));
  return loaded(file, root, input, mistakes);
}

interface Mistake {
  readonly at: Location;
  readonly message: string;
}

function mistakeOf(root: YamlNode, issue: v.BaseIssue<unknown>): Mistake {
  const path = (issue.path ?? []).map(({ key }) => key as string | number);
  const unknownKey = issue.type === 'strict_object';
  return {
    at: locateInYaml(root, path, unknownKey ? 'key' : 'value'),
    message: `${path.join('.')} ${issue.message}`,
  };
}

async function unknownNames(root: YamlNode, input: ConfigurationInput): Promise<readonly Mistake[]> {
  const mistakes: Mistake[] = [];
  const formats = input.files === undefined ? [] : await formatNames();
  for (const name of Object.keys(input.rules ?? {})) {
    if (findRule(name) === undefined) {
      mistakes.push({
        at: locateInYaml(root, ['rules', name], 'key'),
        message: `rules.${name} is no rule; memcached-guard rules lists them`,
      });
    }
  }
  for (const [path, format] of Object.entries(input.files ?? {})) {
    if (!formats.includes(format)) {
      const message = `files.${path} names no format; the formats are ${formats.join(', ')}`;
      mistakes.push({ at: locateInYaml(root, ['files', path], 'value'), message });
    }
  }
  for (const [index, { rule }] of (input.waivers ?? []).entries()) {
    const problem = ruleProblem(rule);
    if (problem !== undefined) {
      const at = locateInYaml(root, ['waivers', index, 'rule'], 'value');
      mistakes.push({ at, message: `waivers.${index}.rule: ${problem}` });
    }
  }
  return mistakes;
}

function loaded(
  file: SourceFile,
  root: YamlNode | undefined,
  input: ConfigurationInput,
  mistakes: readonly Mistake[],
): LoadedConfiguration {
  const hits = mistakes.map(({ at, message }) => ({
    rule: invalidWaiver,
    hit: { at: visible(at), message: sentence(message), evidence: message },
  }));
  return {
    configuration: {
      ...fromInput(input),
      waivers: root === undefined ? [] : configuredWaivers(root, input.waivers ?? []),
    },
    findings: toFindings(hits, DEFAULT_CONFIGURATION),
    path: file.path,
  };
}

/** A finding is never empty: an absent value is shown by the character before it. */
function visible(at: Location): Location {
  if (at.end > at.start) return at;
  return at.start > 0 ? at.file.at(at.start - 1, at.start) : at.file.at(0, 1);
}

function fromInput(input: ConfigurationInput): Configuration {
  const label = input['memcached-version'];
  const releases = label === undefined ? undefined : parseReleases(label);
  return {
    ...DEFAULT_CONFIGURATION,
    ...(label !== undefined && releases !== undefined
      ? {
          memcachedVersion: {
            state: 'known',
            releases,
            label,
            because: `the configuration says memcached-version: ${label}`,
          },
        }
      : {}),
    rules: new Map(
      Object.entries(input.rules ?? {}).map(([name, level]) => [
        findRule(name)?.id ?? name,
        level as Level | 'off',
      ]),
    ),
    exclude: input.exclude ?? [],
    include: input.include ?? [],
    files: new Map(Object.entries(input.files ?? {})),
    onUnknown: input['on-unknown'] ?? DEFAULT_CONFIGURATION.onUnknown,
    strict: input.strict ?? false,
    failOn: input['fail-on'] ?? DEFAULT_CONFIGURATION.failOn,
    privateNetworks: (input['private-networks'] ?? []).flatMap((text): NetworkList => {
      const network = parseNetwork(text);
      return network ? [network] : [];
    }),
    hosts: Object.fromEntries(
      Object.entries(input.hosts ?? {}).map(([name, addresses]) => [name, [addresses].flat()]),
    ),
    requireExplicitUdpOff: input['require-explicit-udp-off'] ?? false,
    inlineWaivers: input['inline-waivers'] ?? 'allow',
    ...(input.baseline === undefined
      ? {}
      : { baseline: input.baseline.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '') }),
  };
}
