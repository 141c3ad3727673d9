/** All use cases over a ledger in memory and a scripted provider. */
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { WholeLedger } from '#domain/ledger.ts';
import type { IdentityProvider } from '#domain/ports.ts';
import { readHints } from '#faceki/hints.ts';
import { openLedger } from '#ledger/ledger.ts';
import { type BuiltServices, createServices, type ServicesOptions } from '#services/create-services.ts';
import type { VerifyKycInput } from '#services/services.ts';
import { arrived } from './images.ts';

export interface TestServices extends BuiltServices {
  readonly ledger: WholeLedger;
}

export async function createTestServices(
  provider: IdentityProvider,
  overrides: Partial<ServicesOptions> = {},
): Promise<TestServices> {
  const clock = overrides.clock ?? Date.now;
  const ledger = overrides.ledger ?? (await openLedger({ url: 'sqlite::memory:', mode: 'sandbox', clock }));
  const built = createServices({
    provider,
    sources: { v2: provider, v3: provider },
    ledger,
    clock,
    createId: (atMs) => `ver_${v7({ msecs: atMs })}`,
    createFaceId: () => `face_${randomUUID()}`,
    createSalt: () => randomUUID(),
    readHints,
    answerWithinMs: 5_000,
    verifyPerOwnerPerDay: null,
    redirectOrigins: [],
    faceLogin: { subject: 'ledger', minConfidence: 0, openSession: null, checkLimit: async () => {} },
    onFault: (fault) => {
      throw fault;
    },
    onUnrecorded: (fault) => {
      throw fault;
    },
    ...overrides,
  });
  return { ...built, ledger };
}

/** One identity card and a selfie, arrived. */
export function kycInput(overrides: Partial<VerifyKycInput> = {}): VerifyKycInput {
  return {
    selfie: arrived('selfie'),
    documents: [{ type: 'ID_CARD', front: arrived('front'), back: arrived('back') }],
    userId: null,
    reference: null,
    workflowId: null,
    idempotencyKey: null,
    onlyIfUnverified: false,
    consentVersion: null,
    ...overrides,
  };
}

/** A client that stays. */
export const staying = new AbortController().signal;
