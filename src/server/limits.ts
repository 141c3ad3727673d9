/** How often somebody may do what costs money or guesses: counted in memory, or in PostgreSQL so that replicas count together. */
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Caller } from '#domain/caller.ts';
import { toVerificationError } from '#domain/errors.ts';
import { toNetwork } from './client-address.ts';

export interface Limits {
  /** Counts one try to log in by face, whoever it is for and however it ends. @throws {RateLimitedError} */
  countFaceLogin(caller: Caller): Promise<void>;
  /**
   * Takes one of a user's verifications of the day; resolves to the way to give it back, when nothing was paid for after all.
   * @throws {RateLimitedError}
   */
  takeVerification(ownerId: string): Promise<() => Promise<void>>;
}

export interface LimitsOptions {
  /** Tries of one network. Null: no limit. */
  readonly faceLoginPerMinute: number | null;
  /** Tries of everybody without a token together: what anonymous people can cost in a day. Null: no limit. */
  readonly faceLoginPerDay: number | null;
  /** Null: no limit. */
  readonly verifyPerOwnerPerDay: number | null;
  /** Connections to the ledger's PostgreSQL; null counts in memory. */
  readonly pool: Pool | null;
}

interface Counter {
  count(who: string): Promise<void>;
  giveBack(who: string): Promise<void>;
}

const unlimited: Counter = { count: async () => {}, giveBack: async () => {} };
const minuteSeconds = 60;
const daySeconds = 86_400;

export function createLimits(options: LimitsOptions): Limits {
  const counter = (name: string, points: number | null, seconds: number) =>
    points === null ? unlimited : createCounter({ name, points, seconds, pool: options.pool });
  const ofNetwork = counter('face-login-network', options.faceLoginPerMinute, minuteSeconds);
  const ofStrangers = counter('face-login-strangers', options.faceLoginPerDay, daySeconds);
  const ofOwner = counter('verification-owner', options.verifyPerOwnerPerDay, daySeconds);

  return {
    async countFaceLogin({ address, userId }) {
      // In this order: who is refused for being too quick uses nothing up of what all have together.
      await ofNetwork.count(toNetwork(address));
      if (userId === null) await ofStrangers.count('all');
    },

    async takeVerification(ownerId) {
      try {
        await ofOwner.count(ownerId);
      } catch (error) {
        await ofOwner.giveBack(ownerId);
        throw error;
      }
      return () => ofOwner.giveBack(ownerId);
    },
  };
}

interface CounterOptions {
  readonly name: string;
  readonly points: number;
  readonly seconds: number;
  readonly pool: Pool | null;
}

function createCounter({ name, points, seconds, pool }: CounterOptions): Counter {
  const limit = { keyPrefix: name, points, duration: seconds };
  const inMemory = new RateLimiterMemory(limit);
  const limiter =
    pool === null
      ? inMemory
      : new RateLimiterPostgres({
          ...limit,
          storeClient: pool,
          storeType: 'pool',
          // Made by the ledger's migrations.
          tableName: 'rate_limit',
          tableCreated: true,
          // A database that fails must not open the door: each replica goes on counting by itself.
          insuranceLimiter: inMemory,
        });
  return {
    async count(who) {
      try {
        await limiter.consume(toKey(who));
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const retryAfterSeconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        throw toVerificationError({ code: 'RATE_LIMITED', retryAfterSeconds });
      }
    },
    async giveBack(who) {
      await limiter.reward(toKey(who));
    },
  };
}

/** Of one length whatever the id is, and no address or user id in clear in a table. */
function toKey(who: string): string {
  return createHash('sha256').update(who).digest('base64url');
}
