import type { Span } from '../../text/span.ts';
import type { TracedText } from '../../text/traced-text.ts';
import type { LogicalLine } from './logical-line.ts';
import type { HeredocContent } from './scanner.ts';

/** A name and what stands behind its `=`: ranges of the logical line. */
interface Pair {
  readonly key: Span;
  readonly value: Span;
}

/** An argument that is still to be expanded, or one that an array gave. */
export type Argument = Span | TracedText;

/** What an instruction says, before variables are expanded. Spans are ranges of the logical line. */
export type Statement =
  | { readonly kind: 'from'; readonly base: Span; readonly name?: string; readonly platform?: Span }
  | { readonly kind: 'arg'; readonly names: readonly { readonly key: Span; readonly value?: Span }[] }
  | { readonly kind: 'env'; readonly pairs: readonly Pair[] }
  | {
      readonly kind: 'cmd' | 'entrypoint';
      /** The array's words; `undefined` for the shell form. */
      readonly words: readonly TracedText[] | undefined;
      readonly value: Span;
    }
  | { readonly kind: 'shell'; readonly words: readonly TracedText[] }
  | { readonly kind: 'expose'; readonly ports: readonly Span[] }
  | { readonly kind: 'user' | 'workdir' | 'stopsignal'; readonly value: Span }
  | {
      readonly kind: 'copy';
      readonly sources: readonly Argument[];
      readonly target: Argument;
      /** `--from=`: a stage or an image. */
      readonly from?: string;
    }
  | { readonly kind: 'run'; readonly value: Span; readonly mounts: readonly string[] }
  | { readonly kind: 'onbuild'; readonly value: Span }
  | { readonly kind: 'other'; readonly expanded: readonly Span[] };

/** One instruction. */
export interface Instruction {
  readonly line: LogicalLine;
  readonly heredocs: readonly HeredocContent[];
  readonly statement: Statement;
}
