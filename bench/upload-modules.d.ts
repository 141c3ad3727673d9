/** graphql-upload types itself in comments that only a compiler reading JavaScript would see. */
declare module 'graphql-upload/GraphQLUpload.mjs' {
  import type { GraphQLScalarType } from 'graphql';

  const GraphQLUpload: GraphQLScalarType;
  export default GraphQLUpload;
}
declare module 'graphql-upload/graphqlUploadExpress.mjs' {
  import type { RequestHandler } from 'express';
  export default function graphqlUploadExpress(limits: {
    readonly maxFileSize: number;
    readonly maxFiles: number;
  }): RequestHandler;
}
