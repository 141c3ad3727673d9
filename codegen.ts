/** Makes typed operations of `schema.graphql` and the operations that tests and examples use. `npm run codegen` writes, `--check` compares. */
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: 'schema.graphql',
  documents: 'test/support/operations.graphql',
  // Node runs the result as it is: `.ts` in imports, no enums, no parameter properties.
  importExtension: '.ts',
  generates: {
    'test/support/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        useTypeImports: true,
        enumType: 'string-literal',
        scalars: {
          DateTime: 'string',
          Date: 'string',
          URL: 'string',
          JSON: 'unknown',
          Upload: { input: 'Blob | null', output: 'never' },
        },
      },
    },
  },
};

export default config;
