/** Access tokens: opaque, many valid at once, each for its time. */
import type { Clock } from '#domain/ports.ts';
import type { Ids } from './ids.ts';

export interface Tokens {
  /** A new token, valid from now on. */
  issue(): string;
  /** True for `Bearer <token>` with a token of ours whose time is not over. */
  accepts(authorization: string | undefined): boolean;
  expireAll(): void;
  readonly lifetimeSeconds: number;
}

/** Tokens that live for `lifetimeSeconds` on this clock. */
export function createTokens(options: { clock: Clock; ids: Ids; lifetimeSeconds: number }): Tokens {
  const expiries = new Map<string, number>();
  return {
    lifetimeSeconds: options.lifetimeSeconds,
    issue() {
      const now = options.clock();
      for (const [token, expiresAtMs] of expiries) if (expiresAtMs <= now) expiries.delete(token);
      const token = `sandbox.${options.ids.hex(24)}.${options.ids.hex(16)}`;
      expiries.set(token, now + options.lifetimeSeconds * 1000);
      return token;
    },
    accepts(authorization) {
      const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
      return token !== undefined && (expiries.get(token) ?? 0) > options.clock();
    },
    expireAll: () => expiries.clear(),
  };
}
