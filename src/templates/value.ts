import type { TracedText } from '../text/traced-text.ts';
import type { TemplateLanguage } from './tags.ts';

/** What a variable of a template holds. */
export type TemplateValue =
  | { readonly kind: 'text'; readonly text: TracedText }
  | { readonly kind: 'list'; readonly items: readonly TemplateValue[] }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, TemplateValue> }
  /** `null`, `undef`, `nil`. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' };

/** Where variables get their values. */
export interface TemplateVariables {
  /** Every value that a path of names may have where the template at a path uses it; empty: it is set nowhere. */
  lookup(path: readonly string[], template: string): readonly TemplateValue[];
}

export const NO_VARIABLES: TemplateVariables = { lookup: () => [] };

/** Whether a condition takes it for true; `undefined` where that cannot be known. In Ruby and Puppet 0 and '' are true. */
export function isTrue(value: TemplateValue, language: TemplateLanguage): boolean | undefined {
  switch (value.kind) {
    case 'text':
      if (!value.text.isKnown) return undefined;
      if (/^0?$/.test(value.text.text)) return language === 'erb' || language === 'epp';
      return !/^(?:false|no|off|False|No|None|nil|undef|null|~)$/.test(value.text.text.trim());
    case 'list':
      return value.items.length > 0 || language === 'erb' || language === 'epp';
    case 'map':
      return value.entries.size > 0 || language === 'erb' || language === 'epp';
    case 'nothing':
      return false;
    case 'unknown':
      return undefined;
  }
}

/** The value at a path of names below a value. */
export function valueAt(value: TemplateValue, path: readonly string[]): TemplateValue | undefined {
  let at: TemplateValue | undefined = value;
  for (const name of path) {
    if (at?.kind === 'unknown') return at;
    at = at?.kind === 'map' ? at.entries.get(name) : undefined;
  }
  return at;
}
