import { parseAddress } from '../memcached/address.ts';
import { parseLocal } from '../memcached/machine-addresses.ts';
import type { Machine } from '../memcached/prediction.ts';
import { ALL_RELEASES, parseReleases, type ReleaseRange } from '../memcached/version.ts';

/** A question: what would this command line open? */
export interface ListenersRequest {
  /** The words after the program. */
  readonly argv: readonly string[];
  readonly releases: ReleaseRange;
  readonly machine: Machine;
}

/** What is wrong with a question, as a sentence without its full stop. */
export interface RequestError {
  readonly error: string;
}

/**
 * An upstream build as `./configure` makes it, with SASL, TLS and extstore where the release has them, but
 * without the proxy.
 */
export const UPSTREAM_BUILD: Machine = { proxy: false };

/**
 * Reads one line of the batch: a JSON object with `argv`, and optionally `version`, `env`, `hosts` (what
 * names resolve to; no others do then) and `addresses` (what the machine has; others cannot be bound then).
 */
export function readRequest(line: string): ListenersRequest | RequestError {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { error: 'the line is not JSON' };
  }
  if (!isObject(value)) return { error: 'the line is not a JSON object' };
  const { argv, version, env, hosts, addresses } = value;
  if (!isStringList(argv)) return { error: 'argv must be a list of strings' };
  if (argv.some((word) => word.includes('\0')))
    return { error: 'a word of argv cannot hold a NUL character' };
  const releases = readVersion(version);
  if ('error' in releases) return releases;
  if (env !== undefined && !isObject(env)) return { error: 'env must be an object of strings' };
  const machine: { -readonly [key in keyof Machine]: Machine[key] } = { ...UPSTREAM_BUILD };
  if (env && typeof env['POSIXLY_CORRECT'] === 'string') machine.posixlyCorrect = true;
  if (hosts !== undefined) {
    const read = readHosts(hosts);
    if (!(read instanceof Map)) return read;
    machine.hosts = Object.fromEntries(read);
    machine.hostsComplete = true;
  }
  if (addresses !== undefined) {
    if (!isStringList(addresses)) return { error: 'addresses must be a list of strings' };
    const wrong = addresses.find((address) => parseLocal(address) === undefined);
    if (wrong !== undefined) return { error: `"${wrong}" in addresses is no IP address or network` };
    machine.addresses = addresses;
  }
  return { argv, releases, machine };
}

/** Reads a version as `parseReleases` does; without one, every release is in question. */
export function readVersion(version: unknown): ReleaseRange | RequestError {
  if (version === undefined || version === null) return ALL_RELEASES;
  const releases = typeof version === 'string' ? parseReleases(version) : undefined;
  return (
    releases ?? {
      error: `${JSON.stringify(version)} is no version of memcached, such as "1.5.5" or ">=1.6.0"`,
    }
  );
}

function readHosts(hosts: unknown): Map<string, readonly string[]> | RequestError {
  if (!isObject(hosts)) return { error: 'hosts must be an object that lists addresses for each name' };
  const read = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(hosts)) {
    const addresses = typeof value === 'string' ? [value] : value;
    if (!isStringList(addresses)) return { error: `hosts must list addresses for "${name}"` };
    const wrong = addresses.find((address) => parseAddress(address) === undefined);
    if (wrong !== undefined) return { error: `"${wrong}" in hosts is no IP address` };
    read.set(name, addresses);
  }
  return read;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStringList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
