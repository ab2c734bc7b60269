import { TracedText } from '../../text/traced-text.ts';
import { asMapping, asText, child, isNull } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { textsOf } from '../kubernetes/objects.ts';

/**
 * The command that the archived chart stable/memcached (to 3.2.5) makes of its values under `memcached:`, where they
 * are given; `-m 64` is one word there. `undefined` for the values of other charts.
 */
export function stableCommand(values: YamlNode): readonly TracedText[] | undefined {
  const own = asMapping(child(values, 'memcached'));
  if (own === undefined) return undefined;
  const given = (key: string) => {
    const text = asText(child(own, key));
    return text === undefined || text.text === '' ? undefined : text;
  };
  const isOwn = ['maxItemMemory', 'verbosity', 'extendedOptions', 'extraArgs'].some(
    (key) => !isNull(child(own, key)),
  );
  if (!isOwn) return undefined;
  const at = own.file.at(own.start, own.end);
  const fixed = (text: string) => TracedText.decoded(text, at);
  const size = given('maxItemMemory');
  const options = given('extendedOptions');
  const verbosity = given('verbosity');
  return [
    fixed('memcached'),
    ...(size === undefined ? [] : [TracedText.concat([fixed('-m '), size])]),
    ...(options === undefined ? [] : [fixed('-o'), options]),
    ...(verbosity === undefined ? [] : [TracedText.concat([fixed('-'), verbosity])]),
    ...textsOf(child(own, 'extraArgs')),
  ];
}
