import type { Invocation } from '../../shell/invocation.ts';
import { TracedText } from '../../text/traced-text.ts';

/** Pods that commands of units create (`podman pod create`), by name and by the file that keeps their id. */
export class PodmanPods {
  readonly #byName = new Map<string, readonly TracedText[]>();

  /** Takes note of the pod, if that is what a command creates. */
  add({ name, argv }: Invocation): void {
    const [first, second] = argv;
    if (name !== 'podman' || first?.text !== 'pod' || second?.text !== 'create') return;
    const options = argv.slice(2);
    const network = portWords(options);
    for (const { name: option, value } of podOptions(options, /^--(?:name|pod-id-file)$/))
      this.#byName.set(keyOf(option, value), network);
  }

  /**
   * A container's words with those of its pod that publish ports and choose a network in place of the name of the
   * pod; `shared` for one that is in a pod. A pod that no unit creates stays a name, of which nothing is known.
   */
  inPod(program: Invocation): { readonly program: Invocation; readonly shared: boolean } {
    const { argv } = program;
    const [pod] = program.name === 'podman' ? podOptions(argv, /^--pod(?:-id-file)?$/) : [];
    if (pod === undefined) return { program, shared: false };
    const { name, value, at, length } = pod;
    const isNew = value.text.startsWith('new:');
    const place = argv[at]?.locate() ?? program.at;
    const unknown = [TracedText.decoded('--pod', place), value];
    const words = isNew ? [] : (this.#byName.get(keyOf(name, value)) ?? unknown);
    const replaced = [...argv.slice(0, at), ...words, ...argv.slice(at + length)];
    return { program: { ...program, argv: replaced }, shared: !isNew };
  }
}

/** Of the words of a command line those that publish ports or choose a network. */
export function portWords(words: readonly TracedText[]): readonly TracedText[] {
  return words.flatMap((word, index) => {
    if (/^(?:-p.|--(?:publish|network|net)=)/s.test(word.text)) return [word];
    const next = words[index + 1];
    return /^(?:-p|--(?:publish|network|net))$/.test(word.text) && next ? [word, next] : [];
  });
}

/** An option with its value, and the words that it takes up. */
interface PodOption {
  readonly name: string;
  readonly value: TracedText;
  readonly at: number;
  readonly length: number;
}

function podOptions(words: readonly TracedText[], names: RegExp): readonly PodOption[] {
  return words.flatMap((word, at): readonly PodOption[] => {
    const equals = word.text.indexOf('=');
    const name = equals < 0 ? word.text : word.text.slice(0, equals);
    if (!names.test(name)) return [];
    if (equals >= 0) return [{ name, value: word.slice(equals + 1), at, length: 1 }];
    const value = words[at + 1];
    return value === undefined ? [] : [{ name, value, at, length: 2 }];
  });
}

/** Unknown parts of two names are taken to be the same where they have the same name. */
function keyOf(option: string, value: TracedText): string {
  const text = value.runs.map((run) => (run.kind === 'literal' ? run.text : `\${${run.name}}`)).join('');
  return `${option === '--pod-id-file' ? 'file' : 'name'} ${text}`;
}
