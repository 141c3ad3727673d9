/** What most tests of uploads share: servers and clients that are cleaned up, and ways of waiting without sleeping. */
import { afterEach, expect } from 'vitest';
import type { UploadOptions } from '#server/uploads/uploads.ts';
import type { ManualTime } from './manual-time.ts';
import { connectRaw, type RawAnswer, type RawClient } from './raw-client.ts';
import { parseAnswer } from './requests.ts';
import { startUploadServer, type UploadServer } from './upload-server.ts';

export interface UploadTests {
  start(options?: UploadOptions): Promise<UploadServer>;
  /** With `allowHalfOpen` the client never closes its side by itself. */
  connect(server: UploadServer, allowHalfOpen?: boolean): Promise<RawClient>;
}

/** Closes all servers and clients after each test, and sees that nothing went wrong unseen and all memory was given back. */
export function setUpUploadTests(): UploadTests {
  const servers: UploadServer[] = [];
  const clients: RawClient[] = [];
  afterEach(async () => {
    for (const client of clients.splice(0)) client.socket.destroy();
    for (const server of servers.splice(0)) {
      await server.close();
      expect(server.faults, 'nothing unexpected went wrong').toEqual([]);
      await until(() => server.heldBytes() === 0);
    }
  });
  return {
    async start(options = {}) {
      const server = await startUploadServer(options);
      servers.push(server);
      return server;
    },
    async connect(server, allowHalfOpen = false) {
      const client = await connectRaw(server.port, allowHalfOpen);
      clients.push(client);
      return client;
    },
  };
}

export function imagesOf(answer: RawAnswer | null) {
  return parseAnswer(answer?.status ?? 0, answer?.body ?? '').images;
}

export function codesOf(answer: RawAnswer | null) {
  return parseAnswer(answer?.status ?? 0, answer?.body ?? '').codes;
}

/** Resolves as soon as the condition holds; looks again whenever the event loop turns. The test's timeout is its limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await turns(1);
}

/** Lets the event loop turn so often. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits on the server's time: moves it on, second by second, until the promise has settled. */
export async function passTime<T>(time: ManualTime, promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const settle = () => {
    isSettled = true;
  };
  promise.then(settle, settle);
  while (!isSettled) {
    await turns(20);
    time.advance(1_000);
  }
  return promise;
}

export function openConnections({ server }: UploadServer): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
}
