/** `npm run rolling-restart`: restarts two replicas on one PostgreSQL under load, again and again, and prints what became of every request. */
import { startLocalPostgres } from '../test/support/local-postgres.ts';
import { createTestDatabase } from '../test/support/postgres.ts';
import { rollReplicas } from '../test/support/rolling-restart.ts';

const given = process.env.TEST_POSTGRES_URL ?? '';
const server = given === '' ? await startLocalPostgres() : { url: given, stop: async () => {} };
try {
  const database = await createTestDatabase(server.url);
  const counts = await rollReplicas({
    databaseUrl: database.url,
    clients: Number(process.argv[2] ?? 12),
    rounds: Number(process.argv[3] ?? 3),
    onStep: (step) => console.log(step),
  });
  console.log(counts);
  await database.drop();
} finally {
  await server.stop();
}
