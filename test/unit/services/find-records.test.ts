/** What reading records costs: each key once in an operation, and not all of a page at once. */
import { expect, test } from 'vitest';
import type { RecordKey } from '#domain/ports.ts';
import type { VerificationRecord } from '#domain/record.ts';
import { callerWith, everything } from '#test/support/callers.ts';
import { attempt, record } from '#test/support/run-operation.ts';
import { scriptedProvider } from '#test/support/scripted-provider.ts';
import { createTestServices, staying } from '#test/support/services.ts';

const clerk = callerWith('clerk', everything);

async function stage() {
  const asked: RecordKey[] = [];
  const answers: ((records: readonly VerificationRecord[]) => void)[] = [];
  const provider = {
    ...scriptedProvider(),
    findRecords: (key: RecordKey) => {
      asked.push(key);
      return new Promise<readonly VerificationRecord[]>((resolve) => answers.push(resolve));
    },
  };
  const { services } = await createTestServices(provider);
  return { services, asked, answers };
}

test('a page of attempts is read eight at a time, so that those who verify find a slot', async () => {
  const { services, asked, answers } = await stage();
  const reader = services.recordReader(clerk, staying);
  const page = Array.from({ length: 20 }, (_, index) => attempt({ requestId: `request-${index}` }));
  const reading = Promise.all(page.map((one) => reader.ofVerification(one)));
  await expect.poll(() => asked.length).toBe(8);
  for (let answered = 0; answered < 20; answered += 1) {
    await expect.poll(() => answers.length).toBeGreaterThan(0);
    answers.shift()?.([record()]);
  }
  expect(await reading).toHaveLength(20);
  expect(asked).toHaveLength(20);
});

test('one operation asks for each key once, another asks again', async () => {
  const { services, asked, answers } = await stage();
  const reader = services.recordReader(clerk, staying);
  const reading = [reader.ofVerification(attempt()), reader.byKey({ kind: 'requestId', value: 'request-1' })];
  await expect.poll(() => answers.length).toBe(1);
  answers.shift()?.([record()]);
  expect(await Promise.all(reading)).toEqual([[record()], [record()]]);
  void services.recordReader(clerk, staying).ofVerification(attempt());
  await expect.poll(() => asked.length).toBe(2);
});

test('an attempt shows no record that names another link; who may read all sees what the provider answers', async () => {
  const { services, answers } = await stage();
  const reader = services.recordReader(clerk, staying);
  const link = { id: 'link-1', url: 'https://apps.example.test/link-1', expiresAtMs: null };
  const own = record({ link: 'link-1' });
  const reading = [
    reader.ofVerification(attempt({ state: 'AWAITING_PERSON', requestId: null, referenceId: null, link })),
    reader.byKey({ kind: 'link', value: 'link-1' }),
  ];
  await expect.poll(() => answers.length).toBe(1);
  answers.shift()?.([record({ link: 'link-2' }), own]);
  expect(await Promise.all(reading)).toEqual([[own], [record({ link: 'link-2' }), own]]);
});

test('a key that the generation does not have is the caller’s mistake, and costs no call', async () => {
  const { services, asked } = await stage();
  const read = services.recordReader(clerk, staying).byKey({ kind: 'faceId', value: 'face-1' });
  await expect(read).rejects.toMatchObject({ code: 'BAD_USER_INPUT', path: 'by.faceId' });
  expect(asked).toEqual([]);
});
