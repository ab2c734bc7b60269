import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { RubyString, RubyStrings } from './ruby-strings.ts';

/** `d.run "cache", image: "memcached", args: "-p 11211:11211", cmd: "-m 64"` of a docker provisioner. */
export interface DockerRunCall {
  /** The container's name, and its image where none is given. */
  readonly image: RubyString;
  readonly options: ReadonlyMap<string, RubyString | string>;
  readonly at: Location;
}

const CALL = /^\s*\w{1,40}\.run[ \t(]+(?=["'])/;
const OPTION = /(?:\b(image|args|cmd):|[:"'](image|args|cmd)["']?[ \t]*=>)\s{0,200}/g;
const LONGEST = 2000;

/** The call on a line, with the lines that it goes on to. */
export function dockerRunAt(
  file: SourceFile,
  strings: RubyStrings,
  start: number,
  code: string,
): DockerRunCall | undefined {
  const call = CALL.exec(code)?.[0];
  const image = call === undefined ? undefined : strings.at(start + call.length);
  if (call === undefined || image === undefined) return undefined;
  const end = endOfCall(file.text, image.end);
  const options = new Map<string, RubyString | string>();
  for (const match of file.text.slice(image.end, end).matchAll(OPTION)) {
    const at = image.end + match.index + match[0].length;
    const variable = /^[$@]?\w+/.exec(file.text.slice(at, at + 100))?.[0];
    const value = strings.at(at) ?? variable;
    if (value !== undefined) options.set(match[1] ?? match[2] ?? '', value);
  }
  const from = start + call.length - call.trimStart().length;
  return { image, options, at: file.at(from, Math.max(end, image.end)) };
}

/** A line that ends with a comma or an opening bracket goes on. */
function endOfCall(text: string, from: number): number {
  let end = from;
  for (let line = from; line < text.length && line - from < LONGEST; line = end + 1) {
    const newline = text.indexOf('\n', line);
    end = newline < 0 ? text.length : newline;
    if (!/[,({\\]\s*(?:#.*)?$/.test(text.slice(line, end).slice(-500))) break;
  }
  return end;
}

/**
 * The script that Vagrant runs for it: `docker run … --name NAME ARGS IMAGE CMD`, which the shell splits
 * (plugins/provisioners/docker/client.rb).
 */
export function dockerScript(
  { image, options, at }: DockerRunCall,
  textOf: (value: RubyString | string | undefined) => TracedText | undefined,
): readonly TracedText[] {
  const name = textOf(image);
  if (name === undefined) return [];
  const between = (text: string) => TracedText.decoded(text, at);
  const option = (key: string): TracedText => {
    const value = options.get(key);
    if (value === undefined) return TracedText.empty;
    return textOf(value) ?? TracedText.unknown(String(value), 'Ruby works it out', at, true);
  };
  const own = options.has('image') ? option('image') : name;
  const label = name.known?.replace(/[/:]/g, '-') ?? 'container';
  return [
    TracedText.concat([
      between(`docker run -d --name ${label} `),
      option('args'),
      between(' '),
      own,
      between(' '),
      option('cmd'),
    ]),
  ];
}
