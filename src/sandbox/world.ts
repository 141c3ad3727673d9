/** Everything that one sandbox consists of, handed to its endpoints. Built once in sandbox.ts; there is no other state. */
import type { Clock } from '#domain/ports.ts';
import type { Account } from './account.ts';
import type { OutcomePlan } from './faults.ts';
import type { Ids } from './ids.ts';
import type { Store, StoredVerification } from './store.ts';
import type { Tokens } from './tokens.ts';

export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface World {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly credentials: Credentials;
  readonly tokens: Tokens;
  readonly account: Account;
  readonly store: Store;
  readonly nextOutcomes: OutcomePlan;
  /** Where the sandbox can be reached from outside, without a slash at the end. Known once it listens. */
  readonly publicUrl: () => string;
  /** Tells whoever waits, as the vendor's webhook would. Never throws. */
  readonly announce: (verification: StoredVerification) => void;
}
