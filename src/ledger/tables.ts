/** The ledger's tables as Kysely sees them, and how rows become the domain's words. Columns hold no names, numbers, images or addresses of people. */
import type { Generated, GeneratedAlways } from 'kysely';
import { z } from 'zod';
import { type FailureCode, failureCodes } from '#domain/failure.ts';
import type { Fingerprint } from '#domain/ports.ts';
import {
  documentTypes,
  generations,
  type KycDecision,
  kycDecisions,
  type Verification,
  type VerificationState,
  verificationStates,
} from '#domain/verification.ts';

/** One row per attempt. All times are milliseconds since the epoch, written by the application, because engines differ in their own time types. */
export interface VerificationTable {
  readonly id: string;
  readonly kind: string;
  readonly generation: string;
  readonly state: string;
  readonly decision: string | null;
  /** State and decision in one word, so that a filter on both is an equality on one index (`outcomes`). */
  readonly outcome: GeneratedAlways<string>;
  readonly failure_code: string | null;
  readonly failure_provider_code: string | null;
  readonly failure_document_type: string | null;
  readonly request_id: string | null;
  readonly reference_id: string | null;
  readonly reference: string | null;
  readonly idempotency_key: string | null;
  /** The idempotency key while it is held: unique per owner and kind, null once released. */
  readonly held_key: string | null;
  readonly fingerprint_salt: string | null;
  readonly fingerprint_hash: string | null;
  readonly link_id: string | null;
  /** A secret; null again as soon as the attempt is final. */
  readonly link_url: string | null;
  readonly link_expires_at_ms: number | null;
  readonly owner_id: string;
  /** Null for links, and for attempts from before it was noted. */
  readonly document_count: Generated<number | null>;
  /** The gateway process that began it; its lease says whether the attempt can still be under way. */
  readonly process_id: string;
  readonly created_at_ms: number;
  readonly completed_at_ms: number | null;
  /** When somebody last asked the provider about it; 0: never. */
  readonly checked_at_ms: Generated<number>;
  /** Counts the changes of the row: listeners never go back in time. */
  readonly revision: Generated<number>;
}

/** What changed when, by whom. Append-only but for erasure and retention; a trigger holds that. */
export interface EventTable {
  readonly id: Generated<number>;
  readonly at_ms: number;
  readonly kind: string;
  /** Null: the owner acted for itself (so that erasing the owner erases the actor). */
  readonly actor: string | null;
  readonly owner_id: string | null;
  readonly verification_id: string | null;
  /** The attempt's revision that this event made; null for other events. */
  readonly revision: number | null;
  /** JSON text: engines disagree on JSON types. */
  readonly detail: string;
}

/** Faces enrolled for login without documents: which user a face or an account of the biometric service leads to. */
export interface EnrolledFaceTable {
  readonly id: string;
  readonly owner_id: string;
  readonly face_id: string | null;
  readonly account_id: string | null;
  readonly created_at_ms: number;
}

/** Gateway processes that live: a row whose lease has run out is a dead process. */
export interface ProcessTable {
  readonly id: string;
  readonly lease_until_ms: number;
}

/** Facts about the ledger itself: `mode`, and `erasing` while a transaction may touch events. */
export interface LedgerFactTable {
  readonly name: string;
  readonly value: string;
}

export interface SchemaMigrationTable {
  readonly name: string;
}

export interface Tables {
  readonly verification: VerificationTable;
  readonly event: EventTable;
  readonly enrolled_face: EnrolledFaceTable;
  readonly process: ProcessTable;
  readonly ledger_fact: LedgerFactTable;
  readonly schema_migration: SchemaMigrationTable;
}

/** Every value of `verification.outcome`: a COMPLETED attempt by its decision, any other by its state. */
export const outcomes = [
  { outcome: 'PENDING', state: 'PENDING', decision: null },
  { outcome: 'AWAITING_PERSON', state: 'AWAITING_PERSON', decision: null },
  { outcome: 'INTERRUPTED', state: 'INTERRUPTED', decision: null },
  { outcome: 'FAILED', state: 'FAILED', decision: null },
  { outcome: 'EXPIRED', state: 'EXPIRED', decision: null },
  { outcome: 'ACCEPTED', state: 'COMPLETED', decision: 'ACCEPTED' },
  { outcome: 'DECLINED', state: 'COMPLETED', decision: 'DECLINED' },
  { outcome: 'REVIEW', state: 'COMPLETED', decision: 'REVIEW' },
  { outcome: 'UNDECIDED', state: 'COMPLETED', decision: null },
] as const satisfies readonly {
  outcome: string;
  state: VerificationState;
  decision: KycDecision | null;
}[];

const verificationRow = z.object({
  id: z.string(),
  generation: z.enum(generations),
  state: z.enum(verificationStates),
  decision: z.enum(kycDecisions).nullable(),
  // A code that this version does not know is still a failure of the provider.
  failure_code: z
    .custom<FailureCode>((code) => failureCodes.some((known) => known === code))
    .nullable()
    .catch('PROVIDER_NONSENSE'),
  failure_provider_code: z.string().nullable(),
  failure_document_type: z.enum(documentTypes).nullable().catch(null),
  request_id: z.string().nullable(),
  reference_id: z.string().nullable(),
  reference: z.string().nullable(),
  idempotency_key: z.string().nullable(),
  fingerprint_salt: z.string().nullable(),
  fingerprint_hash: z.string().nullable(),
  link_id: z.string().nullable(),
  link_url: z.string().nullable(),
  link_expires_at_ms: z.number().nullable(),
  owner_id: z.string(),
  document_count: z.number().nullable(),
  created_at_ms: z.number(),
  completed_at_ms: z.number().nullable(),
  revision: z.number(),
});

/** What `toStoredVerification` reads of a row; every column read costs a page of fifty attempts some microseconds. */
export const attemptColumns: readonly (keyof z.infer<typeof verificationRow>)[] = verificationRow.keyof().options;

/** A row in the domain's words, with what only the ledger needs of it. */
export interface StoredVerification {
  readonly verification: Verification;
  readonly revision: number;
  readonly fingerprint: Fingerprint | null;
}

/** Decodes a row of `verification`; throws when the table holds what this gateway never writes. */
export function toStoredVerification(row: unknown): StoredVerification {
  const read = verificationRow.parse(row);
  return {
    verification: {
      id: read.id,
      generation: read.generation,
      state: read.state,
      decision: read.decision,
      failure:
        read.failure_code === null
          ? null
          : {
              code: read.failure_code,
              providerCode: read.failure_provider_code,
              documentType: read.failure_document_type,
            },
      requestId: read.request_id,
      referenceId: read.reference_id,
      reference: read.reference,
      idempotencyKey: read.idempotency_key,
      link:
        read.link_id === null || read.link_url === null
          ? null
          : { id: read.link_id, url: read.link_url, expiresAtMs: read.link_expires_at_ms },
      ownerId: read.owner_id,
      documentCount: read.document_count,
      createdAtMs: read.created_at_ms,
      completedAtMs: read.completed_at_ms,
    },
    revision: read.revision,
    fingerprint:
      read.fingerprint_salt === null || read.fingerprint_hash === null
        ? null
        : { salt: read.fingerprint_salt, hash: read.fingerprint_hash },
  };
}

/** The attempt alone. */
export function toVerification(row: unknown): Verification {
  return toStoredVerification(row).verification;
}

/** PostgreSQL has no U+0000 in text, so nothing is found by it; asking would be an error. */
export function isStorable(text: string): boolean {
  return !text.includes('\0');
}
