import { splitWords } from '../../shell/words.ts';
import { spellOut } from '../../text/spell-out.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { parseNetwork } from './networks.ts';
import { type CommandLineError, parseOptions } from './option-parser.ts';
import { SERVICE_OPTIONS } from './option-table.ts';
import { parsePublish } from './publish.ts';
import type { DockerRun } from './run-request.ts';

/**
 * Reads the words after `docker service create` (docker/cli `cli/command/service/create.go`, 28.2): every port is
 * published on all addresses of the nodes, an address before it is refused; `--entrypoint` is cut into words.
 */
export function parseServiceCreate(
  words: readonly TracedText[],
  from: number,
): DockerRun | CommandLineError | undefined {
  const parsed = parseOptions(words, from, SERVICE_OPTIONS);
  if ('error' in parsed) return parsed;
  const image = words[parsed.rest];
  if (image === undefined)
    return { error: 'docker service create needs an image', at: words[from - 1]?.locate() };
  const values = (name: string) =>
    parsed.options.flatMap((option) => (option.name === name && option.value ? [option.value] : []));
  const ports = values('publish').map((value) => ({ value, ports: parsePublish(value) }));
  for (const { value, ports: found } of ports) {
    const at = value.locate();
    if ('error' in found) return { error: `--publish: ${found.error}`, at };
    if (found.some(({ hostAddress }) => hostAddress?.known !== undefined))
      return { error: `--publish ${spellOut(value)}: a service takes no host address`, at };
  }
  const networks = values('network').flatMap((value) => {
    const network = parseNetwork(value);
    return typeof network === 'string' ? [] : [network];
  });
  const entrypoint = values('entrypoint').at(-1);
  return {
    engine: 'docker',
    image,
    entrypoint: entrypoint === undefined ? undefined : splitWords(entrypoint, 'posix').words,
    command: words.slice(parsed.rest + 1),
    env: values('env'),
    envFiles: values('env-file'),
    published: ports.flatMap(({ ports: found }) => ('error' in found ? [] : found)),
    publishAll: undefined,
    exposed: [],
    networks,
    name: values('name').at(-1),
    pod: undefined,
    volumes: values('mount'),
    open: parsed.open,
    options: parsed.options,
  };
}
