import type { TemplateValue } from '../../templates/value.ts';
import { valueOfYaml } from '../../templates/yaml-value.ts';
import type { Location } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import { asItems, asMapping, asText, entries, placeOf } from '../../yaml/access.ts';
import type { YamlNode } from '../../yaml/node.ts';

/** One call of a state function, for one of its names. */
export interface State {
  /** The id under which it stands. */
  readonly id: string;
  /** `cmd.run`, `file.managed`. */
  readonly function: string;
  readonly name: TracedText;
  readonly arguments: ReadonlyMap<string, TemplateValue>;
  readonly at: Location;
}

const FUNCTION = /^[a-z]\w{0,40}\.[a-z]\w{0,40}$/;
const MODULE = /^(?:cmd|file|cron|docker_container|dockerng|docker)$/;

/** The states of an SLS file, in order: `ID: {module.function: [{argument: value}, …]}` and its older spellings. */
export function statesOf(root: YamlNode | undefined): readonly State[] {
  return [...entries(root)].flatMap(([id, { key, value }]) => {
    const name = asText(key);
    return name === undefined
      ? []
      : [...entries(value)].flatMap(([called, pair]) => callsOf(id, name, called, pair.value));
  });
}

function callsOf(id: string, idText: TracedText, called: string, node: YamlNode): readonly State[] {
  const items = asItems(node) ?? [];
  // `cmd: [run, {name: …}]` names the function in the list.
  const inList = items.map((item) => asText(item)?.known).find((text) => /^[a-z]\w{0,40}$/.test(text ?? ''));
  const full = FUNCTION.test(called)
    ? called
    : MODULE.test(called) && inList
      ? `${called}.${inList}`
      : undefined;
  if (full === undefined) return [];
  const given = new Map<string, TemplateValue>();
  for (const item of items)
    if (asMapping(item) !== undefined)
      for (const [argument, { value }] of entries(item)) given.set(argument, valueOfYaml(value));
  return namesOf(given, idText).map((name) => ({
    id,
    function: full,
    name,
    arguments: given,
    at: name.locate() ?? placeOf(node),
  }));
}

/** `names` make one call each; without `name` the id is the name. */
function namesOf(given: ReadonlyMap<string, TemplateValue>, id: TracedText): readonly TracedText[] {
  const names = given.get('names');
  if (names?.kind === 'list') return names.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
  const name = given.get('name');
  return [name?.kind === 'text' ? name.text : id];
}

/** The text of a value; a list's items are lines. */
export function linesOf(value: TemplateValue | undefined): TracedText | undefined {
  if (value?.kind === 'text') return value.text;
  if (value?.kind !== 'list') return undefined;
  return TracedText.concat(
    value.items.flatMap((item) => {
      const at = item.kind === 'text' ? item.text.locate() : undefined;
      return item.kind === 'text' && at !== undefined
        ? [item.text, TracedText.decoded('\n', at.file.at(at.end, at.end))]
        : [];
    }),
  );
}
