/** The issuer's public keys: read when they are needed, kept for ten minutes, read again for a key that is new, and left alone while the issuer is down. */
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';

/** The issuer's keys cannot be read, so that nobody can say whether a token is good. Says nothing of the address. */
export class KeySetUnavailable extends Error {
  override readonly name = 'KeySetUnavailable';
  constructor(options?: ErrorOptions) {
    super('The key set of the tokens’ issuer cannot be read.', options);
  }
}

export interface KeySetOptions {
  /** https, or http on loopback. */
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** How the key set is fetched; the platform's `fetch` by default. */
  readonly fetch?: typeof fetch;
}

/** One reading takes no longer. */
const timeoutMs = 5_000;
/** An unknown key id is worth a new reading at most so often: anybody can invent ids. */
const rotationCoolDownMs = 30_000;
/** Keys that the issuer has withdrawn are trusted no longer than this. */
const maxAgeMs = 600_000;
/** After a reading that failed the next one waits so long, so that a flood of requests does not become one at the issuer. */
const failureCoolDownMs = 5_000;

/**
 * Finds the key that a token names, for jose's `jwtVerify`.
 * @throws {KeySetUnavailable} when the keys are needed and cannot be read
 */
export function createKeySet(options: KeySetOptions): JWTVerifyGetKey {
  const { clock } = options;
  const fetchNow = options.fetch ?? fetch;
  let failedAtMs = Number.NEGATIVE_INFINITY;
  const remote = createRemoteJWKSet(new URL(options.url), {
    timeoutDuration: timeoutMs,
    cooldownDuration: rotationCoolDownMs,
    cacheMaxAge: maxAgeMs,
    [customFetch]: (url, init) => fetchNow(url, init),
  });

  return async (header, token) => {
    const isCooling = clock() - failedAtMs < failureCoolDownMs;
    if (isCooling && !remote.fresh) throw new KeySetUnavailable();
    try {
      return await remote(header, token);
    } catch (cause) {
      if (isAboutTheToken(cause)) throw cause;
      failedAtMs = clock();
      throw new KeySetUnavailable({ cause });
    }
  };
}

/** Everything else is about the key set: no connection, no answer in time, another status than 200, no JSON, no keys in it. */
function isAboutTheToken(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}
