/** Writes that a copy keeps for itself before it makes a map of its own. */
const MOST_CHANGES = 32;

/** How many maps were made or changed so far: empty ones are all alike. */
let versions = 0;

/** A hint that makes comparing fast; what comes out does not depend on it. */
let lastDifference = '';

/**
 * A map that copies share: a common base and the few changes since. A copy costs as much as its changes, so
 * that thousands of subshells and forks over many variables stay cheap.
 */
export class SharedMap<V> {
  #base: ReadonlyMap<string, V> = new Map();
  /** `undefined` marks what is deleted. */
  #changes = new Map<string, V | undefined>();
  #size = 0;
  /** The same in copies of which neither was changed since. */
  #version = 0;

  get(key: string): V | undefined {
    return this.#changes.has(key) ? this.#changes.get(key) : this.#base.get(key);
  }

  has(key: string): boolean {
    return this.get(key) !== undefined;
  }

  get size(): number {
    return this.#size;
  }

  *[Symbol.iterator](): IterableIterator<[string, V]> {
    for (const [key, value] of this.#base) if (!this.#changes.has(key)) yield [key, value];
    for (const [key, value] of this.#changes) if (value !== undefined) yield [key, value];
  }

  set(key: string, value: V): void {
    const old = this.get(key);
    if (old === value) return;
    if (old === undefined) this.#size++;
    this.#version = ++versions;
    this.#changes.set(key, value);
    if (this.#changes.size > MOST_CHANGES + (this.#base.size >> 2)) this.#settle();
  }

  delete(key: string): void {
    if (!this.has(key)) return;
    this.#size--;
    this.#version = ++versions;
    this.#changes.set(key, undefined);
  }

  clone(): SharedMap<V> {
    if (this.#changes.size > MOST_CHANGES) this.#settle();
    const copy = new SharedMap<V>();
    copy.#base = this.#base;
    copy.#changes = new Map(this.#changes);
    copy.#size = this.#size;
    copy.#version = this.#version;
    return copy;
  }

  /**
   * Whether two copies hold the same; `undefined` where they have nothing in common. States that are compared with
   * many others mostly are the same or differ in one variable, so the key at which the last two differed comes first.
   */
  equals(other: SharedMap<V>, same: (a: V, b: V) => boolean): boolean | undefined {
    if (this.#version === other.#version) return true;
    if (this.#base !== other.#base) return undefined;
    const differs = (key: string, left: V | undefined, right: V | undefined): boolean => {
      if (left === right || (left !== undefined && right !== undefined && same(left, right))) return false;
      lastDifference = key;
      return true;
    };
    if (differs(lastDifference, this.get(lastDifference), other.get(lastDifference))) return false;
    for (const [key, left] of this.#changes) if (differs(key, left, other.get(key))) return false;
    for (const [key, right] of other.#changes)
      if (!this.#changes.has(key) && differs(key, this.#base.get(key), right)) return false;
    return true;
  }

  /** The keys at which two copies may differ; `undefined` where they have nothing in common. */
  changedKeys(other: SharedMap<V>): ReadonlySet<string> | undefined {
    if (this.#base !== other.#base) return undefined;
    return new Set([...this.#changes.keys(), ...other.#changes.keys()]);
  }

  #settle(): void {
    this.#base = new Map(this);
    this.#changes = new Map();
  }
}
