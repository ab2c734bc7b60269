import { UNKNOWN_MARK } from '../../text/traced-text.ts';

/** The parts of `prefix@instance.service`. */
export interface UnitName {
  /** As given: `memcached@11212.service`. */
  readonly full: string;
  /** `memcached`. */
  readonly prefix: string;
  /** `undefined` without `@`; `''` for a template itself. */
  readonly instance: string | undefined;
  /** `service`, without the dot. */
  readonly type: string;
}

/** Stands for an instance nobody knows: a template that nothing in the repository instantiates. */
export const UNKNOWN_INSTANCE = UNKNOWN_MARK;

/** Reads a unit's name; `undefined` if it has no known shape. */
export function parseUnitName(name: string): UnitName | undefined {
  if (name.length > 255) return undefined;
  const dot = name.lastIndexOf('.');
  if (dot <= 0 || dot === name.length - 1) return undefined;
  const stem = name.slice(0, dot);
  const type = name.slice(dot + 1);
  const sign = stem.indexOf('@');
  if (sign < 0) return { full: name, prefix: stem, instance: undefined, type };
  if (sign === 0) return undefined;
  return { full: name, prefix: stem.slice(0, sign), instance: stem.slice(sign + 1), type };
}

/** The template that an instance is made from: `memcached@.service` for `memcached@11212.service`. */
export function templateOf(name: UnitName): string | undefined {
  return name.instance ? `${name.prefix}@.${name.type}` : undefined;
}

/**
 * Whose `.d` directories apply to a unit, the most specific first (unit_file_find_dirs in systemd's
 * src/shared/dropin.c): its own name, its template's, then those of the prefixes that end in `-`.
 */
export function dropInNames(name: UnitName): readonly string[] {
  const names = [name.full];
  const template = templateOf(name);
  const templateName = template === undefined ? undefined : parseUnitName(template);
  if (templateName) names.push(...dropInNames(templateName));
  const dash = name.prefix.lastIndexOf('-', name.prefix.length - 2);
  if (dash <= 0) return names;
  const instance = name.instance ? `@${name.instance}` : '';
  const shorter = parseUnitName(`${name.prefix.slice(0, dash + 1)}${instance}.${name.type}`);
  return shorter ? [...names, ...dropInNames(shorter)] : names;
}

/** Undoes the escaping of unit names: `-` is `/`, `\x2d` is `-` (systemd.unit(5)). */
export function unescapeName(text: string): string | undefined {
  let plain = '';
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '-') plain += '/';
    else if (char === '\\') {
      const hex = /^x([0-9a-fA-F]{2})$/.exec(text.slice(i + 1, i + 4))?.[1];
      if (hex === undefined) return undefined;
      plain += String.fromCharCode(Number.parseInt(hex, 16));
      i += 3;
    } else plain += char;
  }
  return plain;
}
