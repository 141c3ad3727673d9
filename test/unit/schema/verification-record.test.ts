/** A record as clients see it: completed on demand, hidden or shown as a whole, and never a fault for an odd value. */
import { expect, test } from 'vitest';
import { toVerificationError } from '#domain/errors.ts';
import type { RecordReader } from '#services/services.ts';
import { attempt, createContext, record, run, withScopes } from '#test/support/run-operation.ts';

const partial = record({ isPartial: true, person: null });
const full = record({
  faceIds: ['face-1'],
  liveness: { passed: true, decision: 'ACCEPTED', reviewScore: 0.1, rejectScore: Number.POSITIVE_INFINITY },
  device: { ipAddress: null, browser: 'Firefox', os: null, userAgent: null },
  createdAtMs: Date.UTC(2026, 2, 1, 12, 0, 1, 5),
  updatedAtMs: null,
});

async function readRecords(selection: string, records: Partial<RecordReader>) {
  const context = createContext({
    caller: withScopes('kyc:read'),
    services: { verifications: async () => [attempt()] },
    records: { ofVerification: async () => [partial], ...records },
  });
  return run<{ verification: { records: readonly unknown[] | null } }>(
    `{ verification(id: "ver_1") { records { ${selection} } } }`,
    {},
    context,
  );
}

test('reads a record that came with the answer once more for what the answer lacks, and once only', async () => {
  const completed: unknown[] = [];
  const { data } = await readRecords(
    'id faceIds liveness { passed rejectScore } device { browser } createdAt updatedAt',
    {
      complete: async (one) => {
        completed.push(one);
        return full;
      },
    },
  );
  expect(completed).toEqual([partial]);
  expect(data?.verification.records).toEqual([
    {
      id: 'reference-1',
      faceIds: ['face-1'],
      liveness: { passed: true, rejectScore: null },
      device: { browser: 'Firefox' },
      createdAt: '2026-03-01T12:00:01.005Z',
      updatedAt: null,
    },
  ]);
});

test('does not read a record again for what the answer has', async () => {
  const { data } = await readRecords('id decision person { fullName } documents { type }', {});
  expect(data?.verification.records).toHaveLength(1);
});

test('keeps a paid answer when the rest of its record cannot be read', async () => {
  const { data, errors } = await readRecords('id faceIds createdAt', {
    complete: async () => {
      throw toVerificationError({ code: 'PROVIDER_TIMEOUT' });
    },
  });
  expect(data?.verification.records).toEqual([{ id: 'reference-1', faceIds: [], createdAt: null }]);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['PROVIDER_TIMEOUT']);
});

test('leaves out what is not there yet when the full record is not', async () => {
  const { data, errors } = await readRecords('faceIds createdAt', { complete: async () => null });
  expect(errors).toEqual([]);
  expect(data?.verification.records).toEqual([{ faceIds: [], createdAt: null }]);
});

test('answers null for records that are not the caller’s to see', async () => {
  const { data, errors } = await readRecords('id', { ofVerification: async () => null });
  expect(errors).toEqual([]);
  expect(data?.verification.records).toBeNull();
});

test('answers null, never a fault, where a record holds what no scalar can carry', async () => {
  const odd = record({
    person: {
      fullName: 'أميرة',
      firstName: null,
      middleName: null,
      lastName: null,
      localName: 'أميرة',
      dateOfBirth: '٠١-٠١-١٩٩٠',
      age: 30.5,
      sex: 'FEMALE',
      nationality: null,
    },
    documents: [
      {
        type: 'ID_CARD',
        typeName: null,
        number: null,
        issuer: null,
        issuedOn: '2026-02-31',
        expiresOn: '2030-01-31',
        daysToExpiry: 2 ** 40,
        mrz: null,
        side: null,
        passed: null,
        faceMatch: null,
        fields: [{ name: 'a', value: 'b', confidence: Number.NaN }],
      },
    ],
    images: [{ kind: 'SELFIE', document: null, sourceUrl: 'https://vendor.example/1.jpg' }],
    createdAtMs: 8.64e15 + 1,
  });
  const { data, errors } = await readRecords(
    `person { fullName dateOfBirth age } createdAt images { kind url }
     documents { issuedOn expiresOn daysToExpiry fields { confidence } }`,
    { ofVerification: async () => [odd] },
  );
  expect(errors).toEqual([]);
  expect(data?.verification.records).toEqual([
    {
      person: { fullName: 'أميرة', dateOfBirth: null, age: null },
      createdAt: null,
      images: [{ kind: 'SELFIE', url: null }],
      documents: [{ issuedOn: null, expiresOn: '2030-01-31', daysToExpiry: null, fields: [{ confidence: null }] }],
    },
  ]);
});

test('shows images by links of this gateway, never by the vendor’s', async () => {
  const image = { kind: 'SELFIE' as const, document: null, sourceUrl: 'https://vendor.example/1.jpg' };
  const context = createContext({
    services: { verifications: async () => [attempt()] },
    records: { ofVerification: async () => [record({ images: [image] })] },
    signImageUrl: ({ kind }) => `https://gateway.example/images/${kind}`,
  });
  const { data } = await run('{ verification(id: "ver_1") { records { images { url } } } }', {}, context);
  expect(data).toEqual({ verification: { records: [{ images: [{ url: 'https://gateway.example/images/SELFIE' }] }] } });
});
