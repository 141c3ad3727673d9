/** Looks into JSON of any shape, step by step, without believing anything about it. */

/** What stands at this path of keys and indexes; undefined when there is nothing. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (typeof inner !== 'object' || inner === null) return undefined;
    return Object.entries(inner).find(([name]) => name === String(key))?.[1];
  }, value);
}

/** The text at this path; fails when there is none. */
export function textAt(value: unknown, ...path: (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found !== 'string') throw new TypeError(`No text at ${path.join('.')}.`);
  return found;
}
