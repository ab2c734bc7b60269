import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { JobScript } from './job-script.ts';

/** Calls of one Jenkinsfile that are looked at. */
const MOST_CALLS = 500;
/** Characters of one text. */
const LONGEST_TEXT = 20_000;
const NONE: ReadonlyMap<string, TracedText> = new Map();

/**
 * What a Jenkinsfile runs, as far as its texts say: `sh '…'`, and the command lines that the Docker Pipeline plugin
 * makes of `docker.image('x').run('options', 'command')`, `withRun` and `docker.build('name', 'options')`.
 */
export function jenkinsScripts(file: SourceFile): readonly JobScript[] {
  const found: JobScript[] = [];
  const calls = /(?<![\w.$])(?:sh\b|docker\s*\.\s*(?:image|build)\b)/g;
  for (const match of [...file.text.matchAll(calls)].slice(0, MOST_CALLS)) {
    const reader = new Reader(file, match.index + match[0].length);
    const at = file.at(match.index, match.index + match[0].length);
    const text = match[0] === 'sh' ? shellStep(reader) : dockerCall(reader, match[0].endsWith('build'), at);
    if (text !== undefined && !isCommented(file.text, match.index))
      found.push({ name: 'the pipeline', text, variables: NONE });
  }
  return found;
}

function isCommented(text: string, at: number): boolean {
  return /^\s*(?:\/\/|\*)/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));
}

/** `sh '…'`, `sh('…')`, `sh(script: '…', returnStdout: true)`. */
function shellStep(reader: Reader): TracedText | undefined {
  reader.take(/\(\s*/y);
  reader.take(/(?:label\s*:\s*(?:'[^'\n]*'|"[^"\n]*")\s*,\s*)?script\s*:\s*/y);
  return reader.text();
}

function dockerCall(reader: Reader, builds: boolean, at: Location): TracedText | undefined {
  const image = reader.arguments()[0];
  const implied = (text: string) => TracedText.decoded(text, at);
  if (builds && image !== undefined) {
    // The name is the first argument, the command line of `docker build` the second.
    const [, options = implied('.')] = reader.again();
    return TracedText.concat([implied('docker build -t '), image, implied(' '), options]);
  }
  if (image === undefined || reader.take(/\s*\.\s*(?:run|withRun)\b/y) === undefined) return undefined;
  const [options = TracedText.empty, command = TracedText.empty] = reader.arguments();
  const pieces = [implied('docker run -d '), options, implied(' '), image, implied(' '), command];
  return TracedText.concat(pieces);
}

/** Reads Groovy's texts one after the other. */
class Reader {
  readonly #file: SourceFile;
  #at: number;
  #last: readonly TracedText[] = [];

  constructor(file: SourceFile, at: number) {
    this.#file = file;
    this.#at = at;
    this.take(/[ \t]*/y);
  }

  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#file.text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  /** The texts between parentheses; nothing where something else stands there. */
  arguments(): readonly TracedText[] {
    const texts: TracedText[] = [];
    this.#last = texts;
    if (this.take(/\s*\(\s*/y) === undefined) return texts;
    for (;;) {
      const text = this.text();
      if (text === undefined) break;
      texts.push(text);
      if (this.take(/\s*,\s*/y) === undefined) break;
    }
    this.take(/\s*\)/y);
    return texts;
  }

  /** The texts of the last parentheses. */
  again(): readonly TracedText[] {
    return this.#last;
  }

  /** A text in single, double or triple quotes; `${…}` and `$name` in double ones are unknown. */
  text(): TracedText | undefined {
    const quote = this.take(/'''|"""|'|"/y);
    if (quote === undefined) return undefined;
    const { text } = this.#file;
    const pieces: TracedText[] = [];
    const start = this.#at;
    let from = start;
    const flush = () => pieces.push(TracedText.source(this.#file, from, this.#at));
    while (this.#at < text.length && !text.startsWith(quote, this.#at)) {
      const char = text[this.#at];
      if ((quote.length === 1 && char === '\n') || this.#at - start > LONGEST_TEXT) return undefined;
      if (char === '\\') {
        flush();
        const next = text[this.#at + 1] ?? '';
        const place = this.#file.at(this.#at, Math.min(this.#at + 2, text.length));
        const decoded = { n: '\n', t: '\t', '\n': '' }[next] ?? next;
        if (decoded !== '') pieces.push(TracedText.decoded(decoded, place));
        this.#at += 2;
        from = this.#at;
      } else if (char === '$' && quote.startsWith('"')) {
        flush();
        const name = this.take(/\$(?:\{[^{}]{0,200}\}|[A-Za-z_][\w.]{0,100})/y);
        if (name === undefined) {
          from = this.#at++;
          continue;
        }
        const place = this.#file.at(this.#at - name.length, this.#at);
        const inner = name.replace(/^\$\{?|\}$/g, '');
        pieces.push(TracedText.unknown(inner, `${inner} is known only when the job runs`, place));
        from = this.#at;
      } else this.#at++;
    }
    if (this.#at >= text.length) return undefined;
    flush();
    this.#at += quote.length;
    return TracedText.concat(pieces);
  }
}
