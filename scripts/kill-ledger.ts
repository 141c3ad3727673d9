/**
 * Kills writing gateway processes with SIGKILL, again and again, and reports what became of what they had acknowledged.
 *
 *   node scripts/kill-ledger.ts sqlite:./data/kill.db [kills]
 *   node scripts/kill-ledger.ts postgres://user:password@127.0.0.1:5432/empty_database [kills]
 */
import { crashAgainAndAgain } from '../test/support/crash.ts';

const [url = 'sqlite:./data/kill.db', kills = '60'] = process.argv.slice(2);
const report = await crashAgainAndAgain({ url, kills: Number(kills), liveForMs: 500, leaseMs: 1_000 });
console.table(report);
const lost = ['missing', 'stale', 'torn', 'leftPending', 'wronglyInterrupted', 'keysLost'] as const;
if (lost.some((kind) => report[kind] > 0)) process.exitCode = 1;
