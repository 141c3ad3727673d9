/** Typed operations from `schema.graphql` alone: no running gateway, no introspection. `npx graphql-codegen --config codegen.ts`. */
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  // In your repository: the copy of schema.graphql that you took, e.g. './faceki-gateway.graphql'.
  schema: '../../schema.graphql',
  documents: 'operations.graphql',
  importExtension: '.ts',
  generates: {
    // Which types the interfaces and unions stand for: Apollo Client's cache wants to know.
    'gql/possible-types.ts': { plugins: ['fragment-matcher'] },
    'gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumType: 'string-literal',
        scalars: {
          DateTime: 'string',
          Date: 'string',
          URL: 'string',
          JSON: 'unknown',
          // A File from an input or the camera; null where the file stands in a multipart request.
          Upload: { input: 'Blob', output: 'never' },
        },
      },
    },
  },
};

export default config;
