import type { Launch } from '../../launch/launch.ts';
import type { Repository } from '../../repository/repository.ts';
import { emptyEnvironment } from '../../shell/environment.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { assignmentsIn, lastOf } from '../host/assignments.ts';
import { withoutTemplateSuffix } from '../host/paths.ts';
import { templated } from '../templated.ts';
import { daemonLaunches, FORMAT } from './daemons.ts';
import { isRcScript, scriptLaunches } from './rc-script.ts';

/**
 * `rc.conf` variables of FreeBSD, OpenBSD and NetBSD: shell assignments, flags read once more by `eval`; and the
 * scripts of `rc.d` that use them.
 */
export const bsdRc: Format = templated({
  name: FORMAT,
  title: 'rc.conf or rc.d script of a BSD',
  hasPath: (path) =>
    /(?:^|\/)(?:rc\.conf(?:\.local)?|rc\.conf\.d\/memcached[^/]*|rc\.d\/memcached[^/]*|memcached\.(?:sh|rc))$/.test(
      withoutTemplateSuffix(path),
    ),
  hasContent: (text) => /^memcached(?:_\w{1,60})?_(?:enable|flags)=/m.test(text) || isRcScript(text),
  async read(files, repository) {
    return { launches: launchesOf(files, repository), problems: [] };
  },
});

/** Paths of scripts, of which there are others. */
const IS_SCRIPT = /\/rc\.d\/|\.(?:sh|rc)$/;

/** A script of this repository shows what it does with the variables; else those of the ports are meant. */
function launchesOf(files: readonly SourceFile[], repository: Repository): Launch[] {
  const scripts = files.filter(({ text }) => isRcScript(text) && text.includes('memcached'));
  const settings = files.filter(
    (file) => !scripts.includes(file) && !IS_SCRIPT.test(withoutTemplateSuffix(file.path)),
  );
  if (scripts.length > 0) return scripts.flatMap((script) => scriptLaunches(script, settings, repository));
  return settings.flatMap(settingsLaunches);
}

function settingsLaunches(file: SourceFile): Launch[] {
  const assignments = assignmentsIn(file);
  const isOpenbsd =
    lastOf(assignments, 'memcached_enable') === undefined && /rc\.conf\.local/.test(file.path);
  return daemonLaunches({
    assignments,
    script: TracedText.source(file, 0, file.text.length),
    environment: emptyEnvironment,
    system: isOpenbsd ? 'openbsd' : 'others',
  });
}
