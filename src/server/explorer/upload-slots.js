/**
 * Finds the places in an operation's variables that take a file: `Upload` variables, and those inside lists and input
 * objects. Pure; what the input objects hold is told by whoever has the schema.
 */

/** @import { TypeRef, VariableDefinition } from './operation-scanner.js' */

/**
 * @typedef {readonly (string | number)[]} SlotPath `['input', 'documents', 0, 'front']`
 *
 * @typedef {object} Slot
 * @property {string} key the path with dots, as the multipart specification writes it behind `variables.`
 * @property {SlotPath} path
 * @property {boolean} isRequired the operation cannot run without a file here
 *
 * @typedef {object} SlotList a list that could take one more
 * @property {string} key
 * @property {number} length how many entries are shown
 *
 * @typedef {object} InputField
 * @property {string} name
 * @property {TypeRef} type
 * @property {boolean} hasDefault
 *
 * @typedef {object} FindOptions
 * @property {readonly VariableDefinition[]} definitions
 * @property {Readonly<Record<string, unknown>>} values the variables as typed so far
 * @property {ReadonlySet<string>} filled keys that have a file
 * @property {ReadonlyMap<string, number>} lengths how long the reader has made a list, by the list's key
 * @property {(typeName: string) => readonly InputField[] | null} fieldsOf null for anything but a known input object
 */

const uploadType = 'Upload';
/** Deep enough for any sane input; a bound, because input objects may hold themselves. */
const maxDepth = 8;

/**
 * @param {FindOptions} options
 * @returns {{ slots: Slot[], lists: SlotList[] }}
 */
export function findUploadSlots({ definitions, values, filled, lengths, fieldsOf }) {
  /** @type {Slot[]} */
  const slots = [];
  /** @type {SlotList[]} */
  const lists = [];

  for (const { name, type, hasDefault } of definitions) {
    if (leadsToUpload(type, [])) visit(type, values[name], [name], type.isRequired && !hasDefault, []);
  }
  return { slots, lists };

  /**
   * @param {TypeRef} type
   * @param {unknown} value
   * @param {SlotPath} path
   * @param {boolean} isNeeded there has to be a value here
   * @param {readonly string[]} ancestors names of the input objects on the way
   */
  function visit(type, value, path, isNeeded, ancestors) {
    const key = path.join('.');
    if (type.name === uploadType) {
      slots.push({ key, path, isRequired: isNeeded });
    } else if (type.of !== undefined) {
      const given = Array.isArray(value) ? value.length : 0;
      const length = Math.max(given, lastFilled(key) + 1, lengths.get(key) ?? 0, 1);
      for (let index = 0; index < length; index += 1) {
        const item = [...path, index];
        const isMeant = index < given || hasFiles(item.join('.')) || (index === 0 && isNeeded && given === 0);
        visit(type.of, Array.isArray(value) ? value[index] : null, item, isMeant && type.of.isRequired, ancestors);
      }
      lists.push({ key, length });
    } else {
      const isPresent = isObject(value) || hasFiles(key);
      // An object inside its own kind is followed only where the reader has written it.
      if (ancestors.length >= maxDepth || (ancestors.includes(type.name) && !isPresent)) return;
      const fields = (fieldsOf(type.name) ?? []).filter((field) => leadsToUpload(field.type, []));
      for (const field of fields.toSorted((a, b) => rank(a) - rank(b))) {
        const isFieldNeeded = (isNeeded || isPresent) && field.type.isRequired && !field.hasDefault;
        const fieldValue = isObject(value) ? value[field.name] : null;
        visit(field.type, fieldValue, [...path, field.name], isFieldNeeded, [...ancestors, type.name]);
      }
    }
  }

  /**
   * @param {TypeRef} type
   * @param {readonly string[]} seen
   * @returns {boolean}
   */
  function leadsToUpload(type, seen) {
    if (type.of !== undefined) return leadsToUpload(type.of, seen);
    if (type.name === uploadType) return true;
    if (seen.includes(type.name)) return false;
    return (fieldsOf(type.name) ?? []).some((field) => leadsToUpload(field.type, [...seen, type.name]));
  }

  /** @param {string} key */
  function hasFiles(key) {
    return [...filled].some((other) => other === key || other.startsWith(`${key}.`));
  }

  /** @param {string} key */
  function lastFilled(key) {
    const indexes = [...filled].flatMap((other) =>
      other.startsWith(`${key}.`) ? [Number(other.slice(key.length + 1).split('.', 1)[0])] : [],
    );
    return Math.max(-1, ...indexes);
  }
}

/**
 * Schemas are often printed in alphabetical order; people think of the front before the back.
 * @param {InputField} field
 */
function rank({ type, hasDefault }) {
  return (type.name === uploadType ? 0 : 2) + (type.isRequired && !hasDefault ? 0 : 1);
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
