import { forEachChild, type ParsedScript } from 'unbash';

type Node = Parameters<typeof forEachChild>[0];

/**
 * The first place at which dash's grammar refuses what bash accepts: arrays, `<<<`, process
 * substitution, `function f`, `|&`, `;&`, `for ((`, extended globs. What dash only reads in another
 * way (`[[`, `((`, `&>`, `{a,b}`, `$'x'`) or refuses when it runs (`>& file`) is no error here.
 */
export function firstDashError(script: ParsedScript, text: string): number | undefined {
  let first: number | undefined;
  const stack: Node[] = [script];
  while (stack.length > 0) {
    const node = stack.pop();
    if (node === undefined) break;
    const at = errorAt(node, text);
    if (at !== undefined && (first === undefined || at < first)) first = at;
    if (!mayHoldError(node)) continue;
    forEachChild(node, (child) => {
      stack.push(child);
    });
  }
  return first;
}

/** Substitutions are judged when they run: to parse them here would take the square of their nesting. */
function mayHoldError(node: Node): boolean {
  if (node.type === 'CommandExpansion' || node.type === 'HereDoc') return false;
  return node.type !== 'Word' || /[<>?*+@!]\(/.test(node.text);
}

function errorAt(node: Node, text: string): number | undefined {
  switch (node.type) {
    case 'ArrayValue':
    case 'HereString':
    case 'ProcessSubstitution':
    case 'ArithmeticFor':
    case 'Select':
    case 'ExtendedGlob':
      return node.pos;
    case 'Function':
      return /^function\s/.test(text.slice(node.pos, node.pos + 9)) ? node.pos : undefined;
    case 'Pipeline':
      return node.operators.includes('|&') ? node.pos : undefined;
    case 'CaseItem':
      return node.terminator === ';&' || node.terminator === ';;&' ? node.end : undefined;
    default:
      return undefined;
  }
}
