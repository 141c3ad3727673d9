/** The demo promises that nothing is paid for, so it must not find the account that the shell may be set up for. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('the demo is of the sandbox, whatever account and rules the shell is set up for', async () => {
  const env = {
    ...process.env,
    FACEKI_CLIENT_ID: 'a-real-account',
    FACEKI_CLIENT_SECRET: 'its secret',
    FACEKI_BASE_URL: 'http://127.0.0.1:9',
    AUTH_MODE: 'none',
    NODE_ENV: 'production',
    LOG_LEVEL: 'silent',
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['examples/demo.ts'], { env });
  expect(stdout).toContain('nothing of it paid for');
});
