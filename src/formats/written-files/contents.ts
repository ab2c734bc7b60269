import type { FileWrite } from '../../shell/invocations.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { isPackaged, type PackagedFiles } from './packaged-files.ts';

/** Forms of one file that a script's branches may write; further ones are left out. */
const MOST_FORMS = 8;

/** What a script makes of one file. */
export interface WrittenContent {
  readonly path: string;
  readonly text: TracedText;
  /** The last command that wrote it. */
  readonly at: Location;
  /** The file of a package that it was before, where not all of it is the script's own. */
  readonly edited?: SourceFile;
  /** A command wrote it from its start on, and not only something after what was there. */
  readonly isWhole: boolean;
}

/** The files that a script's writes come to, in each form that its branches give them. */
export function writtenContents(
  writes: readonly FileWrite[],
  packaged: PackagedFiles,
): readonly WrittenContent[] {
  const files = new Map<string, readonly Form[]>();
  for (const write of writes) {
    const forms = afterWrite(files.get(write.path) ?? [], write, packaged);
    files.set(write.path, forms.slice(-MOST_FORMS));
  }
  return [...files].flatMap(([path, forms]) => forms.map((form) => contentOf(path, form)));
}

type Form = Pick<FileWrite, 'text' | 'at' | 'conditional'> & { readonly isWhole: boolean };

/** A command that may not run leaves the forms before it; but one after another in one branch run together. */
function afterWrite(
  before: readonly Form[],
  { path, text, append, at, conditional }: FileWrite,
  packaged: PackagedFiles,
): readonly Form[] {
  if (!append) {
    const left = conditional ? before.filter((form) => !isEditOf(text, form)) : [];
    return [...left, { text, at, conditional, isWhole: true }];
  }
  if (before.length === 0)
    return [{ text: TracedText.concat([textOf(packaged(path)), text]), at, conditional, isWhole: false }];
  const left = conditional ? before.filter((form) => !form.conditional) : [];
  const appended = before.map((form) => ({
    text: TracedText.concat([form.text, text]),
    at,
    conditional,
    isWhole: form.isWhole,
  }));
  return [...left, ...appended];
}

/** Whether a text still has something that the script put into a form of the file before. */
function isEditOf(text: TracedText, form: Form): boolean {
  const own = form.text.runs.filter(({ origin }) => !isPackaged(origin.file));
  return text.runs.some(({ origin }) => own.some((run) => overlap(run.origin, origin)));
}

function overlap(a: Location, b: Location): boolean {
  return a.file === b.file && a.start < b.end && b.start < a.end;
}

function textOf(file: SourceFile | undefined): TracedText {
  return file === undefined ? TracedText.empty : TracedText.source(file, 0, file.text.length);
}

function contentOf(path: string, { text, at, isWhole }: Form): WrittenContent {
  const edited = text.runs.find(({ origin }) => isPackaged(origin.file))?.origin.file;
  const content = { path, text: withoutPackaged(text, at), at, isWhole };
  return edited === undefined ? content : { ...content, edited };
}

/** What came from a package's file stands where the script changes that file. */
function withoutPackaged(text: TracedText, at: Location): TracedText {
  return TracedText.concat(
    text.runs.map((run) => {
      const isOwn = !isPackaged(run.origin.file);
      const origin = isOwn ? run.origin : at;
      if (run.kind === 'unknown') return TracedText.unknown(run.name, run.because, origin, run.splits);
      return TracedText.decoded(run.text, origin, run.exact && isOwn);
    }),
  );
}
