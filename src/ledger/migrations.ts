/** The ledger's schema and how it got there. A migration that was released is never edited; changes are added at the end. */
import type { Dialect } from './dialect.ts';

export interface Migration {
  /** Sorts after all before it; recorded in the ledger for ever. */
  readonly name: string;
  statements(dialect: Dialect): readonly string[];
}

export const migrations: readonly Migration[] = [
  {
    name: '0001-attempts-and-events',
    statements: ({ ddl }) => [
      `create table verification (
        id ${ddl.text} primary key,
        kind ${ddl.text} not null check (kind in ('verification', 'link')),
        generation ${ddl.text} not null,
        state ${ddl.text} not null
          check (state in ('PENDING', 'AWAITING_PERSON', 'COMPLETED', 'FAILED', 'INTERRUPTED', 'EXPIRED')),
        decision ${ddl.text}
          check (decision is null or (state = 'COMPLETED' and decision in ('ACCEPTED', 'DECLINED', 'REVIEW'))),
        outcome ${ddl.text} not null generated always as
          (case when state = 'COMPLETED' then coalesce(decision, 'UNDECIDED') else state end) stored,
        failure_code ${ddl.text},
        failure_provider_code ${ddl.text},
        failure_document_type ${ddl.text},
        request_id ${ddl.text},
        reference_id ${ddl.text},
        reference ${ddl.text},
        idempotency_key ${ddl.text},
        held_key ${ddl.text},
        fingerprint_salt ${ddl.text},
        fingerprint_hash ${ddl.text},
        link_id ${ddl.text},
        link_url ${ddl.text},
        link_expires_at_ms ${ddl.integer},
        owner_id ${ddl.text} not null,
        process_id ${ddl.text} not null,
        created_at_ms ${ddl.integer} not null,
        completed_at_ms ${ddl.integer},
        checked_at_ms ${ddl.integer} not null default 0,
        revision ${ddl.integer} not null default 1,
        unique (held_key, owner_id, kind)
      ) ${ddl.tableEnd}`,
      // Pages are read along these: newest first, of one owner, of one outcome, or of both. No other index begins with their columns, so
      // that no planner is tempted to walk it and sort.
      'create index verification_owner on verification (owner_id, id)',
      'create index verification_owner_outcome on verification (owner_id, outcome, id)',
      'create index verification_outcome on verification (outcome, id)',
      'create index verification_reference on verification (reference, id) where reference is not null',
      'create index verification_key on verification (idempotency_key, owner_id, kind, id) where idempotency_key is not null',
      'create index verification_request_id on verification (request_id) where request_id is not null',
      'create index verification_reference_id on verification (reference_id) where reference_id is not null',
      'create index verification_link_id on verification (link_id) where link_id is not null',
      // What the reconciler still has to look at, longest unseen first. One for each, because SQLite takes a partial index only when the
      // query repeats its condition word by word.
      ...['INTERRUPTED', 'AWAITING_PERSON', 'REVIEW'].map(
        (outcome) =>
          `create index verification_due_${outcome.toLowerCase()} on verification (checked_at_ms) where outcome = '${outcome}'`,
      ),

      `create table event (
        id ${ddl.sequence},
        at_ms ${ddl.integer} not null,
        kind ${ddl.text} not null,
        actor ${ddl.text},
        owner_id ${ddl.text},
        verification_id ${ddl.text},
        revision ${ddl.integer},
        detail ${ddl.text} not null
      ) ${ddl.tableEnd}`,
      'create index event_owner on event (owner_id, id) where owner_id is not null',
      'create index event_verification on event (verification_id, id) where verification_id is not null',
      // Erasure looks for a user who acted for others.
      'create index event_actor on event (actor) where actor is not null',

      `create table enrolled_face (
        id ${ddl.text} primary key,
        owner_id ${ddl.text} not null,
        face_id ${ddl.text},
        account_id ${ddl.text},
        created_at_ms ${ddl.integer} not null
      ) ${ddl.tableEnd}`,
      'create index enrolled_face_owner on enrolled_face (owner_id)',
      'create index enrolled_face_face on enrolled_face (face_id) where face_id is not null',
      'create index enrolled_face_account on enrolled_face (account_id) where account_id is not null',

      `create table process (id ${ddl.text} primary key, lease_until_ms ${ddl.integer} not null) ${ddl.tableEnd}`,
      ...ddl.guardEvents,
      ...ddl.announceEvents,
      ...ddl.extras,
    ],
  },
  {
    name: '0002-document-count',
    statements: ({ ddl }) => [`alter table verification add column document_count ${ddl.integer}`],
  },
];
