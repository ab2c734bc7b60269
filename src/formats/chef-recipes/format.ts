import type { TemplateValue } from '../../templates/value.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { TracedText } from '../../text/traced-text.ts';
import type { Format } from '../format.ts';
import { type Resource, readResourceFiles } from '../provisioning/resource-reading.ts';
import { RubyStrings } from '../vagrantfile/ruby-strings.ts';
import { RubyTexts } from '../vagrantfile/ruby-text.ts';

const TRIAL = /(?:^|\/)(?:spec|tests?|fixtures|kitchen)\//;
const RECIPE = /(?:^|\/)recipes\/[^/]+\.rb$/;
const RESOURCE = /^([ \t]*)(execute|bash|script|file|docker_container|replace_or_add)[ \t(]+(?=["'])/gm;
const LONGEST = 16_000;

/** Resources of Chef's recipes: `execute`, `bash`, `file` with its content, `docker_container`, lines of the cookbook line. */
export const chefRecipes: Format = {
  name: 'chef-recipes',
  title: 'Chef recipe',
  hasPath: (path) => RECIPE.test(path),
  hasContent: (_, path) => RECIPE.test(path),
  async read(files, repository) {
    const real = files.filter(({ path }) => !TRIAL.test(path));
    return await readResourceFiles(real, resourcesOf, { format: chefRecipes.name, repository });
  },
};

function resourcesOf(file: SourceFile): readonly Resource[] {
  const strings = new RubyStrings(file);
  const texts = new RubyTexts(file, new Map());
  return [...file.text.matchAll(RESOURCE)].slice(0, 256).flatMap((match) => {
    const [whole, indent = '', type = ''] = match;
    const title = strings.at(match.index + whole.length);
    if (title === undefined) return [];
    const body = bodyAfter(file.text, title.end, indent);
    const values = propertiesOf(body, title.end, strings, texts, file);
    return resourceOf(type, texts.text(title), values, file.at(match.index + indent.length, title.end));
  });
}

/** What stands between `do` and the `end` of the same indentation; empty without a block. */
function bodyAfter(text: string, start: number, indent: string): string {
  const rest = text.slice(start, start + LONGEST);
  if (!/^[ \t)]*do\b/.test(rest)) return '';
  const close = new RegExp(`^${indent}end\\b`, 'm').exec(rest);
  return close === null ? '' : rest.slice(0, close.index);
}

type Properties = ReadonlyMap<string, TracedText | readonly TracedText[]>;

function propertiesOf(
  body: string,
  start: number,
  strings: RubyStrings,
  texts: RubyTexts,
  file: SourceFile,
): Properties {
  const found = new Map<string, TracedText | readonly TracedText[]>();
  let done = 0;
  for (const { 0: written, 1: name = '', index } of body.matchAll(/^[ \t]*([a-z]\w{0,40})[ \t(]+(?=\S)/gm)) {
    if (index < done) continue;
    const at = start + index + written.length;
    if (file.text[at] === '[') {
      const close = body.indexOf(']', index);
      const items = [...body.slice(index, close).matchAll(/["']/g)].flatMap((quote) => {
        const offset = start + index + quote.index;
        if (offset < done + start) return [];
        const item = strings.at(offset);
        if (item !== undefined) done = item.end - start;
        return item === undefined ? [] : [texts.text(item)];
      });
      found.set(name, items);
      continue;
    }
    const literal = strings.at(at);
    const word = /^:?[\w:]+/.exec(file.text.slice(at, at + 80))?.[0];
    if (literal !== undefined) {
      done = literal.end - start;
      found.set(name, texts.text(literal));
    } else if (word !== undefined) found.set(name, TracedText.source(file, at, at + word.length));
  }
  return found;
}

function resourceOf(
  type: string,
  title: TracedText,
  values: Properties,
  place: Resource['at'],
): readonly Resource[] {
  const text = (name: string): TracedText | undefined => {
    const value = values.get(name);
    return value instanceof TracedText ? value : undefined;
  };
  const name = `${type} ${title.text.slice(0, 60)}`;
  const at = title.locate() ?? place;
  const action = text('action')?.text ?? '';
  if (/^:(?:delete|stop|kill|remove)/.test(action)) return [];
  const condition = action === ':nothing' ? 'once something notifies it' : undefined;
  switch (type) {
    case 'execute': {
      const command = values.get('command');
      if (command !== undefined && !(command instanceof TracedText))
        return [{ kind: 'command', name, at, condition, words: command }];
      return [{ kind: 'script', name, at, condition, script: command ?? title, shell: undefined }];
    }
    case 'bash':
    case 'script': {
      const script = text('code');
      const shell = type === 'bash' ? 'bash' : (text('interpreter')?.known ?? 'sh');
      if (script === undefined || !/^(?:\/bin\/|\/usr\/bin\/)?(?:ba|da|k|z)?sh$/.test(shell)) return [];
      return [{ kind: 'script', name, at, condition, script, shell }];
    }
    case 'file': {
      const content = text('content');
      return content === undefined ? [] : [{ kind: 'file', name, at, path: text('path') ?? title, content }];
    }
    case 'replace_or_add': {
      const path = text('path');
      const line = text('line');
      if (path === undefined || line === undefined) return [];
      return [{ kind: 'line', name, at, path, line, match: text('pattern')?.known }];
    }
    default:
      return [{ kind: 'container', name, at, condition, given: containerArguments(title, values) }];
  }
}

/** `repo`, `tag`, `port` of the cookbook docker as arguments of a container. */
function containerArguments(title: TracedText, values: Properties): ReadonlyMap<string, TemplateValue> {
  const given = new Map<string, TemplateValue>();
  const repository = values.get('repo') ?? title;
  const tag = values.get('tag');
  const at = tag instanceof TracedText ? tag.locate() : undefined;
  if (repository instanceof TracedText) {
    const image =
      tag instanceof TracedText && at !== undefined
        ? TracedText.concat([repository, TracedText.decoded(':', at.file.at(at.start, at.start)), tag])
        : repository;
    given.set('image', { kind: 'text', text: image });
  }
  given.set('name', { kind: 'text', text: title });
  for (const [from, to] of [
    ['port', 'ports'],
    ['network_mode', 'network_mode'],
    ['command', 'command'],
    ['entrypoint', 'entrypoint'],
  ] as const) {
    const value = values.get(from);
    if (value instanceof TracedText) given.set(to, { kind: 'text', text: value });
    else if (value !== undefined)
      given.set(to, { kind: 'list', items: value.map((item) => ({ kind: 'text', text: item })) });
  }
  return given;
}
