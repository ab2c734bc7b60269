import { CHANGES } from './changes.ts';
import type { Prediction } from './prediction.ts';
import { reasonFor, type Stretch } from './stretch.ts';
import { describeReleases, type ReleaseRange } from './version.ts';
import type { Word } from './word.ts';

type Udp = Prediction['udp'];

/** Says whether UDP is on over all releases that start, and why. */
export function explainUdp(
  stretches: readonly Stretch[],
  words: readonly Word[],
  udpPatchedOff: boolean,
): Udp {
  const open = stretches.find(({ outcome }) => outcome.anything.length > 0 && !outcome.settings.socket);
  const anything = open?.outcome.anything[0];
  if (anything) {
    const because = `an unknown part of the command line may turn UDP on or off (${reasonFor(words, anything)})`;
    return { state: 'depends', because };
  }
  const starting = stretches.filter(({ outcome }) => !outcome.refusal);
  if (starting.length === 0) return { state: 'off', because: 'memcached does not start' };
  const on = starting.filter(hasUdp);
  const off = starting.filter((stretch) => !hasUdp(stretch));
  const unsure = on.find(({ outcome }) => !outcome.ports.udp.certain)?.outcome.settings.udpUse;
  if (unsure) {
    return {
      state: 'depends',
      because: `the value of -U is unknown (${reasonFor(words, unsure.value.range)})`,
    };
  }
  const whyOn = on[0] && becauseOn(on, words);
  const whyOff = off[0] && becauseOff(off, words, udpPatchedOff);
  if (whyOn === undefined) return { state: 'off', because: whyOff ?? 'memcached opens no socket' };
  if (whyOff === undefined) return { state: 'on', because: whyOn };
  return { state: 'depends', because: `${whyOn}, while ${whyOff}` };
}

function hasUdp({ outcome }: Stretch): boolean {
  return outcome.sockets.some(({ protocol }) => protocol === 'udp');
}

/** "memcached 1.2.4 or earlier and 1.5.6 or later". */
function nameReleases(stretches: readonly Stretch[]): string {
  const spans: ReleaseRange[] = [];
  for (const { releases } of stretches) {
    const last = spans.at(-1);
    if (last?.last === releases.first - 1)
      spans[spans.length - 1] = { first: last.first, last: releases.last };
    else spans.push(releases);
  }
  const names = spans.map(describeReleases);
  if (names.length === 1 && names[0] === 'any version') return 'any version of memcached';
  return `memcached ${names.slice(0, -1).join(', ')}${names.length > 1 ? ' and ' : ''}${names.at(-1) ?? ''}`;
}

function becauseOn(on: readonly Stretch[], words: readonly Word[]): string {
  const newest = on.at(-1);
  const releases = nameReleases(on);
  const udp = newest?.outcome.ports.udp;
  switch (udp?.source) {
    case 'own':
      return `${spellOption(newest, words)} turns UDP on`;
    case 'other':
      return `${spellPort(newest, words)} sets the UDP port as well in ${releases}, unless -U 0 is given`;
    case 'ignored':
      return `${releases} turns UDP on even with -U 0`;
    default:
      return isAlwaysOn(on)
        ? `${releases} always turns UDP on`
        : `${releases} turns UDP on unless -U 0 is given`;
  }
}

/** 1.2.5 and 1.2.6 alone. */
function isAlwaysOn(on: readonly Stretch[]): boolean {
  return (on.at(-1)?.releases.last ?? 0) < CHANGES.portsCanBeOff;
}

function becauseOff(off: readonly Stretch[], words: readonly Word[], udpPatchedOff: boolean): string {
  const newest = off.at(-1);
  const { settings, ports } = newest?.outcome ?? {};
  if (settings?.socket) return '-s makes memcached listen on a unix socket only';
  if (ports?.udp.on) return 'the value of -l names no address, so that memcached opens no socket';
  switch (ports?.udp.source) {
    case 'own': {
      const option = spellOption(newest, words);
      const without = off.filter(
        ({ outcome }) => outcome.ports.tcp.source === 'other' && !outcome.ports.tcp.on,
      );
      if (without.length > 0) {
        return `${option} without -p turns both UDP and TCP off in ${nameReleases(without)}`;
      }
      return option === '-U 0' ? '-U 0 turns UDP off' : `${option} is read as -U 0, which turns UDP off`;
    }
    case 'other':
      return `${spellPort(newest, words)} turns UDP off as well`;
    default:
      return udpPatchedOff
        ? "a security update of this build's distribution turned UDP off by default"
        : `${nameReleases(off)} leaves UDP off unless -U is given`;
  }
}

function spellOption(stretch: Stretch | undefined, words: readonly Word[]): string {
  const use = stretch?.outcome.settings.udpUse;
  return use ? `-U ${wordPiece(words, use.value.range)}` : '-U';
}

function spellPort(stretch: Stretch | undefined, words: readonly Word[]): string {
  const use = stretch?.outcome.settings.portUse;
  if (!use || use.value.unknowns.length > 0) return '-p';
  return `-p ${wordPiece(words, use.value.range)}`;
}

function wordPiece(
  words: readonly Word[],
  { word, from, to }: { word: number; from: number; to: number },
): string {
  const piece = words[word]?.text.slice(from, to) ?? '';
  return piece === '' ? "''" : piece;
}
