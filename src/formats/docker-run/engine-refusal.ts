import type { TracedText } from '../../text/traced-text.ts';
import { isUserDefined } from './networks.ts';
import type { DockerRun } from './run-request.ts';

/**
 * Why the engine refuses to create what the CLI asks for, as a clause (moby `daemon/create.go`,
 * `runconfig/hostconfig_unix.go`): nothing to run, or options that another container's network rules out.
 */
export function engineRefusal(run: DockerRun, process: readonly TracedText[]): string | undefined {
  if (process.length === 0) return 'there is no command to run';
  const network = run.networks[0]?.target;
  if (network !== undefined && !network.isKnown) return undefined;
  const mode = network?.text ?? 'default';
  const has = (...names: readonly string[]) => run.options.some(({ name }) => names.includes(name));
  if (/^container(?::|$)/.test(mode)) {
    if (mode === 'container' || mode === 'container:')
      return 'the network container: needs the name of a container';
    if (has('publish', 'publish-all', 'expose'))
      return "ports cannot be published in another container's network";
    if (has('hostname', 'dns', 'add-host', 'link', 'mac-address'))
      return "another container's network takes no host name, DNS, extra hosts or links";
  }
  if (mode === 'host' && has('link')) return 'the host network takes no links';
  if (has('ip', 'ip6') && !isUserDefined(mode))
    return 'only a network of its own can give a container a fixed address';
  return undefined;
}
