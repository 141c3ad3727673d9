/** The rest of what a ledger does beside attempts (ports.ts): its audit trail, what is left to reconcile, erasure, enrolled faces. */
import type { Ledger, Page, PageRequest } from './ports.ts';
import type { Generation, Verification } from './verification.ts';

/** Flat, and never identity data: states, codes, versions, counts. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

/** Something that happened, e.g. `verification.completed`, `verification.decision_changed`, `image.viewed`. */
export interface NewAuditEvent {
  readonly atMs: number;
  readonly kind: string;
  /** Who did it: a user id, or a part of the gateway such as `gateway`, `reconciler`, `webhook`. */
  readonly actor: string;
  /** The user whom it is about. */
  readonly userId?: string | null;
  readonly verificationId?: string | null;
  readonly detail?: AuditDetail;
}

export interface AuditEvent extends Required<NewAuditEvent> {
  /** Grows with time; the cursor of pages. */
  readonly id: string;
}

export interface AuditFilter {
  readonly verificationId?: string | undefined;
  readonly userId?: string | undefined;
}

/** Each begun, settled and erased attempt writes its own event; this is for everything else. */
export interface AuditTrail {
  /** Adds one event, durable before the promise resolves. */
  audit(event: NewAuditEvent): Promise<void>;
  auditPage(filter: AuditFilter, page: PageRequest): Promise<Page<AuditEvent>>;
}

/** Attempts that another look at the provider may move on. */
export interface DueQuery {
  /** `REVIEW` and `UNDECIDED` (what was decided we cannot read) are COMPLETED. */
  readonly what: 'INTERRUPTED' | 'AWAITING_PERSON' | 'REVIEW' | 'UNDECIDED';
  readonly generation?: Generation | undefined;
  /** Only those that nobody looked at since. */
  readonly uncheckedSinceMs: number;
  /** Only those created since, inclusive. */
  readonly createdFromMs?: number | undefined;
  readonly limit: number;
  readonly atMs: number;
}

export interface Reconciliation {
  /** Takes attempts to look at, longest unseen first, and notes the time: no other process takes them until they are due again. */
  takeDue(query: DueQuery): Promise<readonly Verification[]>;
  /**
   * Moves the PENDING attempts of dead processes to INTERRUPTED (`OUTCOME_UNKNOWN`); says how many. Runs by itself at start and with every
   * heartbeat.
   */
  recover(): Promise<number>;
}

/** What was erased. The receipt is the id under which the audit trail has it; it does not lead back to the user. */
export interface Erasure {
  readonly receipt: string;
  readonly erasedVerifications: number;
  readonly erasedAtMs: number;
}

export interface Privacy {
  /** Erases what this ledger holds about a user: attempts, events' details, enrolled faces. Repeating it finds nothing more to erase. */
  eraseUser(userId: string, by: { readonly actor: string; readonly atMs: number }): Promise<Erasure>;
  /**
   * Deletes attempts (but for those under way) and events from before this time, at most so many in one go; resolves to how many went.
   * Repeat until it answers 0.
   */
  sweep(createdBeforeMs: number, limit: number): Promise<number>;
}

/** A face that was enrolled for login without documents, by whatever ids the provider gave. */
export interface NewEnrolledFace {
  readonly id: string;
  readonly userId: string;
  readonly actor: string;
  readonly faceId: string | null;
  /** The biometric service's own user id. */
  readonly accountId: string | null;
  readonly atMs: number;
}

export interface FaceRegistry {
  addFace(face: NewEnrolledFace): Promise<void>;
  /** The users whom any of these faces or accounts was enrolled for, each once. */
  faceOwners(ids: {
    readonly faceIds: readonly string[];
    readonly accountIds: readonly string[];
  }): Promise<readonly string[]>;
}

/** Everything that the ledger of a running gateway can do. Use cases ask for the parts that they need. */
export interface WholeLedger extends Ledger, AuditTrail, Reconciliation, Privacy, FaceRegistry {
  /** Rejects when the ledger cannot be written right now: not ready. */
  check(): Promise<void>;
}
