/**
 * Numbers as the C library reads them, which is how memcached reads its options: `off` is 0, `1e4` is 1,
 * and a number beyond 32 bits wraps. Limits are those of 64-bit Linux.
 */

const BLANK = /^[ \t\n\v\f\r]*/;
const LONG_MAX = 2n ** 63n - 1n;

/** Whether C's `isspace` holds for the first character, in the C locale. */
function startsWithBlank(text: string): boolean {
  return /^[ \t\n\v\f\r]/.test(text);
}

/** The text without leading white space. */
export function skipBlanks(text: string): string {
  return text.slice(BLANK.exec(text)?.[0].length ?? 0);
}

interface Integer {
  /** The value cut to 32 bits, as an assignment to `int` cuts it. */
  readonly value: number;
  /** Whether it exceeds a 64-bit `long`. */
  readonly overflow: boolean;
  readonly digits: boolean;
  readonly negative: boolean;
  /** What follows the digits. */
  readonly rest: string;
}

function readInteger(text: string): Integer {
  const match = /^[ \t\n\v\f\r]*([+-]?)([0-9]*)/.exec(text);
  const digits = match?.[2] ?? '';
  const negative = match?.[1] === '-';
  if (digits === '') return { value: 0, overflow: false, digits: false, negative, rest: text };
  const rest = text.slice(match?.[0].length ?? 0);
  const significant = digits.replace(/^0+/, '');
  if (significant.length <= 15) {
    const value = Number.parseInt(digits, 10);
    return { value: (negative ? -value : value) | 0, overflow: false, digits: true, negative, rest };
  }
  const tooLong = significant.length > 22;
  const magnitude = tooLong ? LONG_MAX + 2n : BigInt(significant);
  const overflow = negative ? magnitude > LONG_MAX + 1n : magnitude > LONG_MAX;
  if (overflow) return { value: negative ? 0 : -1, overflow, digits: true, negative, rest };
  const value = Number(BigInt.asIntN(32, negative ? -magnitude : magnitude));
  return { value, overflow, digits: true, negative, rest };
}

/** C's `atoi`: leading white space, a sign, digits, and whatever follows is ignored. */
export function atoi(text: string): number {
  return readInteger(text).value;
}

/**
 * memcached's `safe_strtol`: the whole text must be a number, though white space may follow.
 * @param needsDigits from 1.4.8; before, white space alone was read as 0
 */
export function safeStrtol(text: string, needsDigits = true): number | undefined {
  const { value, overflow, digits, rest } = readInteger(text);
  if (overflow || (needsDigits && !digits)) return undefined;
  return startsWithBlank(rest) || (rest === '' && digits) ? value : undefined;
}

/** memcached's `safe_strtoul`, cut to 32 bits: as `safe_strtol`, but not below zero. */
export function safeStrtoul(text: string): number | undefined {
  const { value, overflow, digits, negative, rest } = readInteger(text);
  if (overflow || !digits || (negative && value !== 0)) return undefined;
  return startsWithBlank(rest) || rest === '' ? value >>> 0 : undefined;
}

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/;
const HEXADECIMAL = /^([+-]?)0[xX]([0-9a-fA-F]+)/;
const SPECIAL = /^([+-]?)(inf(?:inity)?|nan)/i;

/** C's `strtod`: the value and what follows it; 0 where there is no number. */
export function strtod(text: string): { value: number; rest: string } {
  const trimmed = skipBlanks(text);
  const hexadecimal = HEXADECIMAL.exec(trimmed);
  if (hexadecimal) {
    const value = Number.parseInt(hexadecimal[2] ?? '', 16);
    return { value: hexadecimal[1] === '-' ? -value : value, rest: trimmed.slice(hexadecimal[0].length) };
  }
  const special = SPECIAL.exec(trimmed);
  if (special) {
    const value = /nan/i.test(special[2] ?? '') ? Number.NaN : Number.POSITIVE_INFINITY;
    return { value: special[1] === '-' ? -value : value, rest: trimmed.slice(special[0].length) };
  }
  const decimal = DECIMAL.exec(trimmed);
  if (!decimal) return { value: 0, rest: text };
  return { value: Number.parseFloat(decimal[0]), rest: trimmed.slice(decimal[0].length) };
}
