/** The use cases as the layers above see them. Each is one file beside this one; app.ts builds them all. */
import type { Caller } from '#domain/caller.ts';
import type { IncomingImage } from '#domain/image.ts';
import type { AuditEvent, AuditFilter, Erasure } from '#domain/ledger.ts';
import type { AttemptFilter, EnrolledFace, FaceMatches, Page, PageRequest, RecordKey } from '#domain/ports.ts';
import type { FaceAnalysis, KycRules, VerificationRecord } from '#domain/record.ts';
import type { DocumentType, KycLink, KycStanding, Verification } from '#domain/verification.ts';

export interface VerifyKycInput {
  readonly selfie: IncomingImage;
  readonly documents: readonly {
    readonly type: DocumentType | null;
    readonly front: IncomingImage;
    readonly back: IncomingImage | null;
  }[];
  readonly userId: string | null;
  readonly reference: string | null;
  readonly workflowId: string | null;
  readonly idempotencyKey: string | null;
  readonly onlyIfUnverified: boolean;
  readonly consentVersion: string | null;
}

export interface CreateKycLinkInput {
  readonly userId: string | null;
  readonly workflowId: string | null;
  readonly reference: string | null;
  readonly idempotencyKey: string | null;
  readonly expiresInMinutes: number | null;
  readonly redirectUrl: string | null;
  readonly documentOptional: boolean | null;
}

export interface EnrollFaceInput {
  readonly selfie: IncomingImage;
  readonly userId: string | null;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phoneNumber: string | null;
}

/** A token of ours that says: this user was recognised by face. */
export interface FaceSession {
  readonly token: string;
  readonly tokenType: 'Bearer';
  readonly expiresAtMs: number;
}

/** A provider's face match, with the users of this gateway that it leads to. */
export interface RecognisedFaces extends FaceMatches {
  readonly userIds: readonly string[];
}

/** One operation's reading of provider records: batched, de-duplicated, never shared with another operation or caller. */
export interface RecordReader {
  /** The records of one attempt; null when the caller may not see them. */
  ofVerification(verification: Verification): Promise<readonly VerificationRecord[] | null>;
  /** The records under one key of the configured generation. Needs kyc:read. */
  byKey(key: RecordKey): Promise<readonly VerificationRecord[]>;
  /** Hands over the records that came with an attempt's answer, so that reading them costs no further call. */
  prime(verification: Verification, records: readonly VerificationRecord[]): void;
  /** The full record of a partial one (V2's direct answer), by its reference id; null when it is not there yet. */
  complete(record: VerificationRecord): Promise<VerificationRecord | null>;
}

/**
 * All use cases. Expected failures are thrown as `VerificationError`, mistakes of the caller as `RequestError`; whatever else is
 * thrown is a fault. `signal` is the client's: it aborts what was not paid for yet.
 */
export interface Services {
  /** The completed attempt: Faceki has decided. */
  verifyKyc(caller: Caller, input: VerifyKycInput, signal: AbortSignal): Promise<VerifiedKyc>;
  faceLogin(
    caller: Caller,
    input: { readonly selfie: IncomingImage; readonly userId: string | null },
    signal: AbortSignal,
  ): Promise<{ readonly userId: string; readonly session: FaceSession | null }>;
  searchByFace(
    caller: Caller,
    input: { readonly selfie: IncomingImage },
    signal: AbortSignal,
  ): Promise<RecognisedFaces>;
  enrollFace(caller: Caller, input: EnrollFaceInput, signal: AbortSignal): Promise<EnrolledFace>;
  analyzeFace(caller: Caller, input: { readonly selfie: IncomingImage }, signal: AbortSignal): Promise<FaceAnalysis>;
  createKycLink(
    caller: Caller,
    input: CreateKycLinkInput,
    signal: AbortSignal,
  ): Promise<{ readonly link: KycLink; readonly verification: Verification }>;
  /** Needs a login other than by face. */
  kycRules(caller: Caller, workflowId: string | null, signal: AbortSignal): Promise<KycRules | null>;
  /** Needs kyc:admin. */
  kycSummary(caller: Caller, signal: AbortSignal): Promise<unknown>;
  /** These attempts, in the order of the ids; null for what is not there or not the caller's. One ledger query for all. */
  verifications(caller: Caller, ids: readonly string[]): Promise<readonly (Verification | null)[]>;
  /** A page of the caller's own attempts, or of everybody's with kyc:read. */
  verificationPage(caller: Caller, filter: AttemptFilter, page: PageRequest): Promise<Page<Verification>>;
  /** Null when there are too many to count. */
  verificationCount(caller: Caller, filter: AttemptFilter): Promise<number | null>;
  /** How these users stand, in their order; null for whom the caller may not know about. One ledger query for all. */
  kycStandings(caller: Caller, userIds: readonly string[]): Promise<readonly (KycStanding | null)[]>;
  /** What changed when, by whom. Needs kyc:admin. */
  auditPage(caller: Caller, filter: AuditFilter, page: PageRequest): Promise<Page<AuditEvent>>;
  /** Erases what this gateway holds about one user: one's own wish, or kyc:admin. */
  eraseUser(caller: Caller, userId: string): Promise<Erasure>;
  /** Each change of one attempt of the caller's own (or with kyc:read), the present state first; ends when it is final. */
  watchVerification(
    caller: Caller,
    by: { readonly id: string } | { readonly idempotencyKey: string },
    signal: AbortSignal,
  ): AsyncIterable<Verification>;
  /** A reader of provider records for one operation of this caller. */
  recordReader(caller: Caller, signal: AbortSignal): RecordReader;
}

/** What verifyKyc answers: the attempt, and the records that came with Faceki's answer, to prime the operation's reader with. */
export interface VerifiedKyc {
  readonly verification: Verification;
  readonly records: readonly VerificationRecord[];
}
