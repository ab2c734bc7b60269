import { isReadable, type Repository } from '../repository/repository.ts';
import type { SourceFile } from '../text/source-file.ts';
import { filesNaming, valuesAfter } from './code-files.ts';
import type { TemplateValue } from './value.ts';
import type { YamlFiles } from './yaml-value.ts';

const TRIAL = /(?:^|\/)(?:spec|tests?|examples?|fixtures|acceptance)\//;
const DATA = /(?:^|\/)(?:data|hieradata|hiera)\/.+\.(?:ya?ml|eyaml)$/;

/**
 * The values of a parameter of a Puppet module's class: what Hiera and declarations of the class in the
 * repository say, and the defaults of the module's manifests where nothing sets it for everybody.
 */
export class PuppetVariables {
  readonly #repository: Repository;
  readonly #files: YamlFiles;
  readonly #manifests: readonly string[];
  readonly #data: readonly string[];

  constructor(repository: Repository, files: YamlFiles) {
    this.#repository = repository;
    this.#files = files;
    this.#manifests = repository.paths.filter((path) => path.endsWith('.pp') && !TRIAL.test(path));
    this.#data = repository.paths.filter((path) => DATA.test(path) && !TRIAL.test(path));
  }

  /** @param root the module's folder, with its closing `/` */
  lookup(name: string, root: string): readonly TemplateValue[] {
    const own = this.#manifests.filter((path) => path.startsWith(`${root}manifests/`));
    if (own.length === 0 || !/^\w{1,60}$/.test(name)) return [];
    const module = this.#moduleName(root);
    const declared = module === undefined ? [] : this.#declared(module, name);
    const data = module === undefined ? [] : this.#inData(module, name);
    const isForAll =
      declared.length > 0 ||
      data.some(
        ({ path }) => path.startsWith(`${root}data/`) || /(?:common|global|default)\w*\.\w+$/.test(path),
      );
    const values = [...data.map(({ value }) => value), ...declared];
    return isForAll ? values : [...this.#defaults(own, name), ...values];
  }

  #defaults(own: readonly string[], name: string): readonly TemplateValue[] {
    const pattern = new RegExp(`\\$${name}[ \\t]*=[ \\t]*(?=[^\\s=~>])`, 'g');
    return filesNaming(this.#repository, own, `$${name}`)
      .flatMap((file) => valuesAfter(file, pattern))
      .filter((value) => value.kind !== 'variable');
  }

  #inData(module: string, name: string): readonly { readonly path: string; readonly value: TemplateValue }[] {
    return this.#data.flatMap((path) => {
      const value = this.#files.top(path, `${module}::${name}`);
      return value ? [{ path, value }] : [];
    });
  }

  #declared(module: string, name: string): readonly TemplateValue[] {
    const pattern = new RegExp(`\\b${name}[ \\t]*=>[ \\t]*(?=\\S)`, 'g');
    return filesNaming(this.#repository, this.#manifests, module).flatMap((file) =>
      declarationsOf(file, module)
        .flatMap(([start, end]) => valuesAfter(file, pattern, start, end))
        .map((value) => (value.kind === 'variable' ? { kind: 'unknown' as const } : value)),
    );
  }

  /** What the class of its `init.pp` is called; else the folder: `modules/memcached/` is `memcached`. */
  #moduleName(root: string): string | undefined {
    const init = this.#repository.read(`${root}manifests/init.pp`);
    const named = isReadable(init)
      ? /^[ \t]*class[ \t]+(?:::)?([a-z]\w{0,60})\b/m.exec(init.text)?.[1]
      : undefined;
    const name = named ?? root.split('/').at(-2)?.replace(/^.*-/, '');
    return name !== undefined && /^[a-z]\w{0,60}$/.test(name) ? name : undefined;
  }
}

const LONGEST = 8000;

/** Where the bodies of `class { 'module': … }` begin and end. */
export function declarationsOf(file: SourceFile, module: string): readonly [number, number][] {
  const bodies: [number, number][] = [];
  const pattern = new RegExp(`\\bclass[ \\t]*\\{\\s{0,100}['"](?:::)?${module}['"][ \\t]*:`, 'g');
  for (const match of file.text.matchAll(pattern)) {
    const start = match.index + match[0].length;
    let depth = 1;
    let end = start;
    for (; end < file.text.length && end - start < LONGEST && depth > 0; end++) {
      if (file.text[end] === '{') depth++;
      else if (file.text[end] === '}') depth--;
    }
    bodies.push([start, end]);
  }
  return bodies.slice(0, 32);
}
