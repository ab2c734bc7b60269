import type { Location } from '../../../text/source-file.ts';
import { TracedText } from '../../../text/traced-text.ts';
import { Cutter } from '../cutter.ts';
import { readArguments } from '../exec-line.ts';
import { portWords } from '../podman-pods.ts';
import type { SpecifierContext } from '../specifiers.ts';
import type { QuadletUnit } from './quadlet-unit.ts';

/** A word that the generator adds, at the place that makes it do so. */
export function addedWord(text: string, at: Location): TracedText {
  return TracedText.decoded(text, at);
}

/** The words of a value that the generator copies into a command line of systemd. */
export function commandWords(value: TracedText, context: SpecifierContext): readonly TracedText[] {
  const words: TracedText[] = [];
  readArguments(new Cutter(value), 0, context, words);
  return words;
}

/** The words of `PodmanArgs=`, which stand before the image. */
export function podmanWords(unit: QuadletUnit): readonly TracedText[] {
  return unit.own.list('PodmanArgs').flatMap(({ value }) => commandWords(value, unit.context));
}

/** Of the words of `PodmanArgs=` those that publish ports or choose a network: a pod's others are none of a container's. */
export function networkWords(unit: QuadletUnit): readonly TracedText[] {
  return portWords(podmanWords(unit));
}
