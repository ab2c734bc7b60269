import type { Invocation } from '../../shell/invocation.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** The same text; what comes from a file that no repository has, as a reader's own code, stands at a place of one. */
export function anchoredText(
  text: TracedText,
  isOwn: (file: SourceFile) => boolean,
  at: Location,
): TracedText {
  if (!text.runs.some(({ origin }) => isOwn(origin.file))) return text;
  return TracedText.concat(
    text.runs.map((run) => {
      const isForeign = isOwn(run.origin.file);
      const origin = isForeign ? at : run.origin;
      return run.kind === 'unknown'
        ? TracedText.unknown(run.name, run.because, origin, run.splits)
        : TracedText.decoded(run.text, origin, run.exact && !isForeign);
    }),
  );
}

/** As `anchoredText` for all of an invocation. */
export function anchoredInvocation(call: Invocation, own: SourceFile, at: Location): Invocation {
  const isOwn = (file: SourceFile) => file === own;
  return {
    ...call,
    program: anchoredText(call.program, isOwn, at),
    argv: call.argv.map((word) => anchoredText(word, isOwn, at)),
    at: call.at.file === own ? at : call.at,
  };
}
