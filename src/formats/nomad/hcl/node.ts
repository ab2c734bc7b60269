import type { Span } from '../../../text/span.ts';
import type { TracedText } from '../../../text/traced-text.ts';

/** What stands behind `name =`: a literal, or an expression that is not computed. */
export type HclValue =
  /** A quoted text, a heredoc, a number, `true`, `false`, `null`; interpolations are unknown parts. */
  | (Span & { readonly kind: 'text'; readonly quoted: boolean; readonly text: TracedText })
  | (Span & { readonly kind: 'list'; readonly items: readonly HclValue[] })
  | (Span & { readonly kind: 'object'; readonly attributes: readonly HclAttribute[] })
  | (Span & { readonly kind: 'expression'; readonly text: TracedText });

export interface HclAttribute {
  readonly name: string;
  readonly value: HclValue;
}

export interface HclBlock extends Span {
  readonly type: string;
  readonly labels: readonly TracedText[];
  readonly body: HclBody;
}

export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

/** The last value of a name: an attribute, or nothing. */
export function attribute(body: HclBody, name: string): HclValue | undefined {
  return body.attributes.findLast((found) => found.name === name)?.value;
}

/** The blocks of a type; a `dynamic` one stands for as many as there are, of which the content is one. */
export function blocks(body: HclBody, type: string): readonly HclBlock[] {
  return body.blocks.flatMap((block) => {
    if (block.type === type) return [block];
    if (block.type !== 'dynamic' || block.labels[0]?.text !== type) return [];
    const labels = attribute(block.body, 'labels');
    const texts = labels?.kind === 'list' ? labels.items.flatMap((item) => textOf(item) ?? []) : [];
    const contents = block.body.blocks.filter((inner) => inner.type === 'content');
    return contents.map((content) => ({ ...content, type, labels: texts }));
  });
}

/** A name's pairs, whether they are written as a block or as an object. */
export function pairs(body: HclBody, name: string): readonly HclAttribute[] {
  const value = attribute(body, name);
  const objects =
    value?.kind === 'object' ? [value] : value?.kind === 'list' ? value.items.filter(isObject) : [];
  return [
    ...blocks(body, name).flatMap((block) => block.body.attributes),
    ...objects.flatMap((object) => object.attributes),
  ];
}

function isObject(value: HclValue): value is Extract<HclValue, { kind: 'object' }> {
  return value.kind === 'object';
}

/** The text of a value that is one; that of an expression is unknown. */
export function textOf(value: HclValue | undefined): TracedText | undefined {
  return value?.kind === 'text' || value?.kind === 'expression' ? value.text : undefined;
}
