import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** A section and its options; names of options in lower case, the last of several wins. */
export interface IniSection {
  readonly name: string;
  readonly options: ReadonlyMap<string, TracedText>;
}

interface OpenSection {
  readonly name: string;
  readonly options: Map<string, TracedText[]>;
}

/** A configuration, and the first line that makes the parser refuse all of it. */
export interface IniFile {
  readonly sections: readonly IniSection[];
  readonly malformed: Location | undefined;
}

/**
 * Reads supervisord's dialect of INI, Python's configparser with `;` and `#` as comment signs after white
 * space, too: indented lines continue a value, `:` is as good as `=`, sections of one name are merged.
 */
export function readIni(file: SourceFile): IniFile {
  const sections = new Map<string, OpenSection>();
  let malformed: Location | undefined;
  let section: OpenSection | undefined;
  let value: TracedText[] | undefined;
  let blankLines = 0;
  let indent = 0;
  for (let number = 1; number <= file.lineStarts.length; number++) {
    const { start } = file.lineSpan(number);
    const whole = file.line(number);
    const line = withoutComment(whole);
    const text = line.trim();
    if (text === '') {
      if (line === whole) blankLines++;
      continue;
    }
    const depth = line.length - line.trimStart().length;
    const from = start + depth;
    if (value && depth > indent) {
      const newlines = TracedText.decoded('\n'.repeat(blankLines + 1), file.at(from, from));
      value.push(newlines, TracedText.source(file, from, from + text.length));
      blankLines = 0;
      continue;
    }
    blankLines = 0;
    indent = depth;
    value = undefined;
    const header = /^\[([^\]]+)\]/.exec(text)?.[1];
    if (header !== undefined) {
      section = sections.get(header) ?? { name: header, options: new Map() };
      sections.set(header, section);
      continue;
    }
    const delimiter = text.search(/[=:]/);
    if (section === undefined || delimiter < 1) {
      malformed ??= file.at(from, from + text.length);
      continue;
    }
    const rest = text.slice(delimiter + 1).trimStart();
    const valueStart = from + text.length - rest.length;
    value = [TracedText.source(file, valueStart, valueStart + rest.length)];
    section.options.set(text.slice(0, delimiter).trim().toLowerCase(), value);
  }
  const closed = [...sections.values()].map(({ name, options }) => ({ name, options: joined(options) }));
  return { sections: closed, malformed };
}

function joined(options: ReadonlyMap<string, TracedText[]>): Map<string, TracedText> {
  return new Map([...options].map(([key, parts]) => [key, TracedText.concat(parts)]));
}

/** A comment sign counts at the beginning of a line or after white space. */
function withoutComment(line: string): string {
  const at = line.search(/(?<![^\s])[;#]/);
  return at < 0 ? line : line.slice(0, at);
}
