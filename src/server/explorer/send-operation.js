/**
 * Sends an operation to the gateway: JSON, multipart with progress, or a stream of events. Knows HTTP; what it meets on
 * the way it tells a reporter. Tokens travel in headers alone, never in an address.
 */
import { createEventReader } from './event-stream.js';
import { toMultipart } from './multipart-request.js';

/** @import { ChosenFile, GraphQLRequest } from './multipart-request.js' */

/**
 * @typedef {object} Reporter
 * @property {(sentBytes: number, totalBytes: number) => void} onProgress
 * @property {() => void} onSent the last byte has left
 * @property {(status: number) => void} onAnswer an answer, or one event of a stream, has come
 *
 * @typedef {object} Sending
 * @property {GraphQLRequest} request
 * @property {Readonly<Record<string, unknown>>} headers of the reader's own, from the Headers tab
 * @property {readonly ChosenFile[]} files
 * @property {AbortSignal} signal
 * @property {Reporter} reporter
 * @property {(result: unknown) => void} onResult
 */

const endpoint = '/graphql';
/** Lets scripts of this page through where foreign forms are stopped (CSRF). Multipart bodies are refused without it. */
const preflight = { 'GraphQL-Require-Preflight': '1' };
/** The gateway gives an upload five minutes; one more for the answer. */
const timeoutMs = 6 * 60_000;
const acceptResult = 'application/graphql-response+json, application/json';

/**
 * One request, one answer.
 * @param {Sending} sending
 * @returns {Promise<void>}
 */
export async function sendJson({ request, headers, signal, reporter, onResult }) {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: toHeaders(headers, { accept: acceptResult, 'content-type': 'application/json' }),
    body: JSON.stringify(request),
    signal: deadline,
  });
  const result = readResult(await response.text(), response.status);
  reporter.onAnswer(response.status);
  onResult(result);
}

/**
 * One request with files. XMLHttpRequest, because fetch tells nothing about bytes on their way out.
 * @param {Sending} sending
 * @returns {Promise<void>}
 */
export function sendFiles({ request, headers, files, signal, reporter, onResult }) {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    xhr.open('POST', endpoint);
    xhr.timeout = timeoutMs;
    for (const [name, value] of toHeaders(headers, { accept: acceptResult, ...preflight })) {
      xhr.setRequestHeader(name, value);
    }
    xhr.upload.onprogress = ({ loaded, total }) => reporter.onProgress(loaded, total);
    xhr.upload.onload = () => reporter.onSent();
    xhr.onload = () => {
      reporter.onAnswer(xhr.status);
      onResult(readResult(xhr.responseText, xhr.status));
      resolve();
    };
    xhr.onerror = () => reject(new TypeError('The connection broke.'));
    xhr.ontimeout = () => reject(new DOMException('No answer came in time.', 'TimeoutError'));
    xhr.onabort = () => reject(new DOMException('Stopped.', 'AbortError'));
    signal.addEventListener('abort', () => xhr.abort(), { once: true });
    xhr.send(toMultipart(request, files));
  });
}

/**
 * One request, any number of answers (graphql-sse, distinct connections). It lasts as long as the server lets it.
 * @param {Sending} sending
 * @returns {Promise<void>}
 */
export async function sendSubscription({ request, headers, files, signal, reporter, onResult }) {
  const own = { accept: 'text/event-stream', ...preflight };
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: toHeaders(headers, files.length === 0 ? { ...own, 'content-type': 'application/json' } : own),
    body: files.length === 0 ? JSON.stringify(request) : toMultipart(request, files),
    signal,
  });
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  if (!isStream || response.body === null) {
    const result = readResult(await response.text(), response.status);
    reporter.onAnswer(response.status);
    onResult(result);
    return;
  }
  let isComplete = false;
  const read = createEventReader(({ event, data }) => {
    if (event === 'complete') isComplete = true;
    if (event !== 'next' || isComplete) return;
    reporter.onAnswer(response.status);
    onResult(readResult(data, response.status));
  });
  // A reader, because not every browser lets a stream be iterated.
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  while (!isComplete) {
    const { done, value } = await reader.read();
    if (done) break;
    read(value);
  }
  await reader.cancel();
  if (!isComplete) throw new TypeError('The stream of events broke off.');
}

/**
 * @param {Readonly<Record<string, unknown>>} chosen the reader's own, which may not say what the body is
 * @param {Record<string, string>} own
 * @returns {Headers}
 */
function toHeaders(chosen, own) {
  const headers = new Headers();
  for (const [name, value] of Object.entries(chosen)) {
    if (value !== null && value !== undefined) headers.set(name, String(value));
  }
  headers.delete('content-type');
  for (const [name, value] of Object.entries(own)) headers.set(name, value);
  return headers;
}

/**
 * @param {string} text
 * @param {number} status
 * @returns {unknown}
 */
function readResult(text, status) {
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `The server's answer is not JSON (HTTP ${status}).` }] };
  }
}
