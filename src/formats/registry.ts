import { ansibleTasks } from './ansible-tasks/format.ts';
import { bake } from './bake/format.ts';
import { bsdRc } from './bsd-rc/format.ts';
import { chefRecipes } from './chef-recipes/format.ts';
import { ciServices } from './ci-services/format.ts';
import { circus } from './circus/format.ts';
import { cloudInit } from './cloud-init/format.ts';
import { cloudformation } from './cloudformation/format.ts';
import { compose } from './compose/format.ts';
import { cron } from './cron/format.ts';
import { debianConf } from './debian-conf/format.ts';
import { dockerfile } from './dockerfile/format.ts';
import { ecs } from './ecs/format.ts';
import { execline } from './execline/format.ts';
import type { Format } from './format.ts';
import { helmValues } from './helm-values/format.ts';
import { homebrew } from './homebrew/format.ts';
import { inetd } from './inetd/format.ts';
import { kubernetes } from './kubernetes/format.ts';
import { launchd } from './launchd/format.ts';
import { makefile } from './makefile/format.ts';
import { monit } from './monit/format.ts';
import { nixos } from './nixos/format.ts';
import { nomad } from './nomad/format.ts';
import { openrc } from './openrc/format.ts';
import { pm2 } from './pm2/format.ts';
import { procfile } from './procfile/format.ts';
import { puppetManifests } from './puppet-manifests/format.ts';
import { roleSettings } from './role-settings/format.ts';
import { saltStates } from './salt-states/format.ts';
import { shellScript } from './shell-script/format.ts';
import { smf } from './smf/format.ts';
import { supervisord } from './supervisord/format.ts';
import { sysconfig } from './sysconfig/format.ts';
import { systemd } from './systemd/format.ts';
import { terraform } from './terraform/format.ts';
import { upstart } from './upstart/format.ts';
import { vagrantfile } from './vagrantfile/format.ts';
import { windowsService } from './windows-service/format.ts';
import { writtenComposeFiles } from './written-compose/format.ts';
import { writtenConfiguration } from './written-files/format.ts';

/** Every format, in the order in which contents are recognised. Adding one touches its folder and this list. */
export const FORMATS: readonly Format[] = [
  systemd,
  debianConf,
  sysconfig,
  dockerfile,
  bake,
  compose,
  kubernetes,
  helmValues,
  nomad,
  ecs,
  ciServices,
  shellScript,
  writtenConfiguration,
  writtenComposeFiles,
  openrc,
  bsdRc,
  launchd,
  nixos,
  windowsService,
  smf,
  inetd,
  homebrew,
  supervisord,
  upstart,
  procfile,
  cron,
  execline,
  makefile,
  cloudInit,
  vagrantfile,
  ansibleTasks,
  saltStates,
  puppetManifests,
  chefRecipes,
  terraform,
  cloudformation,
  pm2,
  monit,
  circus,
  roleSettings,
];
