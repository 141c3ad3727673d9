/** Numbers as a person reads them. Pure. */

/**
 * @param {number} bytes
 * @returns {string} `812 bytes`, `4.2 kB`, `3.10 MB`, in thousands as phones and pickers show them
 */
export function formatBytes(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 100_000) return `${(bytes / 1000).toFixed(1)} kB`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(2)} MB`;
}

/**
 * @param {number} milliseconds
 * @returns {string} `84 ms`, `2.31 s`
 */
export function formatDuration(milliseconds) {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}
