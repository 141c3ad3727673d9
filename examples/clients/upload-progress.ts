/** How much of the photographs has been sent: `fetch` does not tell, XMLHttpRequest does. For browsers. */

// #region upload
export function uploadWithProgress(
  url: string,
  form: FormData,
  token: string,
  onProgress: (sentBytes: number, totalBytes: number) => void,
): Promise<{ readonly data?: unknown; readonly errors?: readonly { readonly message: string }[] }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.setRequestHeader('GraphQL-Require-Preflight', '1');
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(loaded, total));
    request.addEventListener('load', () => resolve(request.response));
    request.addEventListener('error', () => reject(new Error('The connection was lost.')));
    request.send(form);
  });
}
// #endregion
