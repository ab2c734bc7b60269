import type { Location } from '../../../../text/source-file.ts';
import { TracedText } from '../../../../text/traced-text.ts';
import { doubleQuoted, indented, toYaml } from './to-yaml.ts';
import { field, isTrue, itemsOf, NONE, ofBool, ofText, textOfValue, unknown, type Value } from './value.ts';

/** A function of Go's templates or of sprig; the location is that of the expression. */
export type TemplateFunction = (args: readonly Value[], at: Location) => Value;

/** Works on the text of the last argument; what is not known stays so. */
function onText(
  change: (text: TracedText, args: readonly Value[], at: Location) => TracedText,
): TemplateFunction {
  return (args, at) => {
    const value = args.at(-1) ?? NONE;
    const text = printed(value, at);
    return text === undefined ? value : ofText(change(text, args, at));
  };
}

/** The text that printing a value gives, with an unknown part for what is not known. */
export function printed(value: Value, at: Location): TracedText | undefined {
  if (value.kind === 'unknown') return unknownText(value.name, at);
  if (value.kind === 'bool') return TracedText.decoded(`${value.value}`, at);
  return textOfValue(value);
}

export function unknownText(name: string, at: Location): TracedText {
  return TracedText.unknown(name, `${name} is known only when the chart is installed`, at);
}

function known(value: Value | undefined): string | undefined {
  if (value === undefined || value.kind === 'unknown') return undefined;
  return value.kind === 'bool' ? `${value.value}` : textOfValue(value)?.known;
}

function numberOf(value: Value | undefined): number {
  const number = Number(known(value) ?? 0);
  return Number.isInteger(number) ? Math.max(0, Math.min(number, 200)) : 0;
}

function compare(test: (a: string, b: string) => boolean): TemplateFunction {
  return (args) => {
    const [a, b] = [known(args[0]), known(args[1])];
    const name = args.find((arg) => arg.kind === 'unknown');
    return ofBool(a === undefined || b === undefined ? undefined : test(a, b), nameOf(name));
  };
}

function nameOf(value: Value | undefined): string {
  return value?.kind === 'unknown' ? value.name : 'a comparison';
}

const same: TemplateFunction = (args) => args.at(-1) ?? NONE;

function equal(args: readonly Value[]): boolean | undefined {
  const [first, ...others] = args.map(known);
  if (first !== undefined && others.some((other) => other === first)) return true;
  return first === undefined || others.includes(undefined) ? undefined : false;
}

/** The first that counts as true, else the last; `undefined` in between is unknown. */
function firstTrue(args: readonly Value[]): Value {
  for (const arg of args) {
    const truth = isTrue(arg);
    if (truth === true) return arg;
    if (truth === undefined) return unknown(nameOf(arg));
  }
  return args.at(-1) ?? NONE;
}

function firstFalse(args: readonly Value[]): Value {
  const no = args.find((arg) => isTrue(arg) === false);
  return no ?? args.find((arg) => isTrue(arg) === undefined) ?? args.at(-1) ?? NONE;
}

function lookIn(container: Value, keys: readonly Value[]): Value {
  let value = container;
  for (const key of keys) {
    const name = known(key);
    if (name === undefined) return unknown('an index');
    const items = /^\d+$/.test(name) ? itemsOf(value) : undefined;
    value = items === undefined ? field(value, name) : (items[Number(name)]?.[1] ?? field(value, name));
  }
  return value;
}

function dictionary(args: readonly Value[]): Value {
  const found = new Map<string, Value>();
  for (let i = 0; i + 1 < args.length; i += 2) found.set(known(args[i]) ?? '', args[i + 1] ?? NONE);
  return { kind: 'map', entries: found };
}

/** `%s`, `%d`, `%v`, `%t` and `%q` each take an argument; the rest is copied. */
function format(args: readonly Value[], at: Location): Value {
  const pattern = args[0] === undefined ? undefined : textOfValue(args[0]);
  if (pattern === undefined) return unknown('printf');
  const pieces: TracedText[] = [];
  let next = 1;
  let done = 0;
  for (const { 0: verb, index } of pattern.text.matchAll(/%[-+#0-9.]{0,8}[a-zA-Z%]/g)) {
    pieces.push(pattern.slice(done, index));
    done = index + verb.length;
    if (verb === '%%') pieces.push(pattern.slice(index, index + 1));
    else {
      const text = printed(args[next++] ?? NONE, at) ?? unknownText(verb, at);
      pieces.push(verb.endsWith('q') ? doubleQuoted(text, at) : text);
    }
  }
  return ofText(TracedText.concat([...pieces, pattern.slice(done)]));
}

function yaml(args: readonly Value[], at: Location): Value {
  const value = args.at(-1) ?? NONE;
  if (value.kind === 'node') return ofText(toYaml(value.node, at));
  if (value.kind === 'none') return ofText(TracedText.decoded('null', at));
  const text = printed(value, at);
  return text === undefined ? unknown('toYaml') : ofText(text);
}

function trimmed(text: TracedText): TracedText {
  const from = /^\s*/.exec(text.text)?.[0].length ?? 0;
  return text.slice(from, Math.max(from, text.text.trimEnd().length));
}

function joined(args: readonly Value[], at: Location): Value {
  const separator = printed(args[0] ?? NONE, at);
  const items = itemsOf(args[1] ?? NONE)?.map(([, item]) => printed(item, at));
  if (separator === undefined || items === undefined) return unknown('join');
  return ofText(
    TracedText.concat(
      items.flatMap((item, index) => [...(index > 0 ? [separator] : []), item ?? unknownText('join', at)]),
    ),
  );
}

function kindOf(value: Value): string | undefined {
  if (value.kind === 'unknown') return undefined;
  if (value.kind === 'node') {
    const { node } = value;
    if (node.kind === 'mapping') return 'map';
    if (node.kind === 'sequence') return 'slice';
    if (node.kind !== 'scalar') return undefined;
    if (node.style !== 'plain') return 'string';
    return /^(?:true|false)$/.test(node.text.text)
      ? 'bool'
      : /^\d+$/.test(node.text.text)
        ? 'float64'
        : 'string';
  }
  return { text: 'string', bool: 'bool', map: 'map', list: 'slice', none: 'invalid' }[value.kind];
}

/** The functions that charts use where it matters; any other gives something unknown. */
export const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['quote', onText((text, _, at) => doubleQuoted(text, at))],
  ['squote', onText((text, _, at) => doubleQuoted(text, at))],
  ['indent', onText((text, args, at) => indented(text, numberOf(args[0]), at))],
  [
    'nindent',
    onText((text, args, at) =>
      TracedText.concat([TracedText.decoded('\n', at), indented(text, numberOf(args[0]), at)]),
    ),
  ],
  ['toYaml', yaml],
  ['trim', onText(trimmed)],
  ['trunc', onText((text, args) => (text.isKnown ? text.slice(0, numberOf(args[0])) : text))],
  [
    'trimSuffix',
    onText((text, args) => {
      const suffix = known(args[0]) ?? '';
      return suffix !== '' && text.text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;
    }),
  ],
  [
    'trimPrefix',
    onText((text, args) => {
      const prefix = known(args[0]) ?? '';
      return text.text.startsWith(prefix) ? text.slice(prefix.length) : text;
    }),
  ],
  ['print', (args, at) => ofText(TracedText.concat(args.map((arg) => printed(arg, at) ?? TracedText.empty)))],
  ['printf', format],
  ['join', joined],
  [
    'default',
    (args) => (args.length < 2 ? (args[0] ?? NONE) : firstTrue([args[1] ?? NONE, args[0] ?? NONE])),
  ],
  ['coalesce', firstTrue],
  ['or', firstTrue],
  ['and', firstFalse],
  ['not', (args) => negated(isTrue(args[0] ?? NONE), args[0])],
  ['empty', (args) => negated(isTrue(args[0] ?? NONE), args[0])],
  ['eq', (args) => ofBool(equal(args), 'eq')],
  ['ne', (args) => negated(equal(args), undefined)],
  ['contains', compare((part, text) => text.includes(part))],
  ['hasPrefix', compare((part, text) => text.startsWith(part))],
  ['hasSuffix', compare((part, text) => text.endsWith(part))],
  ['gt', compare((a, b) => Number(a) > Number(b))],
  ['ge', compare((a, b) => Number(a) >= Number(b))],
  ['lt', compare((a, b) => Number(a) < Number(b))],
  ['le', compare((a, b) => Number(a) <= Number(b))],
  [
    'ternary',
    ([yes = NONE, no = NONE, test = NONE]) => {
      const truth = isTrue(test);
      return truth === undefined ? unknown(nameOf(test)) : truth ? yes : no;
    },
  ],
  ['required', same],
  ['toString', same],
  ['int', same],
  ['int64', same],
  ['float64', same],
  ['fail', () => NONE],
  ['lookup', () => NONE],
  ['dict', dictionary],
  ['list', (items) => ({ kind: 'list', items })],
  ['tuple', (items) => ({ kind: 'list', items })],
  ['first', ([list = NONE]) => itemAt(list, 0)],
  ['last', ([list = NONE]) => itemAt(list, -1)],
  ['has', ([wanted, list = NONE]) => isAmong(wanted, list)],
  ['base', onText((text) => (text.isKnown ? text.slice(text.text.lastIndexOf('/') + 1) : text))],
  ['replace', replaced],
  ['index', ([container = NONE, ...keys]) => lookIn(container, keys)],
  ['get', ([container = NONE, ...keys]) => lookIn(container, keys)],
  [
    'hasKey',
    ([container = NONE, key = NONE]) =>
      container.kind === 'unknown' ? container : ofBool(lookIn(container, [key]).kind !== 'none', 'hasKey'),
  ],
  [
    'kindIs',
    ([kind, value = NONE]) => {
      const found = kindOf(value);
      return ofBool(found === undefined ? undefined : found === known(kind), nameOf(value));
    },
  ],
]);

function itemAt(list: Value, index: number): Value {
  const items = itemsOf(list);
  return items === undefined ? unknown('an item') : (items.at(index)?.[1] ?? NONE);
}

function isAmong(wanted: Value | undefined, list: Value): Value {
  const items = itemsOf(list)?.map(([, item]) => known(item));
  const text = known(wanted);
  if (items === undefined || text === undefined) return unknown(nameOf(wanted));
  if (items.includes(text)) return ofBool(true, 'has');
  return ofBool(items.includes(undefined) ? undefined : false, 'has');
}

/** `replace OLD NEW TEXT`, of a text that is known. */
function replaced(args: readonly Value[], at: Location): Value {
  const [old, fresh, text] = [known(args[0]), printed(args[1] ?? NONE, at), printed(args[2] ?? NONE, at)];
  if (!old || fresh === undefined || text?.known === undefined) return args[2] ?? NONE;
  const pieces: TracedText[] = [];
  let done = 0;
  for (let from = text.text.indexOf(old); from >= 0; from = text.text.indexOf(old, done)) {
    pieces.push(text.slice(done, from), fresh);
    done = from + old.length;
  }
  return ofText(TracedText.concat([...pieces, text.slice(done)]));
}

function negated(truth: boolean | undefined, value: Value | undefined): Value {
  return ofBool(truth === undefined ? undefined : !truth, nameOf(value));
}
