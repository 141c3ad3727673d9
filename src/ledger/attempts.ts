/** The writing side of attempts: begin, settle, recover. Each change commits with its event, then listeners are told. */
import { type Kysely, sql } from 'kysely';
import type { AuditDetail } from '#domain/ledger.ts';
import type { Begun, Clock, NewAttempt, Settlement } from '#domain/ports.ts';
import type { StoredFailure, Verification } from '#domain/verification.ts';
import type { Changes } from './changes.ts';
import type { Dialect } from './dialect.ts';
import { appendEvents } from './events.ts';
import type { Lease } from './leases.ts';
import type { LedgerParts } from './resilience.ts';
import { reachedFrom, toColumns, toStorableProviderCode } from './state-machine.ts';
import { attemptColumns, type StoredVerification, type Tables, toStoredVerification } from './tables.ts';

export interface AttemptsOptions {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  readonly clock: Clock;
  /** Whose lease vouches for the attempts begun here. */
  readonly processId: string;
  readonly lease: Pick<Lease, 'hold'>;
  readonly changes: Changes;
}

/** Dead processes' attempts are recovered in portions of this many. */
const recoveryBatch = 500;

export function createAttempts(options: AttemptsOptions): Pick<LedgerParts, 'begin' | 'settle' | 'recover'> {
  const { db, dialect, clock, processId, lease, changes } = options;

  async function find(id: string): Promise<StoredVerification | undefined> {
    const row = await db.selectFrom('verification').select(attemptColumns).where('id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : toStoredVerification(row);
  }

  async function insert(attempt: NewAttempt): Promise<StoredVerification | undefined> {
    return db.transaction().execute(async (transaction) => {
      const row = await transaction
        .insertInto('verification')
        .values(toRow(attempt, processId))
        .onConflict((conflict) => conflict.columns(['held_key', 'owner_id', 'kind']).doNothing())
        .returning(attemptColumns)
        .executeTakeFirst();
      if (row === undefined) return undefined;
      const stored = toStoredVerification(row);
      await appendEvents(transaction, [
        {
          atMs: attempt.createdAtMs,
          kind: attempt.kind === 'link' ? 'link.begun' : 'verification.begun',
          actor: attempt.actor,
          userId: attempt.ownerId,
          verificationId: attempt.id,
          revision: stored.revision,
          detail: attempt.consentVersion === null ? {} : { consentVersion: attempt.consentVersion },
        },
      ]);
      return stored;
    });
  }

  async function begin(attempt: NewAttempt, lostAnswer: boolean): Promise<Begun> {
    if ((attempt.idempotencyKey === null) !== (attempt.fingerprint === null))
      throw new TypeError('An idempotency key and a fingerprint come together.');
    await lease.hold();
    if (lostAnswer) {
      const own = await find(attempt.id);
      if (own !== undefined) {
        changes.publish(own);
        return { begun: true, verification: own.verification };
      }
    }
    for (;;) {
      const stored = await insert(attempt);
      if (stored !== undefined) {
        changes.publish(stored);
        return { begun: true, verification: stored.verification };
      }
      const row = await db
        .selectFrom('verification')
        .select(attemptColumns)
        .where('owner_id', '=', attempt.ownerId)
        .where('kind', '=', attempt.kind)
        .where('held_key', '=', attempt.idempotencyKey)
        .executeTakeFirst();
      const holder = row === undefined ? undefined : toStoredVerification(row);
      if (holder?.fingerprint)
        return { begun: false, verification: holder.verification, fingerprint: holder.fingerprint };
      // Released between the two statements: the key is free, try again.
    }
  }

  async function settle(id: string, settlement: Settlement): Promise<Verification | null> {
    const columns = { ...toColumns(settlement), revision: sql<number>`revision + 1` };
    const changed = await db.transaction().execute(async (transaction) => {
      const update = transaction.updateTable('verification').where('id', '=', id).returning(attemptColumns);
      let kind = `verification.${settlement.state.toLowerCase()}`;
      let row = await update
        .set(columns)
        .where(dialect.isOneOf('state', reachedFrom[settlement.state]))
        .executeTakeFirst();
      if (row === undefined && settlement.state === 'COMPLETED' && settlement.decision !== undefined) {
        // A person changed the decision at the provider. When the attempt was completed stays as it is.
        const { completed_at_ms: _, ...correction } = columns;
        row = await update
          .set(correction)
          .where('state', '=', 'COMPLETED')
          .where('decision', 'is distinct from', settlement.decision)
          .executeTakeFirst();
        kind = 'verification.decision_changed';
      }
      if (row === undefined) return undefined;
      const stored = toStoredVerification(row);
      await appendEvents(transaction, [
        {
          atMs: settlement.atMs,
          kind,
          actor: settlement.actor ?? 'gateway',
          userId: stored.verification.ownerId,
          verificationId: id,
          revision: stored.revision,
          detail: toDetail(stored.verification),
        },
      ]);
      return stored;
    });
    if (changed === undefined) {
      return (await find(id))?.verification ?? null;
    }
    changes.publish(changed);
    return changed.verification;
  }

  async function recoverBatch(): Promise<readonly StoredVerification[]> {
    const failure: StoredFailure = { code: 'OUTCOME_UNKNOWN' };
    const atMs = clock();
    return db.transaction().execute(async (transaction) => {
      const rows = await transaction
        .updateTable('verification')
        .set({
          ...toColumns({ state: 'INTERRUPTED', failure, atMs }),
          revision: sql<number>`revision + 1`,
        })
        .where('state', '=', 'PENDING')
        .where('id', 'in', (query) =>
          query
            .selectFrom('verification')
            .select('id')
            .where('outcome', '=', 'PENDING')
            .where('process_id', 'not in', (living) =>
              living.selectFrom('process').select('process.id').where('lease_until_ms', '>', dialect.nowMs(clock)),
            )
            .limit(recoveryBatch),
        )
        .returning(attemptColumns)
        .execute();
      const recovered = rows.map(toStoredVerification);
      await appendEvents(
        transaction,
        recovered.map(({ verification, revision }) => ({
          atMs,
          kind: 'verification.interrupted',
          actor: 'gateway',
          userId: verification.ownerId,
          verificationId: verification.id,
          revision,
          detail: { ...toDetail(verification), reason: 'process_died' },
        })),
      );
      return recovered;
    });
  }

  async function recover(): Promise<number> {
    let count = 0;
    for (;;) {
      const recovered = await recoverBatch();
      for (const stored of recovered) changes.publish(stored);
      count += recovered.length;
      if (recovered.length < recoveryBatch) return count;
    }
  }

  return { begin, settle, recover };
}

function toRow(attempt: NewAttempt, processId: string) {
  return {
    id: attempt.id,
    kind: attempt.kind,
    generation: attempt.generation,
    state: 'PENDING',
    reference: attempt.reference,
    idempotency_key: attempt.idempotencyKey,
    held_key: attempt.idempotencyKey,
    fingerprint_salt: attempt.fingerprint?.salt ?? null,
    fingerprint_hash: attempt.fingerprint?.hash ?? null,
    owner_id: attempt.ownerId,
    document_count: attempt.documentCount ?? null,
    process_id: processId,
    created_at_ms: attempt.createdAtMs,
  };
}

function toDetail(verification: Verification): AuditDetail {
  return {
    state: verification.state,
    ...(verification.state === 'COMPLETED' ? { decision: verification.decision } : {}),
    ...(verification.failure === null
      ? {}
      : {
          failure: verification.failure.code,
          providerCode: toStorableProviderCode(verification.failure.providerCode),
        }),
  };
}
