/**
 * What every vendor's side promises to the use cases, whoever answers: the sandbox, a vendor scripted from the reference's samples, or the real
 * service. Run on each by test/integration/provider-contract.test.ts; docs/live-contract.md says how to run it on a real account.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VerificationError } from '#domain/errors.ts';
import { failures } from '#domain/failure.ts';
import type { IdentityProvider, RecordKey, Submission, SubmissionOutcome } from '#domain/ports.ts';
import type { VerificationRecord } from '#domain/record.ts';
import { type DocumentType, type Generation, kycDecisions } from '#domain/verification.ts';
import type { Faceki, FacekiOptions } from '#faceki/faceki.ts';
import { type HeldImage, heldImage, holding } from '#test/support/held-image.ts';

/** Somebody to verify, as photographs. */
export interface Person {
  readonly selfie: Uint8Array;
  /** Another photo of the same face. */
  readonly otherSelfie: Uint8Array;
  readonly documentType: DocumentType;
  readonly front: Uint8Array;
  readonly back: Uint8Array | null;
}

export interface ProviderPlace {
  readonly name: string;
  readonly generation: Generation;
  /** Opens the vendor's side against this place; a place may be opened several times. */
  open(overrides?: Partial<FacekiOptions>): Promise<Faceki>;
  readonly person: Person;
  /** Whether calls that cost money may be made. */
  readonly mayPay: boolean;
  /** Whether this person is known to be accepted here. Elsewhere any typed outcome will do. */
  readonly accepts: boolean;
  /** How long a record may take to appear. */
  readonly recordsWithinMs: number;
  close(): Promise<void>;
}

/** Tests that the vendor's side keeps the promises of the port at this place. */
export function describeProvider(place: ProviderPlace): void {
  describe(place.name, () => {
    let faceki: Faceki;
    let provider: IdentityProvider;
    beforeAll(async () => {
      faceki = await place.open();
      provider = faceki.provider;
    });
    afterAll(async () => {
      await faceki.close();
      await place.close();
    });
    const isV3 = place.generation === 'v3';

    describe('for nothing', () => {
      test('opens with a token, and says which documents a person must show, or that no rules are set up', async () => {
        const rules = await provider.readRules(null, {}).catch(asTyped);
        if (rules instanceof VerificationError) return expect(rules.code).toBe('NO_RULES');
        expect(rules).toMatchObject({ documents: expect.any(Array), raw: expect.any(Object) });
        expect(rules.workflowId === null).toBe(!isV3);
      });

      test('refuses wrong credentials as a matter of the configuration', async () => {
        const wrong = await place.open(await wrongCredentials());
        try {
          await expect(wrong.provider.readRules(null, {})).rejects.toMatchObject({ code: 'CREDENTIALS_REJECTED' });
        } finally {
          await wrong.close();
        }
      });

      test('has nothing under keys that nobody was given', async () => {
        for (const kind of provider.recordKeys) {
          const found = await provider.findRecords({ kind, value: unknownValue(kind) }, {}).catch(asTyped);
          // An unknown link may be said to be one.
          if (found instanceof VerificationError) expect([kind, found.code]).toEqual(['link', 'LINK_INVALID']);
          else expect(found).toEqual([]);
        }
      });

      test('says at once what this generation does not have', async () => {
        const missing = isV3
          ? [provider.readSummary({}), provider.findRecords({ kind: 'referenceId', value: 'x' }, {})]
          : [provider.analyzeFace(heldImage(), {}), provider.findRecords({ kind: 'faceId', value: 'x' }, {})];
        for (const answer of missing) await expect(answer).rejects.toMatchObject({ code: 'NOT_SUPPORTED' });
      });

      test.runIf(!isV3)('hands the account’s summary on, whatever it is', async () => {
        expect(await provider.readSummary({})).not.toBeUndefined();
      });

      test('a verification that is given up before it begins is not taken', async () => {
        const sent = submissionOf(place.person);
        const outcome = await provider.verify(sent, { signal: AbortSignal.abort() });
        expect(outcome).toMatchObject({ kind: 'refused', taken: false });
        expect(sent.images.every(({ isReleased }) => isReleased)).toBe(true);
      });

      test('the other generation’s records can be asked for with the same token', async () => {
        const other = faceki.sources[isV3 ? 'v2' : 'v3'];
        const found = await other.findRecords({ kind: 'requestId', value: randomUUID() }, {}).catch(asTyped);
        // An account need not have both.
        if (!(found instanceof VerificationError)) expect(found).toEqual([]);
      });
    });

    describe.runIf(place.mayPay)('for money', () => {
      let verifying: Promise<SubmissionOutcome> | undefined;
      const sent = submissionOf(place.person);
      /** Once for all tests: it may cost something. */
      const verified = () => {
        verifying ??= provider.verify(sent, {});
        return verifying;
      };

      test('verifies a person: a decision, or a failure of the contract’s; and lets go of the images', {
        timeout: 180_000,
      }, async () => {
        const outcome = await verified();
        if (place.accepts) expect(outcome).toMatchObject({ kind: 'decided', decision: 'ACCEPTED' });
        if (outcome.kind === 'decided') expect([...kycDecisions, null]).toContain(outcome.decision);
        else expect(Object.keys(failures)).toContain(outcome.failure.code);
        expect(outcome.kind === 'refused' ? outcome.failure.code : null).not.toBe('PROVIDER_NONSENSE');
        expect(sent.images.every(({ isReleased }) => isReleased)).toBe(true);
      });

      test('a decision has a record under each key that it names, and the record says the same', {
        timeout: 60_000,
      }, async () => {
        const outcome = await verified();
        if (outcome.kind !== 'decided') return;
        const { requestId, decision } = outcome;
        expect(requestId).not.toBeNull();
        const [record] = await eventually(
          provider,
          { kind: 'requestId', value: requestId ?? '' },
          place.recordsWithinMs,
        );
        expect(record).toMatchObject({ decision, isPartial: false });
        if (record === undefined) return;
        if (isV3) expect(record.recordIdentifier).toBe(sent.attemptId);
        for (const key of keysOf(record, provider)) {
          const found = await eventually(provider, key, place.recordsWithinMs);
          expect(
            found.map(({ id }) => id),
            `by ${key.kind}`,
          ).toContain(record.id);
        }
        expect(record.documents.length).toBeGreaterThan(0);
        for (const { dateOfBirth } of [record.person ?? { dateOfBirth: null }]) {
          if (dateOfBirth !== null) expect(dateOfBirth).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        }
        for (const { confidence } of record.documents.flatMap(({ fields }) => fields)) {
          expect(confidence === null || (confidence >= 0 && confidence <= 1)).toBe(true);
        }
      });

      test('knows the same face in another photo, where it was accepted', async () => {
        const outcome = await verified();
        const matches = await provider.matchFace(holding(place.person.otherSelfie), {}).catch(asTyped);
        if (matches instanceof VerificationError) return expect(failures[matches.code].error).not.toBeNull();
        if (!place.accepts || outcome.kind !== 'decided') return;
        expect(matches.faceIds.length).toBeGreaterThan(0);
        expect(matches.records.map(({ decision }) => decision)).toContain('ACCEPTED');
      });

      test('makes a link that nobody has used yet', async () => {
        const request = { workflowId: null, expiresInMinutes: 30, redirectUrl: null, documentOptional: null };
        const link = await provider.createLink({ attemptId: `ver_${randomUUID()}`, ...request }, {});
        expect(link).toMatchObject({ id: expect.any(String), url: expect.stringMatching(/^https?:/) });
        expect(await provider.findRecords({ kind: 'link', value: link.id }, {})).toEqual([]);
      });

      test.runIf(isV3)('estimates what a selfie shows', async () => {
        const found = await provider.analyzeFace(holding(place.person.selfie), {}).catch(asTyped);
        if (found instanceof VerificationError) return expect(failures[found.code].error).toBe('SelfieRejectedError');
        for (const figure of [found.liveness, found.detectionConfidence]) {
          expect(figure === null || (figure >= 0 && figure <= 1)).toBe(true);
        }
      });
    });
  });
}

function submissionOf(person: Person): Submission & { readonly images: readonly HeldImage[] } {
  const selfie = holding(person.selfie);
  const front = holding(person.front);
  const back = person.back === null ? null : holding(person.back);
  const documents = [{ type: person.documentType, front, back }];
  const images = [selfie, front, ...(back === null ? [] : [back])];
  return { attemptId: `ver_${randomUUID()}`, selfie, documents, workflowId: null, images };
}

/** Every key that a record can be found by. */
function keysOf(record: VerificationRecord, { recordKeys }: IdentityProvider): readonly RecordKey[] {
  const [faceId = null] = record.faceIds;
  const values = { ...record, faceId };
  return recordKeys.flatMap((kind) => {
    const value = values[kind];
    return value === null || value === '' ? [] : [{ kind, value }];
  });
}

/** A record may be a moment behind its verification. */
async function eventually(
  provider: IdentityProvider,
  key: RecordKey,
  withinMs: number,
): Promise<readonly VerificationRecord[]> {
  let records: readonly VerificationRecord[] = [];
  await expect
    .poll(
      async () => {
        records = await provider.findRecords(key, {});
        return records.length;
      },
      { timeout: withinMs, interval: Math.min(2_000, withinMs / 4) },
    )
    .toBeGreaterThan(0);
  return records;
}

function unknownValue(kind: RecordKey['kind']): string {
  return kind === 'referenceId' ? randomUUID().replaceAll('-', '') : randomUUID();
}

async function wrongCredentials(): Promise<Pick<FacekiOptions, 'clientId' | 'clientSecret'>> {
  const { Secret } = await import('#domain/secret.ts');
  return { clientId: new Secret(randomUUID()), clientSecret: new Secret(randomUUID()) };
}

/** An expected failure as a value; anything else is a fault and fails the test. */
function asTyped(error: unknown): VerificationError {
  if (error instanceof VerificationError) return error;
  throw error;
}
