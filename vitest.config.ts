import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/**
 * One graphql for all. Vite would take its ES modules, Node gives Pothos and Yoga the CommonJS ones, and graphql-js refuses types of
 * another copy; without Vitest everything gets the CommonJS ones.
 */
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };

/** Machines that run CI are busy ones: a test that waits for time or order may be given another chance there, and nowhere else. */
const retry = process.env.CI === undefined ? 0 : 2;

/** One project per kind of proof; `npm test` runs them all. See CONTRIBUTING for what belongs where. */
export default defineConfig({
  test: {
    // Vitest leaves one core free; of two that would be one worker, though most tests wait for something else half of their time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { resolve, test: { name: 'unit', retry, include: ['test/unit/**/*.test.ts'] } },
      {
        resolve,
        test: {
          name: 'integration',
          retry,
          include: ['test/integration/**/*.test.ts'],
          globalSetup: 'test/support/postgres.ts',
          testTimeout: 20_000,
        },
      },
      {
        resolve,
        test: {
          name: 'examples',
          retry,
          include: ['examples/vitest-suite/*.test.ts', 'examples/web/src/**/*.test.ts'],
        },
      },
      {
        resolve,
        test: { name: 'e2e', retry, include: ['test/e2e/**/*.e2e.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        resolve,
        test: {
          name: 'browser',
          retry,
          include: ['test/browser/**/*.browser.ts'],
          globalSetup: 'test/support/chromium.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Eight megabytes of editor take their time on a busy machine.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
