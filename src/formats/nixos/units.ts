import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { joinReadings } from '../host/host-reading.ts';
import { systemd } from '../systemd/format.ts';
import { WrittenFile } from '../written-files/written-file.ts';
import type { NixBinding } from './bindings.ts';
import { FORMAT } from './name.ts';

/** The bindings of one unit, by what NixOS makes of them. */
interface Unit {
  readonly name: string;
  readonly lines: TracedText[];
  hasCommand: boolean;
  isDisabled: boolean;
}

/**
 * What the units start whose `ExecStart` a Nix file gives: `systemd.services.NAME.serviceConfig` of NixOS,
 * `systemd.user.services.NAME.Service` of Home Manager. They are read as the unit files that Nix makes of them.
 */
export async function unitReading(
  file: SourceFile,
  bindings: readonly NixBinding[],
  repository: Repository,
): Promise<Reading> {
  const readings: Reading[] = [];
  for (const unit of unitsOf(bindings)) {
    const text = TracedText.concat(unit.lines);
    const at = unit.lines[0]?.locate() ?? file.at(0, 0);
    if (unit.isDisabled || !unit.hasCommand || !text.text.includes('memcached')) continue;
    const written = new WrittenFile(`etc/systemd/system/${unit.name}.service`, text, at);
    const { launches, problems } = await systemd.read([written], repository);
    readings.push({ launches: launches.map((launch) => ({ ...launch, format: FORMAT })), problems });
  }
  return joinReadings(readings);
}

function unitsOf(bindings: readonly NixBinding[]): readonly Unit[] {
  const units = new Map<string, Unit>();
  for (const binding of bindings) {
    const { path } = binding;
    const services = path.findIndex(
      (part, index) => part === 'services' && path.slice(0, index).includes('systemd'),
    );
    const name = path[services + 1];
    const [section, key, ...further] = path.slice(services + 2);
    if (services < 0 || name === undefined || section === undefined || further.length > 0) continue;
    if (path.slice(0, services).includes('options')) continue;
    const unit = units.get(path.slice(0, services + 2).join('.')) ?? emptyUnit(name, binding.at);
    units.set(path.slice(0, services + 2).join('.'), unit);
    const { value } = binding;
    if (key === undefined)
      unit.isDisabled ||= section === 'enable' && value.kind === 'boolean' && !value.value;
    else if (section === 'serviceConfig' || section === 'Service') {
      unit.lines.push(...settingLines(key, binding));
      unit.hasCommand ||= key === 'ExecStart';
    } else if (section === 'environment' && value.kind === 'text') {
      unit.lines.push(line(`Environment=${key}=`, value.text, binding.at));
    }
  }
  return [...units.values()];
}

function emptyUnit(name: string, at: Location): Unit {
  const plain = /^[\w.@-]{1,100}$/.test(name) ? name : 'service';
  return {
    name: plain,
    lines: [TracedText.decoded('[Service]\n', at)],
    hasCommand: false,
    isDisabled: false,
  };
}

/** `KEY=VALUE` lines: one for each item of a list. */
function settingLines(key: string, binding: NixBinding): TracedText[] {
  const { value, at } = binding;
  if (!/^\w{1,60}$/.test(key)) return [];
  switch (value.kind) {
    case 'text':
      return [line(`${key}=`, value.text, at)];
    case 'boolean':
      return [line(`${key}=`, TracedText.decoded(String(value.value), at), at)];
    case 'list':
      if (value.isJoined) return [line(`${key}=`, joined(value.items, at), at)];
      return value.items.map((item) => line(`${key}=`, item, at));
    case 'expression':
      return [];
  }
}

/** Words with blanks between them. */
function joined(items: readonly TracedText[], at: Location): TracedText {
  return TracedText.concat(items.flatMap((item) => [item, TracedText.decoded(' ', at)]));
}

/** A setting as it stands in the unit file; white space around a value of several lines is nothing. */
function line(start: string, value: TracedText, at: Location): TracedText {
  const from = value.text.length - value.text.trimStart().length;
  const to = value.text.trimEnd().length;
  return TracedText.concat([
    TracedText.decoded(start, at),
    value.slice(from, Math.max(from, to)),
    TracedText.decoded('\n', at),
  ]);
}
