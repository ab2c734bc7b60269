import type { Repository } from '../../../repository/repository.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import type { TracedText } from '../../../text/traced-text.ts';
import { parseRendered } from '../chart/rendered-yaml.ts';
import { type KubernetesObject, objectsOf } from '../objects.ts';
import { hasManifestContent } from '../recognition.ts';
import type { Service } from '../services.ts';
import type { Variant } from '../variants.ts';
import { type KubectlCommand, kubectlCommand, optionValue } from './command-line.ts';
import { serviceMadeBy } from './expose.ts';
import { patchedBy } from './patch.ts';
import { forwardedBy } from './port-forward.ts';
import { startedBy } from './run.ts';
import { clusterCalls } from './script-calls.ts';

/** No script of people calls it more often. */
const MOST_CALLS = 300;

/** What scripts do to a cluster. */
export interface ScriptedObjects {
  readonly objects: readonly KubernetesObject[];
  /** What is open while a script runs. */
  readonly forwarded: readonly Service[];
  readonly variants: readonly Variant[];
}

/** Follows the `kubectl` calls of scripts, beside the manifests of the repository. */
export async function scriptedObjects(
  scripts: readonly SourceFile[],
  manifests: readonly KubernetesObject[],
  repository: Repository,
): Promise<ScriptedObjects> {
  const objects: KubernetesObject[] = [];
  const forwarded: Service[] = [];
  const variants: Variant[] = [];
  for (const script of scripts) {
    const { commands, written } = readCommands(script, repository);
    for (const text of written) objects.push(...objectsOf(await parseRendered(script, text), script.path));
    for (const command of commands.slice(0, MOST_CALLS)) {
      objects.push(...startedBy(command), ...(await appliedBy(command)));
      const service = serviceMadeBy(command, [...manifests, ...objects]);
      if (service !== undefined) objects.push(service);
      const known = [...manifests, ...objects];
      forwarded.push(...forwardedBy(command, known));
      const patched = await patchedBy(command, known);
      if (patched === undefined) continue;
      const { target, result } = patched;
      if (target === undefined) objects.push(result);
      else
        variants.push({
          path: script.path,
          objects: known.map((other) => (other === target ? result : other)),
        });
    }
  }
  return { objects, forwarded, variants };
}

/** The calls of a script, and the manifests that it writes to files. */
function readCommands(
  script: SourceFile,
  repository: Repository,
): { readonly commands: readonly KubectlCommand[]; readonly written: readonly TracedText[] } {
  const { invocations, writes } = clusterCalls(script, repository);
  return {
    commands: invocations.flatMap((invocation) => kubectlCommand(invocation) ?? []),
    written: writes.flatMap(({ path, text }) => (hasManifestContent(text.text, path) ? [text] : [])),
  };
}

/** The manifests that `kubectl apply -f -` reads from a here-document. */
async function appliedBy(command: KubectlCommand): Promise<readonly KubernetesObject[]> {
  const { verb, invocation } = command;
  const { input, at } = invocation;
  if (input === undefined || !/^(?:apply|create|replace)$/.test(verb)) return [];
  if (optionValue(command, 'filename')?.known !== '-') return [];
  return objectsOf(await parseRendered(at.file, input), at.file.path);
}
