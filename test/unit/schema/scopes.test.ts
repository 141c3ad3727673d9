/** Who may ask for what: refused before any use case is called and before any file is read, or null inside records. */
import { expect, test } from 'vitest';
import { type Scope, scopes } from '#domain/caller.ts';
import { schema } from '#schema/index.ts';
import { attempt, createContext, record, run, unreadUpload, watch, withScopes } from '#test/support/run-operation.ts';

const allScopes = withScopes(...scopes);

interface Rule {
  readonly name: string;
  readonly operation: string;
  /** The least that it needs. `own login`: a token that was not had by a face. `none`: not even a token. */
  readonly needs: readonly Scope[] | 'token' | 'own login' | 'none';
}

const withSelfie = (field: string) => `mutation ($f: Upload!) { ${field} { __typename } }`;
const forAnother = (field: string) => `mutation ($f: Upload!, $u: ID) { ${field} { __typename } }`;

/** Each root field, and the mutations once more for another user. */
const rules: readonly Rule[] = [
  { name: 'verification', operation: '{ verification(id: "ver_1") { id } }', needs: 'token' },
  { name: 'verifications', operation: '{ verifications { edges { cursor } } }', needs: 'token' },
  { name: 'node', operation: '{ node(id: "ver_1") { id } }', needs: 'token' },
  { name: 'nodes', operation: '{ nodes(ids: ["ver_1"]) { id } }', needs: 'token' },
  { name: 'viewer', operation: '{ viewer { id } }', needs: 'none' },
  { name: 'kycRules', operation: '{ kycRules { minAge } }', needs: 'own login' },
  { name: 'kycSummary', operation: '{ kycSummary }', needs: ['kyc:admin'] },
  {
    name: 'verificationRecords',
    operation: '{ verificationRecords(by: { requestId: "1" }) { id } }',
    needs: ['kyc:read'],
  },
  { name: 'auditEvents', operation: '{ auditEvents { edges { cursor } } }', needs: ['kyc:admin'] },
  { name: 'eraseUser', operation: 'mutation { eraseUser(input: { userId: "ada" }) { receipt } }', needs: 'own login' },
  {
    name: 'verifyKyc',
    operation: withSelfie('verifyKyc(input: { selfie: $f, documents: [{ front: $f }] })'),
    needs: ['kyc:verify'],
  },
  {
    name: 'verifyKyc for another user',
    operation: forAnother('verifyKyc(input: { selfie: $f, documents: [{ front: $f }], userId: $u })'),
    needs: ['kyc:verify', 'kyc:act'],
  },
  { name: 'faceLogin', operation: withSelfie('faceLogin(input: { selfie: $f })'), needs: 'none' },
  { name: 'searchByFace', operation: withSelfie('searchByFace(input: { selfie: $f })'), needs: ['kyc:read'] },
  { name: 'enrollFace', operation: withSelfie('enrollFace(input: { selfie: $f })'), needs: ['kyc:verify'] },
  {
    name: 'enrollFace for another user',
    operation: forAnother('enrollFace(input: { selfie: $f, userId: $u })'),
    needs: ['kyc:verify', 'kyc:act'],
  },
  { name: 'analyzeFace', operation: withSelfie('analyzeFace(input: { selfie: $f })'), needs: ['kyc:verify'] },
  { name: 'createKycLink', operation: 'mutation { createKycLink(input: {}) { __typename } }', needs: ['kyc:verify'] },
  {
    name: 'createKycLink for another user',
    operation: 'mutation ($u: ID) { createKycLink(input: { userId: $u }) { __typename } }',
    needs: ['kyc:link'],
  },
  {
    name: 'verificationUpdated',
    operation: 'subscription { verificationUpdated(by: { id: "ver_1" }) { id } }',
    needs: 'token',
  },
];

/** Runs an operation of the table; `called` says whether any use case was reached. */
async function ask(operation: string, caller: Parameters<typeof createContext>[0] & object) {
  let called = false;
  const reached = () => {
    called = true;
    throw new Error('reached');
  };
  const everyService = Object.fromEntries(Object.keys(createContext().services).map((name) => [name, reached]));
  const context = createContext({ ...caller, services: everyService, records: { byKey: reached } });
  const variables = { f: unreadUpload(), u: 'omar' };
  const answer = operation.startsWith('subscription')
    ? await watch(operation, variables, context)
    : await run(operation, variables, context);
  const errors = 'errors' in answer ? answer.errors : [];
  return { called, codes: errors.flatMap(({ extensions }) => extensions.code ?? []), errors };
}

test('the table holds every root field, so that a new one cannot be forgotten', () => {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  for (const name of roots.flatMap((type) => Object.keys(type?.getFields() ?? {}))) {
    expect(
      rules.some((rule) => rule.name === name),
      name,
    ).toBe(true);
  }
});

test.each(rules)('$name asks for a token first where it needs one', async ({ operation, needs }) => {
  const { called, codes } = await ask(operation, { caller: { userId: null } });
  if (needs === 'none') expect(codes).toEqual([]);
  else expect({ called, codes }).toEqual({ called: false, codes: ['UNAUTHENTICATED'] });
});

test.each(rules)('$name is allowed with the least that it needs', async ({ operation, needs }) => {
  const caller = typeof needs === 'string' ? {} : withScopes(...needs);
  expect((await ask(operation, { caller })).codes).toEqual([]);
});

test.each(rules)(
  '$name is refused when one of its scopes is missing, whatever else the token has',
  async ({ operation, needs }) => {
    for (const missing of typeof needs === 'string' ? [] : needs) {
      const caller = withScopes(...scopes.filter((scope) => scope !== missing));
      const { called, codes, errors } = await ask(operation, { caller });
      expect({ called, codes }).toEqual({ called: false, codes: ['FORBIDDEN'] });
      expect(errors[0]?.message).toBe(`The token lacks the scope ${missing}.`);
    }
  },
);

test.each(rules)(
  '$name gives a face session its owner’s status and attempts and nothing else',
  async ({ operation, needs }) => {
    const { called, codes } = await ask(operation, { caller: { ...allScopes, isFaceSession: true } });
    if (needs === 'none' || needs === 'token') expect(codes).toEqual([]);
    else expect({ called, codes }).toEqual({ called: false, codes: ['FORBIDDEN'] });
  },
);

test('a mutation for oneself by one’s own id needs no scope for others', async () => {
  const operation = 'mutation ($u: ID) { createKycLink(input: { userId: $u }) { __typename } }';
  const caller = { ...withScopes('kyc:verify'), userId: 'omar' };
  expect((await ask(operation, { caller })).codes).toEqual([]);
});

const everything = record({
  checks: [{ name: 'hologram', passed: false, code: 7, reason: null, severity: 'HIGH' }],
  warnings: ['a warning'],
  notes: ['a note'],
  aml: [{ name: 'X', listName: null, type: null, score: 0.5, raw: { hit: 1 } }],
  device: { ipAddress: '192.0.2.1', browser: null, os: null, userAgent: null },
  raw: { secret: true },
});

const recordQuery = `{ verification(id: "ver_1") { records {
  id checks { name } warnings notes aml { score raw } device { ipAddress } raw
} } }`;

async function readRecord(granted: readonly Scope[]) {
  const context = createContext({
    caller: withScopes(...granted),
    services: { verifications: async () => [attempt()] },
    records: { ofVerification: async () => [everything] },
  });
  const { data, errors } = await run<{ verification: { records: unknown[] } }>(recordQuery, {}, context);
  expect(errors).toEqual([]);
  return data?.verification.records[0];
}

test('an owner’s record hides what would tip them off, without an error', async () => {
  expect(await readRecord([])).toEqual({
    id: 'reference-1',
    checks: null,
    warnings: null,
    notes: null,
    aml: null,
    device: null,
    raw: null,
  });
});

test('a reviewer’s record shows everything but what came raw', async () => {
  expect(await readRecord(['kyc:read'])).toEqual({
    id: 'reference-1',
    checks: [{ name: 'hologram' }],
    warnings: ['a warning'],
    notes: ['a note'],
    aml: [{ score: 0.5, raw: null }],
    device: { ipAddress: '192.0.2.1' },
    raw: null,
  });
});

test('an administrator’s record shows what came raw', async () => {
  expect(await readRecord(['kyc:read', 'kyc:admin'])).toMatchObject({
    raw: { secret: true },
    aml: [{ raw: { hit: 1 } }],
  });
});

test('the rules show what came raw to an administrator alone', async () => {
  const ofAccount = {
    workflowId: null,
    documents: ['PASSPORT' as const],
    oneDocumentIsEnough: null,
    minAge: 18,
    maxAge: null,
    nationalities: null,
    countries: null,
    livenessLevel: null,
    raw: { any: 1 },
  };
  for (const [caller, raw] of [
    [{}, null],
    [withScopes('kyc:admin'), { any: 1 }],
  ] as const) {
    const context = createContext({ caller, services: { kycRules: async () => ofAccount } });
    const { data } = await run('{ kycRules { documents minAge raw } }', {}, context);
    expect(data).toEqual({ kycRules: { documents: ['PASSPORT'], minAge: 18, raw } });
  }
});
