import { TracedText } from '../../text/traced-text.ts';
import type { Builtin } from '../builtins/builtin.ts';
import { setStatus } from '../builtins/control.ts';
import { implied } from '../interpreter/output.ts';
import { readOptions } from '../wrappers/options.ts';
import { editFile } from './edit-in-place.ts';

type Lines = readonly TracedText[];

const SECTION = /^\s*\[/;

/** `crudini --set FILE SECTION NAME VALUE`, as crudini 0.9.4 does it; anything else that it does is not followed. */
export const crudini: Builtin = (words, state, machine, context) => {
  const { options, rest } = readOptions(words, {});
  const [file, section, name, value] = rest;
  const isSet = options.length > 0 && options.every((option) => /^(?:set|inplace)$/.test(option.name));
  if (!isSet || file === undefined || name === undefined || value === undefined)
    return setStatus(state, 'unknown');
  editFile(file, (lines) => withValue(lines, section?.known, name, value), state, machine, context);
  return setStatus(state, 'success');
};

/** Lines above the first section are those of `''`, and of `DEFAULT` where that is not named. */
function withValue(
  lines: Lines,
  section: string | undefined,
  name: TracedText,
  value: TracedText,
): Lines | undefined {
  if (section === undefined || name.known === undefined || !/^[\w.-]*$/.test(section)) return undefined;
  const title = lines.findIndex(({ text }) => text.trim() === `[${section}]`);
  if (section !== '' && title < 0) {
    const header = implied(`[${section}]`, name.locate());
    if (section === 'DEFAULT') return [header, ...inSection(lines, 0, name, value)];
    return [...lines, TracedText.empty, TracedText.empty, header, newLine(name, value)];
  }
  return inSection(lines, section === '' ? 0 : title + 1, name, value);
}

/** Replaces the last value of that name in the section, or adds one at its end. */
function inSection(lines: Lines, start: number, name: TracedText, value: TracedText): Lines {
  const length = lines.slice(start).findIndex(({ text }) => SECTION.test(text));
  const end = length < 0 ? lines.length : start + length;
  const found = lines
    .slice(start, end)
    .findLastIndex(({ text }) => text.includes('=') && text.slice(0, text.indexOf('=')).trim() === name.text);
  if (found < 0) return [...lines.slice(0, end), newLine(name, value), ...lines.slice(end)];
  const old = lines[start + found] ?? TracedText.empty;
  const sign = /^[^=]*=[ \t]*/.exec(old.text)?.[0].length ?? 0;
  const line = TracedText.concat([old.slice(0, sign), value]);
  return [...lines.slice(0, start + found), line, ...lines.slice(start + found + 1)];
}

function newLine(name: TracedText, value: TracedText): TracedText {
  return TracedText.concat([name, implied(' = ', name.locate()), value]);
}
