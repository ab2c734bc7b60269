import type { Format } from '../../../src/formats/format.ts';
import type { Launch, Reading } from '../../../src/launch/launch.ts';
import type { Repository } from '../../../src/repository/repository.ts';
import { SourceFile, sourceText } from '../../../src/text/source-file.ts';
import type { TracedText } from '../../../src/text/traced-text.ts';

/** Reads files with one format as the pipeline would: those whose path or content the format takes. */
export async function read(format: Format, texts: Readonly<Record<string, string>>): Promise<Reading> {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, new SourceFile(path, text)]));
  const repository: Repository = {
    paths: [...files.keys()].sort(),
    has: (path) => files.has(path),
    read: (path) => files.get(path),
  };
  const taken = [...files.values()].filter(
    (file) => format.hasPath(file.path) || format.hasContent(file.text, file.path),
  );
  return format.read(taken, repository);
}

/** Each launch's words in one line; an unknown part is its name in `‹›`, with `…` if it splits. */
export function commandLines({ launches }: Reading): string[] {
  return launches.map((launch) => launch.argv.map(wordText).join(' '));
}

export function wordText(word: TracedText): string {
  if (word.text === '') return "''";
  return word.runs
    .map((run) => (run.kind === 'literal' ? run.text : `‹${run.name}${run.splits ? '…' : ''}›`))
    .join('');
}

/** Where each word stands, as the characters there; for a launch whose words are all known. */
export function wordPlaces(launch: Launch): string[] {
  return launch.argv.map((word) => {
    const at = word.locate();
    return at === undefined ? '' : sourceText(at);
  });
}

/** `line:column` and the text of a launch's place. */
export function place(launch: Launch): string {
  const { line, column } = launch.at.file.positionAt(launch.at.start);
  return `${line}:${column} ${sourceText(launch.at)}`;
}

/** `line:column` of each word. */
export function positions(launch: Launch): string[] {
  return launch.argv.map((word) => {
    const at = word.locate();
    if (at === undefined) return '';
    const { line, column } = at.file.positionAt(at.start);
    return `${line}:${column}`;
  });
}
