/**
 * Who lives. Where processes share a ledger, each renews a lease; attempts of a process whose lease ran out are nobody's. Where a lock on the
 * file lets only one in, whoever holds it knows that all others are dead.
 */
import type { Kysely } from 'kysely';
import type { Clock } from '#domain/ports.ts';
import type { Dialect } from './dialect.ts';
import type { Tables } from './tables.ts';

export interface LeaseOptions {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  readonly clock: Clock;
  readonly processId: string;
  readonly leaseMs: number;
}

export interface Lease {
  /** Signs on, or says again that this process lives. */
  renew(): Promise<void>;
  /** Makes sure that the lease has not run out, say because the process was suspended. */
  hold(): Promise<void>;
  /** Signs off: what is left under way here is nobody's at once. */
  end(): Promise<void>;
}

/** A lease on a shared ledger, counted by the server's clock. */
export function createSharedLease({ db, dialect, clock, processId, leaseMs }: LeaseOptions): Lease {
  let renewedAtMs = Number.NEGATIVE_INFINITY;

  async function renew(): Promise<void> {
    const asked = performance.now();
    const until = dialect.nowMs(clock);
    await db
      .insertInto('process')
      .values(({ eb }) => ({ id: processId, lease_until_ms: eb(until, '+', leaseMs) }))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({ lease_until_ms: ref('excluded.lease_until_ms') })),
      )
      .execute();
    await db.deleteFrom('process').where('lease_until_ms', '<', until).execute();
    renewedAtMs = asked;
  }

  return {
    renew,
    async hold() {
      if (performance.now() - renewedAtMs > leaseMs * 0.8) await renew();
    },
    async end() {
      await db.deleteFrom('process').where('id', '=', processId).execute();
    },
  };
}

/** The lease of the only process that can be: it never runs out, and all others have. */
export function createSoleLease({ db, processId }: Pick<LeaseOptions, 'db' | 'processId'>): Lease {
  return {
    async renew() {
      await db.transaction().execute(async (transaction) => {
        await transaction.deleteFrom('process').execute();
        await transaction
          .insertInto('process')
          .values({ id: processId, lease_until_ms: Number.MAX_SAFE_INTEGER })
          .execute();
      });
    },
    async hold() {},
    async end() {},
  };
}
