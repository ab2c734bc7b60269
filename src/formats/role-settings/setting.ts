import { publishedReach } from '../../exposure/host-reach.ts';
import type { Launch, RelatedPlace } from '../../launch/launch.ts';
import type { AssignedValue } from '../../templates/literal-value.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** A value that a role gets: its text; surely none; or what nobody can say here. */
export type SettingValue = TracedText | 'none' | 'unknown';

/** What a file asks of a ready-made role, module or cookbook whose templates are elsewhere. */
export interface RoleSetting {
  readonly name: string;
  readonly at: Location;
  /** The addresses. */
  readonly listen: SettingValue;
  /** `none`: the role never passes `-U`. */
  readonly udpPort: SettingValue;
  /** Further words that the file makes the role pass. */
  readonly extra?: readonly TracedText[];
  readonly related?: readonly RelatedPlace[];
}

const DEFAULT = 'this repository does not say it plainly, and the default depends on the release of the role';

/**
 * The launch that a setting leads to; none unless it opens something that is known: what is not said here, and
 * follows from no release that the repository names, is for the role's own repository to say.
 */
export function launchesOfSetting(format: string, setting: RoleSetting): readonly Launch[] {
  const { name, at, listen, udpPort, extra = [], related = [] } = setting;
  if (!opensSomething(setting)) return [];
  const option = (letter: string, value: SettingValue, unknown: string): readonly TracedText[] => {
    if (value === 'none') return [];
    if (value === 'unknown')
      return [TracedText.decoded(letter, at), TracedText.unknown(unknown, DEFAULT, at)];
    return [TracedText.decoded(letter, value.locate() ?? at), value];
  };
  return [
    {
      format,
      name,
      at,
      program: TracedText.decoded('memcached', at),
      argv: [...option('-l', listen, 'listen'), ...option('-U', udpPort, 'udp_port'), ...extra],
      version: { state: 'unknown', because: 'nothing in the repository says which memcached is installed' },
      network: { kind: 'host', limits: [] },
      related,
    },
  ];
}

function opensSomething({ listen, udpPort, extra = [] }: RoleSetting): boolean {
  if (listen === 'none' || (listen !== 'unknown' && isPublic(listen))) return true;
  if (udpPort instanceof TracedText && isPort(udpPort)) return true;
  return extra.some(
    (word, index) =>
      /^-(?:-udp-port|[A-Za-z]*U)/.test(word.text) ||
      (/^-l/.test(word.text) && isPublic(word.text === '-l' ? extra[index + 1] : word.slice(2))),
  );
}

function isPort({ known }: TracedText): boolean {
  return known !== undefined && /^[1-9]\d{0,4}$/.test(known);
}

function isPublic(listen: TracedText | undefined): boolean {
  return (listen?.known ?? '')
    .split(',')
    .map((part) => part.trim())
    .some(
      (part) =>
        part === '*' ||
        (part !== '' && publishedReach(partOf(listen, part), { privateNetworks: [] }) === 'public'),
    );
}

function partOf(listen: TracedText | undefined, part: string): TracedText | undefined {
  const from = listen?.text.indexOf(part) ?? -1;
  return from < 0 ? undefined : listen?.slice(from, from + part.length);
}

/** One text of a value: a list's items with commas between; `undefined` for what is not plainly written. */
export function textOf(value: AssignedValue | undefined): TracedText | undefined {
  if (value?.kind === 'text') return /\{\{|\{%|%\{/.test(value.text.text) ? undefined : value.text;
  if (value?.kind !== 'list') return undefined;
  const items = value.items.map(textOf);
  const pieces: TracedText[] = [];
  for (const item of items) {
    const origin = item?.runs[0]?.origin;
    if (item === undefined || origin === undefined) return undefined;
    if (pieces.length > 0) pieces.push(TracedText.decoded(',', origin.file.at(origin.start, origin.start)));
    pieces.push(item);
  }
  return TracedText.concat(pieces);
}

/** A value as a setting; `absent` where nothing is written. */
export function settingValue(value: AssignedValue | undefined, absent: SettingValue): SettingValue {
  if (value === undefined || value.kind === 'nothing') return absent;
  if (value.kind === 'list' && value.items.length === 0) return 'none';
  return textOf(value) ?? 'unknown';
}

/** The words of a text, cut at blanks. */
export function wordsOf(text: TracedText | undefined): readonly TracedText[] {
  return [...(text?.text ?? '').matchAll(/\S+/g)].flatMap(
    ({ 0: word, index }) => text?.slice(index, index + word.length) ?? [],
  );
}
