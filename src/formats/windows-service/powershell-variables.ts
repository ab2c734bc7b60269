import { TracedText } from '../../text/traced-text.ts';
import { powershellWords } from './powershell-words.ts';

/** Longer values are not followed. */
const LONGEST_VALUE = 2000;

/**
 * The variables of a PowerShell script that it sets to something written out: `$ip = "10.0.0.5"`, a list, or
 * `Join-Path $dir 'memcached.exe'`. One that is set within a block, or added to, is not known.
 */
export class PowershellVariables {
  readonly values = new Map<string, readonly TracedText[]>();
  #depth = 0;

  /** What of a line is a command, once it has been taken note of. Lines come in their order. */
  read(line: TracedText): TracedText {
    const { text } = line;
    const depth = this.#depth;
    for (const char of text) {
      if (char === '{') this.#depth++;
      else if (char === '}' && this.#depth > 0) this.#depth--;
    }
    if (depth === 0 && /^\s*param\s*\(/i.test(text)) this.#defaults(line);
    const match =
      /^[\s{;]*(?:\[[\w.[\]]{1,40}\]\s*)?\$(?:(?:script|global|local):)?(\w{1,80})\s*(\+?)=(?!=)/.exec(text);
    if (match?.[1] === undefined) return line;
    const name = match[1].toLowerCase();
    const value = line.slice(match[0].length);
    const isSure = depth === 0 && match[2] === '' && value.length > 0 && value.length <= LONGEST_VALUE;
    const words = isSure ? this.#words(value) : undefined;
    if (words === undefined || words.length === 0) this.values.delete(name);
    else this.values.set(name, words);
    // A value in quotes is only that: `$mc = "C:\\mc\\memcached.exe"`.
    return /^\s*["'@\d([]/.test(value.text) ? TracedText.empty : value;
  }

  /** `param([string]$Ip = "10.0.0.5", $Port = 11211)` in one line: what holds where the caller says nothing. */
  #defaults(line: TracedText): void {
    const entry = /\$(\w{1,80})\s{0,20}=\s{0,20}("[^"$`]{0,200}"|'[^']{0,200}'|\d{1,20})/g;
    for (const match of line.text.matchAll(entry)) {
      const [whole, name = '', value = ''] = match;
      const from = match.index + whole.length - value.length;
      const inset = /^\d/.test(value) ? 0 : 1;
      this.values.set(name.toLowerCase(), [line.slice(from + inset, from + value.length - inset)]);
    }
  }

  #words(value: TracedText): readonly TracedText[] | undefined {
    const plain = value.text.trim();
    const words = powershellWords(value, this.values);
    if (words.reduce((sum, word) => sum + word.length, 0) > LONGEST_VALUE) return undefined;
    const [first, parent, child] = words;
    if (/^join-path$/i.test(first?.text ?? '')) {
      const at = child?.locate();
      if (parent === undefined || child === undefined || at === undefined || words.length > 3)
        return undefined;
      return [TracedText.concat([parent, TracedText.decoded('\\', at), child])];
    }
    if (/^@\(|^["'][^"']*["']\s*,/.test(plain)) return words;
    const isLiteral = /^(?:"(?:[^"`]|`.)*"|'[^']*'|\d+)\s*[,)]?\s*(?:#.*)?$/.test(plain);
    return isLiteral && first !== undefined ? [first] : undefined;
  }
}
