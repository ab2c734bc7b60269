import type { Launch, RelatedPlace } from '../../launch/launch.ts';
import { isMemcachedProgram } from '../../memcached/program.ts';
import type { Invocation } from '../../shell/invocation.ts';
import type { Location } from '../../text/source-file.ts';

/** What a host format knows of the launches that it finds in one place. */
export interface HostLaunchDetails {
  readonly format: string;
  readonly name: string;
  /** Where a fix would change something; each command's own place where absent. */
  readonly at?: Location | undefined;
  readonly related?: readonly RelatedPlace[];
  /** Why it may not run at all, as a clause. */
  readonly condition?: string | undefined;
  /** Why its version is not known, as a clause. */
  readonly versionUnknown?: string;
}

/** The launches of memcached on a host among programs that would start there. */
export function hostLaunches(invocations: readonly Invocation[], details: HostLaunchDetails): Launch[] {
  const { format, name, at, related = [], condition } = details;
  const because =
    details.versionUnknown ?? 'nothing in the repository says which memcached is installed there';
  return invocations
    .filter((invocation) => isMemcachedProgram(invocation.name))
    .map(({ program, argv, ownNetwork, posixlyCorrect, conditional, ...invocation }, index): Launch => {
      const clause = condition ?? (conditional ? 'if its command line gets to this command' : undefined);
      return {
        format,
        name: index === 0 ? name : `${name} (${index + 1})`,
        at: at ?? invocation.at,
        program,
        argv,
        version: { state: 'unknown', because },
        network: ownNetwork
          ? { kind: 'none', because: 'a wrapper gives it a network namespace of its own' }
          : { kind: 'host', limits: [] },
        related,
        ...(posixlyCorrect && { posixlyCorrect }),
        ...(clause !== undefined && { condition: clause }),
      };
    });
}
