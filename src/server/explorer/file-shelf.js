/**
 * The files that the reader has chosen, by the place they belong to. One shelf for all tabs: a `$selfie` stays when the
 * tab changes. Kept in memory alone.
 */

/**
 * @typedef {object} ShelvedFile
 * @property {File} file
 * @property {string} url a `blob:` address for thumbnails, given back when the file goes
 *
 * @typedef {object} FileShelf
 * @property {(key: string) => ShelvedFile | null} get
 * @property {(key: string, file: File) => void} put replaces what was there
 * @property {(key: string) => void} remove
 * @property {() => ReadonlySet<string>} keys
 */

/**
 * @param {() => void} onChange
 * @returns {FileShelf}
 */
export function createFileShelf(onChange) {
  /** @type {Map<string, ShelvedFile>} */
  const files = new Map();

  /** @param {string} key */
  function drop(key) {
    const previous = files.get(key);
    if (previous === undefined) return;
    URL.revokeObjectURL(previous.url);
    files.delete(key);
  }

  return {
    get: (key) => files.get(key) ?? null,
    put(key, file) {
      drop(key);
      files.set(key, { file, url: URL.createObjectURL(file) });
      onChange();
    },
    remove(key) {
      drop(key);
      onChange();
    },
    keys: () => new Set(files.keys()),
  };
}
