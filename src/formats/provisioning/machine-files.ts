import type { FileWrite } from '../../shell/invocations.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { packagedFile } from '../written-files/packaged-files.ts';
import { WrittenFile } from '../written-files/written-file.ts';

interface Form {
  readonly text: TracedText;
  /** What changed it last. */
  readonly at: Location;
}

/** Forms of one file that conditions leave open; further ones are left out. */
const MOST_FORMS = 8;
/** What all edits together may go through: characters, and the pieces that texts are made of. */
const MOST_WORK = 2_000_000;
const WORK_OF_A_PIECE = 200;

/**
 * The configuration files of a machine as a sequence of tasks leaves them. A file that nothing has written is
 * that of its package.
 */
export class MachineFiles {
  readonly #files = new Map<string, readonly Form[]>();
  #work = MOST_WORK;

  /** @param conditional whether it may stay as it was. */
  write(path: string, text: TracedText, at: Location, conditional: boolean): void {
    const before = conditional ? (this.#files.get(path) ?? []) : [];
    this.#files.set(path, [...before, { text, at }].slice(-MOST_FORMS));
  }

  /** Changes every form of a file. An edit that may not happen is taken to happen. */
  edit(path: string, at: Location, change: (text: TracedText) => TracedText): void {
    const before = this.#files.get(path) ?? [{ text: textBefore(path, at), at }];
    for (const { text } of before) this.#work -= text.length + text.runs.length * WORK_OF_A_PIECE;
    if (this.#work < 0) return;
    const after = before.map((form) => {
      const text = change(form.text);
      return text === form.text ? form : { text, at };
    });
    if (after.some((form, index) => form !== before[index])) this.#files.set(path, after);
  }

  /** Takes over what a command writes. */
  apply(writes: readonly FileWrite[]): void {
    for (const { path, text, at, append, conditional } of writes)
      if (append) this.edit(path, at, (before) => TracedText.concat([before, text]));
      else this.write(path, text, at, conditional);
  }

  /** For commands that read or run it. */
  readonly lookUp = (path: string): SourceFile | undefined => {
    const form = this.#files.get(path)?.at(-1);
    return form === undefined ? packagedFile(path) : new WrittenFile(path, form.text, form.at);
  };

  /** What has been written, with every form of each file; one of nothing but comments leaves the matter to another file. */
  get writes(): readonly FileWrite[] {
    return [...this.#files].flatMap(([path, forms]) =>
      forms
        .filter(({ text }) => !isComment(text.text))
        .map(({ text, at }, index) => ({ path, text, at, append: false, conditional: index > 0 })),
    );
  }
}

function isComment(text: string): boolean {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.some((line) => line !== '') && lines.every((line) => line === '' || line.startsWith('#'));
}

function textBefore(path: string, at: Location): TracedText {
  const packaged = packagedFile(path);
  if (packaged !== undefined) return TracedText.source(packaged, 0, packaged.text.length);
  // Whatever else a unit holds, an edit of its commands stands in this section.
  return /\.service(?:$|\.d\/)/.test(path) ? TracedText.decoded('[Service]\n', at) : TracedText.empty;
}
