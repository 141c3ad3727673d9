/** The list of what came in: for looking at, and not for growing. */
import { expect, test } from 'vitest';
import { createReceivedList } from '#sandbox/received.ts';

const request = {
  atMs: 0,
  endpoint: 'kyc',
  method: 'POST',
  path: '/x',
  queryNames: [],
  contentType: null,
  contentLength: null,
  bytes: 0,
  authorized: true,
  fields: [],
  status: 200,
} as const;

test('keeps the newest requests alone, under the numbers that they came with', () => {
  const list = createReceivedList(2);
  for (const _ of [1, 2, 3]) list.add(request);
  expect(list.requests.map(({ number }) => number)).toEqual([2, 3]);
  list.clear();
  list.add(request);
  expect(list.requests.map(({ number }) => number)).toEqual([1]);
});
