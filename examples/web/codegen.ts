/** Typed operations from the gateway's schema. In a repository of your own `schema` is the copy of schema.graphql that you took. */
import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: '../../schema.graphql',
  documents: 'src/operations.graphql',
  importExtension: '.ts',
  generates: {
    // Which types the interfaces and unions stand for: Apollo Client's cache wants to know.
    'src/__generated__/possible-types.ts': { plugins: ['fragment-matcher'] },
    'src/__generated__/': {
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
          Upload: { input: 'File', output: 'never' },
        },
      },
    },
  },
};

export default config;
