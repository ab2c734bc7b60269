import { unknownEnvironment } from '../../shell/environment.ts';
import type { Invocation } from '../../shell/invocation.ts';
import { type FileWrite, readScript } from '../../shell/invocations.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { asItems, asText, child, entries, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { leadsToMemcached } from '../docker-run/leading-programs.ts';
import { quotedCommand } from '../provisioning/quoted-command.ts';
import { packagedFile } from '../written-files/packaged-files.ts';
import { WrittenFile } from '../written-files/written-file.ts';

/** What commands do on a machine that starts. */
export interface Commands {
  readonly invocations: readonly Invocation[];
  readonly writes: readonly FileWrite[];
}

/** The files of `write_files`, as far as they are plain text or base64 of that; what is compressed is left out. */
export function filesOf(node: YamlNode | undefined): readonly FileWrite[] {
  return (asItems(node) ?? []).flatMap((item) => {
    const fields = entries(item);
    const path = asText(fields.get('path')?.value)?.known;
    const content = fields.get('content')?.value;
    const written = asText(content);
    if (path === undefined || content === undefined || written === undefined) return [];
    const encoding = asText(fields.get('encoding')?.value)?.text.toLowerCase() ?? 'text/plain';
    const text = BASE64.test(encoding) ? fromBase64(written, placeOf(content)) : written;
    if (text === undefined || !(BASE64.test(encoding) || encoding === 'text/plain')) return [];
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
  const lines: TracedText[] = [];
  const lists: Location[] = [];
  const lookUp = (path: string): SourceFile | undefined => {
    const found = files.find((file) => file.path === path);
    return found === undefined ? packagedFile(path) : new WrittenFile(path, found.text, found.at);
  };
  for (const item of asItems(node) ?? []) {
    const words = asItems(item)?.map((word) => asText(word) ?? TracedText.empty);
    const line = words === undefined ? asText(item) : quotedCommand(words);
    if (words !== undefined) lists.push(...placeOfWords(words));
    if (line !== undefined) lines.push(line, TracedText.decoded('\n', item.file.at(item.end, item.end)));
  }
  const script = TracedText.concat(lines);
  const { invocations, writes } = readScript(script, unknownEnvironment, {
    interest: leadsToMemcached,
    files: lookUp,
    dialect: 'sh',
  });
  return { invocations: invocations.map((call) => ({ ...call, at: placeIn(lists, call.at) })), writes };
}

/** All words of a list, where a command is one of them. */
function placeIn(lists: readonly Location[], at: Location): Location {
  return lists.find(({ file, start, end }) => file === at.file && start <= at.start && at.end <= end) ?? at;
}

/** From the first word to the last. */
function placeOfWords(words: readonly TracedText[]): readonly Location[] {
  const places = words.flatMap((word) => word.locate() ?? []);
  const [first] = places;
  return first === undefined ? [] : [first.file.at(first.start, places.at(-1)?.end ?? first.end)];
}

const BASE64 = /^(?:b64|base64)$/;

/** The bytes of base64 as text; `undefined` for what is not both. */
function fromBase64(text: TracedText, at: Location): TracedText | undefined {
  const known = text.known?.replace(/\s/g, '');
  if (known === undefined || !/^[A-Za-z0-9+/]*={0,2}$/.test(known) || known.length % 4 !== 0)
    return undefined;
  const bytes = Uint8Array.from(atob(known), (char) => char.charCodeAt(0));
  try {
    return TracedText.decoded(new TextDecoder('utf-8', { fatal: true }).decode(bytes), at);
  } catch {
    return undefined;
  }
}

/** The parts of a document that are settings of cloud-init: all of it, or what the Ubuntu installer passes on. */
export function settingsOf(root: YamlNode | undefined): readonly YamlNode[] {
  const passedOn = child(child(root, 'autoinstall'), 'user-data');
  return [root, passedOn].filter((node) => node !== undefined);
}
