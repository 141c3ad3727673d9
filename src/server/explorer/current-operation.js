/** Knows what stands in the tab that the reader is looking at, and which places in it take files. */
import { readJsonObject } from './jsonc.js';
import { parseType, readOperation } from './operation-scanner.js';
import { findUploadSlots } from './upload-slots.js';

/** @import { Operation } from './operation-scanner.js' */
/** @import { InputField, Slot, SlotList } from './upload-slots.js' */

/**
 * The little that is used of GraphQL's own schema object, which the bundle makes by introspection.
 * @typedef {object} Schema
 * @property {(name: string) => { getFields?: () => Record<string, { name: string, type: object, defaultValue?: unknown, default?: unknown }> } | null | undefined} getType
 *
 * @typedef {object} Tab
 * @property {string | null} [query]
 * @property {string | null} [variables]
 * @property {string | null} [operationName]
 *
 * @typedef {object} CurrentOperation
 * @property {(tab: Tab | undefined) => void} setTab
 * @property {(schema: Schema) => void} setSchema
 * @property {(key: string) => void} lengthen shows one more entry of a list
 * @property {() => Operation | null} operation
 * @property {() => { slots: Slot[], lists: SlotList[] }} findSlots in the tab as it is typed now
 * @property {(operation: Operation | null, values: Readonly<Record<string, unknown>>) => Slot[]} findSlotsOf
 */

/**
 * @param {{ filled: () => ReadonlySet<string>, onChange: () => void }} options
 * @returns {CurrentOperation}
 */
export function createCurrentOperation({ filled, onChange }) {
  /** @type {Schema | null} */
  let schema = null;
  let query = '';
  /** @type {string | null} */
  let operationName = null;
  /** @type {Record<string, unknown>} */
  let values = {};
  /** @type {Map<string, number>} */
  const lengths = new Map();

  /**
   * @param {string} typeName
   * @returns {InputField[] | null}
   */
  function fieldsOf(typeName) {
    const fields = schema?.getType(typeName)?.getFields?.();
    if (fields === undefined) return null;
    return Object.values(fields).flatMap((field) => {
      const type = parseType(String(field.type));
      const hasDefault = field.defaultValue !== undefined || field.default !== undefined;
      return type === null ? [] : [{ name: field.name, type, hasDefault }];
    });
  }

  const operation = () => readOperation(query, operationName);

  /**
   * @param {Operation | null} of
   * @param {Readonly<Record<string, unknown>>} given
   */
  function find(of, given) {
    return findUploadSlots({ definitions: of?.variables ?? [], values: given, filled: filled(), lengths, fieldsOf });
  }

  return {
    setTab(tab) {
      const variables = readJsonObject(tab?.variables);
      query = tab?.query ?? '';
      operationName = tab?.operationName ?? null;
      // Half typed variables say nothing: what they said before still stands.
      if (variables !== null) values = variables;
      onChange();
    },
    setSchema(next) {
      schema = next;
      onChange();
    },
    lengthen(key) {
      const list = find(operation(), values).lists.find((other) => other.key === key);
      lengths.set(key, (list?.length ?? 0) + 1);
      onChange();
    },
    operation,
    findSlots: () => find(operation(), values),
    findSlotsOf: (of, given) => find(of, given).slots,
  };
}
