/** A short run of the multipart fuzzer; `node scripts/fuzz-multipart.ts --cases 100000` makes a long one. */
import { expect, test } from 'vitest';
import { fuzzMultipart } from '#test/support/uploads/fuzz.ts';
import { createCase } from '#test/support/uploads/fuzz-cases.ts';
import { startUploadServer } from '#test/support/uploads/upload-server.ts';

test('no broken body, however it is delivered, breaks the server, hangs, or leaves anything behind', async () => {
  const server = await startUploadServer({ maxFileBytes: 100_000 });
  const report = await fuzzMultipart(server, { cases: 4_000, seed: 20_261_120, connections: 8, hangMs: 2_000 });
  await server.close();
  expect(report.failures).toEqual([]);
  // The fuzzer is worth something only if it reaches all parts of the engine.
  expect(Object.keys(report.statuses)).toEqual(expect.arrayContaining(['200', '400']));
  for (const outcome of [
    'image/jpeg',
    'image/png',
    'IMAGE_EMPTY',
    'IMAGE_CORRUPT',
    'IMAGE_UNSUPPORTED_FORMAT',
    'UPLOAD_INTERRUPTED',
    'BAD_USER_INPUT',
  ])
    expect(report.images[outcome] ?? 0, outcome).toBeGreaterThan(20);
  expect(report.abandoned).toBeGreaterThan(50);
});

test('the same seed makes the same cases, so that a failure can be looked at again', () => {
  expect(createCase(1, 42)).toEqual(createCase(1, 42));
  expect(createCase(1, 42)).not.toEqual(createCase(2, 42));
});
