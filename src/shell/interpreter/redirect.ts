import { TracedText } from '../../text/traced-text.ts';
import { joinSegments } from '../expansion/fields.ts';
import { expandHereDocument } from '../expansion/segments.ts';
import { resolvePath, textOfFile, writeFile } from './file-access.ts';
import type { Context, Machine } from './machine.ts';
import type { Redirection } from './nodes.ts';
import { printedText } from './output.ts';
import { createFile, failureOf, redirectDescriptor } from './redirect-failure.ts';
import type { Input, State } from './state.ts';

/** The command that redirections belong to: `exec` alone keeps them, a special builtin's failure ends dash. */
export type Redirected = typeof ORDINARY | 'special' | 'exec';
export const ORDINARY = 'ordinary';

interface Target {
  readonly path: string;
  readonly append: boolean;
  readonly at: { readonly pos: number; readonly end: number };
}

/**
 * Runs a command with its redirections: the standard input from files, here-documents and here-strings,
 * the standard output into files, whose text later commands may read back. Other descriptors do not
 * change what is started, unless a redirection fails, which keeps the command from running.
 */
export function withRedirections(
  redirections: readonly Redirection[],
  state: State,
  machine: Machine,
  context: Context,
  kind: Redirected,
  run: () => State[],
): State[] {
  if (redirections.length === 0) return run();
  const { input, output, captured, descriptors } = state;
  let target: Target | 'elsewhere' | undefined;
  for (const redirection of redirections) {
    const descriptor = redirection.descriptor;
    const fd =
      descriptor === undefined ? undefined : descriptor.type === 'FileDescriptor' ? descriptor.value : -1;
    if (redirection.type !== 'Redirect') {
      if (fd === undefined || fd === 0) state.input = documentInput(redirection, state, machine, context);
      redirectDescriptor('<', fd, undefined, state);
      if (state.flow !== undefined) return [state];
      continue;
    }
    const { operator } = redirection;
    const path = redirection.target && machine.single(redirection.target, state, context).text.known;
    if (state.flow !== undefined) return [state];
    const failure = redirection.target && failureOf(operator, path, state, machine);
    if (failure !== undefined) {
      Object.assign(state, { input, descriptors, status: state.dialect === 'sh' ? 2 : 1 });
      if (failure === 'shell')
        machine.refusedAt ??= context.at ?? context.code.locate(redirection.pos, redirection.end);
      if (failure === 'shell' || (kind !== ORDINARY && state.dialect === 'sh')) state.flow = { kind: 'exit' };
      return [state];
    }
    redirectDescriptor(operator, fd, path, state);
    if (operator.startsWith('<')) {
      if (fd === undefined || fd === 0) state.input = fileInput(operator, path, state, machine);
    } else if (fd === undefined || fd === 1) target = outputTarget(redirection, path) ?? target;
    if (!/^<&?$/.test(operator)) createFile(operator, fd, path, state, machine);
  }
  if (target !== undefined) {
    state.output = undefined;
    state.captured = target !== 'elsewhere';
  }
  const results = run();
  for (const result of results) {
    if (kind !== 'exec') result.descriptors = descriptors;
    if (target !== undefined) {
      if (target !== 'elsewhere') store(target, result, machine, context);
      result.output = output;
      result.captured = captured;
    }
    if (
      result.input !== input &&
      redirections.some((r) => r.type !== 'Redirect' || r.operator.startsWith('<'))
    )
      result.input = input;
  }
  return results;
}

type Document = Extract<Redirection, { type: 'HereDoc' | 'HereString' }>;

function documentInput(node: Document, state: State, machine: Machine, context: Context): Input {
  if (node.type === 'HereString') {
    if (node.target === undefined) return 'unknown';
    const { text } = machine.single(node.target, state, context);
    const at = context.code.locate(node.pos, node.end);
    const end = at === undefined ? [] : [TracedText.decoded('\n', at)];
    return { text: TracedText.concat([text, ...end]), from: 0 };
  }
  const { body } = node;
  const raw =
    node.delimiter?.quoted === true
      ? context.code.slice(body.pos, body.end)
      : joinSegments(expandHereDocument(body, machine, state, context).segments, ' ');
  return { text: node.operator === '<<-' ? withoutTabs(raw) : raw, from: 0 };
}

/** `<<-` takes the tabs off the start of each line. */
function withoutTabs(text: TracedText): TracedText {
  const pieces: TracedText[] = [];
  for (const match of text.text.matchAll(/[^\n]*\n?/g)) {
    const [line] = match;
    const tabs = /^\t*/.exec(line)?.[0].length ?? 0;
    if (line.length > tabs) pieces.push(text.slice(match.index + tabs, match.index + line.length));
  }
  return TracedText.concat(pieces);
}

type FileRedirection = Extract<Redirection, { type: 'Redirect' }>;

function fileInput(operator: string, path: string | undefined, state: State, machine: Machine): Input {
  if (path === '/dev/null') return 'empty';
  if (path === undefined || operator !== '<') return 'unknown';
  if (path === '/dev/stdin') return state.input;
  const text = textOfFile(path, state, machine);
  return typeof text === 'string' ? 'unknown' : { text, from: 0 };
}

function outputTarget(node: FileRedirection, path: string | undefined): Target | 'elsewhere' | undefined {
  if (node.target === undefined) return undefined;
  if (path === '1' && node.operator === '>&') return undefined;
  if (path === undefined || path.startsWith('/dev/') || (node.operator === '>&' && /^(\d+|-)$/.test(path)))
    return 'elsewhere';
  return { path, append: node.operator === '>>' || node.operator === '&>>', at: node };
}

function store(target: Target, state: State, machine: Machine, context: Context): void {
  const text = printedText(state.output);
  const path = resolvePath(target.path, state);
  if (path === undefined) return;
  writeFile(path, text, target.append, state);
  const at = context.code.locate(target.at.pos, target.at.end);
  machine.write(
    { path: target.path, text, append: target.append, at, conditional: context.conditional },
    state,
  );
}
