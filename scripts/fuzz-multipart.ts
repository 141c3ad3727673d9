/** A long run of the multipart fuzzer: `node scripts/fuzz-multipart.ts --cases 100000 --seed 1`. Fails when anything must not have happened. */
import { setImmediate as turn } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { fuzzMultipart } from '../test/support/uploads/fuzz.ts';
import { startUploadServer } from '../test/support/uploads/upload-server.ts';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    connections: { type: 'string', default: '8' },
  },
});

const server = await startUploadServer({ maxFileBytes: 100_000 });
const startedAtMs = performance.now();
const report = await fuzzMultipart(server, {
  cases: Number(values.cases),
  seed: Number(values.seed),
  connections: Number(values.connections),
  hangMs: 2_000,
  onProgress: (done) => console.log(`${done} bodies`),
});
await server.close();
// Closed sockets are gone a few turns of the event loop later.
let leftovers: string[] = [];
for (let turns = 0; turns === 0 || (leftovers.length > 0 && turns < 1000); turns += 1) {
  await turn();
  leftovers = process.getActiveResourcesInfo().filter((resource) => /^(TCP|Timeout|Pipe(?!Wrap)|FSReq)/.test(resource));
}
console.log(
  JSON.stringify({ ...report, seconds: Math.round((performance.now() - startedAtMs) / 1000), leftovers }, null, 2),
);
if (report.failures.length > 0 || leftovers.length > 0) process.exitCode = 1;
