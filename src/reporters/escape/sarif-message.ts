import { visible } from './visible.ts';

/** Plain text of a SARIF message, in which `[text](target)` would be a link (SARIF 2.1.0, 3.11.6). */
export function sarifText(text: string): string {
  return visible(text).replace(/\](?=\()/g, '\\]');
}
