const MOST = 4096;

/**
 * Remembers the results of a pure function of one text: the same few addresses come up again and again.
 * Forgets everything when it is full, so that hostile input cannot make it grow.
 */
export function remember<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    if (known.size >= MOST) known.clear();
    const value = compute(text);
    if (text.length <= 64) known.set(text, value);
    return value;
  };
}
