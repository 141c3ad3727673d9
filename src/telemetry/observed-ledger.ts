/** A ledger that tells how long each use of it took, and of each attempt that it moved on. */
import type { WholeLedger } from '#domain/ledger.ts';
import type { Settlement } from '#domain/ports.ts';
import type { AttemptSeen, LedgerCallSeen } from './observations.ts';

export interface LedgerObserver {
  readonly onCall: (seen: LedgerCallSeen) => void;
  readonly onAttempt: (seen: AttemptSeen) => void;
}

/** The same ledger, watched. */
export function observeLedger<Watched extends WholeLedger>(ledger: Watched, observer: LedgerObserver): Watched {
  function timed<Args extends readonly unknown[], Value>(method: string, call: (...args: Args) => Promise<Value>) {
    return async (...args: Args): Promise<Value> => {
      const begunAt = performance.now();
      const tell = (failed: boolean) => observer.onCall({ method, durationMs: performance.now() - begunAt, failed });
      try {
        const value = await call(...args);
        tell(false);
        return value;
      } catch (error) {
        tell(true);
        throw error;
      }
    };
  }

  const settle = timed('settle', ledger.settle);
  return {
    ...ledger,
    begin: timed('begin', ledger.begin),
    async settle(id, settlement) {
      const settled = await settle(id, settlement);
      if (settled !== null) observer.onAttempt(toSeen(settlement));
      return settled;
    },
    attempts: timed('attempts', ledger.attempts),
    attemptByKey: timed('attemptByKey', ledger.attemptByKey),
    attemptsByProviderIds: timed('attemptsByProviderIds', ledger.attemptsByProviderIds),
    page: timed('page', ledger.page),
    count: timed('count', ledger.count),
    standings: timed('standings', ledger.standings),
    takeDue: timed('takeDue', ledger.takeDue),
    audit: timed('audit', ledger.audit),
    auditPage: timed('auditPage', ledger.auditPage),
    eraseUser: timed('eraseUser', ledger.eraseUser),
    sweep: timed('sweep', ledger.sweep),
    addFace: timed('addFace', ledger.addFace),
    faceOwners: timed('faceOwners', ledger.faceOwners),
    check: timed('check', ledger.check),
  };
}

function toSeen({ state, decision = null, failure = null, actor = 'gateway' }: Settlement): AttemptSeen {
  // An actor may be a user's id.
  const by = actor === 'gateway' || actor === 'reconciler' || actor === 'webhook' ? actor : 'other';
  return { state, decision, failure: failure?.code ?? null, by };
}
