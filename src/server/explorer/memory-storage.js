/**
 * What GraphiQL gets in place of the browser's storage. Tabs, headers and answers may hold tokens and personal data: they
 * live as long as the page and are gone with it.
 */

/**
 * @param {Readonly<Record<string, string>>} initial
 * @returns {{ readonly length: number, getItem(key: string): string | null, setItem(key: string, value: string): void, removeItem(key: string): void, clear(): void }}
 */
export function createMemoryStorage(initial) {
  const items = new Map(Object.entries(initial));
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
