import type { Repository } from '../repository/repository.ts';
import { filesNaming, valuesAfter } from './code-files.ts';
import type { AssignedValue } from './literal-value.ts';
import type { TemplateValue } from './value.ts';

const TRIAL = /(?:^|\/)(?:spec|tests?|fixtures|kitchen)\//;
const DEEPEST = 3;

/**
 * The values of what a Chef template uses: node attributes from attributes files and recipes (`default[…] =`,
 * `node.override[…] =`); template variables (`@x`) from the cookbook's `variables(x: …)` and the defaults of its
 * resources' properties.
 */
export class ChefVariables {
  readonly #repository: Repository;
  readonly #attributes: readonly string[];
  readonly #code: readonly string[];

  constructor(repository: Repository) {
    this.#repository = repository;
    const ruby = repository.paths.filter((path) => path.endsWith('.rb') && !TRIAL.test(path));
    this.#attributes = ruby.filter((path) => /(?:^|\/)(?:attributes|recipes)\//.test(path));
    this.#code = ruby.filter((path) => /(?:^|\/)(?:recipes|resources|providers|libraries)\//.test(path));
  }

  /** @param root the cookbook's folder, with its closing `/` */
  lookup(path: readonly string[], root: string, depth = 0): readonly TemplateValue[] {
    if (depth > DEEPEST || path.some((part) => !/^[\w-]{1,60}$/.test(part))) return [];
    const [first = '', second] = path;
    const found = second === undefined ? this.#passed(first, root) : this.#assigned(path);
    return found.flatMap((value) => {
      if (value.kind !== 'variable') return [value];
      const [head, ...rest] = value.path;
      const isProperty = head === 'new_resource' && rest.length === 1;
      const values = isProperty
        ? this.#properties(rest[0] ?? '', root)
        : this.lookup(value.path, root, depth + 1);
      return values.length > 0 ? values : [{ kind: 'unknown' as const }];
    });
  }

  #assigned(path: readonly string[]): readonly AssignedValue[] {
    const last = path.at(-1) ?? '';
    const keys = path.map((part) => `\\[(?:'${part}'|"${part}"|:${part})\\]`).join('');
    const pattern = new RegExp(
      `(?:\\bnode\\.)?\\b(?:default|normal|override|set|force_default|force_override)!?${keys}[ \\t]*=[ \\t]*(?=[^\\s=~>])`,
      'g',
    );
    return filesNaming(this.#repository, this.#attributes, last).flatMap((file) =>
      valuesAfter(file, pattern),
    );
  }

  #passed(name: string, root: string): readonly AssignedValue[] {
    const own = this.#code.filter((path) => path.startsWith(root));
    const pattern = new RegExp(
      `(?:[(,{\\s]${name}:[ \\t]+|(?::${name}|'${name}'|"${name}")[ \\t]*=>[ \\t]*)(?=\\S)`,
      'g',
    );
    return filesNaming(this.#repository, own, name).flatMap((file) =>
      file.text.includes('variables') ? valuesAfter(file, pattern) : [],
    );
  }

  #properties(name: string, root: string): readonly TemplateValue[] {
    const own = this.#code.filter((path) => path.startsWith(root) && /(?:^|\/)resources\//.test(path));
    const pattern = new RegExp(
      `\\b(?:property|attribute)[ \\t(]+:${name},[^\\n#]{0,200}?(?:\\bdefault:|:default[ \\t]*=>)[ \\t]*(?=\\S)`,
      'g',
    );
    return filesNaming(this.#repository, own, name)
      .flatMap((file) => valuesAfter(file, pattern))
      .map((value) => (value.kind === 'variable' ? { kind: 'unknown' as const } : value));
  }
}
