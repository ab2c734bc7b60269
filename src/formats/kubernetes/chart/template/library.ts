import type { Location } from '../../../../text/source-file.ts';
import { TracedText } from '../../../../text/traced-text.ts';
import { asMapping } from '../../../../yaml/access.ts';
import { printed, unknownText } from './functions.ts';
import { toYaml } from './to-yaml.ts';
import { field, isTrue, NONE, ofText, unknown, type Value } from './value.ts';

/**
 * What the named templates of bitnami's `common` chart give, which nearly every chart of theirs uses and no
 * repository holds (bitnami/charts, bitnami/common/templates). `undefined` for every other name.
 */
export function libraryTemplate(name: string, argument: Value, at: Location): Value | undefined {
  if (/^common\.labels\.(?:standard|matchLabels)$/.test(name)) return labels(argument, at);
  if (name === 'common.images.image')
    return image(field(argument, 'imageRoot'), field(argument, 'global'), at);
  if (/^common\.tplvalues\.render/.test(name)) return rendered(field(argument, 'value'), at);
  if (/^common\.names\.(?:fullname|name)$/.test(name)) {
    const chart = printed(field(field(argument, 'Chart'), 'Name'), at) ?? TracedText.empty;
    const dash = TracedText.decoded('-', at);
    return ofText(TracedText.concat([unknownText('.Release.Name', at), dash, chart]));
  }
  return undefined;
}

/** The labels by which the chart's Services find its pods. */
function labels(argument: Value, at: Location): Value {
  const context = field(argument, 'context');
  const chart = field(field(context.kind === 'none' ? argument : context, 'Chart'), 'Name');
  const text = (piece: string) => TracedText.decoded(piece, at);
  return ofText(
    TracedText.concat([
      text('app.kubernetes.io/name: '),
      printed(chart, at) ?? unknownText('.Chart.Name', at),
      text('\napp.kubernetes.io/instance: '),
      unknownText('.Release.Name', at),
    ]),
  );
}

function image(root: Value, global: Value, at: Location): Value {
  if (root.kind === 'unknown') return unknown(root.name);
  const part = (name: string) => printed(field(root, name), at) ?? TracedText.empty;
  const mirror = field(global, 'imageRegistry');
  const registry = isTrue(mirror) ? (printed(mirror, at) ?? TracedText.empty) : part('registry');
  const digest = part('digest');
  const text = (piece: string) => TracedText.decoded(piece, at);
  return ofText(
    TracedText.concat([
      ...(registry.length > 0 ? [registry, text('/')] : []),
      part('repository'),
      ...(digest.length > 0 ? [text('@'), digest] : [text(':'), part('tag')]),
    ]),
  );
}

function rendered(value: Value, at: Location): Value {
  if (value.kind !== 'node') return value.kind === 'none' ? NONE : value;
  const { node } = value;
  return node.kind === 'scalar' && asMapping(node) === undefined ? value : ofText(toYaml(node, at));
}
