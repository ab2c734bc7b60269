import { isMemcachedProgram } from '../../memcached/program.ts';
import { unknownEnvironment } from '../../shell/environment.ts';
import type { Invocation } from '../../shell/invocation.ts';
import { type FileWrite, invocationsOf, readScript } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { asItems, asText, child, entries, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { engineOf } from '../docker-run/option-table.ts';
import { baseName } from '../host/paths.ts';
import { packagedFile } from '../written-files/packaged-files.ts';
import { WrittenFile } from '../written-files/written-file.ts';

const interest = (name: string): boolean => isMemcachedProgram(name) || engineOf(name) !== undefined;

/** What commands do on a machine that starts. */
export interface Commands {
  readonly invocations: readonly Invocation[];
  readonly writes: readonly FileWrite[];
}

/** The files of `write_files`, as far as they are plain text. */
export function filesOf(node: YamlNode | undefined): readonly FileWrite[] {
  return (asItems(node) ?? []).flatMap((item) => {
    const fields = entries(item);
    const path = asText(fields.get('path')?.value)?.known;
    const content = fields.get('content')?.value;
    const text = asText(content);
    const encoding = asText(fields.get('encoding')?.value)?.text ?? 'text/plain';
    if (path === undefined || content === undefined || text === undefined || encoding !== 'text/plain')
      return [];
    const append = asText(fields.get('append')?.value)?.text.toLowerCase() === 'true';
    return [{ path, text, append, at: placeOf(content), conditional: false }];
  });
}

/**
 * The commands of `runcmd` or `bootcmd`. They become one script of `sh`; an item that is a list is one command
 * whose words are quoted (cloud-init, cc_runcmd).
 *
 * @param files that are on the machine when they run.
 */
export function commandsOf(node: YamlNode | undefined, files: readonly FileWrite[]): Commands {
  const invocations: Invocation[] = [];
  const writes: FileWrite[] = [];
  const lines: TracedText[] = [];
  const lookUp = (path: string): SourceFile | undefined => {
    const found = files.find((file) => file.path === path);
    return found === undefined ? packagedFile(path) : new WrittenFile(path, found.text, found.at);
  };
  const runScript = (script: TracedText): void => {
    const reading = readScript(script, unknownEnvironment, { interest, files: lookUp, dialect: 'sh' });
    invocations.push(...reading.invocations);
    writes.push(...reading.writes);
  };
  for (const item of asItems(node) ?? []) {
    const words = asItems(item)?.map((word) => asText(word) ?? TracedText.empty);
    const line = words === undefined ? asText(item) : undefined;
    const script = words && shellCode(words);
    if (line !== undefined) lines.push(line, TracedText.decoded('\n', item.file.at(item.end, item.end)));
    else if (script !== undefined) runScript(script);
    else if (words !== undefined)
      invocations.push(...invocationsOf(words, unknownEnvironment, { interest, files: lookUp }));
  }
  runScript(TracedText.concat(lines));
  return { invocations, writes };
}

/** The code of `sh -c CODE`. */
function shellCode([program, option, code, ...others]: readonly TracedText[]): TracedText | undefined {
  const isShell =
    /^(?:ba|da|z)?sh$/.test(baseName(program?.text ?? '')) && /^-[elx]*c$/.test(option?.text ?? '');
  return isShell && others.length === 0 ? code : undefined;
}

/** The parts of a document that are settings of cloud-init: all of it, or what the Ubuntu installer passes on. */
export function settingsOf(root: YamlNode | undefined): readonly YamlNode[] {
  const passedOn = child(child(root, 'autoinstall'), 'user-data');
  return [root, passedOn].filter((node) => node !== undefined);
}
