import type { TracedText } from '../../text/traced-text.ts';
import { type GivenOption, parseOptions } from './option-parser.ts';
import { BUILD_OPTIONS, type Engine, globalOptions } from './option-table.ts';

/** What a `docker build` asks for. */
export interface DockerBuild {
  readonly tags: readonly TracedText[];
  /** `-f`, a path from where the command runs. */
  readonly file: TracedText | undefined;
  readonly target: TracedText | undefined;
  /** `--build-arg NAME=value`, or `NAME` alone for the caller's value. */
  readonly args: readonly TracedText[];
  readonly context: TracedText;
}

/** Reads the words after `docker`, `podman` or `nerdctl`; `undefined` if they build no image. */
export function parseDockerBuild(words: readonly TracedText[], engine: Engine): DockerBuild | undefined {
  const global = parseOptions(words, 0, globalOptions(engine));
  if ('error' in global) return undefined;
  let index = global.rest;
  if (/^(?:buildx|image|builder)$/.test(words[index]?.text ?? '')) index++;
  if (words[index]?.text !== 'build' && words[index]?.text !== 'b') return undefined;
  const options: GivenOption[] = [];
  const operands: TracedText[] = [];
  // Unlike `run`, `build` takes options after its operand.
  for (index++; index < words.length; index++) {
    const parsed = parseOptions(words, index, BUILD_OPTIONS);
    if ('error' in parsed) return undefined;
    options.push(...parsed.options);
    index = parsed.rest;
    const operand = words[index];
    if (operand !== undefined) operands.push(operand);
  }
  const context = operands[0];
  if (context === undefined) return undefined;
  const values = (name: string) =>
    options.flatMap((option) => (option.name === name && option.value !== undefined ? [option.value] : []));
  return {
    tags: values('tag'),
    file: values('file').at(-1),
    target: values('target').at(-1),
    args: values('build-arg'),
    context,
  };
}
