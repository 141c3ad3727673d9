/** Asks again where that can help, under the same key, so that nothing is verified, or paid for, twice. */
import type { VerifyResult } from './result-screen.ts';

// #region retry
/**
 * @param verify sends the operation with this `idempotencyKey`
 * @param key made once for a set of photographs: `crypto.randomUUID()`
 * @param wait resolves after so many seconds
 * @returns the decision; or a failure that needs a new picture, a person, or another day
 */
export async function verifyOnce(
  verify: (idempotencyKey: string) => Promise<VerifyResult | null | undefined>,
  key: string,
  wait: (seconds: number) => Promise<void>,
): Promise<VerifyResult | null> {
  let result: VerifyResult | null = null;
  for (let seconds = 1; ; seconds *= 2) {
    // A lost answer is asked for again under the same key: then the stored one comes, and costs nothing.
    result = (await verify(key).catch(() => null)) ?? result;
    if ((result !== null && !mayComeByItself(result)) || seconds === 8) return result;
    const asked = result?.__typename === 'ProviderUnavailableError' ? result.retryAfterSeconds : null;
    await wait(Math.min(asked ?? seconds, 60));
  }
}

/**
 * `SAME_REQUEST`: ask again. `LATER`: soon, when Faceki is not well; another day, when a limit or the credit is used up. `NEW_IMAGE`
 * needs a picture and a new key. `NEVER` is final.
 */
function mayComeByItself(result: VerifyResult): boolean {
  if (result.__typename === 'ProviderUnavailableError') return result.retry !== 'NEVER';
  return 'retry' in result && result.retry === 'SAME_REQUEST';
}
// #endregion
