import { visible } from './visible.ts';

/**
 * A quoted label of a Mermaid flowchart. Mermaid has its own escapes, `#` and a number or name and `;`
 * (mermaid.js.org, flowchart syntax, entity codes); everything but plain words is written that way, and
 * line breaks cannot occur.
 */
export function mermaidLabel(text: string): string {
  return `"${visible(text).replace(/[^\p{L}\p{N} .,/:()+-]/gu, (character) => `#${character.codePointAt(0)};`)}"`;
}
