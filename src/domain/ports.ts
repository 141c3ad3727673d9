/** What the use cases need from the outside world. faceki/ and ledger/ implement these; services know nothing else of them. */
import type { Failure } from './failure.ts';
import type { Image } from './image.ts';
import type { FaceAccount, FaceAnalysis, KycRules, VerificationRecord } from './record.ts';
import type {
  DocumentType,
  Generation,
  KycDecision,
  KycLink,
  KycStanding,
  StoredFailure,
  Verification,
  VerificationState,
} from './verification.ts';

/** Milliseconds since the epoch. Injected, so that tests own the time. */
export type Clock = () => number;

// ---------------------------------------------------------------- the provider

export interface CallOptions {
  /** Aborts the call. Before the body is sent that is free; afterwards the answer is lost. */
  readonly signal?: AbortSignal | undefined;
  /** Called once, just before the first byte of the body leaves: from then on the provider may have accepted it. */
  readonly onSending?: (() => void) | undefined;
}

/** One identity document as it is sent. */
export interface DocumentImages {
  readonly type: DocumentType | null;
  readonly front: Image;
  readonly back: Image | null;
}

/** One verification as it is sent. The provider releases the images as soon as they cannot be needed again (design section 3, step 5). */
export interface Submission {
  /** The attempt's id; where the generation has a field for it, the attempt can be found again by it. */
  readonly attemptId: string;
  readonly selfie: Image;
  /** One to three. */
  readonly documents: readonly DocumentImages[];
  readonly workflowId: string | null;
}

/**
 * What became of a submission.
 * `decided`: the provider has decided (decision null: it said something we do not know; that is not a yes).
 * `refused`: it answered with a failure (`taken`), or certainly never took it (not sent, refused connection, 401).
 * `lost`: it may have been accepted, and the answer is not known.
 */
export type SubmissionOutcome =
  | {
      readonly kind: 'decided';
      readonly decision: KycDecision | null;
      readonly requestId: string | null;
      readonly referenceId: string | null;
      /** The answer's own records, if it carries any. */
      readonly records: readonly VerificationRecord[];
    }
  | {
      readonly kind: 'refused';
      readonly failure: Failure;
      readonly taken: boolean;
      readonly requestId: string | null;
      readonly referenceId: string | null;
    }
  | { readonly kind: 'lost'; readonly failure: Failure };

/** Whose face it is, as the provider says. */
export interface FaceMatches {
  readonly faceIds: readonly string[];
  readonly records: readonly VerificationRecord[];
  /** The biometric service's account, where it did the matching. */
  readonly account: FaceAccount | null;
  /** 0..1, where the provider gives one. */
  readonly confidence: number | null;
}

export interface FaceEnrolment {
  readonly selfie: Image;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phoneNumber: string | null;
}

export interface EnrolledFace {
  readonly faceId: string | null;
  readonly account: FaceAccount | null;
}

export interface LinkRequest {
  readonly attemptId: string;
  readonly workflowId: string | null;
  readonly expiresInMinutes: number | null;
  readonly redirectUrl: string | null;
  readonly documentOptional: boolean | null;
}

export type RecordKeyKind = 'requestId' | 'referenceId' | 'link' | 'recordIdentifier' | 'faceId';

export interface RecordKey {
  readonly kind: RecordKeyKind;
  readonly value: string;
}

/** Reads the records of one generation. All methods throw `VerificationError`s. */
export interface RecordSource {
  readonly generation: Generation;
  /** The keys that this generation can be asked by. */
  readonly recordKeys: readonly RecordKeyKind[];
  /** The records under this key; empty when there are none. */
  findRecords(key: RecordKey, options: CallOptions): Promise<readonly VerificationRecord[]>;
}

/** A vendor that verifies people. All methods but `verify` throw `VerificationError`s when the provider fails or refuses. */
export interface IdentityProvider extends RecordSource {
  /** Never throws for what the provider does: each outcome is one of three kinds. Rejects only for a programming error. */
  verify(submission: Submission, options: CallOptions): Promise<SubmissionOutcome>;
  /** Whose face is this, among all that were verified (or enrolled)? Empty lists: nobody known. */
  matchFace(selfie: Image, options: CallOptions): Promise<FaceMatches>;
  enrollFace(enrolment: FaceEnrolment, options: CallOptions): Promise<EnrolledFace>;
  analyzeFace(selfie: Image, options: CallOptions): Promise<FaceAnalysis>;
  createLink(request: LinkRequest, options: CallOptions): Promise<KycLink>;
  readRules(workflowId: string | null, options: CallOptions): Promise<KycRules>;
  readSummary(options: CallOptions): Promise<unknown>;
}

/** What a provider's hint that something is new names: ids alone. Nobody signs it, so nothing else that it says is believed. */
export interface Hint {
  readonly requestId: string | null;
  readonly link: string | null;
  readonly recordIdentifier: string | null;
}

/** Reads the body of a hint as it came. Empty for what names nothing; never throws. */
export type ReadHints = (body: string) => readonly Hint[];

// ---------------------------------------------------------------- the ledger

/** Idempotency keys of verifications and of links live in spaces of their own. */
export type AttemptKind = 'verification' | 'link';

/** An attempt that is about to be made. */
export interface NewAttempt {
  /** `ver_` and a UUIDv7 made at `createdAtMs`: pages and ranges of time go by the time in the id. */
  readonly id: string;
  readonly kind: AttemptKind;
  readonly generation: Generation;
  readonly ownerId: string;
  /** Who asks: the owner, or a backend that acts for it. */
  readonly actor: string;
  readonly reference: string | null;
  readonly idempotencyKey: string | null;
  /** Proof of what was asked, so that a reused key can be told from a repeated request. Null without a key. */
  readonly fingerprint: Fingerprint | null;
  readonly consentVersion: string | null;
  /** How many documents are sent; left out for a link, where the person decides. */
  readonly documentCount?: number | undefined;
  readonly createdAtMs: number;
}

/** A salted hash of a request (design section 3): says whether another request is the same, and nothing else. */
export interface Fingerprint {
  readonly salt: string;
  readonly hash: string;
}

/** `begun`: the row is committed and the attempt may be made. `held`: its key belongs to this earlier attempt. */
export type Begun =
  | { readonly begun: true; readonly verification: Verification }
  | { readonly begun: false; readonly verification: Verification; readonly fingerprint: Fingerprint };

/** What is learnt of an attempt. `undefined` leaves a field as it is. */
export interface Settlement {
  readonly state: VerificationState;
  readonly decision?: KycDecision | null;
  readonly failure?: StoredFailure | null;
  readonly requestId?: string | null;
  readonly referenceId?: string | null;
  readonly link?: KycLink | null;
  /** True: the request was certainly not accepted, so its key may be used again. With final states only. */
  readonly releasesKey?: boolean;
  /** Who found out, for the audit trail: `gateway` by default, `reconciler`, `webhook`, or a user id. */
  readonly actor?: string;
  readonly atMs: number;
}

export interface AttemptFilter {
  readonly ownerId?: string | undefined;
  readonly states?: readonly VerificationState[] | undefined;
  readonly decisions?: readonly (KycDecision | null)[] | undefined;
  readonly reference?: string | undefined;
  /** Inclusive. */
  readonly createdFromMs?: number | undefined;
  /** Exclusive. */
  readonly createdBeforeMs?: number | undefined;
}

/** A page of attempts in the order of their ids, which is the order of their creation. */
export interface PageRequest {
  readonly limit: number;
  /** `newest`: from the newest down. `oldest`: from the oldest up. */
  readonly from: 'newest' | 'oldest';
  /** The id after which, in that order, the page begins. */
  readonly after?: string | undefined;
  /** The id before which, in that order, it ends. */
  readonly before?: string | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** More would follow in the requested order. */
  readonly hasMore: boolean;
}

/** What this gateway did. Every write is durable before its promise resolves. */
export interface Ledger {
  /** Commits the attempt as PENDING, unless its key is held. */
  begin(attempt: NewAttempt): Promise<Begun>;
  /**
   * Moves an attempt on, with its event. A final state is never left, but for a COMPLETED attempt whose decision changes.
   * A decision is kept with COMPLETED alone, a failure with FAILED and INTERRUPTED alone, a link until the attempt is final.
   * Resolves to the attempt as it now is; null when there is none.
   */
  settle(id: string, settlement: Settlement): Promise<Verification | null>;
  /** The attempts with these ids. Unknown ids are left out. */
  attempts(ids: readonly string[]): Promise<ReadonlyMap<string, Verification>>;
  /** The newest attempt under this key, whether or not it still holds it. */
  attemptByKey(ownerId: string, kind: AttemptKind, idempotencyKey: string): Promise<Verification | null>;
  /** The attempts that carry any of these request ids, reference ids or link ids of the provider. */
  attemptsByProviderIds(ids: readonly string[]): Promise<readonly Verification[]>;
  page(filter: AttemptFilter, page: PageRequest): Promise<Page<Verification>>;
  /** How many there are; counting a million takes a quarter of a second, so it may stop at `atMost`. */
  count(filter: AttemptFilter, atMost?: number): Promise<number>;
  /** How these users stand, in one query. A user without attempts is UNVERIFIED. */
  standings(ownerIds: readonly string[]): Promise<ReadonlyMap<string, KycStanding>>;
  /** Calls back after each committed change of an attempt, in order. Returns the way to stop. */
  onChange(listener: (verification: Verification) => void): () => void;
  close(): Promise<void>;
}
