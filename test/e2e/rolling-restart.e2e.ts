/** An operator restarts one replica after the other while people are being verified. Nobody notices but the log. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalPostgres, startLocalPostgres } from '#test/support/local-postgres.ts';
import { createTestDatabase } from '#test/support/postgres.ts';
import { rollReplicas } from '#test/support/rolling-restart.ts';

const given = process.env.TEST_POSTGRES_URL ?? '';
let server: LocalPostgres;
beforeAll(async () => {
  server = given === '' ? await startLocalPostgres() : { url: given, stop: async () => {} };
});
afterAll(() => server.stop());

test('loses no verification, pays for each once, and cuts nobody off', async () => {
  const database = await createTestDatabase(server.url);
  const counts = await rollReplicas({ databaseUrl: database.url, clients: 6, rounds: 1 });
  await database.drop();
  const { verifications, resent } = counts;
  expect(counts).toMatchObject({
    restarts: 2,
    exitCodes: [0, 0, 0, 0],
    completed: verifications,
    lost: 0,
    paid: verifications,
    ledger: { PENDING: 0, COMPLETED: verifications, FAILED: 0, INTERRUPTED: 0 },
    watchesCut: 0,
  });
  expect(verifications).toBeGreaterThan(20);
  // A request that had begun was finished: clients came again only because they were refused before.
  expect(Object.keys(resent).filter((why) => !/^(HTTP 503|ECONNREFUSED|ECONNRESET|UND_ERR_SOCKET)$/.test(why))).toEqual(
    [],
  );
});
