import type { Span } from '../text/span.ts';
import type { Control } from './control.ts';
import { parseExpression } from './expression.ts';
import type { Expression } from './functions.ts';
import { statementsOf } from './statements.ts';
import { type TemplateTag, templateTags } from './tags.ts';
import { keptText } from './white-space.ts';

/** One way through a conditional. */
export interface Branch {
  /** `undefined` for the `else`. */
  readonly condition: Span | undefined;
  readonly negated: boolean;
  readonly tag: TemplateTag;
  readonly body: readonly TemplateNode[];
}

/** A piece of a template. */
export type TemplateNode =
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  | { readonly kind: 'value'; readonly tag: TemplateTag; readonly expression: Expression }
  | {
      /** Gives a variable a value, or adds to the value that it has. */
      readonly kind: 'set' | 'append';
      readonly name: string;
      readonly expression: Expression;
    }
  | {
      readonly kind: 'if';
      readonly tag: TemplateTag;
      readonly branches: readonly Branch[];
      /** Where its last tag begins. */
      readonly end: number;
    }
  | {
      readonly kind: 'for';
      readonly tag: TemplateTag;
      readonly names: readonly string[];
      readonly list: Expression;
      readonly body: readonly TemplateNode[];
      readonly end: number;
    };

/** Blocks within blocks; deeper ones are read as if they were not there. */
const DEEPEST = 40;

interface Open {
  readonly control: Control;
  readonly tag: TemplateTag;
  readonly branches: Branch[];
  readonly branch: { condition: Span | undefined; negated: boolean; tag: TemplateTag };
  body: TemplateNode[];
}

/** The pieces of a template; `undefined` for a text without any tag. Never throws, whatever the text. */
export function parseTemplate(text: string, path: string): readonly TemplateNode[] | undefined {
  const statements = templateTags(text, path).flatMap((tag) => statementsOf(text, tag));
  if (statements.length === 0) return undefined;
  const tags = statements.map(({ tag }) => tag);
  const controls = statements.map(({ control }) => control);
  const kept = keptText(text, tags, controls);
  const root: TemplateNode[] = [];
  const stack: Open[] = [];
  let tooDeep = 0;
  const add = (node: TemplateNode): void => {
    (stack.at(-1)?.body ?? root).push(node);
  };
  const close = (end: number): void => {
    const open = stack.pop();
    if (open) for (const node of closed(open, text, end)) add(node);
  };
  kept.forEach(({ start, end }, index) => {
    if (start < end) add({ kind: 'text', start, end });
    const tag = tags[index];
    if (tag === undefined) return;
    const control = controls[index];
    if (control === undefined) {
      add({ kind: 'value', tag, expression: parseExpression(text, tag.inner, tag.language) });
      return;
    }
    const top = stack.at(-1);
    switch (control.kind) {
      case 'set':
      case 'append':
        add({
          kind: control.kind,
          name: control.name,
          expression: parseExpression(text, control.value, tag.language),
        });
        return;
      case 'if':
      case 'for':
      case 'block':
      case 'hidden': {
        if (stack.length >= DEEPEST) {
          tooDeep++;
          return;
        }
        const isIf = control.kind === 'if';
        const branch = {
          condition: isIf ? control.condition : undefined,
          negated: isIf && control.negated,
          tag,
        };
        stack.push({ control, tag, branches: [], branch, body: [] });
        return;
      }
      case 'else-if':
      case 'else':
        if (top === undefined || tooDeep > 0 || (top.control.kind !== 'if' && top.control.kind !== 'for'))
          return;
        // A `case` has nothing before its first `when`.
        if (!isEmptyCase(top, text)) top.branches.push({ ...top.branch, body: top.body });
        top.branch.condition = control.kind === 'else' ? undefined : control.condition;
        top.branch.negated = control.kind === 'else-if' && control.negated;
        top.branch.tag = tag;
        top.body = [];
        return;
      case 'end':
        if (tooDeep > 0) tooDeep--;
        else close(tag.start);
        return;
      default:
        return;
    }
  });
  while (stack.length > 0) close(text.length);
  return root;
}

function isEmptyCase({ branches, body, branch }: Open, text: string): boolean {
  const { condition } = branch;
  if (branches.length > 0 || condition === undefined || condition.end > condition.start) return false;
  return body.every((node) => node.kind === 'text' && text.slice(node.start, node.end).trim() === '');
}

function closed(
  { control, tag, branches, branch, body }: Open,
  text: string,
  end: number,
): readonly TemplateNode[] {
  const last: Branch = { ...branch, body };
  switch (control.kind) {
    case 'if':
      return [{ kind: 'if', tag, branches: [...branches, last], end }];
    case 'for': {
      const { names, list } = control;
      const own = branches[0]?.body ?? body;
      return [{ kind: 'for', tag, names, list: parseExpression(text, list, tag.language), body: own, end }];
    }
    case 'block':
      return body;
    default:
      return [];
  }
}
