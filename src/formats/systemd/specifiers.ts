import { TracedText } from '../../text/traced-text.ts';
import { Cutter } from './cutter.ts';
import { UNKNOWN_INSTANCE, type UnitName, unescapeName } from './unit-name.ts';
import type { Manager } from './unit-tree.ts';

/** What specifiers stand for in one unit. */
export interface SpecifierContext {
  readonly unit: UnitName;
  /** The unit's own file, with a leading `/`; `undefined` where it is in no system directory. */
  readonly fragment?: string;
  /** The machine's where absent. */
  readonly manager?: Manager;
}

/** Facts of the system manager (systemd.unit(5), "Specifiers"); those of a user's are the user's, but for the temporary folders. */
const SYSTEM: Readonly<Record<string, string>> = {
  C: '/var/cache',
  E: '/etc',
  G: '0',
  L: '/var/log',
  S: '/var/lib',
  T: '/tmp',
  U: '0',
  V: '/var/tmp',
  g: 'root',
  h: '/root',
  t: '/run',
  u: 'root',
};

/** Facts of the machine that runs the unit. */
const MACHINE: Readonly<Record<string, string>> = {
  A: 'the image version',
  B: 'the build of the operating system',
  H: 'the host name',
  M: 'the image name',
  R: 'the control group',
  W: 'the variant of the operating system',
  a: 'the architecture',
  b: 'the boot id',
  c: 'the control group',
  d: 'the credentials directory',
  l: 'the short host name',
  m: 'the machine id',
  o: 'the operating system',
  q: 'the pretty host name',
  r: 'the control group',
  s: "the user's shell",
  v: 'the kernel release',
  w: 'the version of the operating system',
};

/**
 * Expands the `%` specifiers of a word, as specifier_printf of systemd 252; `%%` is `%`. An unknown letter
 * or digit makes systemd refuse the setting; its text is then returned as `unknown`.
 */
export function expandSpecifiers(
  word: TracedText,
  context: SpecifierContext,
): TracedText | { readonly unknown: string } {
  if (!word.text.includes('%')) return word;
  const source = new Cutter(word);
  const pieces: TracedText[] = [];
  let plain = 0;
  for (let at = source.text.indexOf('%'); at >= 0; at = source.text.indexOf('%', at + 2)) {
    const letter = source.text.charAt(at + 1);
    const value = letter === '%' ? '%' : specifier(letter, context);
    if (value === undefined) {
      if (/^[0-9A-Za-z]$/.test(letter)) return { unknown: `%${letter}` };
      continue;
    }
    const origin = source.place(at, at + 2);
    if (!origin) continue;
    pieces.push(source.cut(plain, at));
    if (typeof value === 'string') pieces.push(TracedText.decoded(value, origin));
    else pieces.push(TracedText.unknown(`%${letter}`, value.because, origin));
    plain = at + 2;
  }
  pieces.push(source.cut(plain, source.text.length));
  return TracedText.concat(pieces);
}

function specifier(letter: string, context: SpecifierContext): string | { because: string } | undefined {
  const { unit } = context;
  const last = unit.prefix.slice(unit.prefix.lastIndexOf('-') + 1);
  const stem = unit.full.slice(0, unit.full.length - unit.type.length - 1);
  if ('inNIf'.includes(letter) && letter !== '' && unit.instance === UNKNOWN_INSTANCE)
    return { because: `nothing in this repository says which instances of ${unit.prefix}@ there are` };
  switch (letter) {
    case 'i':
      return unit.instance ?? '';
    case 'I':
      return unescaped(unit.instance ?? '');
    case 'n':
      return unit.full;
    case 'N':
      return stem;
    case 'p':
      return unit.prefix;
    case 'P':
      return unescaped(unit.prefix);
    case 'j':
      return last;
    case 'J':
      return unescaped(last);
    case 'f':
      return `/${unescapeName(unit.instance || unit.prefix) ?? ''}`.replace(/^\/\//, '/');
    case 'y':
      return context.fragment ?? { because: "the unit's path on the machine is not known" };
    case 'Y':
      return (
        context.fragment?.replace(/\/[^/]*$/, '') ?? {
          because: "the unit's path on the machine is not known",
        }
      );
    default: {
      const fact = MACHINE[letter];
      const given = SYSTEM[letter];
      if (given !== undefined && context.manager === 'user' && !'TV'.includes(letter))
        return { because: `%${letter} depends on the user whose manager runs the unit` };
      return given ?? (fact ? { because: `${fact} is only known on the machine` } : undefined);
    }
  }
}

function unescaped(text: string): string | { because: string } {
  return unescapeName(text) ?? { because: 'its escapes are malformed' };
}
