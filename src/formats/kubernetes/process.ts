import type { Problem } from '../../launch/launch.ts';
import { isMemcachedProgram } from '../../memcached/program.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { asItems, asText, child, follow, isNull, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import type { ContainerEnvironment } from './environment.ts';
import { expandReferences } from './expansion.ts';

/** `command` and `args` of a container, which replace the image's ENTRYPOINT and CMD. */
export interface GivenProcess {
  readonly entrypoint: readonly TracedText[] | null;
  readonly command: readonly TracedText[] | null;
  /** Items that the API server refuses. */
  readonly problems: readonly Problem[];
}

/** Reads `command` and `args`: lists of texts, `$(NAME)` replaced, never read by a shell. */
export function givenProcess(
  container: YamlNode,
  name: string,
  environment: ContainerEnvironment,
): GivenProcess {
  const problems: Problem[] = [];
  const words = (key: string): readonly TracedText[] | null => {
    const node = child(container, key);
    if (node === undefined || isNull(node)) return null;
    const items = asItems(node);
    if (items === undefined) {
      const text = asText(node);
      if (text !== undefined && !text.isKnown) return [text.withSplits(true)];
      problems.push(refused(node, `${name}: ${key} must be a list, so the API server refuses it`));
      return null;
    }
    return items.flatMap((item) => {
      const text = asText(item);
      if (text === undefined || !isString(item))
        problems.push(
          refused(
            item,
            `${name}: ${key} may hold only texts, so the API server refuses this; put it in quotes`,
          ),
        );
      return text === undefined ? [] : [expandReferences(text, environment.referenced)];
    });
  };
  const entrypoint = words('command');
  const command = words('args');
  return { entrypoint, command, problems };
}

/**
 * Whether words for an image that nobody knows are a memcached command line and not arguments of some other
 * program, such as `memcached 11211` for one that waits for a port.
 */
export function looksLikeCommand(words: readonly TracedText[]): boolean {
  const [program, first] = words;
  if (program === undefined) return false;
  return !isMemcachedProgram(program.text) || /^-[A-Za-z]/.test(first?.text ?? '');
}

function refused(node: YamlNode, message: string): Problem {
  return { kind: 'refused', at: placeOf(node), message };
}

/** Plain scalars that YAML 1.1 takes for something else than a text, as sigs.k8s.io/yaml does. */
const NOT_A_STRING =
  /^(?:[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[\da-fA-F_]+|\d[\d_]*)|[-+]?(?:\.\d[\d_]*|\d[\d_]*(?:\.[\d_]*)?)(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|~|null|Null|NULL)$/;

function isString(node: YamlNode): boolean {
  const found = follow(node);
  if (found?.kind !== 'scalar') return false;
  if (found.style !== 'plain' || found.tag === '!!str') return true;
  return found.text.text === '' || !NOT_A_STRING.test(found.text.text);
}
