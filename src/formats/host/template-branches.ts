import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { placeholder, type TemplateTag, templateTags } from './template.ts';

/** What a template may become. */
export interface TemplateBranches {
  /** Every condition true. */
  readonly first: TracedText;
  /** The last branch of every block that has an `else`; `undefined` where none has. */
  readonly last: TracedText | undefined;
}

interface Block {
  /** How many branches it has; one without `else`. */
  branches: number;
}

/**
 * A template's text in both of its outer forms. Blocks without `else` are taken to be there, since what
 * they hold is why they were written.
 */
export function templateBranches(file: SourceFile): TemplateBranches {
  const tags = templateTags(file);
  const blocks = blocksOf(tags);
  const first: TracedText[] = [];
  const last: TracedText[] = [];
  const open: { readonly block: Block; branch: number }[] = [];
  let notFirst = 0;
  let notLast = 0;
  const add = (piece: TracedText): void => {
    if (notFirst === 0) first.push(piece);
    if (notLast === 0) last.push(piece);
  };
  let done = 0;
  tags.forEach((tag, index) => {
    add(TracedText.source(file, done, tag.start));
    done = tag.end;
    const top = open.at(-1);
    if (tag.kind === 'value') add(placeholder(file, tag));
    else if (tag.kind === 'open') {
      const block = blocks.get(index) ?? { branches: 1 };
      if (block.branches > 1) notLast++;
      open.push({ block, branch: 0 });
    } else if (top && tag.kind === 'else') {
      if (top.branch === 0) notFirst++;
      top.branch++;
      if (top.branch === top.block.branches - 1) notLast--;
    } else if (top && tag.kind === 'close') {
      if (top.branch > 0) notFirst--;
      if (top.branch < top.block.branches - 1) notLast--;
      open.pop();
    }
  });
  add(TracedText.source(file, done, file.text.length));
  const hasElse = [...blocks.values()].some(({ branches }) => branches > 1);
  return { first: TracedText.concat(first), last: hasElse ? TracedText.concat(last) : undefined };
}

/** The blocks by the index of the tag that opens them. */
function blocksOf(tags: readonly TemplateTag[]): ReadonlyMap<number, Block> {
  const blocks = new Map<number, Block>();
  const open: Block[] = [];
  tags.forEach(({ kind }, index) => {
    const top = open.at(-1);
    if (kind === 'open') {
      const block = { branches: 1 };
      blocks.set(index, block);
      open.push(block);
    } else if (kind === 'else' && top) top.branches++;
    else if (kind === 'close') open.pop();
  });
  return blocks;
}
