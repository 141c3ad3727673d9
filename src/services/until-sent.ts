/** Whose wish counts: until the first byte has left, the client's; after that it may have been paid for, and the answer is wanted without it. */
import type { CallOptions } from '#domain/ports.ts';

/** Makes a call that the client's signal gives up until sending begins, and no longer. */
export async function abortableUntilSent<Answer>(
  signal: AbortSignal,
  call: (options: CallOptions) => Promise<Answer>,
): Promise<Answer> {
  const calling = new AbortController();
  const giveUp = () => calling.abort(signal.reason);
  const stay = () => signal.removeEventListener('abort', giveUp);
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp);
  try {
    return await call({ signal: calling.signal, onSending: stay });
  } finally {
    stay();
  }
}
