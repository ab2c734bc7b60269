import type { Reading } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { layered, unknownEnvironment } from '../../shell/environment.ts';
import { invocationsIn, invocationsOf } from '../../shell/invocations.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { hostReading, joinReadings } from '../host/host-reading.ts';
import { type IniFile, type IniSection, readIni } from '../supervisord/ini.ts';
import { shlexSplit } from '../supervisord/shlex.ts';
import { templated } from '../templated.ts';

/** Watchers of circus: `cmd` and `args`, split without a shell unless `shell` asks for one (circus 0.18, watcher.py). */
export const circus: Format = templated({
  name: 'circus',
  title: 'circus configuration',
  hasPath: (path) => /(?:^|\/)circus[^/]*\.ini$/.test(path),
  hasContent: (text) => /^\[watcher:/m.test(text) && /^cmd[ \t]*[=:]/m.test(text),
  async read(files, repository) {
    return joinReadings(files.flatMap((file) => readFile(file, repository)));
  },
});

function readFile(file: SourceFile, repository: Repository): readonly Reading[] {
  if (!/memcached/i.test(file.text)) return [];
  const ini = readIni(file);
  return ini.sections
    .filter(({ name }) => name.startsWith('watcher:'))
    .map((section) => readWatcher(section, ini, repository));
}

function readWatcher({ name, options }: IniSection, ini: IniFile, repository: Repository): Reading {
  const command = options.get('cmd');
  const at = command?.locate();
  if (command === undefined || at === undefined) return { launches: [], problems: [] };
  const args = options.get('args');
  const line = args
    ? TracedText.concat([command, TracedText.decoded(' ', at.file.at(at.end, at.end)), args])
    : command;
  const filled = withVariables(line);
  const own = name.slice('watcher:'.length);
  const variables = ini.sections
    .filter((section) => section.name === 'env' || section.name === `env:${own}`)
    .flatMap((section) => [...section.options]);
  const environment = layered(new Map(variables), unknownEnvironment);
  const isShell = /^(?:true|yes|on|1)$/i.test(options.get('shell')?.text ?? '');
  const invocations = isShell
    ? invocationsIn(filled, environment, { dialect: 'sh' })
    : invocationsOf(shlexSplit(filled) ?? [], environment);
  const isOff = /^(?:false|no|off|0)$/i.test(options.get('autostart')?.text ?? '');
  return hostReading(invocations, {
    format: circus.name,
    name,
    at,
    condition: isOff ? 'once circusctl starts it, for autostart is off' : undefined,
    environment,
    repository,
  });
}

/** `$(circus.wid)` and the like are known only when it runs. */
function withVariables(text: TracedText): TracedText {
  const pieces: TracedText[] = [];
  let done = 0;
  for (const { 0: written, index } of text.text.matchAll(
    /\$\(circus\.[\w.]{1,100}\)|\(\(circus\.[\w.]{1,100}\)\)/g,
  )) {
    const at = text.locate(index, index + written.length);
    if (at === undefined) continue;
    pieces.push(text.slice(done, index), TracedText.unknown(written, 'circus fills it in', at));
    done = index + written.length;
  }
  return done === 0 ? text : TracedText.concat([...pieces, text.slice(done)]);
}
