/**
 * A gateway process as the ledger sees it, to be killed: begins and settles attempts without end and says on its output what was acknowledged.
 *
 *   node test/support/ledger-writer.ts <url> <leaseMs>
 *
 * Lines: `up`, `b <id>` begun, `s <id>` settled as ACCEPTED, `h <id>` begun and left under way.
 */
import { openLedger } from '#ledger/ledger.ts';
import { newAttempt } from './attempts.ts';

const [url = '', leaseMs = ''] = process.argv.slice(2);
// A pipe is written synchronously on Linux and macOS: what was said was said before the kill.
const say = (line: string) => process.stdout.write(`${line}\n`);

const ledger = await openLedger({ url, mode: 'sandbox', clock: Date.now, leaseMs: Number(leaseMs) });
say('up');
await Promise.all(Array.from({ length: 4 }, work));

async function work(): Promise<void> {
  for (let i = 0; ; i += 1) {
    const attempt = newAttempt({ createdAtMs: Date.now() });
    await ledger.begin({ ...attempt, idempotencyKey: attempt.id, fingerprint: { salt: 's', hash: 'h' } });
    if (i % 20 === 0) {
      say(`h ${attempt.id}`);
      continue;
    }
    say(`b ${attempt.id}`);
    await ledger.settle(attempt.id, {
      state: 'COMPLETED',
      decision: 'ACCEPTED',
      requestId: attempt.id,
      atMs: Date.now(),
    });
    say(`s ${attempt.id}`);
  }
}
