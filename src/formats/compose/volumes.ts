import { type ComposeError, impliedString, mapValue, type Value } from './value.ts';

/** Brings a volume into the long syntax, as far as its source and target go (compose-go, format/volume.go). */
export function canonicalVolume(value: Value, path: readonly string[], errors: ComposeError[]): Value {
  if (value.kind === 'map') return value;
  if (value.kind !== 'scalar' || value.type !== 'string') {
    errors.push({ message: 'a volume must be a text or a mapping', at: value.at, path });
    return value;
  }
  const spec = value.text.text;
  const sections = spec.length < 3 ? [spec] : sectionsOf(spec);
  if (spec === '' || sections.includes('') || sections.length > 3)
    errors.push({ message: `${spec} is no volume`, at: value.at, path });
  const [first = '', second] = sections;
  const source = second === undefined ? '' : first;
  const isBind = /^(?:[./~]|\\\\|\p{L}:)/u.test(source);
  return mapValue(
    [
      ['type', impliedString(isBind ? 'bind' : 'volume', value.at)],
      ...(source === '' ? [] : ([['source', impliedString(source, value.at)]] as const)),
      ['target', impliedString(cleanTarget(second ?? first), value.at)],
    ].map(([key, held]) => [key as string, { key: value.at, value: held as Value }]),
    value.at,
  );
}

/** Cut at colons, except the one behind a Windows drive letter. */
function sectionsOf(spec: string): readonly string[] {
  const sections: string[] = [];
  for (const part of spec.split(':')) {
    const last = sections.at(-1);
    if (last !== undefined && /^\p{L}$/u.test(last)) sections[sections.length - 1] = `${last}:${part}`;
    else sections.push(part);
  }
  return sections;
}

function cleanTarget(target: string): string {
  return target.length > 1 ? target.replace(/\/+$/, '') : target;
}
