/** The multipart fuzzer: sends broken bodies in every manner of delivery, and watches what the server makes of them. */
import { setImmediate as turn } from 'node:timers/promises';
import { createCase, type FuzzCase } from './fuzz-cases.ts';
import { connectRaw, httpChunk, postHead, type RawClient } from './raw-client.ts';
import type { UploadServer } from './upload-server.ts';

export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  /** Connections at once. */
  readonly connections: number;
  /** Longer than this for an answer is a hang. */
  readonly hangMs: number;
  readonly onProgress?: (done: number) => void;
}

export interface FuzzReport {
  readonly cases: number;
  /** How many answers had which status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How many images came through, and what the others were told. */
  readonly images: Readonly<Record<string, number>>;
  /** Cases in which the client left in the middle. */
  readonly abandoned: number;
  readonly slowestMs: number;
  /** What must not happen: the case's number, which with the seed makes it again, and what was seen. */
  readonly failures: readonly string[];
}

/** Runs the cases against the server, and then waits until everything is given back. */
export async function fuzzMultipart(server: UploadServer, options: FuzzOptions): Promise<FuzzReport> {
  const statuses: Record<string, number> = {};
  const images: Record<string, number> = {};
  const failures: string[] = [];
  let next = 0;
  let abandoned = 0;
  let slowestMs = 0;
  const count = (counts: Record<string, number>, key: string) => {
    counts[key] = (counts[key] ?? 0) + 1;
  };

  async function work(): Promise<void> {
    let client: RawClient | null = null;
    while (next < options.cases) {
      const number = next;
      next += 1;
      if (number % 10_000 === 9_999) options.onProgress?.(number + 1);
      const made = createCase(options.seed, number);
      if (client === null || client.socket.destroyed || !client.socket.writable) client = await connectRaw(server.port);
      await deliver(client, made);
      if (made.leavesAfter !== null) {
        abandoned += 1;
        client.socket.destroy();
        continue;
      }
      const startedAtMs = performance.now();
      const patience = hang(options.hangMs);
      const answer = await Promise.race([client.answer(), patience.over]);
      patience.end();
      slowestMs = Math.max(slowestMs, performance.now() - startedAtMs);
      if (answer === 'hang' || answer === null) {
        failures.push(`case ${number}: ${answer === null ? 'no answer' : 'no answer in time'}`);
        client.socket.destroy();
        continue;
      }
      count(statuses, String(answer.status));
      if (answer.status >= 500 || answer.body.includes('INTERNAL_SERVER_ERROR'))
        failures.push(`case ${number}: ${answer.status} ${answer.body.slice(0, 200)}`);
      for (const [, outcome = ''] of answer.body.matchAll(/"(?:format|code)":"([A-Za-z_/]+)"/g)) count(images, outcome);
      if (answer.headers.connection === 'close') client.socket.destroy();
    }
    client?.socket.destroy();
  }

  await Promise.all(Array.from({ length: options.connections }, work));
  for (let turns = 0; turns < 10_000 && (server.heldBytes() > 0 || (await connections(server)) > 0); turns += 1)
    await turn();
  if (server.heldBytes() > 0) failures.push(`${server.heldBytes()} bytes are still held`);
  if ((await connections(server)) > 0) failures.push(`${await connections(server)} connections are still open`);
  for (const fault of server.faults) failures.push(`an unexpected error: ${String(fault)}`);
  return { cases: options.cases, statuses, images, abandoned, slowestMs: Math.round(slowestMs), failures };
}

async function deliver(client: RawClient, made: FuzzCase): Promise<void> {
  const { body, headers, pieces, isChunked, leavesAfter } = made;
  await client.send(postHead(body.byteLength, isChunked ? { ...headers, 'transfer-encoding': 'chunked' } : headers));
  for (const [index, piece] of pieces.entries()) {
    if (index === leavesAfter) return;
    await client.send(isChunked ? httpChunk(piece) : piece);
  }
  if (isChunked) await client.send('0\r\n\r\n');
}

function hang(ms: number): { readonly over: Promise<'hang'>; end(): void } {
  const over = Promise.withResolvers<'hang'>();
  const timer = setTimeout(over.resolve, ms, 'hang');
  return { over: over.promise, end: () => clearTimeout(timer) };
}

function connections({ server }: UploadServer): Promise<number> {
  return new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );
}
