import { TracedText } from '../../text/traced-text.ts';

/** What functions need of the variables of a makefile. */
export interface Expander {
  has(name: string): boolean;
  expand(text: TracedText): TracedText;
  call(name: string, given: readonly TracedText[]): TracedText | undefined;
}

const NAME = /^\$[({](or|and|if|strip|call|firstword)\s+/;

/**
 * What `$(or …)`, `$(and …)`, `$(if …)`, `$(strip …)`, `$(firstword …)` and `$(call …)` come to (GNU make manual, chapter 8);
 * `undefined` for every other function. A variable that the makefile sets nowhere is taken for empty by those that
 * ask: that is what they provide for.
 */
export function functionResult(written: TracedText, variables: Expander): TracedText | undefined {
  const opening = NAME.exec(written.text);
  if (opening?.[1] === undefined) return undefined;
  const given = argumentsOf(written.slice(opening[0].length, written.length - 1));
  const [first, second, third] = given;
  switch (opening[1]) {
    case 'or': {
      for (const argument of given) {
        const value = questioned(argument, variables);
        if (value === undefined || value.length > 0) return value;
      }
      return TracedText.empty;
    }
    case 'and': {
      const values = given.map((argument) => questioned(argument, variables));
      if (values.some((value) => value === undefined)) return undefined;
      return values.some((value) => value?.length === 0) ? TracedText.empty : values.at(-1);
    }
    case 'if': {
      const condition = first && questioned(first, variables);
      if (condition === undefined) return undefined;
      const chosen = condition.length > 0 ? second : third;
      return chosen === undefined ? TracedText.empty : variables.expand(chosen);
    }
    case 'strip':
      return first && trimmed(variables.expand(first));
    case 'firstword': {
      const value = first && trimmed(variables.expand(first));
      return value?.isKnown ? value.slice(0, /^\S*/.exec(value.text)?.[0].length ?? 0) : undefined;
    }
    default: {
      const name = first && trimmed(variables.expand(first)).known;
      return name === undefined
        ? undefined
        : variables.call(
            name,
            given.slice(1).map((argument) => variables.expand(argument)),
          );
    }
  }
}

/** The value that a condition asks for; `undefined` where it cannot be known. */
function questioned(argument: TracedText, variables: Expander): TracedText | undefined {
  const bare = trimmed(argument);
  const name = /^\$[({]([\w.-]+)[)}]$/.exec(bare.text)?.[1];
  if (name !== undefined && !variables.has(name)) return TracedText.empty;
  const value = trimmed(variables.expand(bare));
  return value.isKnown ? value : undefined;
}

function trimmed(text: TracedText): TracedText {
  const end = text.text.trimEnd().length;
  return text.slice(Math.min(text.length - text.text.trimStart().length, end), end);
}

/** The arguments, at commas that no brackets hold. */
function argumentsOf(text: TracedText): readonly TracedText[] {
  const found: TracedText[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.text[at];
    if (char === '(' || char === '{') depth++;
    else if (char === ')' || char === '}') depth--;
    else if (char === ',' && depth === 0) {
      found.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, text.slice(start)];
}
