import { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { isLong } from '../expansion/variables.ts';
import type { Machine } from './machine.ts';
import type { State } from './state.ts';

/** A path from where the script started, without `.` and `..`; `undefined` after a `cd` to an unknown place. */
export function resolvePath(path: string, state: State): string | undefined {
  if (path.startsWith('/')) return normalised(path);
  if (state.directory === undefined) return undefined;
  return normalised(state.directory === '' ? path : `${state.directory}/${path}`);
}

function normalised(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '..' || !path.startsWith('/')) parts.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/');
}

/** What a file holds: as the script wrote it before, else as it is at hand. */
export function textOfFile(path: string, state: State, machine: Machine): TracedText | 'missing' | 'unknown' {
  const resolved = resolvePath(path, state);
  if (resolved === undefined) return 'unknown';
  const written = state.files.get(resolved);
  if (written !== undefined) return written;
  const found = machine.options.files(resolved);
  if (found === undefined) return 'unknown';
  if (found === 'missing') return 'missing';
  return found instanceof SourceFile ? TracedText.source(found, 0, found.text.length) : found;
}

/** Whether there is surely nothing at a path, so that it cannot be opened for reading. */
export function isMissing(path: string, state: State, machine: Machine): boolean {
  if (path === '') return true;
  if (path.startsWith('/dev/') || machine.filesMayAppear) return false;
  const resolved = resolvePath(path, state);
  if (resolved === undefined || resolved === '' || resolved === '/') return false;
  return textOfFile(path, state, machine) === 'missing' && machine.options.list(resolved) === undefined;
}

/** Writes text to a file of the script's; what grows too long is given up. */
export function writeFile(path: string, text: TracedText, append: boolean, state: State): void {
  const before = append ? state.files.get(path) : undefined;
  if (before === 'unknown') return;
  const whole = before === undefined ? text : TracedText.concat([before, text]);
  state.files.set(path, append && isLong(whole) ? 'unknown' : whole);
}
