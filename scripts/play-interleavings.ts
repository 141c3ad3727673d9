/** Plays many random histories of idempotency keys (test/support/interleavings.ts) on both engines and says what came out. `-- --count 1000` */
import { parseArgs } from 'node:util';
import { actionable, playHistory } from '../test/support/interleavings.ts';
import { postgresAt, sqlite } from '../test/support/ledger-engines.ts';
import { startLocalPostgres } from '../test/support/local-postgres.ts';

const { values } = parseArgs({ options: { count: { type: 'string', default: '1000' } } });
const count = Number(values.count);

const server = await startLocalPostgres();
const postgres = postgresAt(server.url);
for (const engine of [sqlite, postgres]) {
  let crashes = 0;
  const endings = new Map<string | undefined, number>();
  const bad: number[] = [];
  const startedAtMs = performance.now();
  for (let seed = 1; seed <= count; seed += 1) {
    const place = await engine.createPlace();
    const history = await playHistory(place, seed);
    await place.remove();
    crashes += history.crashes;
    for (const ending of history.endings.values()) endings.set(ending, (endings.get(ending) ?? 0) + 1);
    const isBad =
      history.pending > 0 ||
      [...history.taken.values()].some((times) => times > 1) ||
      [...history.endings.values()].some((ending) => !actionable.includes(ending));
    if (isBad) bad.push(seed);
  }
  console.log(
    `${engine.name}: ${count} histories, ${crashes} crashes, ${Math.round(performance.now() - startedAtMs)} ms`,
  );
  console.log(`  broken: ${bad.length === 0 ? 'none' : `seeds ${bad.join(', ')}`}`);
  console.log(`  endings: ${JSON.stringify(Object.fromEntries(endings))}`);
}
await postgres.dispose();
await server.stop();
