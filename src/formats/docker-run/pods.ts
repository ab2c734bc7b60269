import type { PublishedPort } from '../../network/network.ts';
import type { Invocation } from '../../shell/invocation.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { type JoinedNetwork, parseNetwork } from './networks.ts';
import { parseOptions } from './option-parser.ts';
import { globalOptions, POD_OPTIONS } from './option-table.ts';
import { parsePublish } from './publish.ts';

/** A pod of podman, which owns the network of its containers. */
export interface Pod {
  readonly published: readonly PublishedPort[];
  readonly networks: readonly JoinedNetwork[];
  /** Words in the place of options that cannot be known. */
  readonly open: readonly TracedText[];
}

/** The pods that command lines create (`podman pod create -p 80:80 web`), by name. */
export function createdPods(invocations: readonly Invocation[]): ReadonlyMap<string, Pod> {
  const pods = new Map<string, Pod>();
  for (const { name, argv } of invocations) {
    if (name !== 'podman') continue;
    const global = parseOptions(argv, 0, globalOptions('podman'));
    if ('error' in global) continue;
    const [group, command] = argv.slice(global.rest, global.rest + 2).map(({ text }) => text);
    if (group !== 'pod' || command !== 'create') continue;
    const parsed = parseOptions(argv, global.rest + 2, POD_OPTIONS);
    if ('error' in parsed) continue;
    const values = (option: string) =>
      parsed.options.flatMap((given) => (given.name === option && given.value ? [given.value] : []));
    const pod = (argv[parsed.rest] ?? values('name').at(-1))?.known;
    if (pod === undefined) continue;
    pods.set(pod, {
      published: values('publish').flatMap((value) => {
        const ports = parsePublish(value, 'podman');
        return 'error' in ports ? [] : ports;
      }),
      networks: values('network').flatMap((value) => {
        const network = parseNetwork(value);
        return typeof network === 'string' ? [] : [network];
      }),
      open: parsed.open,
    });
  }
  return pods;
}
