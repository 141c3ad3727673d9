/** The proofs that each client has to pass. One e2e file per client calls this; the matrix in docs/clients.md says what they found. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adviceFor } from '#domain/advice.ts';
import { send } from '#examples/clients/fetch.ts';
import { VerifyKycDocument } from '#examples/codegen/gql/graphql.ts';
import { jwtSettings, tokenOf } from '#test/support/tokens.ts';
import type { ClientUnderTest, ConnectedClient } from './client-under-test.ts';
import { openStage, photos, type Stage } from './stage.ts';

/** Registers one test for each thing that the client says it can do. */
export function prove(client: ClientUnderTest, settings: Readonly<Record<string, string>> = jwtSettings): void {
  const hasTokens = settings === jwtSettings;
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(settings);
  });
  afterAll(() => stage[Symbol.asyncDispose]());

  async function connect(userId = 'amira'): Promise<ConnectedClient> {
    const token = hasTokens ? { token: await tokenOf(userId, 'kyc:verify') } : {};
    return client.connect({ url: stage.url, language: 'ar', ...token });
  }

  describe(client.name, () => {
    test.runIf(client.without.tokens === undefined)(
      'is known by its token, and told when it is not valid',
      async () => {
        const { viewer } = await connect();
        expect(await viewer?.()).toBe('amira');
        const stranger = client.connect({ url: stage.url, token: 'not.a.token' });
        expect(await stranger.viewer?.().then(String, describeError)).toMatch(/UNAUTHENTICATED|not valid/);
      },
    );

    test.runIf(client.without.uploads === undefined)('verifies a person by three photographs', async () => {
      stage.accept();
      const { verify } = await connect();
      expect(await verify?.(photos())).toMatchObject({ __typename: 'VerifyKycCompleted', accepted: true });
      expect(await stage.received()).toMatchObject({
        selfie_image: expect.stringContaining('a selfie'),
        doc_front_image: expect.stringContaining('a front'),
        doc_back_image: expect.stringContaining('a back'),
      });
    });

    test.runIf(client.without.failures === undefined)(
      'shows the person what to do about a blurred selfie',
      async () => {
        stage.findBlurred();
        const { verify } = await connect();
        expect(await verify?.(photos())).toMatchObject({
          __typename: 'SelfieRejectedError',
          code: 'FACE_BLURRED',
          retry: 'NEW_IMAGE',
          advice: adviceFor('FACE_BLURRED', 'ar'),
        });
      },
    );

    test.runIf(client.without.live === undefined)('hears of each change of a verification as it happens', async () => {
      const vendor = stage.hold();
      const key = randomUUID();
      const { watch } = await connect();
      const token = hasTokens ? { token: await tokenOf('amira', 'kyc:verify') } : {};
      const verifying = send({ url: stage.url, ...token }, VerifyKycDocument, { ...photos(), idempotencyKey: key });
      const states: string[] = [];
      for await (const state of watch?.(key) ?? []) {
        states.push(state);
        if (state === 'PENDING') vendor.release();
      }
      expect(states).toEqual(['PENDING', 'COMPLETED']);
      expect((await verifying).verifyKyc?.__typename).toBe('VerifyKycCompleted');
    });

    test.runIf(client.without.persisted === undefined)(
      'verifies a person by the id of a persisted document',
      async () => {
        stage.accept();
        const { verifyById } = await connect();
        expect(await verifyById?.(photos(), stage.idsByName)).toMatchObject({ __typename: 'VerifyKycCompleted' });
      },
    );
  });
}

/** Whatever an error of a client library holds: libraries keep the answer in different places. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  return `${error.message} ${JSON.stringify(error, Object.getOwnPropertyNames(error))}`;
}
