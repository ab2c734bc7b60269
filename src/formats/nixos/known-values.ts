import { TracedText } from '../../text/traced-text.ts';
import type { NixBinding } from './bindings.ts';

/** `${cfg.ip}`, `toString cfg.port`, `port`, `concatStringsSep " " cfg.args`: what is interpolated, as the path of a name. */
const REFERENCE =
  /^(?:\$\{)?\s*(?:(?:lib|builtins|strings)\.){0,2}(?:(?:toString|escapeShellArgs?|concatStringsSep " ")\s+)?([A-Za-z_][\w'-]{0,60}(?:\.[A-Za-z_][\w'-]{0,60}){0,8})\s*\}?$/;

/**
 * Puts in what a file itself says about the names that its texts refer to: a literal of `let`, and for an option of
 * its own (`cfg.NAME`, `config.….NAME`) the default of its declaration, which holds where nobody sets it.
 */
export class KnownValues {
  readonly #values = new Map<string, TracedText | undefined>();

  constructor(bindings: readonly NixBinding[]) {
    for (const { path, value } of bindings) {
      const [last, before] = [path.at(-1), path.at(-2)];
      const name = last === 'default' && before !== undefined ? `option ${before}` : `${before} ${last}`;
      if (!(name.startsWith('option ') || name.startsWith('let '))) continue;
      const text =
        value.kind === 'text' ? value.text : value.kind === 'list' ? joined(value.items) : undefined;
      // Two of one name: it cannot be told which is meant.
      this.#values.set(name, this.#values.has(name) ? undefined : text);
    }
  }

  /** The bindings with what is known put in. */
  in(bindings: readonly NixBinding[]): readonly NixBinding[] {
    return bindings.map((binding) => {
      const { value, at } = binding;
      if (value.kind === 'text') return { ...binding, value: { ...value, text: this.inText(value.text) } };
      if (value.kind === 'list')
        return { ...binding, value: { ...value, items: value.items.map((item) => this.inText(item)) } };
      if (value.kind !== 'expression') return binding;
      const text = this.#valueOf(at.file.text.slice(at.start, Math.min(at.end, at.start + 200)));
      return text === undefined ? binding : { ...binding, value: { kind: 'text', text } };
    });
  }

  inText(text: TracedText): TracedText {
    if (text.isKnown) return text;
    return TracedText.concat(
      text.runs.map((run) => {
        if (run.kind === 'literal') return TracedText.decoded(run.text, run.origin, run.exact);
        return this.#valueOf(run.name) ?? TracedText.unknown(run.name, run.because, run.origin, run.splits);
      }),
    );
  }

  #valueOf(reference: string): TracedText | undefined {
    const path = REFERENCE.exec(reference)?.[1]?.split('.');
    const name = path?.at(-1);
    if (path === undefined || name === undefined) return undefined;
    const isOption = path[0] === 'cfg' || path[0] === 'config';
    if (path.length > 1 && !isOption) return undefined;
    const value = this.#values.get(path.length === 1 ? `let ${name}` : `option ${name}`);
    return value?.isKnown ? value : undefined;
  }
}

/** Words with blanks between them, as they are put into a text. */
function joined(items: readonly TracedText[]): TracedText {
  return TracedText.concat(
    items.flatMap((item, index) => {
      const at = item.locate();
      return index === 0 || at === undefined ? [item] : [TracedText.decoded(' ', at), item];
    }),
  );
}
