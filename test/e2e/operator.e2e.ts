/** What an operator does before and at the first start: has the settings checked, and pays for nothing that is off. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Runs the process with these settings alone; `until`: ends it politely when it has said so. */
async function run(args: readonly string[], env: Record<string, string>, until?: RegExp) {
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH ?? '', PORT: '0', DATABASE_URL: 'sqlite::memory:', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  let isAsked = false;
  child.stdout.on('data', (chunk) => {
    said.out += String(chunk);
    if (until?.test(said.out) !== true || isAsked) return;
    isAsked = true;
    child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk) => {
    said.err += String(chunk);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...said };
}

const checkConfig = (env: Record<string, string>) => run(['src/main.ts', '--check-config'], env);

/** Told of each module that is asked for; `refused` are not found. */
const watchModules = (refused: string) =>
  `data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from 'node:module';
    registerHooks({
      resolve(specifier, context, next) {
        if (/^(@opentelemetry|prom-client|pino-pretty|pg$|file-type|#browser-pages|#sandbox)/.test(specifier)) process.stderr.write('asked for ' + specifier + '\\n');
        if (specifier === '${refused}') throw Object.assign(new Error('not here'), { code: 'ERR_MODULE_NOT_FOUND' });
        return next(specifier, context);
      },
    });`)}`;

test('settings that are right are said to be so, in words, without a secret and without starting anything', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-check-'));
  const { code, out, err } = await checkConfig({
    FACEKI_CLIENT_ID: 'planted-id',
    FACEKI_CLIENT_SECRET: 'planted-secret',
    AUTH_MODE: 'jwt',
    AUTH_ISSUER: 'https://login.example.com/',
    AUTH_AUDIENCE: 'kyc',
    AUTH_JWT_SECRET: 'planted planted planted planted planted',
    DATABASE_URL: `sqlite:${folder}/ledger.db`,
    FACEKI_TIMEOT_MS: '5',
  });
  expect(code).toBe(0);
  expect(out).toMatch(/^ok\n/);
  expect(out).toContain('tokens of https://login.example.com/ for kyc');
  expect(err).toMatch(/^warning: FACEKI_TIMEOT_MS is no setting/);
  expect(out + err).not.toContain('planted');
  expect(existsSync(`${folder}/ledger.db`)).toBe(false);
  rmSync(folder, { recursive: true });
});

test('settings that are wrong are named, all of them, and the exit code says so', async () => {
  const { code, out, err } = await checkConfig({ PORT: 'x', METRICS: 'yes', FACEKI_CLIENT_ID: 'planted-id' });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err.match(/^ {2}- \w+/gm)).toEqual(['  - PORT', '  - METRICS', '  - FACEKI_CLIENT_SECRET', '  - AUTH_MODE']);
  expect(err).not.toContain('planted');
});

test('what would fail at the start fails in the check, all at once: a key, a manifest, a database that are none', async () => {
  const { code, out, err } = await checkConfig({ SESSION_PRIVATE_KEY: 'planted', PERSISTED_DOCUMENTS: 'biome.json' });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err.match(/^ {2}- \w+/gm)).toEqual(['  - SESSION_PRIVATE_KEY', '  - PERSISTED_DOCUMENTS']);
  expect(err).not.toContain('planted');
  expect((await checkConfig({ DATABASE_URL: 'mysql://kyc:planted@db/x' })).err).toMatch(/- DATABASE_URL(?!.*planted)/);
});

test('an option that belongs to the sandbox is not passed over by the gateway', async () => {
  for (const args of [
    ['--port', '5000'],
    ['start', '--port', '5000'],
    ['--check-config', '--port', '5000'],
  ]) {
    const { code, err } = await run(['src/main.ts', ...args], {}, /listening/);
    expect({ args, code }).toEqual({ args, code: 1 });
    expect(err).toContain('--port is for the sandbox; the gateway listens at PORT.');
  }
});

const account = {
  FACEKI_CLIENT_ID: 'id',
  FACEKI_CLIENT_SECRET: 'secret',
  FACEKI_BASE_URL: 'http://127.0.0.1:9',
  AUTH_MODE: 'none',
};

test('what is not used is not loaded: traces, PostgreSQL and colours by default, metrics and GraphiQL when they are off, the sandbox with an account', async () => {
  const { code, err } = await run(
    ['--import', watchModules(''), 'src/main.ts'],
    { ...account, METRICS: 'off', GRAPHIQL: 'off' },
    /listening/,
  );
  expect(code).toBe(0);
  expect(err.match(/asked for .*/g)).toBeNull();
});

test('traces that are wanted without their packages are a sentence', async () => {
  const env = { ...account, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
  const { code, err } = await run(
    ['--import', watchModules('@opentelemetry/sdk-trace'), 'src/main.ts'],
    env,
    /listening/,
  );
  expect(code).toBe(1);
  expect(err).toContain('OTEL_TRACES_EXPORTER: traces need packages that are not installed here');
  expect(err).not.toContain('    at ');
});

test('with a collector that is not there the gateway starts, answers and stops in time', async () => {
  const env = { ...account, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
  const { code, out } = await run(['src/main.ts'], env, /listening/);
  expect(code).toBe(0);
  expect(out).toContain('"msg":"stopped"');
});
