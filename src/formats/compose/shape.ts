import { type ComposeError, type ScalarType, sameValue, type Value } from './value.ts';

/** What a value may look like: the part of JSON Schema that Compose's own schema uses. */
export type Shape =
  | { readonly kind: 'scalar'; readonly types: readonly ScalarType[]; readonly allowed?: RegExp }
  | { readonly kind: 'list'; readonly items: Shape; readonly unique: boolean }
  | {
      readonly kind: 'map';
      readonly known: Readonly<Record<string, Shape>>;
      /** For keys of this form that are not among the known ones. */
      readonly others?: { readonly key: RegExp; readonly value: Shape | undefined };
      /** Whether keys of no form above are let through. */
      readonly open: boolean;
      readonly required: readonly string[];
    }
  | { readonly kind: 'any'; readonly of: readonly Shape[] };

export const string: Shape = { kind: 'scalar', types: ['string'] };
export const number: Shape = { kind: 'scalar', types: ['int', 'float'] };
export const integer: Shape = { kind: 'scalar', types: ['int'] };
export const boolean: Shape = { kind: 'scalar', types: ['bool'] };
export const nothing: Shape = { kind: 'scalar', types: ['null'] };
export const numberOrString: Shape = { kind: 'scalar', types: ['int', 'float', 'string'] };
export const integerOrString: Shape = { kind: 'scalar', types: ['int', 'string'] };
export const booleanOrString: Shape = { kind: 'scalar', types: ['bool', 'string'] };

export function oneOf(...of: readonly Shape[]): Shape {
  return { kind: 'any', of };
}

export function words(...allowed: readonly string[]): Shape {
  return {
    kind: 'scalar',
    types: ['string'],
    allowed: new RegExp(`^(?:${allowed.join('|').replaceAll('+', '\\+')})$`),
  };
}

export function textLike(allowed: RegExp): Shape {
  return { kind: 'scalar', types: ['string'], allowed };
}

export function list(items: Shape): Shape {
  return { kind: 'list', items, unique: false };
}

export function uniqueList(items: Shape): Shape {
  return { kind: 'list', items, unique: true };
}

/** An object with known keys and `x-` extensions. */
export function object(known: Readonly<Record<string, Shape>>, ...required: readonly string[]): Shape {
  return { kind: 'map', known, others: { key: /^x-/, value: undefined }, open: false, required };
}

/** An object with known keys only. */
export function closed(known: Readonly<Record<string, Shape>>, ...required: readonly string[]): Shape {
  return { kind: 'map', known, open: false, required };
}

/** A mapping from names of a form to values; other names are let through if `open`. */
export function dictionary(key: RegExp, value: Shape, open = false): Shape {
  return { kind: 'map', known: {}, others: { key, value }, open, required: [] };
}

/** Adds an error for each place where a value does not have its shape. */
export function checkShape(
  value: Value,
  shape: Shape,
  path: readonly string[],
  errors: ComposeError[],
): void {
  if (mayBeAnything(value)) return;
  const fail = (message: string, at: Value = value, where = path) =>
    errors.push({ message, at: at.at, path: where });
  if (shape.kind === 'any') {
    const fitting = shape.of.filter((one) => kindOf(one).includes(value.kind));
    const found = fitting.map((one) => {
      const own: ComposeError[] = [];
      checkShape(value, one, path, own);
      return own;
    });
    if (found.some((own) => own.length === 0)) return;
    const only = found.length === 1 ? found[0] : undefined;
    if (only === undefined) fail(`it must be ${describe(shape)}`);
    else errors.push(...only);
  } else if (shape.kind === 'scalar') {
    if (value.kind !== 'scalar' || !fits(value.type, value.text.text, shape.types))
      fail(`it must be ${describe(shape)}${needsQuotes(value, shape.types) ? ', so put it in quotes' : ''}`);
    else if (shape.allowed !== undefined && value.text.isKnown && !shape.allowed.test(value.text.text))
      fail('it is none of the values that Compose knows');
  } else if (shape.kind === 'list') {
    if (value.kind !== 'list') return void fail('it must be a list');
    for (const [i, item] of value.items.entries())
      checkShape(item, shape.items, [...path, String(i)], errors);
    if (shape.unique && hasDuplicates(value.items)) fail('its items must differ');
  } else {
    if (value.kind !== 'map') return void fail('it must be a mapping');
    for (const [key, { value: held }] of value.entries) {
      const known = Object.hasOwn(shape.known, key) ? shape.known[key] : undefined;
      const inner = [...path, key];
      if (known !== undefined) checkShape(held, known, inner, errors);
      else if (shape.others?.key.test(key)) {
        if (shape.others.value !== undefined) checkShape(held, shape.others.value, inner, errors);
      } else if (!shape.open) fail(`Compose knows no ${key} here`, held, inner);
    }
    for (const key of shape.required) if (!value.entries.has(key)) fail(`${key} is missing`);
  }
}

/** Where a template puts in the whole value it may put in a list, too. */
export function mayBeAnything(value: Value): boolean {
  return value.kind === 'scalar' && value.text.length === 1 && !value.text.isKnown;
}

function kindOf(shape: Shape): readonly string[] {
  return shape.kind === 'any' ? shape.of.flatMap(kindOf) : [shape.kind];
}

function needsQuotes(value: Value, types: readonly ScalarType[]): boolean {
  return value.kind === 'scalar' && value.type !== 'null' && types.length === 1 && types[0] === 'string';
}

function fits(type: ScalarType, text: string, types: readonly ScalarType[]): boolean {
  if (types.includes(type)) return true;
  return type === 'float' && types.includes('int') && /^-?\d+$/.test(text);
}

/** Mappings are compared with the first few only, so that a long list takes no long time. */
function hasDuplicates(items: readonly Value[]): boolean {
  const scalars = new Set<string>();
  const others: Value[] = [];
  for (const item of items) {
    if (item.kind === 'scalar') {
      const key = `${item.type} ${item.text.text}`;
      if (scalars.has(key)) return true;
      scalars.add(key);
    } else if (others.length < 30) {
      if (others.some((other) => sameValue(other, item))) return true;
      others.push(item);
    }
  }
  return false;
}

function describe(shape: Shape): string {
  if (shape.kind === 'any') return [...new Set(shape.of.map(describe))].join(' or ');
  if (shape.kind === 'list') return 'a list';
  if (shape.kind === 'map') return 'a mapping';
  const names = {
    string: 'a text',
    int: 'a number',
    float: 'a number',
    bool: 'true or false',
    null: 'null',
    timestamp: '',
  };
  return [...new Set(shape.types.map((type) => names[type]))].join(' or ');
}
