import { isReadable, type Repository } from '../../repository/repository.ts';
import { valuesAfter } from '../../templates/code-files.ts';
import { declarationsOf } from '../../templates/puppet-variables.ts';
import { YamlFiles } from '../../templates/yaml-value.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Format } from '../format.ts';
import { baseName } from '../host/paths.ts';
import { launchesOfSetting, type RoleSetting, textOf } from './setting.ts';

const TRIAL = /(?:^|\/)(?:molecule|tests?|spec|examples?|fixtures|acceptance|\.[^/]+)\//;
const HIERA = /^['"]?memcached::(?:listen(?:_ip)?|udp_port)['"]?[ \t]*:/m;
const ANSIBLE = /^memcached_listen_ip[ \t]*:/m;
const INSTANCE = /^[ \t]*memcached_instance[ \t(]+['"]([\w.-]{1,60})['"][ \t)]*do\b/gm;

/**
 * What a repository asks of ready-made roles that it does not hold itself: geerlingguy.memcached of Ansible,
 * saz-memcached of Puppet (declarations and Hiera), memcached_instance of the Chef cookbook. Quiet unless the
 * file itself opens something.
 */
export const roleSettings: Format = {
  name: 'role-settings',
  title: 'settings of a ready-made role, module or cookbook',
  hasPath: (path) => path.endsWith('.pp') || /(?:^|\/)recipes\/[^/]+\.rb$/.test(path),
  hasContent: (text, path) => /\.ya?ml$/.test(path) && (HIERA.test(text) || ANSIBLE.test(text)),
  async read(files, repository) {
    const own = files.filter(({ path }) => !TRIAL.test(path));
    const settings = own.length === 0 ? [] : own.flatMap((file) => settingsOf(file, repository));
    return {
      launches: settings.flatMap((setting) => launchesOfSetting(roleSettings.name, setting)),
      problems: [],
    };
  },
};

function settingsOf(file: SourceFile, repository: Repository): readonly RoleSetting[] {
  if (file.path.endsWith('.pp')) return hasModule(repository) ? [] : declared(file);
  if (file.path.endsWith('.rb')) return instances(file);
  const yaml = new YamlFiles(repository);
  const at = file.at(0, file.line(1).length);
  if (HIERA.test(file.text) && !hasModule(repository)) {
    const value = (key: string) => textOf(yaml.top(file.path, `memcached::${key}`));
    const listen = value('listen') ?? value('listen_ip');
    const udpPort = value('udp_port');
    if (value('unix_socket') !== undefined) return [];
    const place = (listen ?? udpPort)?.locate() ?? at;
    return [
      { name: `class memcached of ${baseName(file.path)}`, at: place, listen, udpPort, alwaysSetsUdp: true },
    ];
  }
  if (!ANSIBLE.test(file.text) || !usesRole(repository)) return [];
  const listen = textOf(yaml.top(file.path, 'memcached_listen_ip'));
  const name = `role geerlingguy.memcached with ${baseName(file.path)}`;
  return [{ name, at: listen?.locate() ?? at, listen, udpPort: undefined, alwaysSetsUdp: false }];
}

/** `class { 'memcached': listen_ip => …, udp_port => … }`. */
function declared(file: SourceFile): readonly RoleSetting[] {
  return declarationsOf(file, 'memcached').flatMap(([start, end]) => {
    const value = (name: string) =>
      textOf(valuesAfter(file, new RegExp(`\\b${name}[ \\t]*=>[ \\t]*(?=\\S)`, 'g'), start, end)[0]);
    if (value('unix_socket') !== undefined) return [];
    const listen = value('listen') ?? value('listen_ip');
    const at = file.at(Math.max(0, file.text.lastIndexOf('class', start)), start - 1);
    return [{ name: 'class memcached', at, listen, udpPort: value('udp_port'), alwaysSetsUdp: true }];
  });
}

/** `memcached_instance 'name' do … end`. */
function instances(file: SourceFile): readonly RoleSetting[] {
  return [...file.text.matchAll(INSTANCE)].slice(0, 64).flatMap((match) => {
    const start = match.index + match[0].length;
    const close = /^[ \t]*end\b/m.exec(file.text.slice(start, start + 8000));
    if (close === null) return [];
    const end = start + close.index;
    const value = (name: string) =>
      textOf(valuesAfter(file, new RegExp(`^[ \\t]*${name}[ \\t(]+(?=\\S)`, 'gm'), start, end)[0]);
    if (value('socket') !== undefined) return [];
    const at = file.at(start - match[0].trimStart().length, start);
    const name = `memcached_instance ${match[1] ?? ''}`;
    return [{ name, at, listen: value('listen'), udpPort: value('udp_port'), alwaysSetsUdp: true }];
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

/** More files than this are not searched for the name of the role. */
const MOST_FILES = 500;

/** Whether the repository uses geerlingguy.memcached without holding it. */
function usesRole(repository: Repository): boolean {
  if (repository.paths.some((path) => /memcached[^/]*\/templates\/[^/]*memcached/.test(path))) return false;
  const yaml = repository.paths.filter((path) => /\.ya?ml$/.test(path)).slice(0, MOST_FILES);
  return yaml.some((path) => {
    const file = repository.read(path);
    return isReadable(file) && file.text.includes('geerlingguy.memcached');
  });
}
