/** Tells listeners of committed changes, each attempt's in order: a change older than one already told is not told any more. */
import type { Verification } from '#domain/verification.ts';
import type { StoredVerification } from './tables.ts';

/** How many attempts' last revisions are remembered. An attempt that fell out may at worst be told of twice. */
const remembered = 20_000;

export interface Changes {
  publish(stored: StoredVerification): void;
  /** True when this change, or a later one of the attempt, was told already. */
  wasTold(id: string, revision: number): boolean;
  listen(listener: (verification: Verification) => void): () => void;
  readonly hasListeners: boolean;
}

/** A listener that throws is reported to `onFault` and does not keep the others from hearing. */
export function createChanges(onFault: (error: unknown) => void): Changes {
  const listeners = new Set<(verification: Verification) => void>();
  const told = new Map<string, number>();

  const wasTold = (id: string, revision: number) => (told.get(id) ?? 0) >= revision;

  return {
    publish({ verification, revision }) {
      if (wasTold(verification.id, revision)) return;
      told.delete(verification.id);
      told.set(verification.id, revision);
      if (told.size > remembered) told.delete(told.keys().next().value ?? '');
      for (const listener of [...listeners]) {
        try {
          listener(verification);
        } catch (error) {
          onFault(error);
        }
      }
    },
    wasTold,
    listen(listener) {
      // Wrapped, so that the same function may listen twice.
      const own = (verification: Verification) => listener(verification);
      listeners.add(own);
      return () => {
        listeners.delete(own);
      };
    },
    get hasListeners() {
      return listeners.size > 0;
    },
  };
}
