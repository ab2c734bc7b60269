import type { Invocation } from '../../shell/invocation.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** The same text; what comes from a file that no repository has, as a reader's own code, stands at a place of one. */
function anchoredText(text: TracedText, own: SourceFile, at: Location): TracedText {
  if (text.runs.every(({ origin }) => origin.file !== own)) return text;
  return TracedText.concat(
    text.runs.map((run) => {
      const isOwn = run.origin.file === own;
      if (run.kind === 'unknown')
        return TracedText.unknown(run.name, run.because, isOwn ? at : run.origin, run.splits);
      return TracedText.decoded(run.text, isOwn ? at : run.origin, run.exact && !isOwn);
    }),
  );
}

/** As `anchoredText` for all of an invocation. */
export function anchoredInvocation(call: Invocation, own: SourceFile, at: Location): Invocation {
  return {
    ...call,
    program: anchoredText(call.program, own, at),
    argv: call.argv.map((word) => anchoredText(word, own, at)),
    at: call.at.file === own ? at : call.at,
  };
}
