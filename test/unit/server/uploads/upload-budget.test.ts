import { expect, test } from 'vitest';
import { RateLimitedError } from '#domain/errors.ts';
import { type Reservation, UploadBudget } from '#server/uploads/upload-budget.ts';
import { createManualTime } from '#test/support/uploads/manual-time.ts';

function createBudget(totalBytes: number) {
  const time = createManualTime();
  const heldBytes: number[] = [];
  const budget = new UploadBudget({
    totalBytes,
    waitMs: 30_000,
    startTimer: time.startTimer,
    onHeldBytes: (bytes) => heldBytes.push(bytes),
  });
  return { budget, time, heldBytes };
}

const stays = new AbortController().signal;

/** Who was served so far, in order. */
function watch(budget: UploadBudget) {
  const served: string[] = [];
  const reserve = (name: string, bytes: number, signal = stays): Promise<Reservation> => {
    const reservation = budget.reserve(bytes, signal);
    reservation.then(
      () => served.push(name),
      (error: unknown) => served.push(`${name}: ${error instanceof Error ? error.name : String(error)}`),
    );
    return reservation;
  };
  return { served, reserve };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('serves requests at once while there is memory, and counts what they hold', async () => {
  const { budget, heldBytes, time } = createBudget(100);
  const first = await budget.reserve(60, stays);
  const second = await budget.reserve(40, stays);
  expect(budget.reservedBytes).toBe(100);
  first.shrinkTo(10);
  second.shrinkTo(0);
  first.shrinkTo(0);
  expect(heldBytes).toEqual([60, 100, 50, 10, 0]);
  expect(time.pending()).toBe(0);
});

test('lets the next in the queue in as soon as there is room, in the order of arrival', async () => {
  const { budget } = createBudget(100);
  const { served, reserve } = watch(budget);
  const running = await reserve('running', 100);
  const large = reserve('large', 80);
  const small = reserve('small', 20);
  const late = reserve('late', 20);
  await settle();
  expect(served).toEqual(['running']);
  expect(budget.isContended).toBe(true);

  running.shrinkTo(50);
  await settle();
  expect(served, 'a small request does not overtake a large one').toEqual(['running']);

  running.shrinkTo(0);
  await settle();
  expect(served).toEqual(['running', 'large', 'small']);
  (await large).shrinkTo(0);
  await settle();
  expect(served).toEqual(['running', 'large', 'small', 'late']);
  expect(budget.isContended).toBe(false);
  (await small).shrinkTo(0);
  (await late).shrinkTo(0);
  expect(budget.reservedBytes).toBe(0);
});

test('refuses a request that has waited for half a minute, and says when to come back', async () => {
  const { budget, time } = createBudget(100);
  const { served, reserve } = watch(budget);
  const running = await reserve('running', 100);
  const waiting = reserve('waiting', 10);
  await settle();
  time.advance(29_999);
  await settle();
  expect(served).toEqual(['running']);
  time.advance(1);
  await expect(waiting).rejects.toBeInstanceOf(RateLimitedError);
  await expect(waiting).rejects.toMatchObject({ code: 'RATE_LIMITED', retry: 'LATER', retryAfterSeconds: 10 });
  running.shrinkTo(0);
  expect(budget.reservedBytes).toBe(0);
  expect(budget.isContended).toBe(false);
});

test('a client that leaves gives up its place, and those behind it move up', async () => {
  const { budget, time } = createBudget(100);
  const { served, reserve } = watch(budget);
  const running = await reserve('running', 70);
  const leaving = new AbortController();
  const large = reserve('large', 80, leaving.signal);
  const small = reserve('small', 30);
  await settle();
  expect(served).toEqual(['running']);
  leaving.abort(new Error('left'));
  await expect(large).rejects.toThrow('left');
  await settle();
  expect(served).toEqual(['running', 'large: Error', 'small']);
  running.shrinkTo(0);
  (await small).shrinkTo(0);
  expect(budget.reservedBytes).toBe(0);
  expect(time.pending()).toBe(0);
});

test('nobody who has left already, and nothing that can never fit, gets into the queue', async () => {
  const { budget } = createBudget(100);
  await expect(budget.reserve(1, AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
  await expect(budget.reserve(101, stays)).rejects.toBeInstanceOf(RateLimitedError);
  expect(budget.isContended).toBe(false);
  expect(budget.reservedBytes).toBe(0);
});

test('a reservation only shrinks, however often it is asked', async () => {
  const { budget } = createBudget(100);
  const reservation = await budget.reserve(50, stays);
  reservation.shrinkTo(80);
  expect(reservation.bytes).toBe(50);
  reservation.shrinkTo(20);
  reservation.shrinkTo(20);
  expect(budget.reservedBytes).toBe(20);
  reservation.shrinkTo(-5);
  reservation.shrinkTo(0);
  expect(budget.reservedBytes).toBe(0);
});
