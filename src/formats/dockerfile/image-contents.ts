import type { ContextFolder } from './copied-files.ts';
import { joinPath } from './evaluate.ts';
import { placementsOf } from './placed-files.ts';
import type { StageState } from './stage-state.ts';

/** Where programs look for settings, units and scripts that decide how memcached is started. */
const READ_THERE =
  /^\/etc\/(?:memcached[^/]*\.conf|(?:sysconfig|default|conf\.d|init\.d|rc\.d\/init\.d)\/memcached[^/]*|supervisor[^/]*(?:\/.*)?|(?:service|services\.d|sv|runit|s6|s6-overlay|cont-init\.d|init|systemd)\/.*)$|^\/(?:usr\/)?lib\/systemd\/system\/|^\/run\/s6\/|^(?:\/usr\/local\/bin)?\/(?:docker-)?entrypoint[^/]*$/;

/**
 * Whether a file of the repository is part of an image, and meant for it: it is copied by its own name, or to
 * a place where it is read. That a whole folder is copied along says nothing about what its files are for.
 */
export function isMeantForImage(state: StageState, path: string, folders: readonly ContextFolder[]): boolean {
  return placementsOf(state, path, folders).some(
    ({ place, byName }) => byName || READ_THERE.test(place) || isStarted(state, place),
  );
}

/** Whether ENTRYPOINT or CMD name it. */
function isStarted({ entrypoint, cmd, workdir, env }: StageState, place: string): boolean {
  const directory = place.slice(0, place.lastIndexOf('/'));
  const isOnPath = (env.get('PATH')?.text ?? '').split(':').includes(directory);
  const named = [...(entrypoint ?? []), ...(cmd ?? [])].flatMap(({ text }) => text.split(/[\s;&|]+/));
  return named.some((word) =>
    word.includes('/')
      ? joinPath(workdir, word) === place
      : word !== '' && (isOnPath || directory === workdir) && `${directory}/${word}` === place,
  );
}
