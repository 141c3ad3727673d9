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
        values (?, 'verification', 'v2', ?, ?, ?, ?, ?, ?, ?, ?, 'c2FsdHNhbHRzYWx0c2FsdA', 'aGFzaGhhc2hoYXNoaGFzaGhhc2hoYXNoaGFzaGhhc2g', ?, 'filled', ?, ?)`);
      for (let index = ids.length; index < count; index += 1) insert.run(...toRow(index, ids));
      database.exec('commit; pragma wal_checkpoint(truncate)');
      database.close();
    },
    idOf: (number) => ids.at(-1 - number) ?? '',
  };
}

/** Final ones alone, as in the small ledger. */
function toRow(index: number, ids: string[]): (string | number | null)[] {
  const createdAtMs = startMs + index * stepMs;
  const id = `ver_${uuidAt(createdAtMs)}`;
  ids.push(id);
  const failed = index % 10 === 9;
  const decision = index % 5 === 0 ? 'DECLINED' : 'ACCEPTED';
  const key = `key-${index.toString().padStart(8, '0')}`;
  const owner =
    index % 10 === 3 ? (standingUsers[((index / 10) % 100) | 0] ?? '') : `user-${(index * 7_919) % 200_003}`;
  return [
    id,
    failed ? 'FAILED' : 'COMPLETED',
    failed ? null : decision,
    failed ? 'FACE_BLURRED' : null,
    failed ? '8019' : null,
    failed ? null : `00000001-0000-4000-8000-${index.toString(16).padStart(12, '0')}`,
    index % 3 === 0 ? null : `case-${index}`,
    key,
    key,
    owner,
    createdAtMs,
    createdAtMs + 9_000,
  ];
}

/** A UUIDv7 (RFC 9562 section 5.7); the package makes one in 2 µs, and this is asked a million times. */
function uuidAt(epochMs: number): string {
  const bytes = randomBytes(10).toString('hex');
  const time = epochMs.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${bytes.slice(0, 3)}-a${bytes.slice(3, 6)}-${bytes.slice(6, 18)}`;
}
