/**
 * Keeps the Variables editor from calling files missing. It checks the JSON against a schema in which `Upload!` has to be
 * there; but files never stand in the JSON, they come from the Files panel.
 */

/**
 * @typedef {object} JsonSchema
 * @property {Record<string, JsonSchema>} [properties]
 * @property {Record<string, JsonSchema>} [definitions]
 * @property {string[]} [required]
 * @property {string} [description] begins with the GraphQL type
 *
 * @typedef {object} JsonDefaults settings of the editor's JSON language (Monaco)
 * @property {(options: { schemas?: { schema?: JsonSchema }[] }) => void} setDiagnosticsOptions called anew for each operation
 */

/** @param {JsonDefaults} defaults */
export function tolerateMissingFiles(defaults) {
  const setOptions = defaults.setDiagnosticsOptions.bind(defaults);
  defaults.setDiagnosticsOptions = (options) => {
    for (const { schema } of options.schemas ?? []) if (schema !== undefined) forgetFiles(schema);
    setOptions(options);
  };
}

/** @param {JsonSchema} schema */
function forgetFiles(schema) {
  const { properties = {}, definitions = {} } = schema;
  if (schema.required !== undefined) {
    schema.required = schema.required.filter((name) => !/^\[*Upload\b/.test(properties[name]?.description ?? ''));
  }
  for (const inner of [...Object.values(properties), ...Object.values(definitions)]) forgetFiles(inner);
}
