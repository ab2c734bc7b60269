import type { Launch } from '../../launch/launch.ts';
import type { Invocation } from '../../shell/invocation.ts';
import { splitWords } from '../../shell/words.ts';
import { joinWords } from '../../shell/wrappers/shells.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { hostLaunches } from '../host/host-launch.ts';

/** Whether a program sets properties of services. */
export function isSvccfg(name: string): boolean {
  return name === 'svccfg';
}

/** The memcached of the distributions' service with these values of `memcached/options`, each one word. */
export function optionsLaunch(values: readonly TracedText[], at: Location, name: string): Launch[] {
  const call: Invocation = {
    name: 'memcached',
    program: TracedText.decoded('memcached', at),
    argv: values,
    at,
    conditional: false,
    ownNetwork: false,
    posixlyCorrect: false,
  };
  return hostLaunches([call], { format: 'smf', name, at });
}

/** What a script's `svccfg -s SERVICE setprop memcached/options = ("-m" "64")` starts (svccfg(8)). */
export function svccfgLaunches(invocations: readonly Invocation[]): Launch[] {
  return invocations.filter(({ name }) => isSvccfg(name)).flatMap(setpropLaunch);
}

function setpropLaunch({ argv, at, conditional }: Invocation): Launch[] {
  const from = argv.findIndex(({ text }) => text === 'setprop');
  if (from < 0) return [];
  const setting = joinWords(argv.slice(from + 1));
  const head = /^memcached\/options\s*=\s*(?:astring:\s*)?/.exec(setting.text)?.[0];
  if (head === undefined) return [];
  const value = setting.slice(head.length);
  const list = /^\(\s*([\s\S]*?)\s*\)\s*$/.exec(value.text)?.[1];
  const inner =
    list === undefined
      ? value
      : value.slice(value.text.indexOf(list), value.text.indexOf(list) + list.length);
  const launches = optionsLaunch(splitWords(inner, 'posix').words, at, 'SMF service memcached');
  return conditional
    ? launches.map((launch) => ({ ...launch, condition: 'if its command line gets to this command' }))
    : launches;
}
