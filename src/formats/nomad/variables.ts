import type { SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { attribute, blocks, textOf } from './hcl/node.ts';
import { parseHcl } from './hcl/parse.ts';
import type { Interpolate } from './hcl/scanner.ts';

/** What a file says about its own names: `default` of `variable` blocks, `locals`. */
export function fileVariables(file: SourceFile): Interpolate {
  const body = parseHcl(file);
  const known = new Map<string, TracedText>();
  for (const block of blocks(body, 'variable')) {
    const name = block.labels[0]?.text;
    const text = textOf(attribute(block.body, 'default'));
    if (name !== undefined && text?.isKnown) known.set(`var.${name}`, text);
  }
  for (const block of blocks(body, 'locals'))
    for (const { name, value } of block.body.attributes) {
      const text = textOf(value);
      if (text?.isKnown) known.set(`local.${name}`, text);
    }
  return (expression) => known.get(expression);
}
