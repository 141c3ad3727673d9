/** Relay's network layer: operations, files through `uploadables`, persisted documents, live updates. */
import type { FetchFunction, GraphQLResponse, SubscribeFunction } from 'relay-runtime';
import { Environment, Network, Observable, RecordSource, Store } from 'relay-runtime';
import type { Endpoint } from '../fetch.ts';
import { createLiveClient } from '../live.ts';

// #region network
export function createRelayEnvironment(endpoint: Endpoint): Environment {
  const { url, token, language = 'en' } = endpoint;
  const common = {
    'Accept-Language': language,
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
  };

  const fetchOperation: FetchFunction = async ({ id, text }, variables, _cacheConfig, uploadables) => {
    // `id` is set where relay-compiler persists the operations (persistConfig), `text` where it does not.
    const operation = id === null ? { query: text } : { documentId: id };
    const files = Object.entries(uploadables ?? {});
    const nulls = Object.fromEntries(files.map(([name]) => [name, null]));
    const json = JSON.stringify({ ...operation, variables: { ...variables, ...nulls } });
    if (files.length === 0) {
      const headers = { ...common, 'Content-Type': 'application/json' };
      return (await fetch(url, { method: 'POST', headers, body: json })).json();
    }
    const form = new FormData();
    form.set('operations', json);
    form.set('map', JSON.stringify(Object.fromEntries(files.map(([name], index) => [index, [`variables.${name}`]]))));
    for (const [index, [, file]] of files.entries()) form.set(String(index), file);
    const headers = { ...common, 'GraphQL-Require-Preflight': '1' };
    return (await fetch(url, { method: 'POST', headers, body: form })).json();
  };

  const live = createLiveClient(endpoint);
  const subscribe: SubscribeFunction = ({ text, name }, variables) =>
    Observable.create<GraphQLResponse>((sink) =>
      live.subscribe(
        { query: text ?? '', operationName: name, variables },
        {
          next: (result) => sink.next(result as GraphQLResponse),
          error: (error) => sink.error(asError(error)),
          complete: () => sink.complete(),
        },
      ),
    );

  return new Environment({ network: Network.create(fetchOperation, subscribe), store: new Store(new RecordSource()) });
}
// #endregion

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(JSON.stringify(error));
}
