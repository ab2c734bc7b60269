import type { Invocation } from '../../../shell/invocation.ts';
import type { TracedText } from '../../../text/traced-text.ts';

/** A `kubectl` command line. */
export interface KubectlCommand {
  /** `run`, `expose`, `create deployment`, `apply`, … */
  readonly verb: string;
  /** The words behind the verb that are no options, up to `--`. */
  readonly operands: readonly TracedText[];
  /** The words behind `--`. */
  readonly behind: readonly TracedText[];
  /** Every value of an option by its long name; a switch without a value gives an empty list. */
  readonly options: ReadonlyMap<string, readonly TracedText[]>;
  readonly invocation: Invocation;
}

/** Options without a value, or with one only behind `=` (pflag's `NoOptDefVal`); all others take the next word. */
const SWITCHES = new Set(
  (
    'expose rm stdin tty quiet command attach leave-stdin-open privileged all overwrite force wait local record ' +
    'save-config recursive dry-run validate cascade insecure-skip-tls-verify match-server-version ' +
    'warnings-as-errors allow-missing-template-keys show-managed-fields disable-compression server-side ' +
    'force-conflicts prune edit windows-line-endings help add-dir-header alsologtostderr logtostderr ' +
    'pod-running-ignore grace all-namespaces'
  ).split(' '),
);
const LETTERS: Readonly<Record<string, string>> = {
  i: 'stdin',
  t: 'tty',
  q: 'quiet',
  R: 'recursive',
  h: 'help',
  A: 'all-namespaces',
  f: 'filename',
  k: 'kustomize',
  l: 'labels',
  n: 'namespace',
  o: 'output',
  p: 'patch',
  r: 'replicas',
  s: 'server',
  v: 'v',
  c: 'container',
};
/** Verbs of two words. */
const COMPOUND = new Set(['create', 'set']);
const NESTED = new Set(['deployment', 'deploy', 'service', 'svc']);

/** Whether a program, by its base name, may be `kubectl`. */
export function isKubectl(name: string): boolean {
  return /^(?:kubectl|oc|k3s|microk8s|microk8s\.kubectl|minikube|k0s)$/.test(name);
}

/** Reads a command line of `kubectl`, its twin `oc`, or of a distribution that brings it (`k3s kubectl …`). */
export function kubectlCommand(invocation: Invocation): KubectlCommand | undefined {
  const { name, argv } = invocation;
  const isOwn = /kubectl$|^oc$/.test(name);
  const start = isOwn ? 0 : argv[0]?.known === 'kubectl' ? 1 : undefined;
  if (start === undefined) return undefined;
  const words = argv.slice(start);
  const read = readWords(!isOwn && words[0]?.known === '--' ? words.slice(1) : words);
  const [verb, ...operands] = read.operands;
  const first = verb?.known;
  const second = operands[0]?.known;
  if (first === undefined) return undefined;
  const isNested = COMPOUND.has(first) && second !== undefined && NESTED.has(second);
  return {
    verb: isNested ? `${first} ${second}` : first,
    operands: isNested ? operands.slice(1) : operands,
    behind: read.behind,
    options: read.options,
    invocation,
  };
}

function readWords(words: readonly TracedText[]): Pick<KubectlCommand, 'operands' | 'behind' | 'options'> {
  const operands: TracedText[] = [];
  const options = new Map<string, TracedText[]>();
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    const { text } = word;
    if (text === '--') return { operands, behind: words.slice(index + 1), options };
    if (!text.startsWith('-') || text === '-') {
      operands.push(word);
      continue;
    }
    const { name, value } = text.startsWith('--') ? longOption(word) : shortOption(word);
    const values = options.get(name) ?? [];
    options.set(name, values);
    if (value !== undefined) values.push(value);
    else if (!SWITCHES.has(name)) {
      const next = words[index + 1];
      if (next !== undefined) values.push(next);
      index++;
    }
  }
  return { operands, behind: [], options };
}

interface Option {
  readonly name: string;
  readonly value: TracedText | undefined;
}

function longOption(word: TracedText): Option {
  const equals = word.text.indexOf('=');
  if (equals < 0) return { name: word.text.slice(2), value: undefined };
  return { name: word.text.slice(2, equals), value: word.slice(equals + 1) };
}

/** A cluster of letters (`-it`), of which the last may have a value (`-nshop`, `-n=shop`). */
function shortOption(word: TracedText): Option {
  const { text } = word;
  for (let at = 1; at < text.length; at++) {
    const name = LETTERS[text[at] ?? ''] ?? text[at] ?? '';
    const rest = at + 1 < text.length;
    if (text[at + 1] === '=') return { name, value: word.slice(at + 2) };
    if (!SWITCHES.has(name)) return { name, value: rest ? word.slice(at + 1) : undefined };
    if (!rest) return { name, value: undefined };
  }
  return { name: '', value: undefined };
}

/** The last value of an option. */
export function optionValue({ options }: KubectlCommand, name: string): TracedText | undefined {
  return options.get(name)?.at(-1);
}
