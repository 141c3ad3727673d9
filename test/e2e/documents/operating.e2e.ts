/** What docs/operating.md tells an operator to do, done as printed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { printed, said } from '#test/support/documents.ts';
import { type GatewayProcess, startProcess } from '#test/support/process.ts';
import { runPrinted } from '#test/support/shell.ts';

let folder: string;
let gateway: GatewayProcess;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gateway-operating-'));
  await runPrinted(printed('docs/operating.md#first-deployment'), { cwd: folder });
  gateway = await startProcess({
    DATABASE_URL: `sqlite:${folder}/gateway.db`,
    SESSION_PRIVATE_KEY_FILE: `${folder}/secrets/session_private_key`,
    IMAGE_LINK_SECRET_FILE: `${folder}/secrets/image_link_secret`,
    WEBHOOK_SECRET_FILE: `${folder}/secrets/webhook_secret`,
  });
});
afterAll(async () => {
  await gateway.stop();
  rmSync(folder, { recursive: true });
});

test('a gateway takes the secrets that the printed commands make', async () => {
  const keys = await fetch(`${gateway.url}/.well-known/jwks.json`);
  expect(await keys.json()).toMatchObject({ keys: [{ kty: 'OKP', crv: 'Ed25519' }] });
  const call = (secret: string) =>
    fetch(`${gateway.url}/webhooks/faceki/${secret}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{ "requestId": "unknown" }',
    });
  expect((await call(readFileSync(`${folder}/secrets/webhook_secret`, 'utf8').trim())).ok).toBe(true);
  expect((await call('guessed')).status).toBe(404);
});

test('the settings are checked by the printed command, whose exit code is 1 if there is a problem', async () => {
  const command = printed('docs/operating.md#first-deployment:2');
  expect(await runPrinted(command)).toMatch(/^ok$/m);
  await expect(runPrinted(command, { env: { PORT: 'x' } })).rejects.toMatchObject({ code: 1 });
});

test('Kubernetes is told to ask where the gateway answers, and to wait until it has drained', async () => {
  const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.literal(4000) }) });
  const { terminationGracePeriodSeconds, containers } = z
    .object({
      terminationGracePeriodSeconds: z.number(),
      containers: z.tuple([
        z.object({
          livenessProbe: probe,
          readinessProbe: probe,
          // As the image is made: test/unit/ops/container.test.ts.
          securityContext: z.object({ runAsNonRoot: z.literal(true), readOnlyRootFilesystem: z.literal(true) }),
          lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }) }) }),
        }),
      ]),
    })
    .parse(parseYaml(printed('docs/operating.md#first-deployment:3')));
  const [{ livenessProbe, readinessProbe, lifecycle }] = containers;
  expect([livenessProbe.httpGet.path, readinessProbe.httpGet.path]).toEqual(['/health', '/ready']);
  for (const { httpGet } of [livenessProbe, readinessProbe])
    expect((await fetch(`${gateway.url}${httpGet.path}`)).status, httpGet.path).toBe(200);
  // SHUTDOWN_WITHIN_MS, and the five seconds that the page asks for.
  expect(terminationGracePeriodSeconds).toBeGreaterThanOrEqual(lifecycle.preStop.sleep.seconds + 25 + 5);
});

test('the printed question about the way to Faceki is one that curl understands', async () => {
  const command = said('curl -sv https://sdk.faceki.com/ -o /dev/null').replace('https://sdk.faceki.com/', gateway.url);
  expect(await runPrinted(`${command} 2>&1`)).toContain('< HTTP/1.1 ');
});

const hasSqlite = spawnSync('sqlite3', ['--version']).status === 0;

test('the printed backup of a gateway that is stopped holds the ledger', { skip: !hasSqlite }, async () => {
  await gateway.stop();
  await runPrinted(said('sqlite3 gateway.db ".backup copy.db"'), { cwd: folder });
  using copy = new DatabaseSync(`${folder}/copy.db`, { readOnly: true });
  expect(
    copy.prepare("select name from sqlite_schema where type = 'table' and name = 'verification'").all(),
  ).toHaveLength(1);
});
