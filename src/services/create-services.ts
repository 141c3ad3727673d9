/** Joins the use cases to what they need. */
import type { WholeLedger } from '#domain/ledger.ts';
import type { Clock, IdentityProvider, ReadHints, RecordSource } from '#domain/ports.ts';
import type { Generation } from '#domain/verification.ts';
import { createAnalyzeFace } from './analyze-face.ts';
import { type AttemptsUnderWay, createAttemptsUnderWay } from './attempts.ts';
import { createCreateKycLink } from './create-kyc-link.ts';
import { createDailyLimit, type DailyLimitOptions } from './daily-limit.ts';
import { createEnrollFace } from './enroll-face.ts';
import { createEraseUser } from './erase-user.ts';
import { createFaceLogin, type FaceLoginOptions } from './face-login.ts';
import { createFindAuditEvents } from './find-audit-events.ts';
import { createRecordReader } from './find-records.ts';
import { createFindVerifications } from './find-verifications.ts';
import { createFollowDecisions } from './follow-decisions.ts';
import { createHints, type Hints } from './hear-hint.ts';
import { createReadAccount } from './read-account.ts';
import { createReconciler, type Reconciler } from './reconcile.ts';
import { createSearchByFace } from './search-by-face.ts';
import type { Services } from './services.ts';
import { createPatientSettle } from './settle-patiently.ts';
import { createVerifyKyc } from './verify-kyc.ts';
import { createWatchVerification } from './watch-verification.ts';

export interface ServicesOptions {
  readonly provider: IdentityProvider;
  readonly sources: Readonly<Record<Generation, RecordSource>>;
  readonly ledger: WholeLedger;
  readonly clock: Clock;
  /** The id of an attempt that begins at this time. */
  readonly createId: (atMs: number) => string;
  /** The id of a face that is enrolled at this time. */
  readonly createFaceId: (atMs: number) => string;
  readonly createSalt: () => string;
  readonly readHints: ReadHints;
  readonly answerWithinMs: number;
  /** Null: no limit. */
  readonly verifyPerOwnerPerDay: number | null;
  /** Counts, over all replicas, the attempts that are on their way to the ledger too. */
  readonly takeVerification?: DailyLimitOptions['takePlace'];
  readonly redirectOrigins: readonly string[];
  readonly faceLogin: Omit<FaceLoginOptions, 'provider' | 'ledger' | 'follow'>;
  /** Told of a fault of the reconciler's, or of following a hint. */
  readonly onFault: (fault: unknown) => void;
  /** Told once of each outcome that the ledger does not take yet. */
  readonly onUnrecorded: (fault: unknown) => void;
  /** Ends all subscriptions, politely. */
  readonly stopping?: AbortSignal | undefined;
}

export interface BuiltServices {
  readonly services: Services;
  readonly reconciler: Reconciler;
  /** Takes what the provider's webhook brings. */
  readonly hints: Hints;
  readonly underWay: AttemptsUnderWay;
}

const watchIdleEndMs = 15 * 60_000;
/** Enough for every tab of a person and every case of a clerk; a backend watches through its users' tokens. */
const maxWatchesPerCaller = 100;

export function createServices(options: ServicesOptions): BuiltServices {
  const { provider, sources, ledger, clock, createId, createSalt, answerWithinMs, redirectOrigins } = options;
  const underWay = createAttemptsUnderWay();
  const follow = createFollowDecisions({ ledger, clock, sources });
  const reconciler = createReconciler({ ledger, sources, follow, clock, onFault: options.onFault });
  const { verifyPerOwnerPerDay: perDay, takeVerification: takePlace = async () => async () => {} } = options;
  const takeDailyPlace = createDailyLimit({ ledger, clock, perDay, takePlace });
  const settle = createPatientSettle(ledger, options.onUnrecorded);
  const attempts = { provider, ledger, settle, clock, createId, createSalt, answerWithinMs, underWay, takeDailyPlace };

  const services: Services = {
    verifyKyc: createVerifyKyc({ ...attempts, lookUp: (attempt) => reconciler.refresh(attempt, 0) }),
    faceLogin: createFaceLogin({ ...options.faceLogin, provider, ledger, follow }),
    searchByFace: createSearchByFace({ provider, ledger, follow }),
    enrollFace: createEnrollFace({ provider, ledger, clock, createFaceId: options.createFaceId, underWay }),
    analyzeFace: createAnalyzeFace({ provider }),
    createKycLink: createCreateKycLink({ ...attempts, redirectOrigins }),
    ...createReadAccount({ provider }),
    ...createFindVerifications({ ledger, reconciler }),
    ...createFindAuditEvents({ ledger }),
    ...createEraseUser({ ledger, clock }),
    watchVerification: createWatchVerification({
      ledger,
      reconciler,
      clock,
      idleEndMs: watchIdleEndMs,
      maxPerCaller: maxWatchesPerCaller,
      stopping: options.stopping,
    }),
    recordReader: createRecordReader({ source: provider, sources, follow }),
  };
  const { readHints, onFault } = options;
  const hints = createHints({ readHints, source: provider, ledger, reconciler, onFault });
  return { services, reconciler, hints, underWay };
}
