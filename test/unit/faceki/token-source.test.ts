import { expect, test } from 'vitest';
import { createTokenSource, type GrantedToken } from '#faceki/token-source.ts';

/** A source whose requests are answered by hand, on a clock that stands still. */
function start() {
  const requests: PromiseWithResolvers<GrantedToken>[] = [];
  let nowMs = 1_000_000;
  const source = createTokenSource({
    clock: () => nowMs,
    requestToken: () => {
      const request = Promise.withResolvers<GrantedToken>();
      requests.push(request);
      return request.promise;
    },
  });
  const grant = (index: number, value: string, lifetimeMs = 100_000) => requests[index]?.resolve({ value, lifetimeMs });
  const refuse = (index: number) => requests[index]?.reject(new Error(`refused ${index}`));
  return { source, requests, grant, refuse, pass: (ms: number) => (nowMs += ms) };
}

test('asks once for any number of callers', async () => {
  const { source, requests, grant } = start();
  const callers = Array.from({ length: 1_000 }, () => source.token());
  grant(0, 'one');
  expect(new Set(await Promise.all(callers))).toEqual(new Set(['one']));
  expect(await source.token()).toBe('one');
  expect(requests).toHaveLength(1);
});

test('renews at 80 % of the lifetime, and nobody waits for it while the old token works', async () => {
  const { source, requests, grant, pass } = start();
  const first = source.token();
  grant(0, 'one');
  await first;
  pass(79_999);
  expect(await source.token()).toBe('one');
  expect(requests).toHaveLength(1);
  pass(1);
  expect(await Promise.all([source.token(), source.token()])).toEqual(['one', 'one']);
  expect(requests).toHaveLength(2);
  grant(1, 'two');
  await requests[1]?.promise;
  expect(await source.token()).toBe('two');
});

test('a renewal that fails is nobody’s problem while the old token works, and everybody’s afterwards', async () => {
  const { source, requests, grant, refuse, pass } = start();
  const first = source.token();
  grant(0, 'one');
  await first;
  pass(85_000);
  await source.token();
  refuse(1);
  await requests[1]?.promise.catch(() => undefined);
  expect(await source.token()).toBe('one');
  expect(requests).toHaveLength(2);
  pass(15_000);
  const late = source.token();
  refuse(2);
  await expect(late).rejects.toThrow('refused 2');
});

test('the age of a token counts from the question, so that a slow answer does not make it younger', async () => {
  const { source, requests, grant, pass } = start();
  const slow = source.token();
  pass(20_000);
  grant(0, 'one');
  await slow;
  pass(60_000);
  await source.token();
  expect(requests).toHaveLength(2);
});

test('after a failure nobody asks again for a moment, and a short outage stays short', async () => {
  const { source, requests, grant, refuse, pass } = start();
  const down = source.token();
  refuse(0);
  await expect(down).rejects.toThrow('refused 0');
  pass(999);
  await expect(source.token()).rejects.toThrow('refused 0');
  expect(requests).toHaveLength(1);
  pass(1);
  const up = source.token();
  grant(1, 'two');
  expect(await up).toBe('two');
});

test('a 401 drops the token that got it, and no other', async () => {
  const { source, requests, grant } = start();
  const first = source.token();
  grant(0, 'one');
  await first;
  source.invalidate('one');
  const second = source.token();
  grant(1, 'two');
  expect(await second).toBe('two');
  source.invalidate('one');
  expect(await source.token()).toBe('two');
  expect(requests).toHaveLength(2);
});

test('a late answer never overwrites a newer token', async () => {
  const { source, requests, grant, pass } = start();
  const patient = source.token();
  pass(30_000);
  const next = source.token();
  expect(requests).toHaveLength(2);
  grant(1, 'new');
  expect(await next).toBe('new');
  grant(0, 'old');
  expect(await patient).toBe('old');
  expect(await source.token()).toBe('new');
});

test('a late failure does not hold up callers who have a newer token', async () => {
  const { source, grant, refuse, pass } = start();
  const patient = source.token();
  pass(30_000);
  const next = source.token();
  grant(1, 'new');
  await next;
  refuse(0);
  await expect(patient).rejects.toThrow('refused 0');
  source.invalidate('new');
  const again = source.token();
  grant(2, 'newer');
  expect(await again).toBe('newer');
});

test('an answer ends the cool-down, even a late one', async () => {
  const { source, requests, grant, refuse, pass } = start();
  const patient = source.token();
  pass(30_000);
  const next = source.token();
  refuse(1);
  await expect(next).rejects.toThrow('refused 1');
  grant(0, 'late');
  await patient;
  source.invalidate('late');
  const again = source.token();
  grant(2, 'new');
  expect(await again).toBe('new');
  expect(requests).toHaveLength(3);
});

test('a caller who leaves does not take the token away from the others', async () => {
  const { source, grant } = start();
  const client = new AbortController();
  const leaving = source.token(client.signal);
  const staying = source.token();
  client.abort();
  await expect(leaving).rejects.toMatchObject({ kind: 'aborted', mayHaveArrived: false });
  grant(0, 'one');
  expect(await staying).toBe('one');
});

test('a clock that was set back makes no token immortal and no cool-down endless', async () => {
  const { source, requests, grant, refuse, pass } = start();
  const first = source.token();
  grant(0, 'one');
  await first;
  pass(-500_000);
  const second = source.token();
  refuse(1);
  await expect(second).rejects.toThrow();
  pass(-500_000);
  const third = source.token();
  grant(2, 'three');
  expect(await third).toBe('three');
  expect(requests).toHaveLength(3);
});

test('a token without a lifetime serves those who wait for it, and is not kept', async () => {
  const { source, requests, grant } = start();
  const first = source.token();
  grant(0, 'one', 0);
  expect(await first).toBe('one');
  const second = source.token();
  grant(1, 'two', 0);
  expect(await second).toBe('two');
  expect(requests).toHaveLength(2);
});
