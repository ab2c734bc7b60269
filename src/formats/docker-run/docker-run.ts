import type { ExposedPort } from '../../images/image.ts';
import { isImageReference } from '../../images/reference.ts';
import type { PublishedPort } from '../../network/network.ts';
import type { Location } from '../../text/source-file.ts';
import { spellOut } from '../../text/spell-out.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { type JoinedNetwork, networkConflict, parseNetwork } from './networks.ts';
import { type CommandLineError, type GivenOption, parseOptions } from './option-parser.ts';
import { commandOptions, type Engine, globalOptions } from './option-table.ts';
import { parseExpose, parsePublish } from './publish.ts';
import type { DockerRun } from './run-request.ts';
import { parseServiceCreate } from './service-create.ts';

/** Reads the words after `docker`, `podman` or `nerdctl`; `undefined` if they start no container. */
export function parseDockerRun(
  words: readonly TracedText[],
  engine: Engine = 'docker',
): DockerRun | CommandLineError | undefined {
  const global = parseOptions(words, 0, globalOptions(engine));
  if ('error' in global) return global;
  let index = global.rest;
  if (engine === 'docker' && words[index]?.text === 'service' && words[index + 1]?.text === 'create')
    return parseServiceCreate(words, index + 2);
  if (words[index]?.text === 'container') index++;
  const command = words[index]?.text;
  if (command !== 'run' && command !== 'create') return undefined;
  const parsed = parseOptions(words, index + 1, commandOptions(engine, command));
  if ('error' in parsed) return parsed;
  if (parsed.options.some(({ name }) => name === 'help')) return undefined;
  const image = words[parsed.rest];
  if (image === undefined)
    return { error: `${engine} ${command} needs an image`, at: words[index]?.locate() };
  const read = new Options(parsed.options, engine);
  const run: DockerRun = {
    engine,
    image,
    entrypoint: read.entrypoint(),
    command: words.slice(parsed.rest + 1),
    env: read.values('env'),
    envFiles: read.values('env-file'),
    published: read.published(),
    publishAll: read.switch('publish-all'),
    exposed: read.exposed(),
    networks: read.networks(),
    name: read.values('name').at(-1),
    pod: read.values('pod').at(-1),
    volumes: read.values('volume'),
    open: parsed.open,
    options: parsed.options,
  };
  const conflict = read.refusal ?? conflictOf(run, read);
  return conflict === undefined ? run : { at: image.locate(), ...conflict };
}

/** Reads a list of options; the first that is refused is kept. */
class Options {
  readonly #options: readonly GivenOption[];
  readonly #engine: Engine;
  refusal: CommandLineError | undefined;

  constructor(options: readonly GivenOption[], engine: Engine) {
    this.#options = options;
    this.#engine = engine;
  }

  values(...names: readonly string[]): readonly TracedText[] {
    return this.#options.flatMap(({ name, value }) =>
      names.includes(name) && value !== undefined ? [value] : [],
    );
  }

  /** Where a switch is on; the last one counts. */
  switch(name: string): Location | undefined {
    const last = this.#options.findLast((option) => option.name === name);
    return last !== undefined && !/^(?:0|f|false)$/i.test(last.value?.text ?? '') ? last.at : undefined;
  }

  entrypoint(): readonly TracedText[] | undefined {
    const last = this.values('entrypoint').at(-1);
    return last === undefined ? undefined : [last];
  }

  published(): readonly PublishedPort[] {
    return this.values('publish').flatMap((value) => {
      const ports = parsePublish(value, this.#engine);
      if (!('error' in ports)) return ports;
      this.#refuse(`--publish: ${ports.error}`, value);
      return [];
    });
  }

  exposed(): readonly ExposedPort[] {
    return this.values('expose').flatMap((value) => {
      if (!value.isKnown) return [];
      const port = parseExpose(value);
      if (port !== undefined) return [port];
      this.#refuse(`--expose: ${spellOut(value)} is no port`, value);
      return [];
    });
  }

  networks(): readonly JoinedNetwork[] {
    return this.values('network', 'net').flatMap((value) => {
      const network = parseNetwork(value);
      if (typeof network !== 'string') return [network];
      this.#refuse(network, value);
      return [];
    });
  }

  #refuse(error: string, value: TracedText): void {
    this.refusal ??= { error, at: value.locate() };
  }
}

/** Options that the CLI refuses together, and values that it checks itself. */
function conflictOf(run: DockerRun, read: Options): { readonly error: string } | undefined {
  const { image } = run;
  const isId = /^[a-f0-9]{64}$/.test(image.text);
  if (image.isKnown && !isId && !isImageReference(image.text))
    return { error: `${spellOut(image)} is no image reference` };
  const restart = read.values('restart').at(-1);
  if (read.switch('rm') !== undefined && restart?.isKnown && !/^(?:no(?::.*)?)?$/.test(restart.text))
    return { error: 'cannot specify both --restart and --rm' };
  const pull = read.values('pull').at(-1);
  const pulls = run.engine === 'docker' ? /^(?:always|missing|never|)$/ : /^/;
  if (pull?.isKnown && !pulls.test(pull.text)) return { error: `${pull.text} is no value for --pull` };
  const isHealthSet = run.options.some(({ name }) =>
    /^health-(?:cmd|interval|retries|timeout|start)/.test(name),
  );
  if (read.switch('no-healthcheck') !== undefined && isHealthSet)
    return { error: '--no-healthcheck conflicts with --health-* options' };
  const conflict = networkConflict(run.networks, read.values('network-alias', 'net-alias').length > 0);
  return conflict === undefined ? undefined : { error: conflict };
}
