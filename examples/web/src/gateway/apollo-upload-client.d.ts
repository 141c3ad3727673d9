/** The package is typed by comments, which TypeScript reads with `allowJs` and `maxNodeModuleJsDepth: 10` alone. This is the part that is used. */
declare module 'apollo-upload-client/UploadHttpLink.mjs' {
  import type { ApolloLink } from '@apollo/client';

  interface UploadHttpLinkOptions {
    readonly uri?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly fetch?: typeof globalThis.fetch;
  }
  const UploadHttpLink: new (options?: UploadHttpLinkOptions) => ApolloLink;
  export default UploadHttpLink;
}
