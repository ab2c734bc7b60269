import type { TracedText } from '../text/traced-text.ts';
import { mergeListeners } from './merge-listeners.ts';
import type { Machine, Prediction, Setting, WordRange } from './prediction.ts';
import { predictRelease } from './release-outcome.ts';
import { ReleaseView } from './release-view.ts';
import { reasonFor, type Stretch } from './stretch.ts';
import { explainUdp } from './udp-reason.ts';
import { type ReleaseRange, releasesOf, type Version } from './version.ts';
import { toWord, type Word } from './word.ts';

const ANY_MACHINE: Machine = {};

/**
 * Predicts the sockets that memcached opens for a command line: the words after the program. Where the
 * version is a range or unknown, the prediction is the union over all its releases, and each listener says
 * for which of them it exists. Never throws.
 *
 * Taken for granted, unless `machine` says otherwise: names resolve, addresses can be bound, files that are
 * named can be used, the system has the memory and open files that are asked for, and nothing else uses
 * the ports. memcached runs under a user that it accepts (it refuses root without `-u`).
 */
export function predict(
  argv: readonly TracedText[],
  version: Version,
  machine: Machine = ANY_MACHINE,
): Prediction {
  const udpPatchedOff = version.state === 'known' && version.udpPatchedOff === true;
  return predictWords(argv.map(toWord), releasesOf(version), udpPatchedOff, machine);
}

/** The same for words that are split up already. */
export function predictWords(
  words: readonly Word[],
  releases: ReleaseRange,
  udpPatchedOff: boolean,
  machine: Machine,
): Prediction {
  const stretches = predictStretches(words, releases, udpPatchedOff, machine);
  const refused = stretches.filter(({ outcome }) => outcome.refusal);
  const open = stretches.some(({ outcome }) => outcome.anything.length > 0);
  const udp = explainUdp(stretches, words, udpPatchedOff);
  const all = refused.length === stretches.length;
  const starts = refused.length === 0 && !open ? 'yes' : all && !open ? 'no' : 'depends';
  const refusal = describeRefusal(refused);
  return {
    starts,
    ...(refusal && { refusal }),
    ...(all && refused.every(({ outcome }) => outcome.refusal?.printsOnly) && { printsOnly: true }),
    listeners: mergeListeners(stretches),
    udp,
    udpPort: udpPortSetting(stretches, words, udp.because),
    listen: listenSetting(stretches, words),
    unknowns: findUnknowns(stretches, words),
  };
}

function predictStretches(
  words: readonly Word[],
  releases: ReleaseRange,
  udpPatchedOff: boolean,
  machine: Machine,
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let first = releases.first;
  while (first <= releases.last) {
    const release = new ReleaseView(first);
    const outcome = predictRelease(words, release, udpPatchedOff, machine);
    const last = Math.min(release.same.last, releases.last);
    stretches.push({ releases: { first, last }, outcome });
    first = last + 1;
  }
  return stretches;
}

/** The newest refusal, for all neighbouring releases that refuse for the same reason. */
function describeRefusal(refused: readonly Stretch[]): Prediction['refusal'] {
  const newest = refused.at(-1);
  const refusal = newest?.outcome.refusal;
  if (!newest || !refusal) return undefined;
  const { because, at } = refusal;
  let { first } = newest.releases;
  for (const { releases, outcome } of refused.toReversed()) {
    if (releases.last === first - 1 && outcome.refusal?.because === because) first = releases.first;
  }
  return { because, ...(at && { cause: at }), releases: { first, last: newest.releases.last } };
}

/** The newest release that gets through its options tells best what they say. */
function newestStretch(stretches: readonly Stretch[]): Stretch | undefined {
  return stretches.findLast(({ outcome }) => !outcome.refusal) ?? stretches.at(-1);
}

function udpPortSetting(
  stretches: readonly Stretch[],
  words: readonly Word[],
  because: string,
): Setting<number> {
  const { udpPort, udpUse } = newestStretch(stretches)?.outcome.settings ?? {};
  if (udpPort === undefined || !udpUse) {
    const anything = stretches.flatMap(({ outcome }) => outcome.anything)[0];
    if (anything) return { state: 'unknown', because: reasonFor(words, anything), cause: anything };
    const on = stretches.some(({ outcome }) => outcome.ports.udp.on);
    return { state: 'default', value: on ? 11211 : 0, because };
  }
  const cause = udpUse.value.range;
  if (udpPort === 'unknown') return { state: 'unknown', because: reasonFor(words, cause), cause };
  return { state: 'known', value: udpPort, cause };
}

function listenSetting(stretches: readonly Stretch[], words: readonly Word[]): Setting<string> {
  const listens = newestStretch(stretches)?.outcome.settings.listens ?? [];
  const first = listens[0];
  const anything = stretches.flatMap(({ outcome }) => outcome.anything)[0];
  const unknown =
    listens.find(({ value }) => value.unknowns.length > 0)?.value.range ?? (first ? undefined : anything);
  if (unknown) return { state: 'unknown', because: reasonFor(words, unknown), cause: unknown };
  if (!first)
    return { state: 'default', value: '*', because: 'without -l memcached listens on every interface' };
  return {
    state: 'known',
    value: listens.map(({ value }) => value.text).join(','),
    cause: first.value.range,
  };
}

function findUnknowns(stretches: readonly Stretch[], words: readonly Word[]): Prediction['unknowns'] {
  const causes = new Map<string, WordRange>();
  const add = (cause: WordRange): void => {
    causes.set(`${cause.word}:${cause.from}:${cause.to}`, cause);
  };
  for (const { outcome } of stretches) {
    outcome.anything.forEach(add);
    if (outcome.settings.socket) continue;
    const { udpPort, udpUse } = outcome.settings;
    if (udpPort === 'unknown' && udpUse) add(udpUse.value.range);
    for (const { address, addressCause } of outcome.sockets) {
      if (address.kind === 'unknown' && addressCause) add(addressCause);
    }
  }
  const inOrder = [...causes.values()].sort((a, b) => a.word - b.word || a.from - b.from);
  return inOrder.map((cause) => ({ because: reasonFor(words, cause), cause }));
}
