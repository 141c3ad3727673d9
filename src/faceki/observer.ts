/** What a log or a metric may know of one call to the vendor: names and numbers, never a URL, a body or an id. */
import type { FailureCode } from '#domain/failure.ts';

export interface CallReport {
  /** A fixed name, e.g. `v2.kyc-verification`. */
  readonly endpoint: string;
  /** The HTTP status; null when no answer began. */
  readonly status: number | null;
  /** The vendor's own code; null when there was none, or none that may be shown. */
  readonly code: string | null;
  readonly durationMs: number;
  /** 1, or 2 when the call was repeated with a new token. */
  readonly attempt: number;
  /** How often it was sent for this answer: reads and tokens are repeated after failures that may pass. */
  readonly tries: number;
  /** `unauthorized`: a 401, whatever follows. */
  readonly outcome: 'ok' | 'unauthorized' | FailureCode;
}

export type CallObserver = (report: CallReport) => void;

/** An observer that cannot break the call that it watches: a paid answer must not be lost to a full log disk. */
export function shielded<Report>(observer: ((report: Report) => void) | undefined): (report: Report) => void {
  return (report) => {
    try {
      observer?.(report);
    } catch {
      // There is nobody to tell: this is the one who would.
    }
  };
}
