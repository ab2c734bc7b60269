import type { SourceFile } from '../../text/source-file.ts';
import { asMapping, entries, isNull } from '../../yaml/access.ts';
import type { YamlResult } from '../../yaml/node.ts';
import { folderOf, joinPath } from './paths.ts';
import { DEFAULT_FILES } from './project-files.ts';

/** The services of a file: those that say by themselves what they run, and those that leave it open. */
export interface Shape {
  readonly complete: ReadonlySet<string>;
  readonly open: ReadonlySet<string>;
}

/** Bases tried for one part, so that folders full of files make few calls. */
const MOST_BASES = 4;
/** Folders of files that others are laid over. */
const BASE_FOLDER = /^(?:base|common|shared|core|default|main)$/i;

/** Finds the files that others are laid over; every file is looked through once. */
export class OverlayBases {
  readonly #files: readonly SourceFile[];
  readonly #parse: (file: SourceFile) => Promise<YamlResult>;
  readonly #shapes = new Map<SourceFile, Promise<Shape>>();

  constructor(files: readonly SourceFile[], parse: (file: SourceFile) => Promise<YamlResult>) {
    this.#files = files;
    this.#parse = parse;
  }

  shapeOf(file: SourceFile): Promise<Shape> {
    const known = this.#shapes.get(file) ?? this.#readShape(file);
    this.#shapes.set(file, known);
    return known;
  }

  /**
   * The nearest files that say what the open services of a part run: beside it, in folders above, then in a folder
   * for bases beside one of those. A default name goes before others.
   */
  async fillersOf(path: string, open: ReadonlySet<string>): Promise<readonly string[]> {
    let nearest = Number.POSITIVE_INFINITY;
    let found: string[] = [];
    for (const file of open.size === 0 ? [] : this.#files) {
      if (file.path === path) continue;
      const distance = distanceOf(folderOf(path), file.path);
      if (distance === undefined || distance > nearest) continue;
      const { complete } = await this.shapeOf(file);
      if (![...open].some((name) => complete.has(name))) continue;
      if (distance < nearest) found = [];
      nearest = distance;
      found.push(file.path);
    }
    return found.slice(0, MOST_BASES);
  }

  async #readShape(file: SourceFile): Promise<Shape> {
    const [complete, open] = [new Set<string>(), new Set<string>()];
    for (const { root } of (await this.#parse(file)).documents) {
      const top = entries(root);
      const services = top.get('services')?.value ?? (top.has('image') ? undefined : root);
      for (const [name, { value }] of entries(services)) {
        if (asMapping(value) === undefined && !isNull(value)) continue;
        const own = entries(value);
        const saysWhat = ['image', 'build', 'extends', 'provider'].some((key) => own.has(key));
        (saysWhat ? complete : open).add(name);
      }
    }
    return { complete, open };
  }
}

/** How far a file is from a folder that would take it as its base; `undefined`: it is none of its bases. */
function distanceOf(folder: string, path: string): number | undefined {
  const own = folderOf(path);
  const above = own === '.' ? '' : own;
  let up = 0;
  for (let at = folder; ; at = joinPath(at, '..'), up++) {
    const here = at === '.' ? '' : at;
    if (above === here) return up * 2 + (isDefaultName(path) ? 0 : 1);
    const inside = here === '' ? above : above.startsWith(`${here}/`) ? above.slice(here.length + 1) : '';
    if (BASE_FOLDER.test(inside)) return 1_000 + up;
    if (here === '' || at.startsWith('..') || at === '/') return undefined;
  }
}

function isDefaultName(path: string): boolean {
  return DEFAULT_FILES.includes(path.slice(path.lastIndexOf('/') + 1));
}
