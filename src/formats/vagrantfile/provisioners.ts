import type { SourceFile } from '../../text/source-file.ts';
import type { TracedText } from '../../text/traced-text.ts';
import { type DockerRunCall, dockerRunAt, dockerScript } from './docker-runs.ts';
import { type RubyString, RubyStrings } from './ruby-strings.ts';
import { RubyTexts, type RubyVariables } from './ruby-text.ts';

const INLINE =
  /(?:\binline:|:inline\s{0,20}=>|["']inline["']\s{0,20}=>|\.inline\s{0,20}=(?![=~>]))\s{0,200}/g;
const ASSIGNMENT = /^\s*([$@]?\w+)\s*=(?![=~>])\s*/;
const HERE_DOCUMENT = /<<[-~]?["']?[A-Za-z_]/;

/**
 * The scripts of a Vagrantfile's inline shell provisioners, in order, and what its docker provisioners hand to the
 * shell.
 */
export function inlineScripts(file: SourceFile): readonly TracedText[] {
  const { scripts, variables } = collect(file);
  const texts = new RubyTexts(file, variables);
  const known = (value: RubyString | string | undefined): TracedText | undefined => {
    const literal = typeof value === 'string' ? variables.get(value) : value;
    return literal === undefined || literal === 'varies' ? undefined : texts.text(literal);
  };
  return scripts.flatMap((script) =>
    typeof script === 'object' && 'image' in script ? dockerScript(script, known) : (known(script) ?? []),
  );
}

type Script = RubyString | string | DockerRunCall;

/** The values of `inline`, each a literal or the name of a variable, and the variables that hold strings. */
function collect(file: SourceFile): { scripts: Script[]; variables: RubyVariables } {
  const strings = new RubyStrings(file);
  const scripts: Script[] = [];
  const variables = new Map<string, RubyString | 'varies'>();
  let inComment = false;
  let done = 0;
  for (let number = 1; number <= file.lineStarts.length; number++) {
    const span = file.lineSpan(number);
    if (span.end <= done) continue;
    const start = Math.max(span.start, done);
    const line = file.text.slice(start, span.end);
    if (line === '__END__') break;
    if (/^=(?:begin|end)\b/.test(line)) inComment = line.startsWith('=begin');
    if (inComment) continue;
    const code = line.slice(0, /(?:^|\s)#(?!\{)/.exec(line)?.index);
    const name = ASSIGNMENT.exec(code);
    if (name?.[1] !== undefined) {
      const literal = strings.at(start + name[0].length);
      variables.set(name[1], literal === undefined || variables.has(name[1]) ? 'varies' : literal);
      done = Math.max(done, literal?.end ?? 0);
    }
    for (const { 0: key, index } of code.matchAll(INLINE)) {
      const at = afterBlanks(file.text, start + index + key.length);
      if (at < done) continue;
      const literal = strings.at(at);
      const variable = /^[$@]?\w+(?=\s*(?:[,)}\n]|$))/.exec(file.text.slice(at, at + 200))?.[0];
      if (literal !== undefined) {
        scripts.push(literal);
        done = Math.max(done, literal.end);
      } else if (variable !== undefined) scripts.push(variable);
    }
    const run = dockerRunAt(file, strings, start, code);
    if (run !== undefined) scripts.push(run);
    const other = HERE_DOCUMENT.exec(code);
    if (other !== null) done = Math.max(done, strings.hereDocument(start + other.index)?.end ?? 0);
  }
  return { scripts, variables };
}

function afterBlanks(text: string, offset: number): number {
  const blanks = /^\s*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
  return offset + blanks;
}
