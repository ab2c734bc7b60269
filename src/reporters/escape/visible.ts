/**
 * Characters that a reader does not see or that rearrange what he sees: controls, soft hyphen, fillers,
 * zero-width and bidirectional controls, line separators, tags, supplementary variation selectors, lone
 * surrogates and noncharacters. Tabs count: who lays out tabs expands them before.
 */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|\u00AD|\u034F|\u061C|[\u115F\u1160]|[\u17B4\u17B5]|[\u180B-\u180E]|[\u200B-\u200F]|[\u202A-\u202E]|[\u2060-\u206F]|\u3164|[\uFDD0-\uFDEF]|\uFEFF|\uFFA0|[\uFFF0-\uFFFB\uFFFE\uFFFF]|[\u{1D173}-\u{1D17A}]|[\u{E0000}-\u{E0FFF}]/gu;

/** The text on one line with every unseen character written as `<U+202E>`. */
export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => nameOfCharacter(character));
}

/** Whether a character would be written out by `visible`. */
export function isUnseen(character: string): boolean {
  return visible(character) !== character;
}

/** Calls `replace` for every unseen character, for sinks that have an escape of their own. */
export function replaceUnseen(text: string, replace: (character: string) => string): string {
  return text.replace(UNSEEN, (character) => replace(character));
}

function nameOfCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}
