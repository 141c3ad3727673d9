/**
 * The vendor's stand-in, a process of its own: drains and counts each body, looks into some of them whole, and answers as V2 does.
 * Told what to do, and asked what it saw, by messages of the process that started it.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type UpstreamFaults, type UpstreamOrder, type UpstreamReport, usualOrder } from './upstream-messages.ts';

const fixtures = new URL('../../test/fixtures/faceki/', import.meta.url);
const answerParts = readFileSync(new URL('v2-kyc-single-ok.json', fixtures), 'utf8').split(
  /ffffffff000000000000000000000001|00000001-0000-4000-8000-000000000001/,
);
const record = JSON.parse(readFileSync(new URL('v2-records-by-reference-ok.json', fixtures), 'utf8'));
const faceAnswer = readFileSync(new URL('v2-face-check-ok.json', fixtures), 'utf8');
const tokenAnswer = JSON.stringify({
  responseCode: 0,
  data: { access_token: 'a-token', expires_in: 3600, token_type: 'Bearer' },
});

let order: UpstreamOrder = usualOrder;
let report: UpstreamReport = { requests: 0, bytes: 0, looked: 0, wrong: [] };
/** All requests of one contender have the same length: its boundary is of one length. */
let expectedBytes: number | null = null;
let issued = 0;

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://upstream');
  if (url.pathname === '/ready') return void response.end();
  const fault = order.faults === null ? null : pickFault(order.faults);
  if (fault === 'reset') return void request.socket.resetAndDestroy();
  if (url.pathname === '/auth/api/access-token') return answer(response, 200, tokenAnswer);
  const finish = () => {
    if (fault === 'error') return answer(response, 500, 'Internal Server Error');
    if (fault === 'unauthorized') return answer(response, 401, '{"message":"Unauthorized"}');
    if (fault === 'cut') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '4096' });
      return void response.write('{"responseCode":0,', () => request.socket.destroy());
    }
    if (fault === 'nonsense') return answer(response, 200, '<html>maintenance</html>');
    if (fault === 'stall') return;
    if (request.method === 'GET') return answer(response, 200, recordsAnswer(url.searchParams));
    answer(response, 200, url.pathname === '/facelink/api/face-check' ? faceAnswer : nextAnswer());
  };
  const later = () => (order.delayMs === 0 ? finish() : void setTimeout(finish, order.delayMs));
  if (request.method === 'POST') drain(request, later);
  else later();
});
server.keepAliveTimeout = 60_000;
server.on('clientError', (_error, socket) => socket.destroy());

function drain(request: IncomingMessage, done: () => void): void {
  const chunks: Buffer[] | null = report.requests % order.lookEvery === 0 ? [] : null;
  report.requests += 1;
  let byteLength = 0;
  request.on('data', (chunk: Buffer) => {
    byteLength += chunk.byteLength;
    chunks?.push(chunk);
  });
  request.on('end', () => {
    report.bytes += byteLength;
    if (chunks !== null && order.sha256.length > 0) look(Buffer.concat(chunks), request.headers['content-type'] ?? '');
    expectedBytes ??= byteLength;
    if (!order.mixed && order.sha256.length > 0 && byteLength !== expectedBytes)
      note(`a body of ${byteLength} bytes instead of ${expectedBytes}`);
    done();
  });
  request.on('error', () => {});
}

/** The three files, whole and unchanged, under the vendor's names. */
function look(body: Buffer, contentType: string): void {
  report.looked += 1;
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/.exec(contentType);
  const delimiter = `--${boundary?.[1] ?? boundary?.[2]}`;
  const found: string[] = [];
  for (let at = body.indexOf(delimiter); at !== -1; ) {
    const next = body.indexOf(`\r\n${delimiter}`, at);
    if (next === -1) break;
    const head = body.indexOf('\r\n\r\n', at);
    found.push(
      createHash('sha256')
        .update(body.subarray(head + 4, next))
        .digest('hex'),
    );
    at = next + 2;
  }
  if (found.join() !== order.sha256.join()) note(`${found.length} parts, not the files that were sent`);
}

function note(what: string): void {
  if (report.wrong.length < 5) report.wrong.push(what);
}

function nextAnswer(): string {
  issued += 1;
  const id = issued.toString(16).padStart(12, '0');
  const [before = '', between = '', after = ''] = answerParts;
  return `${before}${'f'.repeat(20)}${id}${between}00000001-0000-4000-8000-${id}${after}`;
}

/** A link's records are as many as ordered; any other key has one. */
function recordsAnswer(query: URLSearchParams): string {
  const count = query.has('linkId') ? order.recordsPerLink : 1;
  const [sample] = Array.isArray(record.data) ? record.data : [record.data];
  const data = Array.from({ length: count }, (_, index) => {
    const id = `${index}`.padStart(12, '0');
    return {
      ...sample,
      requestId: query.get('requestId') ?? `00000001-0000-4000-8000-${id}`,
      referenceId: `reference-${id}`,
    };
  });
  return JSON.stringify({ responseCode: 0, data });
}

function answer(response: ServerResponse, status: number, text: string): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
}

function pickFault(faults: UpstreamFaults): keyof UpstreamFaults | null {
  let draw = Math.random();
  for (const name of ['error', 'unauthorized', 'reset', 'cut', 'nonsense', 'stall'] as const) {
    draw -= faults[name];
    if (draw < 0) return name;
  }
  return null;
}

process.on('message', (message: UpstreamOrder | 'report') => {
  if (message === 'report') process.send?.(report);
  else {
    order = message;
    report = { requests: 0, bytes: 0, looked: 0, wrong: [] };
    expectedBytes = null;
    process.send?.('understood');
  }
});
process.on('SIGTERM', () => process.exit(0));
server.listen(Number(process.env.PORT), '127.0.0.1');
