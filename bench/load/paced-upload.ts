/** One upload at the pace of a line, for the time between a client's last byte and its answer. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer } from './raw-connection.ts';
import { RawConnection } from './raw-connection.ts';

/** Sends the request at so many bytes a second; resolves with the milliseconds from handing over the last piece to the whole answer. */
export async function uploadPaced(
  port: number,
  pieces: readonly Buffer[],
  bytesPerSecond: number,
): Promise<{ readonly answer: Answer; readonly afterLastByteMs: number }> {
  const all = Buffer.concat(pieces);
  const connection = await RawConnection.open(port);
  const answered = connection.expectAnswer();
  const beganMs = performance.now();
  let lastWrittenMs = beganMs;
  for (let sent = 0; sent < all.byteLength; ) {
    const due = Math.min(all.byteLength, Math.ceil(((performance.now() - beganMs) / 1000) * bytesPerSecond) + 16_384);
    if (due > sent) {
      connection.write(all.subarray(sent, due));
      sent = due;
      lastWrittenMs = performance.now();
    }
    if (sent < all.byteLength) await pause(1);
  }
  const answer = await answered;
  const afterLastByteMs = performance.now() - lastWrittenMs;
  connection.close();
  return { answer, afterLastByteMs };
}
