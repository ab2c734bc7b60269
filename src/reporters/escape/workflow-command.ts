import { visible } from './visible.ts';

/** Properties of a workflow command in the order they are printed; `undefined` ones are left out. */
export type CommandProperties = Readonly<Record<string, string | number | undefined>>;

/**
 * One workflow command as a line for the log. Escapes as the runner unescapes (actions/runner,
 * `ActionCommand.TryParseV2`): `%`, CR and LF in data, also `:` and `,` in properties. A line that starts
 * with `::` is never read as `##[command]`.
 */
export function workflowCommand(name: string, properties: CommandProperties, message: string): string {
  const list = Object.entries(properties)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
    .join(',');
  return `::${name}${list === '' ? '' : ` ${list}`}::${escapeData(message)}`;
}

/** Data keeps its line breaks, as `%0A`. */
function escapeData(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => visible(line).replace(/%/g, '%25'))
    .join('%0A');
}

function escapeProperty(text: string): string {
  return text
    .replace(/%/g, '%25')
    .replace(/\r/g, '%0D')
    .replace(/\n/g, '%0A')
    .replace(/:/g, '%3A')
    .replace(/,/g, '%2C');
}

/**
 * A path for the `file` property. It has to match the path on disk, so joiners that occur in real names stay;
 * controls and bidirectional overrides become visible at the price of the annotation's place.
 */
export function commandPath(path: string): string {
  return path.replace(/[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu, visible);
}
