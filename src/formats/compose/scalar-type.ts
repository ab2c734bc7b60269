import type { ScalarStyle } from '../../yaml/node.ts';
import type { ScalarType } from './value.ts';

/** What Go's YAML reader makes of a scalar. */
export interface GoScalar {
  readonly type: ScalarType;
  /** As Go prints the value. */
  readonly text: string;
}

const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const BOOLS = new Map([
  ...['true', 'True', 'TRUE'].map((word) => [word, 'true'] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, 'false'] as const),
]);
const SPECIAL_FLOATS = new Map([
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, 'NaN'] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, '+Inf'] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, '-Inf'] as const),
]);

/**
 * Types a scalar as go-yaml v3 does when it decodes into an untyped value (`resolve.go`): octal with a
 * leading zero, `0x`, `0b`, `0o` and `_` in integers, no sexagesimals, `yes` is text. `undefined`: a tag
 * asks for a type that the text does not have.
 */
export function goScalar(text: string, style: ScalarStyle, tag: string | undefined): GoScalar | undefined {
  const short = tag?.replace(/^tag:yaml\.org,2002:/, '!!');
  if (short === undefined || short === '!') {
    return style === 'plain' ? resolvePlain(text) : { type: 'string', text };
  }
  switch (short) {
    case '!!int':
    case '!!bool':
    case '!!null':
    case '!!timestamp': {
      const found = resolvePlain(text);
      return found.type === short.slice(2) ? found : undefined;
    }
    case '!!float': {
      const found = resolvePlain(text);
      return found.type === 'int' || found.type === 'float' ? { ...found, type: 'float' } : undefined;
    }
    default:
      return { type: 'string', text };
  }
}

function resolvePlain(text: string): GoScalar {
  if (NULLS.has(text)) return { type: 'null', text: '' };
  const bool = BOOLS.get(text);
  if (bool !== undefined) return { type: 'bool', text: bool };
  const special = SPECIAL_FLOATS.get(text);
  if (special !== undefined) return { type: 'float', text: special };
  if (/^[-+\d]/.test(text)) return resolveNumber(text);
  if (/^\.\d+(?:[eE][-+]?\d+)?$/.test(text)) return { type: 'float', text: goFloat(Number(text)) };
  return { type: 'string', text };
}

function resolveNumber(text: string): GoScalar {
  if (/^\d{4}-\d{1,2}-\d{1,2}(?:$|[Tt ]\d{1,2}:\d{1,2}:\d{1,2})/.test(text))
    return { type: 'timestamp', text: text.length > 10 ? text : `${text} 00:00:00 +0000 UTC` };
  const plain = text.replaceAll('_', '');
  const int = goInt(plain);
  if (int !== undefined) return { type: 'int', text: String(int) };
  if (/^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/.test(plain))
    return { type: 'float', text: goFloat(Number(plain)) };
  return { type: 'string', text };
}

/** `strconv.ParseInt(text, 0, 64)` and its unsigned brother. */
function goInt(text: string): bigint | undefined {
  const [, sign, prefix, digits] = /^([-+]?)(0[xX]|0[bB]|0[oO]|0(?=\d))?([\da-fA-F]+)$/.exec(text) ?? [];
  if (digits === undefined || digits.length > 64) return undefined;
  const base = prefix === undefined ? '' : /^0[xXbB]$/.test(prefix) ? prefix.toLowerCase() : '0o';
  const allowed =
    base === '0x' ? /^[\da-fA-F]+$/ : base === '0b' ? /^[01]+$/ : base === '0o' ? /^[0-7]+$/ : /^\d+$/;
  if (!allowed.test(digits)) return undefined;
  const size = BigInt(base + digits);
  const limit = sign === '-' ? 2n ** 63n : 2n ** 64n - 1n;
  if (size > limit || (sign === '+' && size >= 2n ** 63n)) return undefined;
  return sign === '-' ? -size : size;
}

/** Go's `%v` of a float64: like JavaScript's, but with an exponent below 0.0001. */
function goFloat(number: number): string {
  const size = Math.abs(number);
  if (size === 0 || size >= 1e-4) return String(number);
  return number.toExponential().replace(/e([-+])(\d)$/, 'e$10$2');
}
