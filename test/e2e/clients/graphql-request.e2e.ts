/** graphql-request over a real socket: it has no uploads any more, and whoever tries finds out why and what to do instead. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { VerifyKycDocument } from '#examples/codegen/gql/graphql.ts';
import { createGraphQLRequest, graphqlRequest } from '#test/support/clients/graphql-request.ts';
import { describeError, prove } from '#test/support/clients/prove.ts';
import { openStage, photos, type Stage } from '#test/support/clients/stage.ts';
import { tokenOf } from '#test/support/tokens.ts';

prove(graphqlRequest);

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

test('graphql-request is told how files have to be sent, when it sends one as JSON', async () => {
  const client = createGraphQLRequest({ url: stage.url, token: await tokenOf('amira', 'kyc:verify') });
  const refused = await client.request(VerifyKycDocument, { ...photos() }).catch(describeError);
  expect(refused).toContain('BAD_USER_INPUT');
  expect(refused).toContain('multipart/form-data');
  expect(refused).toContain('plain fetch with FormData');
  expect(stage.count()).toBe(0);
});
