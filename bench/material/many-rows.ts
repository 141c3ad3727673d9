/** Ledgers of up to a million attempts, written into the ledger's own tables: going through its code would take an hour of syncs. */
import { randomBytes } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { openLedger } from '../../src/ledger/ledger.ts';

export interface ManyRows {
  readonly file: string;
  /** Adds attempts until there are so many; each is a minute newer than the one before it. */
  fillTo(count: number): void;
  /** The id of an attempt, the newest being number 0. */
  idOf(number: number): string;
}

const startMs = Date.UTC(2020, 0, 1);
const stepMs = 60_000;
/** Most people have a few attempts; every tenth attempt is of one of these hundred, whose standing is asked for. */
export const standingUsers: readonly string[] = Array.from({ length: 100 }, (_, index) => `often-${index}`);

/** A ledger of the gateway's, with its tables and indices and no rows. */
export async function openManyRows(file: string): Promise<ManyRows> {
  const ledger = await openLedger({ url: `sqlite:${file}`, mode: 'live', clock: Date.now });
  await ledger.close();
  const ids: string[] = [];
  return {
    file,
    fillTo(count) {
      const database = new DatabaseSync(file);
      database.exec('pragma synchronous = off; pragma cache_size = -1000000; begin');
      const insert = database.prepare(`insert into verification
        (id, kind, generation, state, decision, failure_code, failure_provider_code, request_id, reference, idempotency_key, held_key,
         fingerprint_salt, fingerprint_hash, owner_id, process_id, created_at_ms, completed_at_ms)
        values (:id, 'verification', 'v2', :state, :decision, :failure_code, :failure_provider_code, :request_id, :reference,
         :idempotency_key, :idempotency_key, 'c2FsdHNhbHRzYWx0c2FsdA', 'aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g', :owner_id, 'filled',
         :created_at_ms, :completed_at_ms)`);
      const tell = database.prepare(`insert into event (at_ms, kind, actor, owner_id, verification_id, revision, detail)
        values (?, 'verification.begun', null, ?, ?, 1, '{}'), (?, ?, 'gateway', ?, ?, 2, ?)`);
      for (let index = ids.length; index < count; index += 1) {
        const row = toRow(index);
        const { id, owner_id, state, decision, created_at_ms, completed_at_ms } = row;
        ids.push(id);
        insert.run(row);
        const detail = JSON.stringify(decision === null ? { state, failure: row.failure_code } : { state, decision });
        tell.run(
          created_at_ms,
          owner_id,
          id,
          completed_at_ms,
          `verification.${state.toLowerCase()}`,
          owner_id,
          id,
          detail,
        );
      }
      database.exec('commit; pragma wal_checkpoint(truncate)');
      database.close();
    },
    idOf: (number) => ids.at(-1 - number) ?? '',
  };
}

/** Final ones alone, as in the small ledger. */
function toRow(index: number) {
  const createdAtMs = startMs + index * stepMs;
  const failed = index % 10 === 9;
  const key = `key-${index.toString().padStart(8, '0')}`;
  const often = standingUsers[Math.trunc(index / 10) % standingUsers.length] ?? '';
  return {
    id: `ver_${uuidAt(createdAtMs)}`,
    state: failed ? 'FAILED' : 'COMPLETED',
    decision: failed ? null : index % 5 === 0 ? 'DECLINED' : 'ACCEPTED',
    failure_code: failed ? 'FACE_BLURRED' : null,
    failure_provider_code: failed ? '8019' : null,
    request_id: failed ? null : `00000001-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    reference: index % 3 === 0 ? null : `case-${index}`,
    idempotency_key: key,
    owner_id: index % 10 === 3 ? often : `user-${(index * 7_919) % 200_003}`,
    created_at_ms: createdAtMs,
    completed_at_ms: createdAtMs + 9_000,
  };
}

/** A UUIDv7 (RFC 9562 section 5.7); the package makes one in 2 µs, and this is asked a million times. */
function uuidAt(epochMs: number): string {
  const bytes = randomBytes(10).toString('hex');
  const time = epochMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bytes.slice(0, 3)}-a${bytes.slice(3, 6)}-${bytes.slice(6, 18)}`;
}
