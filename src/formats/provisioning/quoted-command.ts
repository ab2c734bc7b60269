import { TracedText } from '../../text/traced-text.ts';

/** A script of one command whose words stand between quotation marks, so that the shell takes them as they are. */
export function quotedCommand(words: readonly TracedText[]): TracedText {
  return TracedText.concat(
    words.flatMap((word) => {
      const at = word.locate();
      if (at === undefined) return [];
      const mark = (text: string) => TracedText.decoded(text, at.file.at(at.start, at.start));
      const pieces: TracedText[] = [mark("'")];
      let done = 0;
      for (const { index } of word.text.matchAll(/'/g)) {
        pieces.push(word.slice(done, index), mark("'\\''"));
        done = index + 1;
      }
      return [...pieces, word.slice(done), mark("' ")];
    }),
  );
}
