import { isReadable, type Repository } from '../../../repository/repository.ts';
import { unknownEnvironment } from '../../../shell/environment.ts';
import { readScript, type ScriptReading } from '../../../shell/invocations.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import { TracedText } from '../../../text/traced-text.ts';
import { dialectOf, isScriptPath } from '../../shell-script/recognition.ts';
import { isKubectl } from './command-line.ts';

/** Manifests and values both ask for a script's calls; reading it is what costs. */
const READ = new WeakMap<SourceFile, ScriptReading>();
const NOTHING: ScriptReading = { invocations: [], writes: [], tooComplex: false };

/** Whether a file is a script that may call one of the tools for clusters. */
export function mayCall(tool: 'kubectl' | 'helm', { path, text }: SourceFile): boolean {
  return isScriptPath(path) && (tool === 'helm' ? /\bhelm3?\b/ : /\b(?:kubectl|oc)\b/).test(text);
}

/** The calls of `kubectl` and `helm` in a script, and the files that it writes. */
export function clusterCalls(script: SourceFile, repository: Repository): ScriptReading {
  const known = READ.get(script);
  if (known !== undefined) return known;
  const dialect = dialectOf(script.path, script.text);
  const folder = script.path.slice(0, script.path.lastIndexOf('/') + 1);
  const reading =
    dialect === 'other'
      ? NOTHING
      : readScript(TracedText.source(script, 0, script.text.length), unknownEnvironment, {
          interest: (name) => isKubectl(name) || /^helm3?$/.test(name),
          dialect,
          files: (path) => {
            const found = repository.read(folder + path.replace(/^(?:\.\/)+/, ''));
            return isReadable(found) ? found : undefined;
          },
        });
  READ.set(script, reading);
  return reading;
}
