import { visible } from './visible.ts';

const STYLES = {
  bold: '1',
  dim: '2',
  red: '31;1',
  green: '32',
  yellow: '33;1',
  blue: '34;1',
  cyan: '36',
} as const;
export type Style = keyof typeof STYLES;

/** Text for one line of a terminal. */
export function terminalText(text: string): string {
  return visible(text.replace(/\t/g, ' '));
}

/** Paints text that `terminalText` made, or nothing without colours. */
export function painter(colour: boolean): (style: Style, text: string) => string {
  return colour ? (style, text) => `\u001B[${STYLES[style]}m${text}\u001B[0m` : (_style, text) => text;
}
