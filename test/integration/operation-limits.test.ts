/** How large an operation may be, in each way in which one can be large. What one costs is counted in test/unit/schema/cost.test.ts. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

/** Attempts of the owners of attempts, so many times: four fields deep each. */
const attempts = (times: number, inner: string): string =>
  times === 0 ? inner : `verifications(first: 1) { edges { node { owner { ${attempts(times - 1, inner)} } } } }`;
const records = 'verifications(first: 100) { edges { node { records { id } } } }';
const dear = `owner { verifications(first: 100) { edges { node { owner { ${records} } } } } }`;

test.each([
  ['deep', `{ ${attempts(3, 'id')} }`, /depth/],
  ['deep by a fragment', `{ ${attempts(2, '...F')} } fragment F on User { ${attempts(1, 'id')} }`, /depth/],
  ['repeated', `{ ${Array.from({ length: 16 }, (_, i) => `a${i}: viewer { id }`).join(' ')} }`, /Aliases/],
  ['decorated', `{ viewer ${'@include(if: true) '.repeat(10)} { id } }`, /irectives/],
  ['long', `{ ${'viewer { id } '.repeat(251)} }`, /tokens/],
  ['dear', `{ a: ${records} b: ${records} }`, /costs 2\d{5}, and 200000 is the most/],
])('one that is too %s is refused as a whole, with what is too much of it', async (_how, query, said) => {
  const { data, errors } = await gateway.query(query);
  expect(data).toBeUndefined();
  expect(errors?.map(({ message }) => message).join('\n')).toMatch(said);
});

test('one that is as deep as is allowed is answered; a fragment is as deep as what it holds', async () => {
  const last = 'verifications(first: 1) { edges { node { id } } }';
  for (const query of [`{ ${attempts(2, last)} }`, `{ ${attempts(2, '...F')} } fragment F on User { ${last} }`]) {
    expect((await gateway.query(query)).errors).toBeUndefined();
  }
});

test('a subscription costs what each of its events does', async () => {
  const query = `subscription { verificationUpdated(by: { idempotencyKey: "k" }) { ${dear} } }`;
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query }),
  });
  expect(await response.text()).toMatch(/This operation costs \d+, and 200000 is the most/);
});
