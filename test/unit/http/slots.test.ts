import { expect, test } from 'vitest';
import { createSlots } from '#http/slots.ts';

const roomy = { maxQueued: 10, maxWaitMs: 60_000 };

test('lets so many through at once, and the others in their order', async () => {
  const slots = createSlots({ ...roomy, limit: 2 });
  const first = await slots.take();
  await slots.take();
  const order: string[] = [];
  const third = slots.take().finally(() => order.push('third'));
  const fourth = slots.take().finally(() => order.push('fourth'));
  expect([slots.taken, slots.queued]).toEqual([2, 2]);
  first();
  first();
  (await third)();
  (await fourth)();
  expect(order).toEqual(['third', 'fourth']);
  expect([slots.taken, slots.queued]).toEqual([1, 0]);
});

test('tells the one too many so at once, instead of letting it wait', async () => {
  const slots = createSlots({ limit: 1, maxQueued: 1, maxWaitMs: 60_000 });
  const leave = await slots.take();
  const waiting = slots.take();
  await expect(slots.take()).rejects.toMatchObject({ kind: 'no-slot', mayHaveArrived: false });
  leave();
  await waiting;
});

test('lets what all others wait for in first, however long the queue is', async () => {
  const slots = createSlots({ limit: 1, maxQueued: 1, maxWaitMs: 60_000 });
  const leave = await slots.take();
  const order: string[] = [];
  const patient = slots.take().finally(() => order.push('patient'));
  const urgent = slots.take({ urgent: true }).finally(() => order.push('urgent'));
  leave();
  (await urgent)();
  (await patient)();
  expect(order).toEqual(['urgent', 'patient']);
});

test('lets nobody wait for ever', async () => {
  const slots = createSlots({ limit: 1, maxQueued: 1, maxWaitMs: 5 });
  await slots.take();
  await expect(slots.take()).rejects.toMatchObject({ kind: 'no-slot' });
  expect(slots.queued).toBe(0);
});

test('forgets who gives up while waiting', async () => {
  const slots = createSlots({ ...roomy, limit: 1 });
  const leave = await slots.take();
  const client = new AbortController();
  const waiting = slots.take({ signal: client.signal });
  client.abort();
  await expect(waiting).rejects.toMatchObject({ kind: 'aborted', mayHaveArrived: false });
  await expect(slots.take({ signal: client.signal })).rejects.toMatchObject({ kind: 'aborted' });
  leave();
  expect([slots.taken, slots.queued]).toEqual([0, 0]);
});
