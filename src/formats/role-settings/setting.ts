import { publishedReach } from '../../exposure/host-reach.ts';
import type { Launch } from '../../launch/launch.ts';
import type { AssignedValue } from '../../templates/literal-value.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';

/** What a file asks of a ready-made role, module or cookbook whose templates are elsewhere. */
export interface RoleSetting {
  readonly name: string;
  readonly at: Location;
  /** The addresses; `undefined` where the file says nothing. */
  readonly listen: TracedText | undefined;
  readonly udpPort: TracedText | undefined;
  /** Whether the role always passes `-U`, so that what is not said here is not memcached's own default. */
  readonly alwaysSetsUdp: boolean;
}

const DEFAULT = 'this repository does not say it plainly, and the default depends on the release of the role';

/**
 * The launch that a setting leads to; none unless the setting itself opens something: what such a role does by
 * default depends on its release, and that is for the role's own repository to say.
 */
export function launchesOfSetting(format: string, setting: RoleSetting): readonly Launch[] {
  const { name, at, listen, udpPort, alwaysSetsUdp } = setting;
  const opensUdp = udpPort?.known !== undefined && /^[1-9]\d{0,4}$/.test(udpPort.known);
  if (!isPublic(listen) && !opensUdp) return [];
  const word = (text: string, place: TracedText | undefined) =>
    TracedText.decoded(text, place?.locate() ?? at);
  const argv = [word('-l', listen), listen ?? TracedText.unknown('listen', DEFAULT, at)];
  if (udpPort !== undefined || alwaysSetsUdp)
    argv.push(word('-U', udpPort), udpPort ?? TracedText.unknown('udp_port', DEFAULT, at));
  return [
    {
      format,
      name,
      at,
      program: TracedText.decoded('memcached', at),
      argv,
      version: { state: 'unknown', because: 'nothing in the repository says which memcached is installed' },
      network: { kind: 'host', limits: [] },
      related: [],
    },
  ];
}

function isPublic(listen: TracedText | undefined): boolean {
  return (listen?.known ?? '')
    .split(',')
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
