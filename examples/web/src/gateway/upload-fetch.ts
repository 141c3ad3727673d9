/** A `fetch` that tells how much of a form has been sent. The platform's does not; XMLHttpRequest does. */

export interface UploadProgress {
  readonly sentBytes: number;
  readonly totalBytes: number;
}

/** What an operation may put into Apollo's `context.fetchOptions`. */
export interface UploadOptions {
  readonly signal?: AbortSignal | null;
  readonly onUploadProgress?: (progress: UploadProgress) => void;
}

/** Forms go by XMLHttpRequest, everything else by `fetch`. Rejects as `fetch` does: a TypeError for a lost connection, an AbortError. */
export const uploadFetch: typeof fetch = (input, init?: RequestInit & UploadOptions) => {
  if (!(init?.body instanceof FormData)) return fetch(input, init);
  const { body, headers, signal, onUploadProgress } = init;

  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', input instanceof Request ? input.url : input);
    for (const [name, value] of new Headers(headers)) request.setRequestHeader(name, value);
    request.responseType = 'blob';

    request.upload.addEventListener('progress', ({ loaded, total }) => {
      onUploadProgress?.({ sentBytes: loaded, totalBytes: total });
    });
    request.addEventListener('load', () => {
      const answerHeaders = { 'Content-Type': request.getResponseHeader('Content-Type') ?? '' };
      resolve(new Response(request.response, { status: request.status, headers: answerHeaders }));
    });
    request.addEventListener('error', () => reject(new TypeError('The connection was lost.')));
    request.addEventListener('abort', () => reject(new DOMException('The upload was cancelled.', 'AbortError')));

    if (signal?.aborted === true) return reject(new DOMException('The upload was cancelled.', 'AbortError'));
    signal?.addEventListener('abort', () => request.abort());
    request.send(body);
  });
};
