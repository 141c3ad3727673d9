/** `npm run resilience`: breaks the gateway's way to Faceki in every way that the tests know, and prints what clients got and when it was over. */
import { faults, lostAnswers } from '../test/support/faults.ts';
import { type Got, type Play, playFault } from '../test/support/resilience.ts';

const plays = [
  ...faults.map((fault): Play => ({ fault, generation: 'v2' })),
  ...lostAnswers.map((fault): Play => ({ fault, generation: 'v3' })),
];
console.log('| fault | verifyKyc | a read | once the circuit is open | the same key, afterwards | healed after |');
console.log('|---|---|---|---|---|---|');
for (let at = 0; at < plays.length; at += 6) {
  const group = plays.slice(at, at + 6);
  const reports = await Promise.all(group.map(async (play) => ({ ...play, ...(await playFault(play)) })));
  for (const { generation, fault, verify, read, early, sameKey, healedAfterMs } of reports) {
    const cells = [verify, read, early, sameKey].map((got) => (got === null ? 'stays closed' : describe(got)));
    console.log(
      `| ${fault.name}${generation === 'v3' ? ' (V3)' : ''} | ${cells.join(' | ')} | ${Math.round(healedAfterMs)} ms |`,
    );
  }
}

function describe({ type, code, retryAfterSeconds, attempt, ms }: Got): string {
  const parts = [code ?? type, attempt, retryAfterSeconds === null ? null : `retry after ${retryAfterSeconds} s`];
  return `${parts.filter((part) => part !== null).join(', ')} (${Math.round(ms)} ms)`;
}
