import type { FileWrite } from '../../shell/invocations.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { packagedFile } from './packaged-files.ts';

/** Forms of one file that a script's branches may write; further ones are left out. */
const MOST_FORMS = 8;

/** What a script makes of one file. */
export interface WrittenContent {
  readonly path: string;
  readonly text: TracedText;
  /** The last command that wrote it. */
  readonly at: Location;
  /** Whether it is the file of a package with changes, and not all the script's own. */
  readonly isEdited: boolean;
}

/** The files that a script's writes come to, in each form that its branches give them. */
export function writtenContents(writes: readonly FileWrite[]): readonly WrittenContent[] {
  const files = new Map<string, Form[]>();
  for (const { path, text, append, at, conditional } of writes) {
    const before = files.get(path) ?? [];
    const base = before.length > 0 ? before : [{ path, text: packagedText(path), at }];
    const now = append
      ? base.map((form) => ({ path, text: TracedText.concat([form.text, text]), at }))
      : [...(conditional ? before : []), { path, text, at }];
    files.set(path, now.slice(-MOST_FORMS));
  }
  return [...files.values()].flat().map((form) => {
    const packaged = packagedFile(form.path);
    const isEdited = form.text.runs.some(({ origin }) => origin.file === packaged);
    return { ...form, text: withoutPackaged(form), isEdited };
  });
}

type Form = Omit<WrittenContent, 'isEdited'>;

function packagedText(path: string): TracedText {
  const file = packagedFile(path);
  return file === undefined ? TracedText.empty : TracedText.source(file, 0, file.text.length);
}

/** What came from a package's file stands where the script changes that file. */
function withoutPackaged({ path, text, at }: Form): TracedText {
  const packaged = packagedFile(path);
  return TracedText.concat(
    text.runs.map((run) => {
      const origin = run.origin.file === packaged ? at : run.origin;
      if (run.kind === 'unknown') return TracedText.unknown(run.name, run.because, origin, run.splits);
      return TracedText.decoded(run.text, origin, run.exact && origin === run.origin);
    }),
  );
}
