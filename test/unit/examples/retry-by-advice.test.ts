/** The example that asks again gives up in the end, and keeps nobody waiting for nothing. */
import { expect, test } from 'vitest';
import { verifyOnce } from '#examples/clients/retry-by-advice.ts';

test('asks four times, waiting longer each time in between, and not after the last', async () => {
  const asked: string[] = [];
  const waits: number[] = [];
  const result = await verifyOnce(
    async (key) => {
      asked.push(key);
      throw new TypeError('the connection broke');
    },
    'key-1',
    async (seconds) => {
      waits.push(seconds);
    },
  );
  expect(result).toBeNull();
  expect(asked).toEqual(Array(4).fill('key-1'));
  expect(waits).toEqual([1, 2, 4]);
});
