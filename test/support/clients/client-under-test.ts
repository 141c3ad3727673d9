/** What a client has to be able to do to count as one that works, in words that fit all of them. */
import type { Endpoint } from '#examples/clients/fetch.ts';

/** The columns of the matrix in docs/clients.md. */
export const features = {
  tokens: 'token',
  uploads: 'uploads',
  failures: 'typed failures, advice in Arabic',
  live: 'live updates',
  persisted: 'persisted documents with files',
} as const;
export type Feature = keyof typeof features;

export interface Photos {
  readonly selfie: Blob;
  readonly front: Blob;
  readonly back: Blob;
}

/** Enough of `verifyKyc`'s answer to tell a success from a failure. */
export interface VerifyAnswer {
  readonly __typename?: string;
  readonly accepted?: boolean;
  readonly code?: string;
  readonly advice?: string;
  readonly retry?: string;
}

/** One client, connected to one gateway. What is left out it cannot do. */
export interface ConnectedClient {
  /** The caller's id, as the gateway knows it. Rejects as the client does when the gateway refuses the token. */
  viewer?(): Promise<string | null>;
  verify?(photos: Photos): Promise<VerifyAnswer>;
  /** The same by the id of a persisted document. */
  verifyById?(photos: Photos, idsByName: Readonly<Record<string, string>>): Promise<VerifyAnswer>;
  /** The states of the attempt under this key; ends when the subscription does. */
  watch?(idempotencyKey: string): AsyncIterable<string>;
}

export interface ClientUnderTest {
  readonly name: string;
  /** The npm packages that it is made of; empty for what comes with the platform. */
  readonly packages: readonly string[];
  /** Said in place of packages. */
  readonly platform?: string;
  /** The file to copy, under examples/clients. */
  readonly example: string | null;
  /** What it cannot do, as a sentence that says why or what to do instead. */
  readonly without: Partial<Readonly<Record<Feature, string>>>;
  readonly connect: (endpoint: Endpoint) => ConnectedClient;
}

/** A client's callbacks as something to loop over. Events that come before they are asked for are kept. */
export async function* fromCallbacks<Event>(
  start: (sink: { next: (event: Event) => void; error: (error: unknown) => void; complete: () => void }) => () => void,
): AsyncGenerator<Event> {
  const waiting: Event[] = [];
  const end: { reached: boolean; error?: unknown } = { reached: false };
  let wake = Promise.withResolvers<void>();
  const stop = start({
    next(event) {
      waiting.push(event);
      wake.resolve();
    },
    error(error) {
      Object.assign(end, { reached: true, error });
      wake.resolve();
    },
    complete() {
      end.reached = true;
      wake.resolve();
    },
  });
  try {
    for (;;) {
      while (waiting.length > 0) yield* waiting.splice(0);
      if (end.error !== undefined) throw end.error;
      if (end.reached) return;
      await wake.promise;
      wake = Promise.withResolvers<void>();
    }
  } finally {
    stop();
  }
}
