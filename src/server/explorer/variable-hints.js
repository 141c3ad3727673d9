/**
 * Keeps the Variables editor from calling files missing. It checks the JSON against a schema in which `Upload!`, and an
 * object that holds one, has to be there; but files never stand in the JSON, they come from the Files panel.
 */

/**
 * @typedef {object} JsonSchema
 * @property {Record<string, JsonSchema>} [properties]
 * @property {Record<string, JsonSchema>} [definitions]
 * @property {string[]} [required]
 * @property {string} [description] the GraphQL type has a line of its own in it
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

/**
 * @param {JsonSchema} schema
 * @param {Readonly<Record<string, JsonSchema>>} definitions of the whole
 */
function forgetFiles(schema, definitions = schema.definitions ?? {}) {
  const { properties = {} } = schema;
  if (schema.required !== undefined) {
    schema.required = schema.required.filter((name) => !takesFiles(properties[name] ?? {}, definitions, new Set()));
  }
  for (const inner of Object.values(schema.definitions ?? {})) forgetFiles(inner, definitions);
}

/**
 * @param {JsonSchema} property
 * @param {Readonly<Record<string, JsonSchema>>} definitions
 * @param {Set<string>} seen
 * @returns {boolean}
 */
function takesFiles(property, definitions, seen) {
  if (/^\[*Upload[\]!]*$/m.test(property.description ?? '')) return true;
  // A list refers to its entries deeper down, in ways that differ; wherever it stands, it is a reference.
  const references = [...JSON.stringify(property).matchAll(/"#\/definitions\/(\w+)"/g)];
  return references.some(([, name = '']) => {
    if (seen.has(name)) return false;
    seen.add(name);
    return Object.values(definitions[name]?.properties ?? {}).some((inner) => takesFiles(inner, definitions, seen));
  });
}
