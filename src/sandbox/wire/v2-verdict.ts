/** What V2's engine says about a document: the content verdict, and the nine authenticity checks (faceki-api.md section 7.1). */
import type { StoredDocument } from '#sandbox/store.ts';

export interface V2Verdict {
  readonly passed: boolean;
  /** The selfie matches the document, as the rules see it. */
  readonly face: boolean;
  /** Selfie and portrait show the same person, as the engine sees it. */
  readonly identical: boolean;
  readonly notExpired: boolean;
  /** False when the document looks copied or edited. */
  readonly genuine: boolean;
  /** False when the selfie is not judged live. */
  readonly live: boolean;
}

/** The verdict that follows from the outcome. A decision changed by hand later leaves it as it was, as at the vendor's (Q19). */
export function verdictOf(document: StoredDocument): V2Verdict {
  const { name, v2 } = document.outcome;
  const identical = !['DOCUMENT_FACE_MATCH_FAILED', 'DECLINED', 'KYC_FAILED'].includes(name);
  return {
    passed: v2 === 'ACCEPTED',
    // A failed card is sampled as identical and yet not matched.
    face: identical && !/VERIFY_FAIL/.test(name),
    identical,
    notExpired: name !== 'EXPIRED_DOCUMENT',
    genuine: name !== 'DOCUMENT_LIVENESS_FAILED',
    live: name !== 'SELFIE_LIVENESS_FAILED',
  };
}

const smallImage = { passed: false, code: 112, reason: 'Document image too small', severity: 'low' } as const;
const edited = { passed: false, code: 130, reason: 'Image edited in an editor', severity: 'medium' } as const;
const recaptured = { passed: false, code: 180, reason: 'Recaptured document', severity: 'medium' } as const;
const fine = { passed: true } as const;

/** `authentication`, with or without its score. A failed check declines nobody by itself. */
export function authenticationOf(document: StoredDocument, withScore: boolean) {
  const { genuine } = verdictOf(document);
  const size = document.isSmall ? smallImage : fine;
  const exif = genuine ? fine : edited;
  const recapture = genuine ? fine : recaptured;
  const warning = [size, exif, recapture].flatMap((check) => ('reason' in check ? [check.reason] : []));
  const breakdown = {
    data_visibility: fine,
    image_quality: size,
    feature_referencing: fine,
    exif_check: exif,
    publicity_check: fine,
    text_analysis: fine,
    biometric_analysis: fine,
    security_feature_check: fine,
    recapture_check: recapture,
  };
  if (!withScore) return { breakdown, warning };
  return { score: genuine ? (document.isSmall ? 0.7 : 0.98) : 0.1, breakdown, warning };
}
