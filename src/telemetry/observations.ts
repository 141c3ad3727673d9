/** What the gateway tells of itself: names and numbers of closed vocabularies, never a URL, a variable, a document, a body or anybody's id. */

/** One GraphQL request, told when its answer has left, or its client has. */
export interface OperationSeen {
  /** As the client calls it. Text of a client's choice, so it is for logs and spans alone. */
  readonly name: string | null;
  /** Null where it never got so far, because it could not be read, or was refused before. */
  readonly type: 'query' | 'mutation' | 'subscription' | null;
  /** Its fields at the root, in alphabetical order; empty where it was not valid. */
  readonly fields: readonly string[];
  readonly durationMs: number;
  /** The HTTP status. */
  readonly status: number;
  /** `failure`: a mutation answered one of its expected failures. `error`: the answer has errors. `left`: the client did not wait. */
  readonly outcome: 'ok' | 'failure' | 'error' | 'left';
  /** The expected failures, by GraphQL type and code. */
  readonly failures: readonly { readonly type: string; readonly code: string }[];
  /** `extensions.code` of the errors. */
  readonly errorCodes: readonly string[];
  /** `backend`: a token with rights over other users. `unknown`: refused before anybody looked. */
  readonly caller: 'none' | 'user' | 'backend' | 'face-session' | 'unknown';
}

/** One call to the provider, told when it is over. */
export interface ProviderCallSeen {
  /** A fixed name, e.g. `v2.kyc-verification`. */
  readonly endpoint: string;
  readonly status: number | null;
  readonly code: string | null;
  readonly durationMs: number;
  readonly attempt: number;
  readonly tries: number;
  /** `ok`, `unauthorized`, or a failure code. */
  readonly outcome: string;
}

/** One use of the ledger, told when it is over. */
export interface LedgerCallSeen {
  /** The port's method. */
  readonly method: string;
  readonly durationMs: number;
  readonly failed: boolean;
}

/** An attempt that moved on. */
export interface AttemptSeen {
  readonly state: string;
  readonly decision: string | null;
  /** A failure code. */
  readonly failure: string | null;
  /** Who found out. */
  readonly by: 'gateway' | 'reconciler' | 'webhook' | 'other';
}

export type CircuitStateSeen = 'closed' | 'half-open' | 'open';

/** What can be asked at any time. */
export interface Vitals {
  readonly isReady: () => boolean;
  readonly requestsUnderWay: () => number;
  readonly attemptsUnderWay: () => number;
  readonly provider: { readonly underWay: number; readonly queued: number };
  /** Whose circuits there are. */
  readonly providerHosts: readonly string[];
  readonly providerSlots: number;
  readonly uploadBudgetBytes: number;
}
