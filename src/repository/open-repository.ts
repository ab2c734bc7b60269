import { SourceFile } from '../text/source-file.ts';
import type { FileSystem } from './file-system.ts';
import { listFiles } from './list-files.ts';
import type { SearchableRepository, Unreadable } from './repository.ts';

/** A file is read up to here; nothing that starts memcached is larger. */
const FILE_LIMIT = 1024 * 1024;
const SNIFF_LIMIT = 64 * 1024;
const BINARY_PROBE = 8000;

/** Opens the repository whose root is this absolute folder; its paths are given with `prefix` before them. */
export function openRepository(fileSystem: FileSystem, root: string, prefix = ''): SearchableRepository {
  return new FileSystemRepository(fileSystem, root.replaceAll('\\', '/').replace(/\/$/, ''), prefix);
}

class FileSystemRepository implements SearchableRepository {
  readonly #fileSystem: FileSystem;
  readonly #root: string;
  readonly #read = new Map<string, SourceFile | Unreadable | undefined>();
  #paths: readonly string[] | undefined;
  #known: ReadonlySet<string> | undefined;

  readonly prefix: string;

  constructor(fileSystem: FileSystem, root: string, prefix: string) {
    this.#fileSystem = fileSystem;
    this.#root = root;
    this.prefix = prefix;
  }

  get paths(): readonly string[] {
    this.#paths ??= listFiles(this.#fileSystem, this.#root).map((path) => this.prefix + path);
    return this.#paths;
  }

  has(path: string): boolean {
    this.#known ??= new Set(this.paths);
    return this.#known.has(path);
  }

  read(path: string): SourceFile | Unreadable | undefined {
    if (!this.#read.has(path)) this.#read.set(path, this.has(path) ? this.#load(path) : undefined);
    return this.#read.get(path);
  }

  names(path: string, word: RegExp): boolean {
    const bytes = this.#fileSystem.read(this.#absolute(path), SNIFF_LIMIT);
    if (bytes === undefined) return false;
    return word.test(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'));
  }

  #absolute(path: string): string {
    return `${this.#root}/${path.slice(this.prefix.length)}`;
  }

  #load(path: string): SourceFile | Unreadable {
    const bytes = this.#fileSystem.read(this.#absolute(path), FILE_LIMIT + 1);
    if (bytes === undefined) return { path, because: 'it cannot be opened' };
    if (bytes.length > FILE_LIMIT) return { path, because: 'it is larger than 1 MiB' };
    if (isUtf16(bytes)) return new SourceFile(path, decodeUtf16(bytes));
    if (bytes.subarray(0, BINARY_PROBE).includes(0)) return { path, because: 'it is a binary file' };
    return new SourceFile(path, new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
  }
}

/** Windows registry exports and some editors write UTF-16 with a byte order mark. */
function isUtf16(bytes: Uint8Array): boolean {
  return (
    bytes.length >= 2 &&
    ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
  );
}

function decodeUtf16(bytes: Uint8Array): string {
  const label = bytes[0] === 0xff ? 'utf-16le' : 'utf-16be';
  return new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
}
