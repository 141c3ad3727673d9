/**
 * What GraphiQL gets in place of the browser's storage. Tabs, headers and answers may hold tokens and personal data: they
 * live as long as the page and are gone with it.
 */

/** @returns {{ readonly length: number, getItem(key: string): string | null, setItem(key: string, value: string): void, removeItem(key: string): void, clear(): void }} */
export function createMemoryStorage() {
  /** @type {Map<string, string>} */
  const items = new Map();
  return {
    get length() {
      return items.size;
    },
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}
