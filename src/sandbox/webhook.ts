/** The vendor's webhook (faceki-api.md section 5.9): announces a finished verification, at least once, and waits for nobody. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '#domain/ports.ts';
import type { Account } from './account.ts';
import { fullNameOf } from './people.ts';
import type { StoredVerification } from './store.ts';
import { v2Records } from './wire/v2-record.ts';
import { v3Record } from './wire/v3-record.ts';
import type { World } from './world.ts';

const tries = 3;
const answerWithinMs = 5_000;
const pauseMs = 500;

export interface AnnouncerOptions {
  readonly account: Account;
  readonly clock: Clock;
  readonly publicUrl: () => string;
  readonly closing: AbortSignal;
}

/** A function that posts the hint in the background, again when it is not taken, and never throws. */
export function createAnnouncer(options: AnnouncerOptions): World['announce'] {
  return (stored) => {
    const { webhook } = options.account;
    if (webhook === null || (stored.generation === 'v2' && !webhook.alsoForV2)) return;
    const body = JSON.stringify(hint(stored, options));
    for (let copy = 0; copy < webhook.copies; copy += 1) void deliver(webhook.url, body, options.closing);
  };
}

function hint(stored: StoredVerification, options: AnnouncerOptions) {
  const { account } = options;
  const context = { account, publicUrl: options.publicUrl(), nowMs: options.clock() };
  const [v2Record] = stored.generation === 'v2' ? v2Records(stored, context) : [];
  return {
    requestId: stored.requestId,
    fullName: fullNameOf(stored.person),
    status: stored.decision,
    kycData: account.variants.webhookData === 'empty' ? {} : (v2Record ?? v3Record(stored, context.publicUrl)),
  };
}

async function deliver(url: string, body: string, closing: AbortSignal): Promise<void> {
  for (let attempt = 1; attempt <= tries && !closing.aborted; attempt += 1) {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(answerWithinMs)]);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      redirect: 'manual',
      signal,
    }).catch(() => null);
    await response?.body?.cancel().catch(() => undefined);
    if (response?.ok) return;
    await delay(pauseMs * attempt, undefined, { signal: closing }).catch(() => undefined);
  }
}
