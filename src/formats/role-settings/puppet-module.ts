import type { RelatedPlace } from '../../launch/launch.ts';
import { isReadable, type Repository } from '../../repository/repository.ts';
import { valuesAfter } from '../../templates/code-files.ts';
import { declarationsOf } from '../../templates/puppet-variables.ts';
import { YamlFiles } from '../../templates/yaml-value.ts';
import type { Location, SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { baseName } from '../host/paths.ts';
import { type RoleSetting, type SettingValue, settingValue } from './setting.ts';

const HIERA = /^['"]?memcached::(?:listen(?:_ip)?|udp_port)['"]?[ \t]*:/m;
const INCLUDED = /^[ \t]*(?:include|contain|require)[ \t]+['"]?(?:::)?memcached['"]?[ \t]*(?:#.*)?$/gm;
const PINNED =
  /(?:^[ \t]*mod[ \t(]+['"]saz[-/]memcached['"][ \t]*,[ \t]*|"name"\s*:\s*"saz[-/]memcached"\s*,\s*"version_requirement"\s*:\s*)['"](?:=|~>)?[ ]{0,4}(\d{1,3})\.[\dx][^'"\s<>]{0,20}['"]/m;

/** Whether a YAML file may be Hiera data for the module. */
export function isHieraData(text: string): boolean {
  return HIERA.test(text);
}

/** What Hiera sets for the class memcached of saz-memcached. */
export function hieraSettings(file: SourceFile, repository: Repository): readonly RoleSetting[] {
  if (hasModule(repository)) return [];
  const yaml = new YamlFiles(repository);
  const value = (key: string) => yaml.top(file.path, `memcached::${key}`);
  if (value('unix_socket') !== undefined) return [];
  const at = file.at(0, file.line(1).length);
  const defaults = defaultsOf(repository, at);
  const listen = settingValue(value('listen') ?? value('listen_ip'), defaults.listen);
  const udpPort = settingValue(value('udp_port'), defaults.udpPort);
  const place = [listen, udpPort].find(
    (found) => found instanceof TracedText && found.locate() !== undefined,
  );
  return [
    {
      name: `class memcached of ${baseName(file.path)}`,
      at: (place instanceof TracedText ? place.locate() : undefined) ?? at,
      listen,
      udpPort,
      related: defaults.related,
    },
  ];
}

/** `class { 'memcached': listen_ip => …, udp_port => … }` and `include memcached`. */
export function manifestSettings(file: SourceFile, repository: Repository): readonly RoleSetting[] {
  if (hasModule(repository)) return [];
  const declared = declarationsOf(file, 'memcached').flatMap(([start, end]) => {
    const value = (name: string) =>
      valuesAfter(file, new RegExp(`\\b${name}[ \\t]*=>[ \\t]*(?=\\S)`, 'g'), start, end)[0];
    if (value('unix_socket') !== undefined) return [];
    const at = file.at(Math.max(0, file.text.lastIndexOf('class', start)), start - 1);
    const defaults = defaultsOf(repository, at);
    const listen = settingValue(value('listen') ?? value('listen_ip'), defaults.listen);
    const udpPort = settingValue(value('udp_port'), defaults.udpPort);
    return [{ name: 'class memcached', at, listen, udpPort, related: defaults.related }];
  });
  // Hiera may set what a manifest that only includes the class leaves out.
  if (declared.length > 0 || isInHiera(repository)) return declared;
  return [...file.text.matchAll(INCLUDED)].slice(0, 1).map(({ 0: line, index }) => {
    const start = index + line.length - line.trimStart().length;
    const at = file.at(start, start + line.trim().length);
    return { name: 'class memcached', at, ...defaultsOf(repository, at) };
  });
}

interface Defaults {
  readonly listen: SettingValue;
  readonly udpPort: SettingValue;
  readonly related: readonly RelatedPlace[];
}

/** The defaults of the release that a Puppetfile or metadata.json pins (saz-memcached, manifests/init.pp of every tag). */
function defaultsOf(repository: Repository, at: Location): Defaults {
  for (const path of repository.paths) {
    if (!/(?:^|\/)(?:Puppetfile|metadata\.json)$/.test(path)) continue;
    const file = repository.read(path);
    const pinned = isReadable(file) ? PINNED.exec(file.text) : null;
    if (!isReadable(file) || pinned === null) continue;
    const major = Number(pinned[1]);
    if (major < 2) continue;
    const start = pinned.index + pinned[0].length - pinned[0].trimStart().length;
    const message = 'the release of saz-memcached is pinned here, which decides about the defaults';
    return {
      listen: TracedText.decoded(major < 3 ? '0.0.0.0' : '127.0.0.1', at),
      udpPort: TracedText.decoded(major < 5 ? '11211' : '0', at),
      related: [{ at: file.at(start, pinned.index + pinned[0].length), message }],
    };
  }
  return { listen: 'unknown', udpPort: 'unknown', related: [] };
}

function isInHiera(repository: Repository): boolean {
  return repository.paths.some((path) => {
    if (!/(?:^|\/)(?:data|hieradata|hiera)\/.+\.(?:ya?ml|eyaml)$/.test(path)) return false;
    const file = repository.read(path);
    return isReadable(file) && /memcached::/.test(file.text);
  });
}

/** The module itself is there, so that its templates say it all. */
function hasModule(repository: Repository): boolean {
  const init = repository.read('manifests/init.pp');
  return (
    repository.paths.some((path) => path.endsWith('/memcached/manifests/init.pp')) ||
    (isReadable(init) && /^[ \t]*class[ \t]+memcached\b/m.test(init.text))
  );
}
