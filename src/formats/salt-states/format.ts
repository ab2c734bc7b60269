import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { layered, unknownEnvironment } from '../../shell/environment.ts';
import type { Environment } from '../../shell/invocation.ts';
import { TracedText } from '../../text/traced-text.ts';
import { parseYaml } from '../../yaml/parse.ts';
import { leadsToMemcached } from '../docker-run/leading-programs.ts';
import type { Format } from '../format.ts';
import { hostReading, joinReadings } from '../host/host-reading.ts';
import { readShellCommand } from '../provisioning/commands.ts';
import { containerCommand } from '../provisioning/containers.ts';
import { addBlock, replaceAll } from '../provisioning/edits.ts';
import { MachineFiles } from '../provisioning/machine-files.ts';
import { readWrittenCompose } from '../provisioning/written-compose.ts';
import { templated } from '../templated.ts';
import { readWrites } from '../written-files/read-writes.ts';
import { linesOf, type State, statesOf } from './states.ts';

const NOTHING: Reading = { launches: [], problems: [] };

/** States of Salt: commands that they run on a machine, the files that they write there, and containers. */
export const saltStates: Format = templated({
  name: 'salt-states',
  title: 'Salt states',
  hasPath: (path) => path.endsWith('.sls'),
  hasContent: (text, path) =>
    path.endsWith('.sls') &&
    /^[ \t]+["']?(?:cmd|file|cron|docker_container|dockerng|docker)(?:\.\w{1,40})?["']?[ \t]*:/m.test(text),
  async read(files, repository) {
    const readings: Reading[] = [];
    for (const file of files) {
      if (!/memcached/i.test(file.text)) continue;
      const { documents } = await parseYaml(file);
      const machine = new MachineFiles();
      const states = documents.flatMap(({ root }) => statesOf(root));
      readings.push(...states.map((state) => stateReading(state, machine, repository)));
      readings.push(await readWrites(machine.writes, repository), await readWrittenCompose(machine.writes));
    }
    return joinReadings(readings);
  },
});

function stateReading(state: State, files: MachineFiles, repository: Repository): Reading {
  const { name, at } = state;
  const path = name.known;
  const text = (argument: string): TracedText | undefined => {
    const value = state.arguments.get(argument);
    return value?.kind === 'text' ? value.text : undefined;
  };
  const edit = (change: (text: TracedText) => TracedText, place = at): Reading => {
    if (path !== undefined) files.edit(path, place, change);
    return NOTHING;
  };
  switch (state.function) {
    case 'cmd.run':
    case 'cmd.wait':
    case 'cron.present': {
      const isCron = state.function === 'cron.present';
      const environment = isCron ? unknownEnvironment : environmentOf(state);
      const options = { interest: leadsToMemcached, files: files.lookUp };
      const reading = readShellCommand(name, text('shell')?.known, environment, options);
      files.apply(reading.writes);
      const condition = state.arguments.has('onlyif') ? 'where the condition of its state holds' : undefined;
      return hostReading(reading.invocations, {
        format: saltStates.name,
        name: `state ${state.id}`,
        condition,
        environment,
        repository,
      });
    }
    case 'file.managed': {
      const contents = linesOf(state.arguments.get('contents'));
      if (contents !== undefined && path !== undefined)
        files.write(path, contents, contents.locate() ?? at, false);
      return NOTHING;
    }
    case 'file.append':
    case 'file.prepend': {
      const added = linesOf(state.arguments.get('text'));
      const place = added?.locate() ?? at;
      return added === undefined ? NOTHING : edit((before) => addBlock(before, added, place), place);
    }
    case 'file.replace': {
      const pattern = text('pattern')?.known;
      const replacement = text('repl') ?? TracedText.empty;
      const place = replacement.locate() ?? at;
      if (pattern === undefined) return NOTHING;
      const appends = /^(?:true|yes)$/i.test(text('append_if_not_found')?.text ?? '');
      return edit((before) => {
        const after = replaceAll(before, pattern, replacement, place);
        return after === before && appends ? addBlock(before, replacement, place) : after;
      }, place);
    }
    case 'docker.running':
    case 'docker_container.running':
    case 'dockerng.running': {
      const given = new Map(state.arguments).set('name', { kind: 'text', text: name });
      // These only expose; `port_bindings` publishes.
      given.delete('ports');
      const command = containerCommand('docker', given, at);
      const details = {
        format: saltStates.name,
        name: state.id,
        environment: unknownEnvironment,
        repository,
      };
      return command === undefined ? NOTHING : hostReading([command], details);
    }
    default:
      return NOTHING;
  }
}

/** `env`: a map, or a list of maps. */
function environmentOf({ arguments: given }: State): Environment {
  const value = given.get('env');
  const maps = value?.kind === 'list' ? value.items : value === undefined ? [] : [value];
  const variables = maps.flatMap((map) =>
    map.kind === 'map'
      ? [...map.entries].flatMap(([key, entry]) =>
          entry.kind === 'text' ? [[key, entry.text] as const] : [],
        )
      : [],
  );
  return layered(new Map(variables), unknownEnvironment);
}
