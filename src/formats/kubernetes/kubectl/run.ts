import { TracedText } from '../../../text/traced-text.ts';
import { buildObject, type Shape } from '../build-node.ts';
import type { KubernetesObject } from '../objects.ts';
import { spelled } from '../spelled.ts';
import { type KubectlCommand, optionValue } from './command-line.ts';

/**
 * The pods that a command line starts: `kubectl run` makes a Pod (before 1.18 a Deployment with the same label),
 * whose further words are arguments, or its command with `--command`; `kubectl create deployment` takes only a
 * command.
 */
export function startedBy(command: KubectlCommand): readonly KubernetesObject[] {
  const [name, ...words] = command.operands;
  const images = command.options.get('image') ?? [];
  const image = images[0];
  if (name === undefined || image === undefined) return [];
  if (command.verb === 'run') {
    const given = [...words, ...command.behind];
    const isCommand = command.options.has('command') && optionValue(command, 'command')?.known !== 'false';
    return [
      object(command, 'Pod', name, {
        metadata: {
          name,
          namespace: optionValue(command, 'namespace'),
          labels: labelsOf(command, 'run', name),
        },
        spec: { containers: [container(command, name, image, { [isCommand ? 'command' : 'args']: given })] },
      }),
    ];
  }
  if (command.verb !== 'create deployment' && command.verb !== 'create deploy') return [];
  const labels = { app: name };
  const containers = images.map((item) => container(command, name, item, { command: command.behind }));
  return [
    object(command, 'Deployment', name, {
      metadata: { name, namespace: optionValue(command, 'namespace'), labels },
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
    }),
  ];
}

/** An object that a command line makes. */
export function object(
  { invocation: { at } }: KubectlCommand,
  kind: string,
  name: TracedText,
  shape: { readonly metadata: { readonly [key: string]: Shape | undefined }; readonly spec: Shape },
): KubernetesObject {
  const apiVersion = kind === 'Deployment' ? 'apps/v1' : 'v1';
  const { namespace } = shape.metadata;
  return {
    kind,
    apiVersion,
    name: spelled(name),
    namespace: namespace instanceof TracedText ? namespace.known : undefined,
    node: buildObject({ apiVersion, kind, ...shape }, at),
    path: at.file.path,
  };
}

function container(
  command: KubectlCommand,
  name: TracedText,
  image: TracedText,
  given: { readonly [key: string]: readonly TracedText[] },
): Shape {
  const [[key = 'args', words = []] = []] = Object.entries(given);
  const env = (command.options.get('env') ?? []).flatMap((word) => {
    const equals = word.text.indexOf('=');
    return equals < 1 ? [] : [{ name: word.slice(0, equals), value: word.slice(equals + 1) }];
  });
  const port = optionValue(command, 'port');
  const hostPort = optionValue(command, 'hostport');
  return {
    name,
    image,
    ...(words.length === 0 ? {} : { [key]: words }),
    ...(env.length === 0 ? {} : { env }),
    ...(port === undefined ? {} : { ports: [{ containerPort: port, hostPort }] }),
  };
}

/** `--labels=a=b,c=d`, or the label that the command gives itself. */
function labelsOf(command: KubectlCommand, key: string, name: TracedText): Shape {
  const given = optionValue(command, 'labels');
  return given === undefined ? { [key]: name } : keyValues(given);
}

/** `a=b,c=d` as a mapping. */
export function keyValues(word: TracedText): { readonly [key: string]: Shape } {
  const found: Record<string, Shape> = {};
  let from = 0;
  for (const part of word.text.split(',')) {
    const equals = part.indexOf('=');
    if (equals > 0) found[part.slice(0, equals).trim()] = word.slice(from + equals + 1, from + part.length);
    from += part.length + 1;
  }
  return found;
}
