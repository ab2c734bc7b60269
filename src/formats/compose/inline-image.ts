import type { ImageConfig } from '../../images/image.ts';
import { type Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { type BuiltImage, buildImage } from '../dockerfile/build.ts';
import type { BuildOptions } from '../dockerfile/build-options.ts';

/** Builds the Dockerfile that stands inside a Compose file; every place of the result is one in that file. */
export function buildInline(
  inline: TracedText,
  options: BuildOptions,
): BuiltImage | { readonly error: { readonly at: Location; readonly because: string } } {
  const first = inline.locate();
  if (first === undefined) return buildImage(new SourceFile('', ''), options);
  const file = new SourceFile(first.file.path, inline.text);
  const built = buildImage(file, options);
  const back = new Relocation(file, inline, first);
  if ('error' in built) return { error: { ...built.error, at: back.place(built.error.at) } };
  return { ...built, image: back.image(built.image), base: back.text(built.base), at: back.place(built.at) };
}

/** Moves places in a text of its own back to where the text came from. */
class Relocation {
  readonly #file: SourceFile;
  readonly #source: TracedText;
  readonly #whole: Location;

  constructor(file: SourceFile, source: TracedText, whole: Location) {
    this.#file = file;
    this.#source = source;
    this.#whole = whole;
  }

  place(at: Location): Location {
    if (at.file !== this.#file) return at;
    return this.#source.locate(at.start, at.end) ?? this.#whole;
  }

  text(text: TracedText): TracedText {
    return TracedText.concat(
      text.runs.map((run) => {
        if (run.kind === 'unknown')
          return TracedText.unknown(run.name, run.because, this.place(run.origin), run.splits);
        return run.exact && run.origin.file === this.#file
          ? this.#source.slice(run.origin.start, run.origin.end)
          : TracedText.decoded(run.text, this.place(run.origin));
      }),
    );
  }

  image(image: ImageConfig): ImageConfig {
    const texts = (words: readonly TracedText[] | null) => words?.map((word) => this.text(word)) ?? null;
    const { version } = image;
    return {
      ...image,
      entrypoint: texts(image.entrypoint),
      cmd: texts(image.cmd),
      env: new Map([...image.env].map(([name, value]) => [name, this.text(value)])),
      version:
        version.state === 'known' && version.at !== undefined
          ? { ...version, at: this.place(version.at) }
          : version,
      at: this.place(image.at),
    };
  }
}
