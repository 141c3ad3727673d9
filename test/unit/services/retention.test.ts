/** That forgetting comes to its end, and goes on whatever happens to one round of it. */
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Privacy } from '#domain/ledger.ts';
import { createRetention } from '#services/retention.ts';

const day = 86_400_000;
const nowMs = 400 * day;

function stage(...answers: readonly (number | Error)[]) {
  const swept: number[] = [];
  const faults: unknown[] = [];
  const left = [...answers];
  const ledger: Pick<Privacy, 'sweep'> = {
    async sweep(createdBeforeMs) {
      swept.push(createdBeforeMs);
      const answer = left.shift() ?? 0;
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const eraseUser = () => Promise.reject(new Error('nobody asked for it'));
  const onFault = (fault: unknown) => void faults.push(fault);
  const retention = createRetention({ ledger: { ...ledger, eraseUser }, clock: () => nowMs, days: 30, onFault });
  return { retention, swept, faults };
}

test('everything that is too old goes, however many rounds that takes', async () => {
  const { retention, swept } = stage(500, 500, 3);
  expect(await retention.sweep()).toBe(1_003);
  expect(swept).toEqual(Array.from({ length: 4 }, () => nowMs - 30 * day));
});

test('it is done at once and every hour, also after a fault, until it is stopped', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { retention, swept, faults } = stage(new Error('away'));
  retention.start();
  await vi.advanceTimersByTimeAsync(0);
  expect([swept.length, faults]).toEqual([1, [expect.objectContaining({ message: 'away' })]]);
  await vi.advanceTimersByTimeAsync(2 * 3_600_000);
  expect(swept).toHaveLength(3);
  await retention.stop();
  await vi.advanceTimersByTimeAsync(2 * 3_600_000);
  expect(swept).toHaveLength(3);
});
