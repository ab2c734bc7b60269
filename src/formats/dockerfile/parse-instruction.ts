import type { Span } from '../../text/span.ts';
import { execForm } from './exec-form.ts';
import type { Argument, Statement } from './instruction.ts';
import type { LogicalLine } from './logical-line.ts';
import { blankWords, type Flag, flagsOf, quotedWords, trimmed } from './words.ts';

/** Why BuildKit refuses an instruction. */
export interface ParseError {
  readonly error: string;
}

/** The flags of each instruction (`instructions/parse.go`). */
const FLAGS: Readonly<Record<string, readonly string[]>> = {
  FROM: ['platform'],
  RUN: ['mount', 'network', 'security', 'device'],
  COPY: ['chown', 'from', 'chmod', 'link', 'exclude', 'parents'],
  ADD: ['chown', 'chmod', 'link', 'keep-git-dir', 'checksum', 'unpack', 'exclude'],
  HEALTHCHECK: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'],
};
const SWITCHES = new Set(['link', 'keep-git-dir', 'unpack', 'parents']);
const REPEATABLE = new Set(['mount', 'exclude', 'device']);

/** What is handed to the reader of one kind of instruction. */
interface Request {
  readonly name: string;
  readonly line: LogicalLine;
  readonly escapeToken: string;
  readonly flags: readonly Flag[];
  /** The arguments, without blanks around them. */
  readonly value: Span;
}

/** Reads the instruction in [from, end) of a logical line. */
export function parseInstruction(line: LogicalLine, escapeToken: string, from = 0): Statement | ParseError {
  const all = trimmed(line, from, line.text.length);
  const keyword =
    /^[^\t\v\f\r ]*/.exec(line.text.slice(all.start, Math.min(all.end, all.start + 100)))?.[0] ?? '';
  const name = keyword.toUpperCase();
  const { flags, rest } = flagsOf(line, all.start + keyword.length, all.end, escapeToken);
  const value = trimmed(line, rest, all.end);
  const read = READERS[name];
  if (read === undefined) return { error: `${keyword.slice(0, 40)} is no instruction` };
  return checkFlags(name, flags) ?? read({ name, line, escapeToken, flags, value });
}

function checkFlags(name: string, flags: readonly Flag[]): ParseError | undefined {
  const seen = new Set<string>();
  for (const flag of flags) {
    if (!FLAGS[name]?.includes(flag.name)) return { error: `${name} has no flag --${flag.name}` };
    if (seen.has(flag.name) && !REPEATABLE.has(flag.name)) return { error: `--${flag.name} is given twice` };
    seen.add(flag.name);
    const isSwitch = SWITCHES.has(flag.name);
    if (isSwitch ? !/^(?:true|false)$/i.test(flag.value ?? 'true') : flag.value === undefined)
      return { error: `--${flag.name} has no valid value` };
  }
  return undefined;
}

type Read = (request: Request) => Statement | ParseError;

const READERS: Readonly<Record<string, Read>> = {
  FROM: readFrom,
  ARG: readArg,
  ENV: readEnv,
  LABEL: (request) => {
    const env = readEnv(request);
    return 'error' in env || env.kind !== 'env'
      ? env
      : { kind: 'other', expanded: env.pairs.flatMap(({ key, value }) => [key, value]) };
  },
  CMD: (request) => readCommand(request, 'cmd'),
  ENTRYPOINT: (request) => readCommand(request, 'entrypoint'),
  RUN: readRun,
  SHELL: readShell,
  EXPOSE: ({ line, value }) =>
    isEmpty(value)
      ? { error: 'EXPOSE requires at least one argument' }
      : { kind: 'expose', ports: blankWords(line, value.start, value.end) },
  USER: (request) => readOne(request, 'user'),
  WORKDIR: (request) => readOne(request, 'workdir'),
  STOPSIGNAL: (request) => readOne(request, 'stopsignal'),
  MAINTAINER: ({ value }) =>
    isEmpty(value) ? { error: 'MAINTAINER requires exactly one argument' } : { kind: 'other', expanded: [] },
  VOLUME: readVolume,
  COPY: readCopy,
  ADD: readCopy,
  HEALTHCHECK: readHealthcheck,
  ONBUILD: readOnbuild,
};

function isEmpty(span: Span): boolean {
  return span.start >= span.end;
}

function textOf(line: LogicalLine, span: Span): string {
  return line.text.slice(span.start, span.end);
}

/** Offset of the first `=` of a word; -1 if it has none. */
function equalsIn(line: LogicalLine, word: Span): number {
  const found = textOf(line, word).indexOf('=');
  return found < 0 ? -1 : word.start + found;
}

function readFrom({ line, value, flags }: Request): Statement | ParseError {
  const [base, as, name, ...more] = blankWords(line, value.start, value.end);
  const isNamed = as !== undefined && name !== undefined && /^as$/i.test(textOf(line, as));
  if (base === undefined || more.length > 0 || (as !== undefined && !isNamed))
    return { error: 'FROM requires either one or three arguments' };
  const at = flags.find((flag) => flag.name === 'platform')?.valueAt;
  const platform = at === undefined ? {} : { platform: at };
  if (name === undefined) return { kind: 'from', base, ...platform };
  const stage = textOf(line, name).toLowerCase();
  if (!/^[a-z][a-z0-9-_.]*$/.test(stage)) return { error: `${stage} is no valid name for a build stage` };
  return { kind: 'from', base, name: stage, ...platform };
}

function readArg({ line, value, escapeToken }: Request): Statement | ParseError {
  const words = quotedWords(line, value.start, value.end, escapeToken);
  if (words.length === 0) return { error: 'ARG requires at least one argument' };
  const names = words.map((word) => {
    const equals = equalsIn(line, word);
    if (equals < 0) return { key: word };
    return { key: { start: word.start, end: equals }, value: { start: equals + 1, end: word.end } };
  });
  if (names.some(({ key }) => isEmpty(key))) return { error: 'ARG names can not be blank' };
  return { kind: 'arg', names };
}

function readEnv({ name, line, value, escapeToken }: Request): Statement | ParseError {
  const words = quotedWords(line, value.start, value.end, escapeToken);
  const first = words[0];
  if (first === undefined) return { error: `${name} requires at least one argument` };
  if (!textOf(line, first).includes('=')) {
    const key = /^[^\t\v\f\r ]*/.exec(textOf(line, value))?.[0].length ?? 0;
    const rest = /^[\t\v\f\r ]+/.exec(line.text.slice(value.start + key, value.end))?.[0].length;
    if (rest === undefined) return { error: `${name} must have two arguments` };
    const start = value.start + key;
    return {
      kind: 'env',
      pairs: [{ key: { start: value.start, end: start }, value: { start: start + rest, end: value.end } }],
    };
  }
  const pairs = [];
  for (const word of words) {
    const equals = line.text.indexOf('=', word.start);
    if (equals < 0 || equals >= word.end)
      return { error: `${textOf(line, word)} has no = (the form is name=value)` };
    if (equals === word.start) return { error: `${name} names can not be blank` };
    pairs.push({ key: { start: word.start, end: equals }, value: { start: equals + 1, end: word.end } });
  }
  return { kind: 'env', pairs };
}

const NOT_STRINGS = 'an array may hold only strings';

function readCommand({ line, value }: Request, kind: 'cmd' | 'entrypoint'): Statement | ParseError {
  const words = execForm(line, value.start, value.end);
  if (words === 'not strings') return { error: NOT_STRINGS };
  return { kind, words: words === 'shell form' ? undefined : words, value };
}

function readRun({ line, value, flags }: Request): Statement | ParseError {
  if (execForm(line, value.start, value.end) === 'not strings') return { error: NOT_STRINGS };
  return {
    kind: 'run',
    value,
    mounts: flags.filter((flag) => flag.name === 'mount').map((flag) => flag.value ?? ''),
  };
}

function readShell({ line, value }: Request): Statement | ParseError {
  const words = execForm(line, value.start, value.end);
  if (words === 'not strings') return { error: NOT_STRINGS };
  if (words === 'shell form') return { error: 'SHELL requires the arguments to be in JSON form' };
  return words.length === 0 ? { error: 'SHELL requires at least one argument' } : { kind: 'shell', words };
}

function readOne({ name, value }: Request, kind: 'user' | 'workdir' | 'stopsignal'): Statement | ParseError {
  return isEmpty(value) ? { error: `${name} requires exactly one argument` } : { kind, value };
}

/** Arguments as an array or as words; `undefined` where an array holds something else than strings. */
function listOf({ line, value }: Request): readonly Argument[] | undefined {
  const words = execForm(line, value.start, value.end);
  if (words === 'not strings') return undefined;
  return words === 'shell form' ? blankWords(line, value.start, value.end) : words;
}

function readVolume(request: Request): Statement | ParseError {
  const volumes = listOf(request);
  if (volumes === undefined) return { error: NOT_STRINGS };
  if (volumes.length === 0) return { error: 'VOLUME requires at least one argument' };
  if (volumes.some((volume) => 'text' in volume && volume.text.trim() === ''))
    return { error: 'a VOLUME is empty' };
  return { kind: 'other', expanded: volumes.filter((volume) => 'start' in volume) };
}

function readCopy(request: Request): Statement | ParseError {
  const words = listOf(request);
  if (words === undefined) return { error: NOT_STRINGS };
  const target = words.at(-1);
  if (target === undefined || words.length < 2)
    return { error: `${request.name} requires at least two arguments` };
  if (!('text' in target) && /^\d*<<-?\s*[^<]+$/.test(textOf(request.line, target)))
    return { error: `${request.name} cannot accept a here-document as a destination` };
  const from = request.flags.find((flag) => flag.name === 'from')?.value;
  return { kind: 'copy', sources: words.slice(0, -1), target, ...(from === undefined ? {} : { from }) };
}

function readHealthcheck({ line, value }: Request): Statement | ParseError {
  const type = /^\S*/.exec(line.text.slice(value.start, value.end))?.[0] ?? '';
  const rest = trimmed(line, value.start + type.length, value.end);
  const name = type.toUpperCase();
  if (name === '') return { error: 'HEALTHCHECK requires at least one argument' };
  if (name === 'NONE')
    return isEmpty(rest) ? { kind: 'other', expanded: [] } : { error: 'HEALTHCHECK NONE takes no arguments' };
  if (name !== 'CMD') return { error: `HEALTHCHECK ${type.slice(0, 40)} is unknown (try CMD)` };
  const words = execForm(line, rest.start, rest.end);
  if (words === 'not strings') return { error: NOT_STRINGS };
  const isMissing = words === 'shell form' ? isEmpty(rest) : words.length === 0;
  return isMissing
    ? { error: 'a command is missing after HEALTHCHECK CMD' }
    : { kind: 'other', expanded: [] };
}

function readOnbuild({ line, value, escapeToken }: Request): Statement | ParseError {
  if (isEmpty(value)) return { error: 'ONBUILD requires at least one argument' };
  const trigger = /^\S*/.exec(line.text.slice(value.start, value.end))?.[0].toUpperCase() ?? '';
  if (trigger === 'ONBUILD' || trigger === 'MAINTAINER' || trigger === 'FROM')
    return { error: `${trigger} isn't allowed as an ONBUILD trigger` };
  if (READERS[trigger] === undefined) return { kind: 'onbuild', value };
  const inner = parseInstruction(line, escapeToken, value.start);
  const isSyntax =
    'error' in inner &&
    (inner.error === NOT_STRINGS ||
      inner.error.includes('has no = ') ||
      inner.error.includes('must have two'));
  return isSyntax ? inner : { kind: 'onbuild', value };
}
