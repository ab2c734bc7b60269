/**
 * What GitHub's runner makes of a step's output, after actions/runner: ActionCommand.cs (parsing),
 * ActionCommandManager.cs (stopping, lines and columns), ExecutionContext.cs (limits).
 */
export interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

interface SeenAnnotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
  readonly endColumn?: number;
}

export interface StepLog {
  /** What a person sees beside the change. */
  readonly annotations: readonly SeenAnnotation[];
  /** Annotations that the runner dropped without a word. */
  readonly dropped: number;
  /** Lines that stand in the log as they are. */
  readonly lines: readonly string[];
  /** Commands that did something else than annotate; there should be none. */
  readonly others: readonly Command[];
}

const COMMANDS = new Set([
  'error',
  'warning',
  'notice',
  'debug',
  'group',
  'endgroup',
  'echo',
  'add-mask',
  'add-path',
  'add-matcher',
  'remove-matcher',
  'set-env',
  'set-output',
  'save-state',
  'stop-commands',
]);
const PER_TYPE = 10;
const LONGEST = 4096;

/** `::name key=value,…::message` at the start of a line, else `##[name key=value;…]message` anywhere in it. */
export function parseCommand(line: string, known: ReadonlySet<string> = COMMANDS): Command | undefined {
  return parseCurrent(line, known) ?? parseOld(line, known);
}

function parseCurrent(line: string, known: ReadonlySet<string>): Command | undefined {
  const text = line.trimStart();
  const end = text.startsWith('::') ? text.indexOf('::', 2) : -1;
  if (end < 0) return undefined;
  const info = text.slice(2, end);
  const space = info.indexOf(' ');
  const name = space < 0 ? info : info.slice(0, space);
  if (!known.has(name.toLowerCase())) return undefined;
  const list = space > 0 ? info.slice(space + 1).trim() : '';
  const decode = (value: string): string => decodeData(value.replaceAll('%3A', ':').replaceAll('%2C', ','));
  return { name, properties: properties(list, ',', decode), message: decodeData(text.slice(end + 2)) };
}

function parseOld(line: string, known: ReadonlySet<string>): Command | undefined {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;
  const info = line.slice(start + 3, end);
  const space = info.indexOf(' ');
  const name = space < 0 ? info : info.slice(0, space);
  if (!known.has(name.toLowerCase())) return undefined;
  return { name, properties: {}, message: line.slice(end + 1) };
}

function decodeData(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function properties(
  list: string,
  separator: string,
  decode: (value: string) => string,
): Record<string, string> {
  const found: Record<string, string> = {};
  for (const property of list.split(separator)) {
    const at = property.indexOf('=');
    if (at > 0 && at < property.length - 1) found[property.slice(0, at)] = decode(property.slice(at + 1));
  }
  return found;
}

/** Reads everything that a step printed. */
export function readLog(output: string): StepLog {
  const annotations: SeenAnnotation[] = [];
  const lines: string[] = [];
  const others: Command[] = [];
  const counts = { error: 0, warning: 0, notice: 0 };
  let dropped = 0;
  let token: string | undefined;
  for (const line of output.split(/\r?\n/)) {
    const command = parseCommand(line, token === undefined ? COMMANDS : new Set([token.toLowerCase()]));
    if (token !== undefined) {
      if (command !== undefined) token = undefined;
      else lines.push(line);
    } else if (command === undefined) lines.push(line);
    else if (command.name === 'stop-commands') token = command.message;
    else if (command.name === 'error' || command.name === 'warning' || command.name === 'notice') {
      if (++counts[command.name] > PER_TYPE) dropped++;
      else annotations.push(seen(command.name, command));
    } else others.push(command);
  }
  if (token !== undefined) throw new Error('commands were stopped and never resumed');
  return { annotations, dropped, lines: lines.filter((line) => line !== ''), others };
}

/** Lines and columns as the runner keeps them. */
function seen(level: SeenAnnotation['level'], { properties: given, message }: Command): SeenAnnotation {
  const line = number(given['line']);
  const endLine = number(given['endLine']);
  let column = number(given['col']);
  let endColumn = number(given['endColumn']);
  const reversed = column !== undefined && endColumn !== undefined && endColumn < column;
  if (line === undefined || (endLine !== undefined && endLine !== line) || reversed) {
    column = undefined;
    endColumn = undefined;
  }
  return {
    level,
    message: message.slice(0, LONGEST),
    ...(given['title'] === undefined ? {} : { title: given['title'] }),
    ...(given['file'] === undefined ? {} : { file: given['file'] }),
    ...(line === undefined ? {} : { line }),
    ...(endLine === undefined ? {} : { endLine }),
    ...(column === undefined ? {} : { column }),
    ...(endColumn === undefined ? {} : { endColumn }),
  };
}

function number(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The outputs in a `GITHUB_OUTPUT` file: `name<<delimiter`, lines, `delimiter`. */
export function readOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    const start = /^([^<=]+)<<(.+)$/.exec(lines[i] ?? '');
    if (start?.[1] === undefined || start[2] === undefined) continue;
    const end = lines.indexOf(start[2], i + 1);
    outputs[start[1]] = lines.slice(i + 1, end).join('\n');
    i = end;
  }
  return outputs;
}
