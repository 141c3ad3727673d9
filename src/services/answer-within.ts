/** Bounds how long somebody is kept waiting for what goes on all the same. */

/** The answer; null when it is not there in this time. What it comes to later is nobody's any more, a failure too. */
export async function answerWithin<Answer>(answer: Promise<Answer>, withinMs: number): Promise<Answer | null> {
  const { promise: late, resolve } = Promise.withResolvers<null>();
  const timer = setTimeout(resolve, Math.max(0, withinMs), null);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
