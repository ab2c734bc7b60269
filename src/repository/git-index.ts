import type { FileSystem } from './file-system.ts';

const INDEX_LIMIT = 256 * 1024 * 1024;
const SHA1_BYTES = 20;
const MODE_REGULAR = 0o10;

/**
 * Paths of the regular files that git tracks, read from `.git/index` (gitformat-index, versions 2 to 4)
 * without running git, which a repository's own configuration could make run other programs.
 * `undefined` where there is no index or it has a form this does not read (SHA-256, split or sparse index).
 */
export function trackedPaths(fileSystem: FileSystem, root: string): ReadonlySet<string> | undefined {
  const directory = gitDirectory(fileSystem, root);
  const bytes = directory === undefined ? undefined : fileSystem.read(`${directory}/index`, INDEX_LIMIT);
  if (bytes === undefined || bytes.length < 12 + SHA1_BYTES) return undefined;
  return parseIndex(bytes);
}

/** `.git` is a folder, or in worktrees and submodules a file that names one. */
function gitDirectory(fileSystem: FileSystem, root: string): string | undefined {
  const entry = fileSystem.list(root)?.find(({ name }) => name === '.git');
  if (entry?.kind === 'directory') return `${root}/.git`;
  if (entry?.kind !== 'file') return undefined;
  const text = new TextDecoder().decode(fileSystem.read(`${root}/.git`, 4096));
  const named = /^gitdir: (.+?)\s*$/.exec(text)?.[1];
  if (named === undefined) return undefined;
  return named.startsWith('/') ? named : `${root}/${named}`;
}

function parseIndex(bytes: Uint8Array): ReadonlySet<string> | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(4);
  if (view.getUint32(0) !== 0x44495243 || version < 2 || version > 4) return undefined;
  const decoder = new TextDecoder();
  const paths = new Set<string>();
  let previous = new Uint8Array(0);
  let at = 12;
  for (let count = view.getUint32(8); count > 0; count--) {
    const start = at;
    if (at + 62 > bytes.length) return undefined;
    const mode = view.getUint32(at + 24) >>> 12;
    const extended = version >= 3 && (view.getUint16(at + 60) & 0x4000) !== 0;
    at += extended ? 64 : 62;
    let prefix = previous.subarray(0, 0);
    if (version === 4) {
      const strip = readVariableInteger(bytes, at);
      at = strip.next;
      prefix = previous.subarray(0, Math.max(previous.length - strip.value, 0));
    }
    const end = bytes.indexOf(0, at);
    if (end < 0) return undefined;
    const name = new Uint8Array(prefix.length + end - at);
    name.set(prefix);
    name.set(bytes.subarray(at, end), prefix.length);
    previous = name;
    // Up to version 3 an entry is padded with NULs to a multiple of eight bytes.
    at = version === 4 ? end + 1 : start + ((end - start + 8) & ~7);
    if (mode === MODE_REGULAR) paths.add(decoder.decode(name));
  }
  return hasForeignExtension(bytes, at) ? undefined : paths;
}

/** The offset encoding of pack files: seven bits a byte, each continuation adding one. */
function readVariableInteger(
  bytes: Uint8Array,
  from: number,
): { readonly value: number; readonly next: number } {
  let at = from;
  let byte = bytes[at++] ?? 0;
  let value = byte & 0x7f;
  while (byte & 0x80) {
    byte = bytes[at++] ?? 0;
    value = ((value + 1) << 7) | (byte & 0x7f);
  }
  return { value, next: at };
}

/** `link` (split index) and `sdir` (sparse index) mean that paths are missing here. */
function hasForeignExtension(bytes: Uint8Array, from: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = from; at + 8 <= bytes.length - SHA1_BYTES; at += 8 + view.getUint32(at + 4)) {
    const signature = String.fromCharCode(...bytes.subarray(at, at + 4));
    if (signature === 'link' || signature === 'sdir') return true;
  }
  return false;
}
