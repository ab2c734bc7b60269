import type { Repository } from '../../repository/repository.ts';
import type { Invocation } from '../../shell/invocation.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { isKubectl } from '../kubernetes/kubectl/command-line.ts';
import { clusterCalls } from '../kubernetes/kubectl/script-calls.ts';
import { isOfRepository, type Release } from './release.ts';
import { valuesAt } from './releases.ts';
import { setWords, valuesOfPaths } from './set-values.ts';

/** Options of `helm install` and `helm upgrade` that take no word of their own. */
const SWITCHES =
  /^(?:-[igh]|--(?:install|atomic|wait|wait-for-jobs|create-namespace|debug|force|devel|dry-run|generate-name|dependency-update|disable-openapi-validation|hide-notes|hide-secret|insecure-skip-tls-verify|no-hooks|pass-credentials|plain-http|render-subchart-notes|replace|skip-crds|skip-schema-validation|enable-dns|verify|cleanup-on-fail|reset-values|reuse-values|reset-then-reuse-values|rollback-on-failure|take-ownership|help|kube-insecure-skip-tls-verify))$/;
const MOST_CALLS = 200;

/** The charts that a script installs with `helm install` and `helm upgrade`. */
export async function scriptedReleases(
  script: SourceFile,
  repository: Repository,
): Promise<readonly Release[]> {
  const invocations = clusterCalls(script, repository).invocations.filter(({ name }) => !isKubectl(name));
  const found: Release[] = [];
  for (const invocation of invocations.slice(0, MOST_CALLS))
    found.push(...(await releaseOf(invocation, repository)));
  return found;
}

async function releaseOf({ argv, at }: Invocation, repository: Repository): Promise<readonly Release[]> {
  const operands: TracedText[] = [];
  const values: (YamlNode | undefined)[] = [];
  const sets: TracedText[] = [];
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index];
    if (word === undefined) break;
    if (!word.text.startsWith('-')) {
      operands.push(word);
      continue;
    }
    const equals = word.text.startsWith('--') ? word.text.indexOf('=') : -1;
    const name = equals < 0 ? word.text : word.text.slice(0, equals);
    if (equals < 0 && SWITCHES.test(name)) continue;
    const value = equals < 0 ? argv[++index] : word.slice(equals + 1);
    if (value === undefined) break;
    if (/^--set(?:-string)?$/.test(name)) sets.push(value);
    else if (/^(?:-f|--values)$/.test(name) && value.known !== undefined)
      values.push(await valuesAt(at.file.path, value.known, repository));
  }
  const [verb, ...names] = operands;
  const chart = names.at(-1)?.known;
  if (!/^(?:install|upgrade|template)$/.test(verb?.known ?? '') || chart === undefined) return [];
  if (names.length > 2 || isOfRepository(chart, at.file.path, repository)) return [];
  return [{ chart, values: [...values, valuesOfPaths(sets.flatMap(setWords), at)] }];
}
