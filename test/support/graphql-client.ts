/** The plainest GraphQL client there is: operations as JSON or as multipart, over fetch. Knows nothing of the schema. */

export interface GraphQLClient {
  /** One operation as JSON. */
  query(query: string, variables?: unknown, headers?: Record<string, string>): Promise<GraphQLAnswer>;
  /** One operation as multipart: `files` are paths in the variables, e.g. `selfie`; nested ones have to be null in `variables`. */
  upload(
    query: string,
    variables: Record<string, unknown>,
    files: Record<string, Uint8Array | Blob>,
    headers?: Record<string, string>,
  ): Promise<GraphQLAnswer>;
}

export interface GraphQLAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into an answer of any shape, and compares what it finds.
  readonly data: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly unknown[];
    readonly extensions: Record<string, unknown>;
  }[];
}

/** @param url of the gateway, without `/graphql` */
export function graphqlClient(url: string): GraphQLClient {
  async function send(body: BodyInit, headers: Record<string, string>): Promise<GraphQLAnswer> {
    const response = await fetch(`${url}/graphql`, { method: 'POST', body, headers });
    return { status: response.status, headers: response.headers, ...((await response.json()) as { data: unknown }) };
  }

  return {
    query: (query, variables = {}, headers = {}) =>
      send(JSON.stringify({ query, variables }), { 'content-type': 'application/json', ...headers }),
    upload(query, variables, files, headers = {}) {
      const form = new FormData();
      const names = Object.keys(files);
      const nulls = Object.fromEntries(names.filter((name) => !name.includes('.')).map((name) => [name, null]));
      form.set('operations', JSON.stringify({ query, variables: { ...nulls, ...variables } }));
      form.set('map', JSON.stringify(Object.fromEntries(names.map((path, index) => [index, [`variables.${path}`]]))));
      for (const [index, name] of names.entries()) {
        const file = files[name] ?? new Uint8Array();
        form.set(String(index), file instanceof Blob ? file : new Blob([new Uint8Array(file)]), 'photo.jpg');
      }
      return send(form, { 'GraphQL-Require-Preflight': '1', ...headers });
    },
  };
}
