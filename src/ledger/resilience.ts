/** Carries a ledger over a server's restart, and turns what remains into sentences. */
import type { WholeLedger } from '#domain/ledger.ts';
import type { Engine } from './engine.ts';

/** A restart or a failover of the server is waited for this long, ms. */
const persistForMs = 5_000;
const firstPauseMs = 50;

/** Does the work again while its failure is passing. `lostAnswer`: an earlier try may have committed, unheard. */
export async function persist<T>(
  engine: Pick<Engine, 'classify'>,
  work: (lostAnswer: boolean) => Promise<T>,
  options: {
    /** True where doing it twice is the same as doing it once; else it is not repeated when it may have been done. */
    readonly repeatable: boolean;
    readonly forMs?: number;
  },
): Promise<T> {
  const giveUpAt = performance.now() + (options.forMs ?? persistForMs);
  let lostAnswer = false;
  for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
    try {
      return await work(lostAnswer);
    } catch (error) {
      const kind = engine.classify(error);
      if (kind === 'lasting' || (kind === 'unknown' && !options.repeatable)) throw error;
      if (performance.now() + pauseMs > giveUpAt) throw error;
      lostAnswer ||= kind === 'unknown';
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

/** The parts as the use cases get them. `begin` learns whether an earlier try of the same attempt may have committed. */
export interface LedgerParts extends Omit<WholeLedger, 'begin'> {
  begin(attempt: Parameters<WholeLedger['begin']>[0], lostAnswer: boolean): ReturnType<WholeLedger['begin']>;
}

/** The same ledger, which waits for a server that restarts and whose errors are sentences where they can be. */
export function makeResilient(engine: Engine, parts: LedgerParts): WholeLedger {
  async function explained<T>(work: (lostAnswer: boolean) => Promise<T>, repeatable: boolean): Promise<T> {
    try {
      return await persist(engine, work, { repeatable });
    } catch (error) {
      throw engine.explain(error);
    }
  }
  const repeatable =
    <Args extends readonly unknown[], T>(method: (...args: Args) => Promise<T>) =>
    (...args: Args) =>
      explained(() => method(...args), true);
  const once =
    <Args extends readonly unknown[], T>(method: (...args: Args) => Promise<T>) =>
    (...args: Args) =>
      explained(() => method(...args), false);
  return {
    begin: (attempt) => explained((lostAnswer) => parts.begin(attempt, lostAnswer), true),
    // A state that was reached is not reached again, so a repeated settlement changes nothing.
    settle: repeatable(parts.settle),
    attempts: repeatable(parts.attempts),
    attemptByKey: repeatable(parts.attemptByKey),
    attemptsByProviderIds: repeatable(parts.attemptsByProviderIds),
    page: repeatable(parts.page),
    count: repeatable(parts.count),
    standings: repeatable(parts.standings),
    recover: repeatable(parts.recover),
    auditPage: repeatable(parts.auditPage),
    sweep: repeatable(parts.sweep),
    faceOwners: repeatable(parts.faceOwners),
    takeDue: once(parts.takeDue),
    audit: once(parts.audit),
    eraseUser: once(parts.eraseUser),
    addFace: once(parts.addFace),
    check: async () => {
      try {
        await parts.check();
      } catch (error) {
        throw engine.explain(error);
      }
    },
    onChange: parts.onChange,
    close: parts.close,
  };
}
