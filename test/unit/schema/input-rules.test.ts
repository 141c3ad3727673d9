/** Arguments that cannot be: refused with the argument's path, without its value, and before anything is done. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createContext, run, unreadUpload, watch, withScopes } from '#test/support/run-operation.ts';

const caller = withScopes('kyc:verify', 'kyc:act', 'kyc:read', 'kyc:link');

const verify = 'mutation ($input: VerifyKycInput!) { verifyKyc(input: $input) { __typename } }';
const createLink = 'mutation ($input: CreateKycLinkInput!) { createKycLink(input: $input) { __typename } }';
const enroll = 'mutation ($input: EnrollFaceInput!) { enrollFace(input: $input) { __typename } }';
const records = 'query ($by: VerificationRecordsBy!) { verificationRecords(by: $by) { id } }';
const listed = 'query ($filter: VerificationFilter) { verifications(filter: $filter) { totalCount } }';
const rules = 'query ($workflowId: ID) { kycRules(workflowId: $workflowId) { minAge } }';

const front = () => ({ front: unreadUpload() });
const toVerify = (fields: object) => ({ input: { selfie: unreadUpload(), documents: [front()], ...fields } });
const long = 'x'.repeat(256);

test.each<[name: string, operation: string, variables: Readonly<Record<string, unknown>>, path: string]>([
  ['no document', verify, toVerify({ documents: [] }), 'input.documents'],
  ['four documents', verify, toVerify({ documents: [front(), front(), front(), front()] }), 'input.documents'],
  ['an empty key', verify, toVerify({ idempotencyKey: '' }), 'input.idempotencyKey'],
  ['a key of 256 characters', verify, toVerify({ idempotencyKey: long }), 'input.idempotencyKey'],
  ['a key with NUL', verify, toVerify({ idempotencyKey: 'a\0b' }), 'input.idempotencyKey'],
  ['half a character', verify, toVerify({ reference: 'a\ud800' }), 'input.reference'],
  ['a reference of 256 characters', verify, toVerify({ reference: long }), 'input.reference'],
  ['nobody', verify, toVerify({ userId: '' }), 'input.userId'],
  ['a consent version with NUL', verify, toVerify({ consentVersion: '\0' }), 'input.consentVersion'],
  ['an empty workflow', createLink, { input: { workflowId: '' } }, 'input.workflowId'],
  ['a link that is over at once', createLink, { input: { expiresInMinutes: 0 } }, 'input.expiresInMinutes'],
  ['an empty key of a link', createLink, { input: { idempotencyKey: '' } }, 'input.idempotencyKey'],
  ['a name with NUL', enroll, { input: { selfie: unreadUpload(), firstName: 'a\0' } }, 'input.firstName'],
  ['an empty record key', records, { by: { requestId: '' } }, 'by.requestId'],
  ['a record key with NUL', records, { by: { link: '\0' } }, 'by.link'],
  ['a filter with NUL', listed, { filter: { reference: '\0' } }, 'filter.reference'],
  ['an empty workflow of rules', rules, { workflowId: '' }, 'workflowId'],
])('refuses %s', async (_name, operation, variables, path) => {
  const { errors } = await run(operation, variables, createContext({ caller }));
  expect(errors.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', path }]);
  expect(errors[0]?.message.startsWith(`${path}: must `)).toBe(true);
  expect(errors[0]?.message).not.toContain(long);
});

test.each([
  ['two keys', records, { by: { requestId: '1', link: '2' } }],
  ['no key', records, { by: {} }],
  ['a key that is null', records, { by: { requestId: null } }],
])('refuses %s where exactly one is asked for', async (_name, operation, variables) => {
  const { errors, data } = await run(operation, variables, createContext({ caller }));
  expect(errors).toHaveLength(1);
  expect(data).toBeUndefined();
});

test('refuses to watch under a key that no attempt can have', async () => {
  const operation = 'subscription ($by: VerificationBy!) { verificationUpdated(by: $by) { id } }';
  const answer = await watch(operation, { by: { idempotencyKey: long } }, createContext());
  expect(answer).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', path: 'by.idempotencyKey' } }] });
});

test('counts characters as people do: 255 of any script or emoji are taken as they are', async () => {
  const keys: unknown[] = [];
  const services = {
    createKycLink: async (_caller: unknown, { idempotencyKey }: { readonly idempotencyKey: string | null }) => {
      keys.push(idempotencyKey);
      throw new Error('enough');
    },
  };
  for (const key of ['🪪'.repeat(255), 'ب'.repeat(255), 'x']) {
    await run(createLink, { input: { idempotencyKey: key } }, createContext({ caller, services }));
    expect(keys.pop()).toBe(key);
  }
});

test('a caller without the scope learns that, and nothing about the arguments', async () => {
  const { errors } = await run(verify, toVerify({ idempotencyKey: '\0' }), createContext());
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
});

test('an id that no node can have is looked up nowhere and is not there', async () => {
  const id = 'ver_\0';
  const { data, errors } = await run(
    'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }',
    { id },
    createContext(),
  );
  expect({ data, errors }).toEqual({ data: { node: null, nodes: [null] }, errors: [] });
});

test('passes any clean text of at most 255 characters on unchanged', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((text) => [...text].length <= 255),
      async (reference) => {
        let passed: unknown;
        const services = {
          createKycLink: async (_caller: unknown, input: { readonly reference: string | null }) => {
            passed = input.reference;
            throw new Error('enough');
          },
        };
        await run(createLink, { input: { reference } }, createContext({ caller, services }));
        expect(passed).toBe(reference.includes('\0') ? undefined : reference);
      },
    ),
    { numRuns: 50 },
  );
});
