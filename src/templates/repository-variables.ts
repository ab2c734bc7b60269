import type { Repository } from '../repository/repository.ts';
import type { LiteralRun } from '../text/source-file.ts';
import { TracedText } from '../text/traced-text.ts';
import { AnsibleVariables } from './ansible-variables.ts';
import { ChefVariables } from './chef-variables.ts';
import { Evaluation } from './evaluate.ts';
import { parseExpression } from './expression.ts';
import { PuppetVariables } from './puppet-variables.ts';
import { templateTags } from './tags.ts';
import { type TemplateValue, type TemplateVariables, valueAt } from './value.ts';
import { YamlFiles } from './yaml-value.ts';

/** How many values of one variable are looked at. */
const MOST = 8;
/** Values that are templates themselves are followed this far. */
const DEEPEST = 3;

/** The variables that the files of a repository set for its templates: Ansible's, Puppet's, Chef's, Salt's. */
export function repositoryVariables(repository: Repository): TemplateVariables {
  return new RepositoryVariables(repository);
}

class RepositoryVariables implements TemplateVariables {
  readonly #files: YamlFiles;
  readonly #ansible: AnsibleVariables;
  readonly #puppet: PuppetVariables;
  readonly #chef: ChefVariables;
  readonly #pillars: readonly string[];
  readonly #known = new Map<string, readonly TemplateValue[]>();
  #depth = 0;

  constructor(repository: Repository) {
    this.#files = new YamlFiles(repository);
    this.#ansible = new AnsibleVariables(repository.paths, this.#files);
    this.#puppet = new PuppetVariables(repository, this.#files);
    this.#chef = new ChefVariables(repository);
    this.#pillars = repository.paths.filter((path) => /(?:^|\/)pillars?\/.+\.sls$/.test(path));
  }

  lookup(path: readonly string[], template: string): readonly TemplateValue[] {
    const root = rootOf(template);
    const key = `${root} ${path.join('.')}`;
    const known = this.#known.get(key);
    if (known) return known;
    if (this.#depth >= DEEPEST) return [{ kind: 'unknown' }];
    this.#depth++;
    const values = this.#found(path, template, root).flatMap((value) => this.#filledIn(value, template));
    this.#depth--;
    const distinct = values.slice(0, MOST);
    if (this.#depth === 0) this.#known.set(key, distinct);
    return distinct;
  }

  #found(path: readonly string[], template: string, root: string): readonly TemplateValue[] {
    const [first = '', ...rest] = path;
    const last = path.at(-1) ?? '';
    if (/\.(?:erb|epp)(?:\.|$)/.test(template)) {
      const puppet = this.#puppet.lookup(last, root);
      return puppet.length > 0 ? puppet : this.#chef.lookup(path, root);
    }
    const below = (value: TemplateValue) => valueAt(value, rest) ?? [];
    const found = this.#ansible.lookup(first, root).flatMap(below);
    if (found.length > 0 || rest.length === 0) return found;
    return this.#pillars.flatMap((pillar) => this.#files.top(pillar, first) ?? []).flatMap(below);
  }

  /** The values of one that is a template itself. */
  #filledIn(value: TemplateValue, template: string): readonly TemplateValue[] {
    if (value.kind === 'list') {
      const items = value.items.map((item) => this.#filledIn(item, template)[0] ?? item);
      return [{ kind: 'list', items }];
    }
    if (value.kind === 'map') {
      const entries = [...value.entries].map(
        ([key, entry]) => [key, this.#filledIn(entry, template)[0] ?? entry] as const,
      );
      return [{ kind: 'map', entries: new Map(entries) }];
    }
    if (value.kind !== 'text' || !/\{\{|\{%|%\{/.test(value.text.text)) return [value];
    if (!/\{\{|\{%/.test(value.text.text)) return [{ kind: 'text', text: interpolated(value.text) }];
    const [run] = value.text.runs;
    if (value.text.runs.length !== 1 || run?.kind !== 'literal' || !run.exact || run.text.includes('{%'))
      return [{ kind: 'unknown' }];
    const values: TemplateValue[] = [];
    for (let index = 0, count = 1; index < count && index < MOST; index++) {
      const { value: filled, choices } = this.#fill(run, template, index);
      values.push(filled);
      count = Math.max(count, choices);
    }
    return values;
  }

  #fill(
    { origin }: LiteralRun,
    template: string,
    index: number,
  ): { readonly value: TemplateValue; readonly choices: number } {
    const { file, start, end } = origin;
    const all = { get: () => index };
    const variables = { lookup: (path: readonly string[]) => this.lookup(path, template) };
    const evaluation = new Evaluation(file, variables, all);
    const pieces: TracedText[] = [];
    let done = start;
    let whole: TemplateValue | undefined;
    for (const tag of templateTags(file.text.slice(start, end), file.path)) {
      const inner = { start: start + tag.inner.start, end: start + tag.inner.end };
      const place = { start: start + tag.start, end: start + tag.end };
      const found = evaluation.value(parseExpression(file.text, inner, tag.language));
      if (place.start === start && place.end === end) whole = found ?? { kind: 'unknown' };
      pieces.push(TracedText.source(file, done, place.start));
      if (found?.kind === 'text') pieces.push(found.text);
      else if (found?.kind !== 'nothing') {
        const name = file.text.slice(place.start, place.end);
        const because = 'nothing in this repository says what it stands for';
        pieces.push(TracedText.unknown(name, because, file.at(place.start, place.end)));
      }
      done = place.end;
    }
    pieces.push(TracedText.source(file, done, end));
    const choices = Math.max(1, ...[...evaluation.met.values()].map(({ count }) => count));
    return { value: whole ?? { kind: 'text', text: TracedText.concat(pieces) }, choices };
  }
}

/** A value of Hiera with its `%{…}` as unknown parts. */
function interpolated(text: TracedText): TracedText {
  const pieces: TracedText[] = [];
  let done = 0;
  for (const { 0: whole, index } of text.text.matchAll(/%\{[^{}]{0,200}\}/g)) {
    const at = text.locate(index, index + whole.length);
    pieces.push(text.slice(done, index));
    if (at) pieces.push(TracedText.unknown(whole, 'Hiera fills it in', at));
    done = index + whole.length;
  }
  return TracedText.concat([...pieces, text.slice(done)]);
}

/** The folder of the role, module, cookbook or formula that a template belongs to. */
function rootOf(template: string): string {
  const match = /^(.*?\/)??(?:templates|files)\//.exec(template);
  return match ? (match[1] ?? '') : template.slice(0, template.lastIndexOf('/') + 1);
}
