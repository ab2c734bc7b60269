import type { Repository } from '../../repository/repository.ts';
import { valueOfYaml, YamlFiles } from '../../templates/yaml-value.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { entries, placeOf } from '../../yaml/access.ts';
import { type RoleSetting, settingValue } from './setting.ts';

const PILLAR = /(?:^|\/)pillars?\/(?:[^/]+\/)*[^/]+\.sls$/;

/** Whether a file is a pillar that may set what memcached-formula listens on. */
export function isPillar(text: string, path: string): boolean {
  return PILLAR.test(path) && /^memcached:/m.test(text) && /^[ \t]+listen_address[ \t]*:/m.test(text);
}

/** `memcached: listen_address:` of Salt's memcached-formula, which writes no `-U` but on Gentoo. */
export function pillarSettings(file: SourceFile, repository: Repository): readonly RoleSetting[] {
  if (
    repository.paths.some((path) =>
      /(?:^|\/)memcached\/(?:[^/]+\/)*[^/]*memcached[^/]*\.(?:jinja|conf|j2)/.test(path),
    )
  )
    return [];
  return new YamlFiles(repository).documents(file.path, 'listen_address').flatMap((root) => {
    const settings = entries(root).get('memcached')?.value;
    const listen = entries(settings).get('listen_address')?.value;
    if (listen === undefined) return [];
    const value = valueOfYaml(listen);
    const addresses = value.kind === 'list' ? value.items : [value];
    // The templates join a list with a comma and a blank, at which the command line is split: only the first counts.
    const listened = settingValue(addresses[0], 'unknown');
    return [{ name: 'memcached-formula', at: placeOf(listen), listen: listened, udpPort: 'none' as const }];
  });
}
