/**
 * What the scanner graphql-cop 1.15 looks for, sent as it sends it, to the production profile: none of its twelve findings. Its
 * thirteenth (a field repeated 500 times) it has switched off itself, because graphql merges such fields.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGateway, type TestGateway } from '#test/support/gateway.ts';
import { at } from '#test/support/json-path.ts';
import { jwtSettings } from '#test/support/tokens.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ ...jwtSettings, NODE_ENV: 'production', FACEKI_SANDBOX: 'on' });
});
afterAll(() => gateway.close());

interface Answer {
  readonly text: string;
  /** Undefined when the answer is no JSON. */
  readonly json: unknown;
}

async function read(response: Response): Promise<Answer> {
  const text = await response.text();
  try {
    return { text, json: JSON.parse(text) };
  } catch {
    return { text, json: undefined };
  }
}
const lengthOf = (list: unknown) => (Array.isArray(list) ? list.length : 0);
const post = async (body: unknown) =>
  read(
    await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
const query = (text: string) => post({ query: text, operationName: 'cop' });
const get = async (text: string) => read(await fetch(`${gateway.url}/graphql?query=${encodeURIComponent(text)}`));

test('the gateway is recognised as GraphQL, so that the scan means something', async () => {
  expect((await query('query cop { __typename }')).json).toEqual({ data: { __typename: 'Query' } });
});

/** Each says true when the scanner would report a finding. */
const checks: readonly [string, () => Promise<boolean>][] = [
  [
    'Alias Overloading',
    async () => {
      const aliases = Array.from({ length: 101 }, (_, i) => `alias${i}:__typename \n`).join('');
      return Boolean(at((await query(`query cop { ${aliases} }`)).json, 'data', 'alias100'));
    },
  ],
  [
    'Array-based Query Batching',
    async () => {
      const { json } = await post(Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' })));
      return Array.isArray(json) && json.length >= 10;
    },
  ],
  [
    'Directive Overloading',
    async () => lengthOf(at((await query(`query cop { __typename ${'@aa'.repeat(10)} }`)).json, 'errors')) === 10,
  ],
  [
    'Introspection-based Circular Query',
    async () => {
      const circular =
        'query cop { __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }';
      return lengthOf(at((await query(circular)).json, 'data', '__schema', 'types')) > 25;
    },
  ],
  [
    'Introspection',
    async () =>
      Boolean(at((await query('query cop { __schema { types { name fields { name } } } }')).json, 'data', '__schema')),
  ],
  [
    'Field Suggestions',
    async () => (await query('query cop { __schema { directive } }')).text.includes('Did you mean'),
  ],
  [
    'GET Method Query Support',
    async () => Boolean(at((await get('query cop {__typename}')).json, 'data', '__typename')),
  ],
  [
    'Mutation is allowed over GET',
    async () => Boolean(at((await get('mutation cop {__typename}')).json, 'data', '__typename')),
  ],
  [
    'POST based url-encoded query',
    async () => {
      const body = new URLSearchParams({ query: 'query cop { __typename }' });
      const response = await fetch(`${gateway.url}/graphql`, { method: 'POST', body });
      return Boolean(at((await read(response)).json, 'data', '__typename'));
    },
  ],
  [
    'GraphQL IDE',
    async () => {
      const { text } = await read(await fetch(`${gateway.url}/graphql`, { headers: { accept: 'text/html' } }));
      return /graphiql\.min\.css|GraphQL Playground|GraphiQL|graphql-playground/.test(text);
    },
  ],
  ['Trace Mode', async () => (await query('query cop { __typename }')).text.toLowerCase().includes('tracing')],
  ['Unhandled Errors Detection', async () => /exception|stack/i.test((await query('qwerty cop { abc }')).text)],
];

describe('the scanner reports no', () => {
  test('less than all twelve of its findings', () => {
    expect(checks).toHaveLength(12);
  });

  test.each(checks)('%s', async (_name, finds) => {
    expect(await finds()).toBe(false);
  });
});

describe('where the schema may be seen, looking at it does not cost much:', () => {
  test('lists in lists in lists of types are refused', async () => {
    const open = await startGateway({ ...jwtSettings, INTROSPECTION: 'on' });
    try {
      const deep =
        '{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }';
      expect((await open.query(deep)).errors).toMatchObject([{ message: 'Maximum introspection depth exceeded' }]);
    } finally {
      await open.close();
    }
  });
});
