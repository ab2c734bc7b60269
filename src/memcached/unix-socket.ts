import { CHANGES } from './changes.ts';
import { isUsable } from './files.ts';
import type { Machine, WordRange } from './prediction.ts';
import type { ReleaseView } from './release-view.ts';
import type { Refusal, Settings, Use } from './settings.ts';

/** The unix socket of one release. */
export interface OpenUnixSocket {
  /** `undefined` where it is unknown. */
  readonly path: string | undefined;
  readonly causes: readonly WordRange[];
}

/** Bytes that `sun_path` holds on Linux; from 1.4.1 the last one stays empty. */
const SUN_PATH = 108;

/** `-s PATH`: a unix socket in place of TCP and UDP. */
export function openUnixSocket(
  { at, value }: Use,
  settings: Settings,
  machine: Machine,
  release: ReleaseView,
): OpenUnixSocket | Refusal {
  const causes = [at, value.range];
  if (value.unknowns.length > 0) return { path: undefined, causes };
  const { text } = value;
  const inRoot =
    settings.daemon === true &&
    settings.coreDumps !== true &&
    release.has(CHANGES.udpAlwaysOn) &&
    !text.startsWith('/');
  const path = inRoot ? `/${text}` : text;
  if (text !== '' && !isUsable(path, 'socket', machine)) {
    return { because: `no socket can be made at ${path}`, at: value.range };
  }
  const full = !release.has(CHANGES.minusOneIsEphemeral);
  return { path: text.length < SUN_PATH / 4 ? text : cut(text, full ? SUN_PATH : SUN_PATH - 1), causes };
}

function cut(text: string, bytes: number): string {
  const encoded = new TextEncoder().encode(text);
  return encoded.length <= bytes ? text : new TextDecoder().decode(encoded.subarray(0, bytes));
}
