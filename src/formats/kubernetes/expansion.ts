import type { VariableValue } from '../../shell/invocation.ts';
import { TracedText } from '../../text/traced-text.ts';

/**
 * Expands `$(NAME)` as the kubelet does (k8s.io/kubernetes/third_party/forked/golang/expansion): `$$` is one
 * `$`, a name that is not set stays as it is written, and nothing else is special.
 */
export function expandReferences(text: TracedText, lookup: (name: string) => VariableValue): TracedText {
  const source = text.text;
  if (!source.includes('$')) return text;
  const pieces: TracedText[] = [];
  let done = 0;
  let length = 0;
  const lastClose = source.lastIndexOf(')');
  for (let at = source.indexOf('$'); at >= 0 && at + 1 < source.length; at = source.indexOf('$', at)) {
    if (source[at + 1] === '$') {
      pieces.push(text.slice(done, at + 1));
      at += 2;
      done = at;
      continue;
    }
    const end = source[at + 1] === '(' && at < lastClose ? source.indexOf(')', at + 2) : -1;
    if (end < 0) {
      at += 1;
      continue;
    }
    const reference = text.slice(at, end + 1);
    const value = referencedValue(reference, source.slice(at + 2, end), lookup);
    length += value.length;
    if (length > LONGEST) return tooLong(text);
    pieces.push(text.slice(done, at), value);
    at = end + 1;
    done = at;
  }
  return done === 0 ? text : TracedText.concat([...pieces, text.slice(done)]);
}

/** Longer than any command line; it keeps variables of variables from growing without end. */
const LONGEST = 100_000;

function tooLong(text: TracedText): TracedText {
  const at = text.locate();
  return at === undefined ? text : TracedText.unknown('a long text', 'its variables make it too long', at);
}

function referencedValue(
  reference: TracedText,
  name: string,
  lookup: (name: string) => VariableValue,
): TracedText {
  const value = lookup(name);
  if (value === 'unset') return reference;
  if (value instanceof TracedText) return value;
  const at = reference.locate();
  return at === undefined
    ? reference
    : TracedText.unknown(name, `${name} is set outside of this repository`, at);
}
