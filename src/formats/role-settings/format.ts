import type { Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Format } from '../format.ts';
import { ansibleSettings, setsRoleVariables } from './ansible-roles.ts';
import { attributeSettings, cookbookSettings } from './chef-cookbook.ts';
import { hieraSettings, isHieraData, manifestSettings } from './puppet-module.ts';
import { isPillar, pillarSettings } from './salt-pillar.ts';
import { launchesOfSetting, type RoleSetting } from './setting.ts';

const TRIAL = /(?:^|\/)(?:molecule|tests?|spec|examples?|fixtures|acceptance|\.[^/]+)\//;
const ATTRIBUTES = /(?:^|\/)attributes\/[^/]+\.rb$/;

/**
 * What a repository asks of ready-made roles that it does not hold itself: geerlingguy.memcached of Ansible,
 * saz-memcached of Puppet (declarations and Hiera), the Chef cookbook memcached, Salt's memcached-formula. Quiet
 * unless that opens something for sure.
 */
export const roleSettings: Format = {
  name: 'role-settings',
  title: 'settings of a ready-made role, module or cookbook',
  hasPath: (path) =>
    path.endsWith('.pp') || /(?:^|\/)recipes\/[^/]+\.rb$/.test(path) || ATTRIBUTES.test(path),
  hasContent: (text, path) =>
    (/\.ya?ml$/.test(path) && (isHieraData(text) || setsRoleVariables(text))) || isPillar(text, path),
  async read(files, repository) {
    const settings = files
      .filter(({ path }) => !TRIAL.test(path))
      .flatMap((file) => settingsOf(file, repository));
    return {
      launches: settings.flatMap((setting) => launchesOfSetting(roleSettings.name, setting)),
      problems: [],
    };
  },
};

function settingsOf(file: SourceFile, repository: Repository): readonly RoleSetting[] {
  if (file.path.endsWith('.pp')) return manifestSettings(file, repository);
  if (ATTRIBUTES.test(file.path)) return attributeSettings(file, repository);
  if (file.path.endsWith('.rb')) return cookbookSettings(file, repository);
  if (file.path.endsWith('.sls')) return pillarSettings(file, repository);
  if (isHieraData(file.text)) return hieraSettings(file, repository);
  return ansibleSettings(file, repository);
}
