/** How a download ends that does not end well: by name, with its connection let go of. */
import { once } from 'node:events';
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { type DownloadRequest, download } from '#http/download.ts';

async function stage(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const dispatcher = new Agent();
  onTestFinished(async () => {
    await dispatcher.destroy();
    server.closeAllConnections();
    server.close();
  });
  const fetchIt = (terms: Partial<DownloadRequest> = {}) =>
    download(dispatcher, {
      url: new URL(`http://127.0.0.1:${port}/photo?a=1`),
      timeoutMs: 5_000,
      maxBytes: 100,
      ...terms,
    });
  return { fetchIt };
}

/** Sends this much in pieces of 40 bytes, without saying how much it will be. */
async function send(response: ServerResponse, byteLength: number): Promise<void> {
  for (let sent = 0; sent < byteLength; sent += 40) {
    response.write(Buffer.alloc(Math.min(40, byteLength - sent)));
    await new Promise(setImmediate);
  }
}

test('is handed on as it comes, up to the last allowed byte', async () => {
  const { fetchIt } = await stage(async (_request, response) => {
    await send(response, 100);
    response.end();
  });
  const { status, contentLength, chunks } = await fetchIt();
  expect([status, contentLength]).toEqual([200, null]);
  expect(Buffer.concat(await Array.fromAsync(chunks()))).toHaveLength(100);
});

test('is broken off when it is larger than allowed, whatever it said of itself, and its connection is closed', async () => {
  const closed = Promise.withResolvers<void>();
  const { fetchIt } = await stage((_request, response) => {
    response.once('close', closed.resolve);
    void send(response, 120);
  });
  const { chunks } = await fetchIt();
  await expect(Array.fromAsync(chunks())).rejects.toMatchObject({ kind: 'too-large' });
  await closed.promise;
});

test('has one deadline for its head and for all of its bytes', async () => {
  const silent = await stage(() => {});
  await expect(silent.fetchIt({ timeoutMs: 20 })).rejects.toMatchObject({ kind: 'timeout' });
  const stalled = await stage((_request, response) => void send(response, 40));
  const { chunks } = await stalled.fetchIt({ timeoutMs: 100 });
  await expect(Array.fromAsync(chunks())).rejects.toMatchObject({ kind: 'timeout' });
});

test('ends with its viewer', async () => {
  const { fetchIt } = await stage((_request, response) => void send(response, 40));
  const viewer = new AbortController();
  const { chunks } = await fetchIt({ signal: viewer.signal });
  const reading = chunks();
  await reading.next();
  viewer.abort();
  await expect(reading.next()).rejects.toMatchObject({ kind: 'aborted' });
});

test('follows no redirect: it is an answer like any other', async () => {
  let asked = 0;
  const { fetchIt } = await stage((_request, response) => {
    asked += 1;
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  const answer = await fetchIt();
  answer.cancel();
  expect([answer.status, asked]).toEqual([302, 1]);
});
