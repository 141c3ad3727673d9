/** Every V2 number through the whole layer: a real socket, a real token, the real decoder, each operation. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FailureCode } from '#domain/failure.ts';
import { failures } from '#domain/failure.ts';
import { type FacekiUnderTest, startFaceki, submission } from '#test/support/faceki-under-test.ts';
import { heldImage } from '#test/support/held-image.ts';

let stage: FacekiUnderTest;
beforeAll(async () => {
  stage = await startFaceki();
});
afterAll(() => stage[Symbol.asyncDispose]());

const meanings = {
  1000: 'PROVIDER_FAULT',
  7001: 'NO_RULES',
  8001: 'MISSING_IMAGES',
  8002: 'DOCUMENT_REJECTED',
  8003: 'PROVIDER_TRY_AGAIN',
  8004: 'FACE_CROPPED',
  8005: 'FACE_TOO_CLOSE',
  8006: 'FACE_NOT_FOUND',
  8007: 'FACE_CLOSE_TO_BORDER',
  8008: 'FACE_TOO_SMALL',
  8009: 'POOR_LIGHT',
  8010: 'ID_CARD_REJECTED',
  8011: 'DRIVING_LICENCE_REJECTED',
  8012: 'PASSPORT_REJECTED',
  8013: 'RECORD_NOT_FOUND',
  8014: 'LINK_INVALID',
  8015: 'LINK_EXPIRED',
  8016: 'LINK_NOT_CREATED',
  8017: 'QUOTA_EXCEEDED',
  8018: 'MULTIPLE_FACES',
  8019: 'FACE_BLURRED',
  8020: 'MISSING_ID_CARD',
  8021: 'MISSING_PASSPORT',
  8022: 'MISSING_DRIVING_LICENCE',
} as const satisfies Record<number, FailureCode>;
const rows = Object.entries(meanings);

const selfieNumbers = ['8004', '8005', '8006', '8007', '8008', '8009', '8018', '8019'];
const anywhere = ['1000', '7001', '8003', '8017'];
/** The numbers that belong to each operation; any other is not understood there. */
const known = {
  verify: [...anywhere, ...selfieNumbers, '8001', '8002', '8010', '8011', '8012', '8020', '8021', '8022'],
  matchFace: [...anywhere, ...selfieNumbers],
  createLink: [...anywhere, '8014', '8015', '8016'],
  findRecords: [...anywhere, '8014', '8015'],
  read: anywhere,
};
const expected = (operation: keyof typeof known, number: string, meaning: FailureCode) =>
  known[operation].includes(number) ? meaning : 'PROVIDER_NONSENSE';

const answer = (route: string, responseCode: unknown, data: unknown = {}) =>
  stage.server.on(route, { json: { responseCode, data } });

describe.each([
  ['one document', 'POST /kycverify/api/kycverify/kyc-verification', submission],
  ['two documents', 'POST /kycverify/api/kycverify/multi-kyc-verification', () => submission('ID_CARD', 'PASSPORT')],
] as const)('verifying %s', (_, route, sent) => {
  test.each(rows)('%s means %s, or that it makes no sense here', async (number, meaning) => {
    const code = expected('verify', number, meaning);
    for (const wireCode of [Number(number), number]) {
      answer(route, wireCode);
      const outcome = await stage.faceki.provider.verify(sent(), {});
      expect(outcome).toMatchObject(
        code === 'PROVIDER_NONSENSE'
          ? { kind: 'lost', failure: { code, providerCode: number } }
          : { kind: 'refused', taken: true, failure: { code, providerCode: number } },
      );
    }
  });

  test.each([9999, 2, 8023, 8000, -1, 'NO_SUCH_WORD'])(
    '%s is nothing we know: the outcome is lost, the code is kept',
    async (number) => {
      answer(route, number);
      const failure = { code: 'PROVIDER_NONSENSE', providerCode: String(number) };
      expect(await stage.faceki.provider.verify(sent(), {})).toEqual({ kind: 'lost', failure });
    },
  );

  test.each([undefined, null, 'done', {}, [], 7])(
    '0 without a verdict (%j) is not a yes and not an exception',
    async (data) => {
      answer(route, 0, data);
      expect(await stage.faceki.provider.verify(sent(), {})).toMatchObject({
        kind: 'lost',
        failure: { code: 'PROVIDER_NONSENSE' },
      });
    },
  );
});

test.each(rows)('%s on a face match', async (number, meaning) => {
  answer('POST /facelink/api/face-check', Number(number));
  const found = await stage.faceki.provider.matchFace(heldImage(), {}).catch((error) => error);
  if (number === '8013') expect(found).toEqual({ faceIds: [], records: [], account: null, confidence: null });
  else expect(found).toMatchObject({ code: expected('matchFace', number, meaning), providerCode: number });
});

test.each(rows)('%s on a link', async (number, meaning) => {
  answer('POST /kycverify/api/kycverify/kyc-verify-link', Number(number));
  const request = {
    attemptId: 'ver_1',
    workflowId: null,
    expiresInMinutes: 5,
    redirectUrl: null,
    documentOptional: null,
  };
  const error = await stage.faceki.provider.createLink(request, {}).catch((cause) => cause);
  const code: FailureCode = expected('createLink', number, meaning);
  expect(error).toMatchObject({ code, providerCode: number, name: failures[code].error, retry: failures[code].retry });
});

test.each(rows)('%s on records', async (number, meaning) => {
  for (const [route, kind] of [
    ['records', 'requestId'],
    ['reference', 'referenceId'],
    ['link', 'link'],
  ] as const) {
    answer(`GET /kycverify/api/kycverify/${route}`, number);
    const found = await stage.faceki.provider.findRecords({ kind, value: 'x' }, {}).catch((error) => error);
    if (number === '8013') expect(found).toEqual([]);
    else expect(found).toMatchObject({ code: expected('findRecords', number, meaning), providerCode: number });
  }
});

test.each(rows)('%s on rules and summary', async (number, meaning) => {
  answer('GET /kycrules/api/kycrules', Number(number));
  answer('GET /kycverify/api/kycverify/kyc-verify-summary', Number(number));
  const code = expected('read', number, meaning);
  await expect(stage.faceki.provider.readRules(null, {})).rejects.toMatchObject({ code });
  await expect(stage.faceki.provider.readSummary({})).rejects.toMatchObject({ code });
});
