/** Reads JSON as the editors of GraphiQL accept it: with comments and trailing commas. Pure. */

/**
 * @param {string | null | undefined} text
 * @returns {Record<string, unknown> | null} null for what is not, or not yet, an object
 */
export function readJsonObject(text) {
  if (!text?.trim()) return {};
  const plain = text
    .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, '$1')
    .replace(/("(?:\\.|[^"\\])*")|,(?=\s*[}\]])/g, '$1');
  if (!plain.trim()) return {};
  try {
    const value = JSON.parse(plain);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
