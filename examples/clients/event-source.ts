/** The browser's EventSource. It cannot send a token, so it is for `AUTH_MODE=none` (development) alone; else use `watch` of fetch.ts. */

// #region watch
/** Calls back with each event; closes itself when the subscription has ended, because EventSource would begin anew. */
export function watchByEventSource<Result>(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>>,
  onEvent: (result: { readonly data?: Result; readonly errors?: readonly { readonly message: string }[] }) => void,
  onEnd: () => void,
  createSource: (url: string) => EventSource = (address) => new EventSource(address),
): () => void {
  const source = createSource(`${url}?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`);
  const end = () => {
    source.close();
    onEnd();
  };
  source.addEventListener('next', ({ data }) => onEvent(JSON.parse(data)));
  source.addEventListener('complete', end);
  // It connects again by itself after a broken connection, and never after it was turned away (an HTTP error).
  source.addEventListener('error', () => source.readyState === source.CLOSED && end());
  return end;
}
// #endregion
