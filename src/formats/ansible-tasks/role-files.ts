import { isReadable, type Repository } from '../../repository/repository.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { debianConf } from '../debian-conf/format.ts';
import { directoryOf } from '../host/paths.ts';
import { openrc } from '../openrc/format.ts';
import { supervisord } from '../supervisord/format.ts';
import { sysconfig } from '../sysconfig/format.ts';
import { systemd } from '../systemd/format.ts';

const READERS = [debianConf, sysconfig, systemd, openrc, supervisord];

/**
 * The file that `src` names: in `templates/` or `files/` of the role, or beside the playbook.
 *
 * @param tasks is the path of the tasks.
 */
export function roleFile(source: string, tasks: string, repository: Repository): SourceFile | undefined {
  if (source.startsWith('/') || source.split('/').includes('..')) return undefined;
  const directory = directoryOf(tasks);
  const root = /^(.*?\/)??(?=(?:tasks|handlers)\/)/.exec(directory)?.[0] ?? directory;
  for (const folder of [`${root}templates/`, `${root}files/`, root, directory]) {
    const found = repository.read(folder + source.replace(/^\.\//, ''));
    if (isReadable(found)) return found;
  }
  return undefined;
}

/** Whether its path or text says what it is, so that it is read without the task. */
export function isFoundAlone({ path, text }: SourceFile): boolean {
  return READERS.some((format) => format.hasPath(path) || format.hasContent(text, path));
}
