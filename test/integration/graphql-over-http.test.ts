/** The GraphQL over HTTP specification, by its own audits (graphql-http): every one passes, with no warning and no notice. */
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { bearer, jwtSettings } from '#test/support/tokens.ts';

/** Four audits read variables back by asking for a type, which takes introspection. */
const production = { ...jwtSettings, NODE_ENV: 'production', FACEKI_SANDBOX: 'on', INTROSPECTION: 'on' };
const profiles = [
  { name: 'with the sandbox, as it comes', env: {}, headers: async () => ({}) },
  {
    name: 'in production, for callers with a token',
    env: production,
    headers: () => bearer('ada'),
  },
  {
    name: 'in production, for callers without a token but with the header that asks first',
    env: production,
    headers: async () => ({ 'GraphQL-Require-Preflight': '1' }),
  },
];

describe.each(profiles)('$name', ({ env, headers }) => {
  let gateway: TestGateway;
  let added: Record<string, string>;
  beforeAll(async () => {
    gateway = await startGateway(env);
    added = await headers();
  });
  afterAll(() => gateway.close());

  const audits = serverAudits({
    url: () => `${gateway.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) => {
      const sent = new Headers(init.headers);
      for (const [name, value] of Object.entries(added)) sent.set(name, value);
      return fetch(url, { ...init, headers: sent });
    },
  });

  test('there are audits', () => {
    expect(audits.length).toBeGreaterThan(55);
  });

  test.each(audits)('$name', async ({ fn }) => {
    const result = await fn();
    expect({ status: result.status, reason: 'reason' in result ? result.reason : null }).toEqual({
      status: 'ok',
      reason: null,
    });
  });
});

describe('several operations in one document', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  test('the one that is named is run, whichever ran before', async () => {
    const query = 'query First { first: __typename } query Second { second: __typename }';
    for (const operationName of ['First', 'Second', 'First', 'Second', 'Second', 'First']) {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, operationName }),
      });
      expect(await response.json()).toEqual({ data: { [operationName.toLowerCase()]: 'Query' } });
    }
  });
});
